"""All placeholders of a workbook, sheet by sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.book.sheet import Sheet
from kpi_xl.workbook.placeholder import Placeholder
from kpi_xl.workbook.planning.blocks import Block, blocks_of
from kpi_xl.workbook.planning.captions import captions
from kpi_xl.workbook.planning.spots import Spot, cell_spots, placeholders_in


@dataclass(frozen=True, slots=True)
class SheetSurvey:
    """What a sheet asks for. `list_name` is the list that the whole sheet repeats for; a chart sheet has no cells."""

    name: str
    sheet: Sheet | None
    list_name: str | None
    spots: Sequence[Spot]
    others: Sequence[Placeholder]

    @property
    def placeholders(self) -> list[Placeholder]:
        """All of them: the sheet's name first, then its cells, then texts elsewhere."""
        named = [each for each in self.others if each.place == "sheet name"]
        elsewhere = [each for each in self.others if each.place != "sheet name"]
        return [*named, *(each for spot in self.spots for each in spot.placeholders), *elsewhere]


def survey(book: Book) -> list[SheetSurvey]:
    """Look through every sheet."""
    names = frozenset(name.name.lower() for name in book.names)
    sheets = {sheet.name: sheet for sheet in book.sheets}
    return [_surveyed(book, name, sheets.get(name), names) for name in book.sheet_names]


def _surveyed(book: Book, name: str, sheet: Sheet | None, names: frozenset[str]) -> SheetSurvey:
    titles = placeholders_in(name, name, "sheet name", names)
    list_name = next((each.list_name for each in titles if each.each), None)
    spots = [] if sheet is None else cell_spots(book, sheet, names)
    blocks = [] if sheet is None else blocks_of(sheet, spots)
    spots = [spot.repeated(_list_at(spot.row, blocks) or list_name) for spot in spots]
    others = [*titles, *(each for caption in captions(book, name) for each in caption.placeholders(names))]
    return SheetSurvey(name, sheet, list_name, spots, [replace(each, repeat=list_name) for each in others])


def _list_at(row: int, blocks: Sequence[Block]) -> str | None:
    return next((block.list_name for block in blocks if block.holds(row)), None)
