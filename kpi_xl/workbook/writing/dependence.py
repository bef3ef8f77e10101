"""Which formulas a fill has made out of date, told from what they refer to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kpi_xl.workbook.book.contents import Contents, Place
from kpi_xl.workbook.calc.values import Stop
from kpi_xl.workbook.references.area import Area, parse_area
from kpi_xl.workbook.references.pieces import pieces_of
from kpi_xl.workbook.references.sheet_names import sheet_of

_ANYWHERE = frozenset({"INDIRECT", "OFFSET"})  # what they read is not to be seen in the formula
_DEEPEST_NAME = 8
Reach = tuple[str, Area]


class Changed:
    """The cells and areas whose values are other ones than before the fill, by sheet in lower case."""

    def __init__(self) -> None:
        self._cells: dict[str, set[tuple[int, int]]] = defaultdict(set)
        self._areas: dict[str, list[Area]] = defaultdict(list)

    def add_cell(self, place: Place) -> None:
        """A cell with another value."""
        sheet, row, column = place
        self._cells[sheet.lower()].add((row, column))

    def add_area(self, sheet: str, area: Area) -> None:
        """A filled table."""
        self._areas[sheet.lower()].append(area)

    def meets(self, reaches: Iterable[Reach] | None) -> bool:
        """Whether any of these areas holds a changed cell; None stands for all cells there are."""
        if reaches is None:
            return bool(self._cells or self._areas)
        return any(self._meets(sheet.lower(), area) for sheet, area in reaches)

    def _meets(self, sheet: str, area: Area) -> bool:
        if any(area.meets(each) for each in self._areas[sheet]):
            return True
        return any(area.covers(row, column) for row, column in self._cells[sheet])


def reaches(text: str, sheet: str, contents: Contents) -> list[Reach] | None:
    """The cells that a formula reads; None where that cannot be told."""
    try:
        return list(_reaches(text, sheet, contents, 0))
    except Stop:
        return None


def _reaches(text: str, sheet: str, contents: Contents, depth: int) -> Iterator[Reach]:
    if depth > _DEEPEST_NAME:
        raise Stop("names go round in a circle")
    target = sheet
    for piece in pieces_of(text):
        if piece.kind == "function" and piece.text.upper() in _ANYWHERE:
            raise Stop("it reads cells that it does not name")
        if piece.kind == "sheet":
            named = sheet_of(piece.text)
            if named is None and ":" in piece.text:
                raise Stop("it reads several sheets")
            target = named or ""
            continue
        if piece.kind == "area" and (area := parse_area(piece.text)) is not None:
            yield target, area
        elif piece.kind == "name":
            yield from _named(piece.text, sheet, contents, depth)
        target = sheet


def _named(name: str, sheet: str, contents: Contents, depth: int) -> Iterator[Reach]:
    table = next((each for each in contents.tables.values() if each.name.lower() == name.lower()), None)
    if table is not None:
        yield table.sheet, Area(table.first_row, table.first_column, table.last_row, table.last_column)
    for each in contents.names:
        if each.name.lower() == name.lower():
            yield from _reaches(each.text, each.sheet or sheet, contents, depth + 1)
