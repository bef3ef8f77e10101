"""KPIs of what people did with posts."""
