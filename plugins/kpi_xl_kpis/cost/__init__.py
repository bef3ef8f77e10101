"""KPIs of what advertising costs."""
