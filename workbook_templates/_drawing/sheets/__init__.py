"""The sheets of the templates, one module each."""
