"""KPIs of what came back for the money spent."""
