"""What a workbook keeps of other workbooks that its formulas read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.calc.source import Content
from kpi_xl.workbook.calc.values import ErrorValue
from kpi_xl.workbook.package.xml import Element, every, id_attribute
from kpi_xl.workbook.references.area import parse_area

_ERRORS = {error.value: error for error in ErrorValue}
_Cells = Mapping[tuple[int, int], Content]


class OutsideBooks:
    """The values that Excel last saw behind external links, kept in the package and never asked for again here."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._sheets: dict[int, Mapping[str, _Cells]] = {}

    def column(self, workbook: int, sheet: str, column: int, first_row: int, last_row: int) -> Sequence[Content] | None:
        """The cells of a column of the workbook `[1]`, `[2]` …; None where nothing is kept of that sheet."""
        if workbook not in self._sheets:
            self._sheets[workbook] = self._read(workbook)
        cells = self._sheets[workbook].get(sheet.lower())
        return None if cells is None else [cells.get((row, column)) for row in range(first_row, last_row + 1)]

    def _read(self, workbook: int) -> Mapping[str, _Cells]:
        links = every(self._book.root, "externalReference")
        if not 1 <= workbook <= len(links):
            return {}
        relation = self._book.package.relations(self._book.part).get(id_attribute(links[workbook - 1]))
        if relation is None:
            return {}
        link = self._book.package.tree(relation.target)
        names = [element.get("val", "").lower() for element in every(link, "sheetName")]
        kept = {int(data.get("sheetId", "-1")): _cells(data) for data in every(link, "sheetData")}
        return {name: kept[number] for number, name in enumerate(names) if number in kept}


def _cells(data: Element) -> _Cells:
    cells: dict[tuple[int, int], Content] = {}
    for cell in every(data, "cell"):
        area = parse_area(cell.get("r", ""))
        if area is not None:
            cells[area.first_row, area.first_column] = _content(cell.get("t", "n"), cell.findtext("{*}v"))
    return cells


def _content(kind: str, written: str | None) -> Content:
    if written is None:
        return None
    if kind == "n":
        return float(written)
    if kind == "b":
        return written in {"1", "true"}
    return _ERRORS.get(written, ErrorValue.REF) if kind == "e" else written
