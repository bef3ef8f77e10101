"""KPIs of what was published."""
