"""Where placeholders stand in the cells of a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.book.cell import CellXml
from kpi_xl.workbook.book.past import KnownSpot
from kpi_xl.workbook.book.sheet import Sheet
from kpi_xl.workbook.book.strings import SharedStrings
from kpi_xl.workbook.book.values import inline_text
from kpi_xl.workbook.package.xml import Element, parsed
from kpi_xl.workbook.placeholder import Place, Placeholder, found_in, is_whole, parse
from kpi_xl.workbook.references.area import cell_name

_OPEN = "{{"
MARK = re.compile(r"\{\{")


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell with placeholders: its full text, and its runs where parts of it have formats of their own.

    In a workbook that was filled before, `references` tells where the cells are now that its criteria name.
    """

    row: int
    column: int
    text: str
    placeholders: tuple[Placeholder, ...]
    rich: Element | None = None
    references: Mapping[str, str] = field(default_factory=dict[str, str])

    def asked(self, sheet: str, list_name: str | None, known: KnownSpot | None) -> Spot:
        """The same spot as the template asks for it: by its own name for the sheet, in a row repeating for a list."""
        placeholders = tuple(replace(each, sheet=sheet, repeat=list_name) for each in self.placeholders)
        if known is None:
            return replace(self, placeholders=placeholders)
        placeholders = tuple(replace(each, cell=known.cell) for each in placeholders)
        return replace(self, placeholders=placeholders, references=known.references)


def placeholders_in(
    text: str, sheet: str, place: Place, names: frozenset[str], cell: str = ""
) -> tuple[Placeholder, ...]:
    """The placeholders of a text, in order."""
    whole = place == "cell" and is_whole(text)
    found = (parse(each, names) for each in found_in(text))
    return tuple(
        Placeholder(
            each.text, each.name, each.criteria, each.format, each.each, sheet, cell=cell, place=place, whole=whole
        )
        for each in found
    )


def cell_spots(book: Book, sheet: Sheet, names: frozenset[str]) -> list[Spot]:
    """The cells of a sheet that hold placeholders, found without reading rows that have none."""
    marked = _marked(book.strings)
    if not marked and not sheet.changed and _OPEN.encode() not in sheet.source:
        return []
    numbers = "|".join(map(str, marked)) or "-"
    pattern = re.compile(rf"<v>(?:{numbers})</v>|\{{\{{")
    spots: list[Spot] = []
    for row in sheet.rows.values():
        if row.may_match(pattern):
            spots += _row_spots(book, sheet, row.number, row.cells.values(), names)
    return spots


def _marked(strings: SharedStrings) -> Sequence[int]:
    return [index for index, text in enumerate(strings.texts) if _OPEN in text]


def _row_spots(book: Book, sheet: Sheet, row: int, cells: Iterable[CellXml], names: frozenset[str]) -> Iterable[Spot]:
    for cell in cells:
        text, rich = _cell_text(cell, book.strings)
        found = placeholders_in(text, sheet.name, "cell", names, cell_name(row, cell.column)) if _OPEN in text else ()
        if found:
            yield Spot(row, cell.column, text, found, rich)


def _cell_text(cell: CellXml, strings: SharedStrings) -> tuple[str, Element | None]:
    """The text of a cell that holds constant text, and its runs if it has several."""
    if cell.formula is not None:
        return "", None
    if cell.kind == "s" and cell.value:
        index = int(cell.value)
        return strings.text(index), strings.items[index] if strings.is_rich(index) else None
    if cell.kind == "inlineStr" and _OPEN in cell.rest:
        item = parsed(cell.rest.encode())
        return inline_text(cell.rest), item if item.find("{*}r") is not None else None
    return "", None
