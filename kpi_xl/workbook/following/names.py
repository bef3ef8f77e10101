"""Defined names following their cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.book.names import PRINT_AREA, Name
from kpi_xl.workbook.references.area import Area, around
from kpi_xl.workbook.references.moves import Moves
from kpi_xl.workbook.references.rewriting import Found, Reference, Rewriting, rewritten, with_rows


def follow_names(book: Book, rewriting: Rewriting) -> Mapping[str, Sequence[Area]]:
    """Rewrite what each name stands for.

    Returned are the print areas of which some columns moved further than others, as pieces, by the sheet's name.
    """
    sheets = book.sheet_names
    pieces: dict[str, Sequence[Area]] = {}
    for name in book.names:
        sheet = "" if name.sheet is None else sheets[name.sheet]
        moves = rewriting.moves.get(sheet.lower())
        if name.name == PRINT_AREA and moves is not None:
            worksheet = book.sheet(sheet)
            known = () if worksheet is None else book.past.pages.get(worksheet.part, ())
            new, found = _print_area(name, moves, known)
            if len(found) > 1:
                pieces[sheet] = found
        else:
            new = rewriting.name(name.text, sheet)
        if new != name.text:
            name.element.text = new
            book.touch()
    return pieces


def _print_area(name: Name, moves: Moves, known: Sequence[Area]) -> tuple[str, Sequence[Area]]:
    """A print area reaches as far down as its columns that move furthest; each of them is moved from its own place."""
    pieces: list[Area] = []

    def change(found: Found) -> Reference | None:
        one, two = found.ends
        if one.row is None or two.row is None or one.column is None or two.column is None:
            return found.ends
        area = Area(one.row, one.column, two.row, two.column)
        # A person may have set another print area since.
        before = known if known and around(known) == area else [area]
        after = [moved for piece in before for moved in moves.cover(piece)]
        pieces.extend(after)
        return with_rows(found.ends, around(after).first_row, around(after).last_row) if after else None

    return rewritten(name.text, change), pieces
