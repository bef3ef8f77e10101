"""KPIs of customers who come back."""
