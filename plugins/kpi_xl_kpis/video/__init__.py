"""KPIs of how videos are watched."""
