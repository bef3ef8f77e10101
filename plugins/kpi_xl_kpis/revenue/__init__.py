"""KPIs of money earned."""
