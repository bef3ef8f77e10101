"""Single statistical methods on numbers that a person types, and reading what is typed."""
