"""KPIs of what visitors did that the business wants."""
