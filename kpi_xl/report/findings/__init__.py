"""True, plain sentences about the month, made from its figures. Never one from a month that the data do not cover."""
