"""A small table on the grid: a grey head over one rule, hairline rows, each cell a formula."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_rowcol_to_cell

from . import grid
from .book import Look
from .palette import HAIRLINE, RULE, SECONDARY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .page import Page

ROW = 19


@dataclass(frozen=True, slots=True)
class Field:
    """A column of it: the grid column it stands in, its head, its formula by the place from 1, and its look."""

    column: int
    head: str
    formula: Callable[[int], str]
    look: Look = field(default_factory=dict[str, Any])


def figure(column: int, head: str, formula: Callable[[int], str], number_format: str, **look: Any) -> Field:
    """A column of figures."""
    return Field(column, head, formula, {"align": "right", "num_format": number_format, **look})


def listing(page: Page, row: int, fields: Sequence[Field], places: int, columns: tuple[int, int] = (1, 12)) -> int:
    """Draw the head and the rows over some grid columns; gives the row after."""
    first, last = grid.at(columns[0]), grid.at(columns[1])
    head: Look = {"bold": True, "valign": "bottom", "bottom": 1, "bottom_color": RULE}
    page.fill(row, page.book.style(8.5, **head), first, last)
    for one in fields:
        aligned = {key: one.look[key] for key in ("align", "indent") if key in one.look}
        page.text(row, grid.at(one.column), one.head, page.book.style(8.5, SECONDARY, **head, **aligned))
    page.heights(row, 20)
    named = xl_rowcol_to_cell(row + 1, grid.at(fields[0].column), col_abs=True)
    for place in range(1, places + 1):
        for one in fields:
            page.formula(row + place, grid.at(one.column), one.formula(place), page.book.style(**one.look))
        page.heights(row + place, ROW)
    # A rule only under rows that hold something.
    look: Look = {"bottom": 1, "bottom_color": HAIRLINE}
    rule = {"type": "formula", "criteria": f'={named}<>""', "format": page.book.differential(**look)}
    page.sheet.conditional_format(row + 1, first, row + places, last, rule)
    return row + places + 1
