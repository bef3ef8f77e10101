"""Share of voice: how much is said of the company beside others, and in what tone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import number
from ..answers import answer
from ..bars import Bars
from ..card import cards
from ..page import BODY
from ..roster import ListColumn, roster
from ..section import Section, bars_beside, line_beside, section

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..answers import Answer
    from ..book import Book

_CHART_ROWS, _CHART_ROW = 9, 18
_BRANDS = 6
_COLUMNS = ("brand", "own", "mentions", "before", "share", "positive", "negative", "net")


def draw(book: Book) -> None:
    drawing = section(book, "page_voice")
    page = drawing.page
    found = answer(book, "voice_by_brand", _COLUMNS)
    row = page.heights(cards(page, drawing.source, BODY), 14)
    row = page.heights(_charts(drawing, found, row), 10)
    row = page.section(row, 1, 12, drawing.word("brands"), drawing.word("brands_sub"))
    row = page.heights(_brands(drawing, found, row), 10)
    page.prints(drawing.advice(row) - 1)


def _charts(drawing: Section, found: Answer, row: int) -> int:
    page, height = drawing.page, _CHART_ROWS * _CHART_ROW
    line_beside(drawing, row, height)
    wanted = Bars(
        _BRANDS,
        lambda place: found.at("brand", place),
        lambda place: found.at("share", place),
        lambda place: f"N({found.at('own', place)})=1",
        "0 %",
    )
    body = bars_beside(drawing, row, height, wanted, ("brands.title", "shares_sub", "shares_alt"))
    return page.heights(body, *[_CHART_ROW] * _CHART_ROWS)


def _brands(drawing: Section, found: Answer, row: int) -> int:
    def change(place: int) -> str:
        now, before = found.at("mentions", place), found.at("before", place)
        return f'IF(COUNT({now},{before})<2,"",IF({before}=0,"",{now}/{before}-1))'

    def at(name: str) -> Callable[[int], str]:
        return lambda place: found.at(name, place)

    columns = (
        ListColumn(1, 6, drawing.word("brand"), at("brand")),
        ListColumn(7, 1, drawing.word("mentions"), at("mentions"), {"num_format": number.COUNT, "bold": True}),
        ListColumn(8, 1, drawing.word("change"), change, {"num_format": "+0 %;−0 %;0 %"}),
        ListColumn(9, 1, drawing.word("share"), at("share"), {"num_format": "0.0 %", "bold": True}),
        ListColumn(10, 1, drawing.word("positive"), at("positive"), {"num_format": "0 %"}),
        ListColumn(11, 1, drawing.word("negative"), at("negative"), {"num_format": "0 %"}),
        ListColumn(12, 1, drawing.word("net"), at("net"), {"num_format": "+0 %;−0 %;0 %"}),
    )
    return roster(drawing.page, row, columns, _BRANDS)
