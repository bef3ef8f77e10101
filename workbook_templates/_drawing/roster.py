"""Rows on the grid that may be fewer than there is room for: a rule only under those there are, long names in full."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_rowcol_to_cell

from . import grid
from .book import Look
from .palette import RULE, SECONDARY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .page import Page

_HEAD, _ROW = 20, 19  # heights in pixels


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column: the grid columns it takes, its head, and the formula of the cell in each place from 1."""

    at: int
    columns: int
    head: str
    cell: Callable[[int], str]
    look: Look = field(default_factory=dict[str, Any])  # with a number format it is one of figures

    @property
    def aligned(self) -> Look:
        known = {key: self.look[key] for key in ("indent", "align") if key in self.look}
        return ({"align": "right"} if "num_format" in self.look else {}) | known


def roster(page: Page, row: int, columns: Sequence[ListColumn], places: int, gap: int = 0) -> int:
    """Draw the head and so many rows, `gap` rows under it; gives the row after."""
    first, last = min(one.at for one in columns), max(one.at + one.columns - 1 for one in columns)
    look: Look = {"bold": True, "valign": "bottom", "bottom": 1, "bottom_color": RULE, "shrink": True}
    page.fill(row, page.book.style(8.5, **look), grid.at(first), grid.at(last))
    for one in columns:
        _write(page, row, one, one.head, {"size": 8.5, "color": SECONDARY, **look, **one.aligned})
    page.heights(row, _HEAD, *[_ROW] * (gap + places))
    for place in range(1, places + 1):
        under = row + gap + place
        name = xl_rowcol_to_cell(under, grid.at(first), col_abs=True)
        page.hairline(under, first, last - first + 1, f'{name}<>""')
        for one in columns:
            _write(page, under, one, f"={one.cell(place)}", {"shrink": True, **one.aligned, **one.look})
    return row + 1 + gap + places


def _write(page: Page, row: int, column: ListColumn, text: str, look: Look) -> None:
    style = page.book.style(**look)
    if column.columns > 1:
        page.wrapped((row, column.at), (1, column.columns), text, style)
    else:
        page.text(row, grid.at(column.at), text, style)
