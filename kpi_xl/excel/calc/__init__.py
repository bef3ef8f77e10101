"""The add-in for LibreOffice Calc, kpi_xl.oxt: the same functions, answered by a Python process of their own."""
