"""KPIs of visits to the website."""
