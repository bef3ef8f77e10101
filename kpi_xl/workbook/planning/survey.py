"""All placeholders of a workbook, sheet by sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.book.sheet import Sheet
from kpi_xl.workbook.placeholder import Placeholder
from kpi_xl.workbook.planning.blocks import Block, blocks_of
from kpi_xl.workbook.planning.captions import Caption, captions
from kpi_xl.workbook.planning.spots import Spot, cell_spots, placeholders_in


@dataclass(frozen=True, slots=True)
class SheetSurvey:
    """What a sheet asks for. `list_name` is the list that the whole sheet repeats for; a chart sheet has no cells."""

    name: str
    origin: str  # its name in the template
    sheet: Sheet | None
    list_name: str | None
    blocks: Sequence[Block]
    spots: Sequence[Spot]
    captions: Sequence[Caption]
    others: Sequence[Placeholder]  # those of the sheet's name and of its captions

    @property
    def placeholders(self) -> list[Placeholder]:
        """All of them: the sheet's name first, then its cells, then texts elsewhere."""
        named = [each for each in self.others if each.place == "sheet name"]
        return [*named, *(each for spot in self.spots for each in spot.placeholders), *self.elsewhere]

    @property
    def elsewhere(self) -> list[Placeholder]:
        """Those of its captions."""
        return [each for each in self.others if each.place != "sheet name"]


def survey(book: Book) -> list[SheetSurvey]:
    """Look through every sheet of a template; of copies that a filled workbook has, only the first."""
    names = known_names(book)
    firsts: dict[str, str] = {}
    for name in book.sheet_names:
        firsts.setdefault(book.past.title(name).text, name)
    return [survey_sheet(book, name, title, names) for title, name in firsts.items()]


def known_names(book: Book) -> frozenset[str]:
    """The defined names in lower case: a criterion may be one of them."""
    return frozenset(name.name.lower() for name in book.names)


def survey_sheet(book: Book, name: str, origin: str, names: frozenset[str]) -> SheetSurvey:
    """Look through one sheet, which was called `origin` in the template."""
    sheet = book.sheet(name)
    titles = placeholders_in(origin, origin, "sheet name", names)
    list_name = next((each.list_name for each in titles if each.each), None)
    spots = [] if sheet is None else cell_spots(book, sheet, names)
    known = () if sheet is None else book.past.blocks.get(sheet.part, ())
    blocks = [] if sheet is None else blocks_of(sheet, spots, known)
    past, part = book.past.spots, "" if sheet is None else sheet.part
    spots = [
        spot.asked(origin, _list_at(spot.row, blocks) or list_name, past.get((part, spot.row, spot.column)))
        for spot in spots
    ]
    found = captions(book, name)
    others = [replace(each, repeat=list_name) for each in titles]
    for caption in found:
        repeat = _list_at(caption.row, blocks) or list_name
        others += [replace(each, sheet=origin, repeat=repeat) for each in caption.placeholders(names)]
    return SheetSurvey(name, origin, sheet, list_name, blocks, spots, found, others)


def _list_at(row: int, blocks: Sequence[Block]) -> str | None:
    return next((block.list_name for block in blocks if block.holds(row)), None)
