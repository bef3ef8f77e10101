"""KPIs of potential customers."""
