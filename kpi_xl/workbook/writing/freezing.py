"""A workbook of values: every formula gives way to what it came to."""

from __future__ import annotations

from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.book.sheet import Sheet
from kpi_xl.workbook.package.xml import every, first, remove


def freeze(book: Book) -> None:
    """Replace the formulas of all cells by their stored values."""
    for sheet in book.sheets:
        if sheet.has_formulas or sheet.changed:
            _freeze_cells(sheet)
        for strip in sheet.strips:
            for column in strip.columns:
                column.formula = None
    for table in book.tables:
        for element in every(table.root, "calculatedColumnFormula"):
            remove(element)
            table.changed = True
    settings = first(book.root, "calcPr")
    if settings is not None and settings.get("fullCalcOnLoad") is not None:
        del settings.attrib["fullCalcOnLoad"]


def _freeze_cells(sheet: Sheet) -> None:
    for row in sheet.rows.values():
        for cell in row.cells.values():
            if cell.formula is not None:
                cell.formula = None
                if cell.kind == "str" and not cell.value:
                    cell.kind, cell.value = "", None
                sheet.touch(row.number)
