"""Good habits of measuring, held against the data."""
