"""Web and conversions: what comes to the website, from where, and what it leads to."""

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

_CHART_ROWS, _CHART_ROW = 9, 17
_CHANNELS = 7
_COLUMNS = (
    "channel", "social", "sessions", "before", "share", "engaged", "conversions", "rate", "revenue", "per_visit",
)  # fmt: skip
_FIGURES = (
    ("share", "0 %"), ("engaged", "0 %"), ("conversions", number.COUNT),
    ("rate", "0.00 %"), ("revenue", number.COUNT), ("per_visit", "0.00"),
)  # fmt: skip


def draw(book: Book) -> None:
    drawing = section(book, "page_web")
    page = drawing.page
    found = answer(book, "web_channels", _COLUMNS)
    row = page.heights(cards(page, drawing.source, BODY), 12)
    row = page.heights(_charts(drawing, found, row), 8)
    row = page.section(row, 1, 12, drawing.word("channels"), drawing.word("channels_sub"))
    row = page.heights(_channels(drawing, found, row), 8)
    page.prints(drawing.advice(row) - 1)


def _charts(drawing: Section, found: Answer, row: int) -> int:
    page, height = drawing.page, _CHART_ROWS * _CHART_ROW
    line_beside(drawing, row, height)
    wanted = Bars(
        _CHANNELS,
        lambda place: found.at("channel", place),
        lambda place: found.at("rate", place),
        lambda place: f"N({found.at('social', place)})=1",
        "0.0 %",
    )
    body = bars_beside(drawing, row, height, wanted, ("channels.title", "rates_sub", "rates_alt"))
    return page.heights(body, *[_CHART_ROW] * _CHART_ROWS)


def _channels(drawing: Section, found: Answer, row: int) -> int:
    def change(place: int) -> str:
        now, before = found.at("sessions", place), found.at("before", place)
        return f'IF(COUNT({now},{before})<2,"",IF({before}=0,"",{now}/{before}-1))'

    def column(at: int, word: str, shown: str, cell: Callable[[int], str], **look: bool) -> ListColumn:
        return ListColumn(at, 1, drawing.word(word), cell, {"num_format": shown, **look})

    def of(name: str) -> Callable[[int], str]:
        return lambda place: found.at(name, place)

    columns = [
        ListColumn(1, 4, drawing.word("channel"), of("channel")),
        column(5, "sessions", number.COUNT, of("sessions"), bold=True),
        column(6, "change", "+0 %;−0 %;0 %", change),
    ]
    columns += [column(at, name, shown, of(name), bold=name == "rate") for at, (name, shown) in enumerate(_FIGURES, 7)]
    return roster(drawing.page, row, columns, _CHANNELS)
