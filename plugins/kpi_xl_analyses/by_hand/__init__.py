"""Reading what is given by hand."""
