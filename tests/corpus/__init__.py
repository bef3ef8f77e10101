"""Templates with every feature that a marketer's workbook may hold, made by XlsxWriter and by hand.

`python -m corpus FOLDER`, run in tests/, writes them all.
"""
