"""Care and NPS: how fast people are answered, by whom, and what they say of the company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import chart, grid, number
from ..answers import answer
from ..bars import Bars, bars
from ..card import cards
from ..page import BODY
from ..palette import SECONDARY
from ..roster import ListColumn, roster
from ..section import Section, line_beside, section

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..answers import Answer
    from ..book import Book

_CHART_ROWS, _CHART_ROW = 9, 18
_TEAMS, _GROUPS = 6, 3
_COLUMNS = (
    "group", "cases", "to_answer", "answered", "within_hour", "low", "high", "response_time", "resolved", "verdict",
)  # fmt: skip


def draw(book: Book) -> None:
    drawing = section(book, "page_care")
    page = drawing.page
    row = page.heights(cards(page, drawing.source, BODY), 14)
    row = page.heights(_charts(drawing, row), 10)
    row = page.section(row, 1, 12, drawing.text("teams.title"), drawing.word("teams_sub"))
    row = page.heights(_teams(drawing, answer(book, "cases_by_team", _COLUMNS), row), 10)
    page.prints(drawing.advice(row) - 1)


def _charts(drawing: Section, row: int) -> int:
    page, height = drawing.page, _CHART_ROWS * _CHART_ROW
    line_beside(drawing, row, height)
    body = page.section(row, 8, 5, drawing.text("nps.title"), drawing.word("nps_sub"))
    found = answer(page.book, "nps_answers", ("key", "group", "answers", "share"))
    wanted = Bars(
        _GROUPS,
        lambda place: (
            f'IF({found.at("group", place)}="","",{found.at("group", place)}&" n="&{found.at("answers", place)})'
        ),
        lambda place: found.at("share", place),
        lambda place: f'{found.at("key", place)}="promoters"',
        "0 %",
    )
    groups = bars(drawing, wanted)
    chart.lay_out(groups, (grid.width(5), height - 24), (0.40, 0.03, 0.48, 0.94))
    drawing.put(groups, body, 8, "nps_alt")
    note = page.book.style(8, SECONDARY, valign="bottom")
    page.text(body + _CHART_ROWS - 1, grid.at(8), drawing.text("nps.note"), note)
    return page.heights(body, *[_CHART_ROW] * _CHART_ROWS)


def _teams(drawing: Section, found: Answer, row: int) -> int:
    def between(place: int) -> str:
        low, high = found.at("low", place), found.at("high", place)
        return f'IF(COUNT({low},{high})<2,"",ROUND(100*{low},0)&"–"&ROUND(100*{high},0)&" %")'

    def minutes(place: int) -> str:
        seconds = found.at("response_time", place)
        return f'IF(ISNUMBER({seconds}),{seconds}/86400,"")'

    def at(name: str) -> Callable[[int], str]:
        return lambda place: found.at(name, place)

    columns = (
        ListColumn(1, 3, drawing.word("team"), at("group")),
        ListColumn(4, 1, drawing.word("cases"), at("cases"), {"num_format": number.COUNT, "bold": True}),
        ListColumn(5, 1, drawing.word("answered"), at("answered"), {"num_format": "0 %"}),
        ListColumn(6, 1, drawing.word("within_hour"), at("within_hour"), {"num_format": "0 %", "bold": True}),
        ListColumn(7, 1, drawing.word("between"), between, {"align": "right", "color": SECONDARY}),
        ListColumn(8, 1, drawing.word("response_time"), minutes, {"num_format": number.DURATION}),
        ListColumn(9, 1, drawing.word("resolved"), at("resolved"), {"num_format": "0 %"}),
        ListColumn(10, 3, drawing.word("verdict"), at("verdict"), {"indent": 1, "color": SECONDARY}),
    )
    return roster(drawing.page, row, columns, _TEAMS)
