"""KPIs of customer service."""
