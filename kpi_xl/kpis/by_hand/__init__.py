"""KPIs and analyses on numbers that a person types."""
