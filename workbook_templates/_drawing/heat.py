"""A heat map of weekdays and hours: darker is better, and too few posts say nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import grid
from .answers import answer
from .palette import HEAT, INK, PAPER, SECONDARY

if TYPE_CHECKING:
    from .page import Page

_TABLE, _BLOCK, _DAYS, _ENOUGH = "peak_engagement_time", 3, 7, 5
_COLUMNS = ("weekday", "hour", "posts", "median_rate", "enough")


def heat_map(page: Page, row: int) -> int:
    """Draw it over the first nine grid columns, of the year up to the month; gives the row after."""
    book = page.book
    found = answer(book, _TABLE, _COLUMNS, f"{_BLOCK}_year")
    blocks = range(0, 24, _BLOCK)
    head = book.style(8.5, SECONDARY, align="center", valign="bottom")
    cell = book.style(8.5, INK, align="center", num_format="0.0 %", bg_color=PAPER)
    for at, hour in enumerate(blocks, 2):
        page.text(row, grid.at(at), f"{hour:02}–{hour + _BLOCK:02}", head)
    for day in range(1, _DAYS + 1):
        page.text(row + day, grid.at(1), book.words("format.weekdays").split()[day - 1], book.style(9))
        for at, hour in enumerate(blocks, 2):
            page.formula(row + day, grid.at(at), _cell(found.name, day, hour), cell)
    scale = {"type": "2_color_scale", "min_color": PAPER, "max_color": HEAT}
    page.sheet.conditional_format(row + 1, grid.at(2), row + _DAYS, grid.at(len(blocks) + 1), scale)
    page.text(row + 1, grid.at(10), book.words("heat.how"), book.style(9, bold=True))
    note = book.style(9, SECONDARY, text_wrap=True, valign="top")
    page.wrapped((row + 2, 10), (5, 3), book.words("heat.note"), note)
    return page.heights(row, 20, *[22] * _DAYS)


def _cell(table: str, day: int, hour: int) -> str:
    """The median of a cell; with too few posts how many they are, and nothing where there are none."""
    scope = f"{table}[weekday],{day},{table}[hour],{hour}"
    posts = f"SUMIFS({table}[posts],{scope})"
    return f'IF({posts}=0,"",IF({posts}<{_ENOUGH},"n="&{posts},SUMIFS({table}[median_rate],{scope})))'
