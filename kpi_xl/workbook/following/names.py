"""Defined names following their cells."""

from __future__ import annotations

from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.book.names import PRINT_AREA, Name
from kpi_xl.workbook.references.area import Area
from kpi_xl.workbook.references.moves import Moves
from kpi_xl.workbook.references.rewriting import Found, Reference, Rewriting, rewritten, with_rows


def follow_names(book: Book, rewriting: Rewriting) -> None:
    """Rewrite what each name stands for."""
    sheets = book.sheet_names
    for name in book.names:
        sheet = "" if name.sheet is None else sheets[name.sheet]
        new = _print_area(name, rewriting.moves.get(sheet.lower())) or rewriting.name(name.text, sheet)
        if new != name.text:
            name.element.text = new
            book.touch()


def _print_area(name: Name, moves: Moves | None) -> str | None:
    """A print area covers what moved down, also where only some of its columns did."""
    if name.name != PRINT_AREA or moves is None:
        return None

    def change(found: Found) -> Reference | None:
        one, two = found.ends
        if one.row is None or two.row is None or one.column is None or two.column is None:
            return found.ends
        page = moves.page(Area(one.row, one.column, two.row, two.column))
        return None if page is None else with_rows(found.ends, page.first_row, page.last_row)

    return rewritten(name.text, change)
