"""From current rows to results: one query a table, then arithmetic on small totals."""
