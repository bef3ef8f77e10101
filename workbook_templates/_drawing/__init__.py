"""Draws the shipped templates: `python -m kpi_xl_templates._drawing`. Needs XlsxWriter, from the extra [test].

The underscore keeps the plugin host from importing it: whoever makes a report has no XlsxWriter.
"""
