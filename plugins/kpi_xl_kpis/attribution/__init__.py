"""KPIs of what led to a conversion."""
