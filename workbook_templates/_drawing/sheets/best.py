"""The table at the foot of a platform's page: the best posts, or the campaigns, of the month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_rowcol_to_cell

from .. import feed, grid, number
from ..book import Look
from ..palette import HAIRLINE, RULE, SECONDARY
from ..placeholder import text

if TYPE_CHECKING:
    from ..feed import Feed
    from ..page import Page

_TOP = 6
_TITLE, _KIND, _FIRST_FIGURE, _LAST_FIGURE = 2, 6, 7, 12  # grid columns of the table
_RATE = 2  # the third figure is the page's rate, and the last one compares it with the platform's

_UNDER: Look = {"bottom": 1, "bottom_color": HAIRLINE}


class Best:
    """The best posts or campaigns of the month, looked up by platform, month and rank."""

    def __init__(self, page: Page, source: Feed, rate: feed.Series, row: int) -> None:
        self.page, self.source, self.rate = page, source, rate
        self.head = page.section(row, 1, 12, text("top.title"), text("top.subtitle"))
        self.units, self.found = source.block(_LAST_FIGURE - _FIRST_FIGURE + 1), source.block(1)

    def draw(self) -> int:
        self._heads()
        for place in range(1, _TOP + 1):
            self._figures(place)  # the rules of their units go before the line under the row
            self._names(place)
        return self.page.heights(self.head, 20, *[19] * _TOP)

    def _heads(self) -> None:
        page, style = self.page, self.page.book.style
        look: Look = {"bold": True, "valign": "bottom", "bottom": 1, "bottom_color": RULE}
        page.fill(self.head, style(8.5, **look))
        for column, name in ((1, "top.date"), (_TITLE, "top.name"), (_KIND, "top.kind")):
            page.text(self.head, grid.at(column), text(name), style(8.5, SECONDARY, **look))
        for place, column in enumerate(range(_FIRST_FIGURE, _LAST_FIGURE + 1)):
            label = text(f"top.{place + 1}.label")
            page.text(self.head, grid.at(column), label, style(8.5, SECONDARY, align="right", **look))
            page.text(self.head, self.units + place, text(f"top.{place + 1}.unit"), style(8, SECONDARY))

    def _lookup(self, place: int, column: str) -> str:
        """The formula of one value of the row found, empty where there is none."""
        at = self._found(place)
        value = f"INDEX(kpi_top[{column}],{at})"
        return f'IF({at}="","",IF({value}="","",{value}))'

    def _found(self, place: int) -> str:
        return xl_rowcol_to_cell(self.head + place, self.found, col_abs=True)

    def _names(self, place: int) -> None:
        page, row, style = self.page, self.head + place, self.page.book.style
        page.hairline(row, 1, 12, f'{xl_rowcol_to_cell(row, grid.at(_TITLE), col_abs=True)}<>""')
        match = f'IFERROR(MATCH({self.source.platform}&"|"&in_month&"|{place}",kpi_top[key],0),"")'
        page.formula(row, self.found, match, style(8, SECONDARY))
        date = style(9, SECONDARY, num_format=page.book.words.date("d. mmm"), align="left")
        page.formula(row, grid.at(1), self._lookup(place, "date"), date)
        title = self._lookup(place, "title")
        if place == 1:
            title = f'IF({self._found(1)}="",{page.book.words.literal("platform.no_rows")},{title})'
        page.formula(row, grid.at(_TITLE), title, style(9, bold=place == 1))
        page.formula(row, grid.at(_KIND), self._lookup(place, "kind"), style(9, SECONDARY))

    def _figures(self, place: int) -> None:
        page, row = self.page, self.head + place
        right: Look = {"align": "right"}
        for offset in range(_LAST_FIGURE - _FIRST_FIGURE):
            column = grid.at(_FIRST_FIGURE + offset)
            style = page.book.style(9, bold=offset == _RATE, num_format=number.COUNT, **right)
            page.formula(row, column, self._lookup(place, f"m{offset + 1}"), style)
            unit = feed.absolute(self.head, self.units + offset)
            filled = f'IF({xl_rowcol_to_cell(row, column)}="","",{unit})'
            number.follow_unit(page, (row, column, row, column), filled, number.OF_UNIT, **_UNDER)
        own = xl_rowcol_to_cell(row, grid.at(_FIRST_FIGURE + _RATE), col_abs=True)
        style = page.book.style(9, SECONDARY, num_format='+0.0" pp";−0.0" pp";0" pp"', **right)
        difference = f'IF(COUNT({own},{self.rate.now})<2,"",({own}-{self.rate.now})*100)'
        page.formula(row, grid.at(_LAST_FIGURE), difference, style)
