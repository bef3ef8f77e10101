"""KPIs of how many people were reached."""
