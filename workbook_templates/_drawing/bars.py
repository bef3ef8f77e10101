"""Bars of what a table holds, some of them in colour and the others grey."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_rowcol_to_cell

from . import chart, feed
from .palette import ACCENT, CONTEXT, INK

if TYPE_CHECKING:
    from collections.abc import Callable

    from .chart import Chart
    from .section import Section


@dataclass(frozen=True, slots=True)
class Bars:
    """So many bars: formulas of the label, the value and whether it is one to look at, by the place from 1."""

    places: int
    label: Callable[[int], str]
    value: Callable[[int], str]
    stands_out: Callable[[int], str]
    number_format: str
    color: str = ACCENT


def compacted(drawing: Section, holds: Callable[[int], str], most: int) -> Callable[[int], str]:
    """Of a table's first rows those for which a condition holds: the formula of the row by its place among them."""
    source = drawing.source
    ranks = source.block(1)
    span = f"{feed.absolute(feed.FIRST_MONTH, ranks)}:{feed.absolute(feed.FIRST_MONTH + most - 1, ranks)}"
    for place in range(1, most + 1):
        above = f"COUNT({feed.absolute(feed.FIRST_MONTH, ranks)}:{feed.absolute(feed.FIRST_MONTH + place - 2, ranks)})"
        rank = f"{above}+1" if place > 1 else "1"
        source.write(place - 1, ranks, f'=IF({holds(place)},{rank},"")')
    return lambda place: f"IFERROR(MATCH({place},{span},0),0)"


def bars(drawing: Section, wanted: Bars) -> Chart:
    """One bar a place from top to bottom; places without a value are empty."""
    page, source = drawing.page, drawing.source
    first = source.block(4)
    for place in range(1, wanted.places + 1):
        value = xl_rowcol_to_cell(feed.FIRST_MONTH + place - 1, first + 1)
        source.write(place - 1, first, f"={wanted.label(place)}")
        source.write(place - 1, first + 1, f"={wanted.value(place)}")
        source.write(place - 1, first + 2, f"=IF(ISNUMBER({value}),IF({wanted.stands_out(place)},0,{value}),0)")
        source.write(place - 1, first + 3, f"=IF(ISNUMBER({value}),IF({wanted.stands_out(place)},{value},0),0)")
    drawn = chart.plain(page.book, "bar")
    sheet, last = page.sheet.get_name(), feed.FIRST_MONTH + wanted.places - 1
    labels = {
        "value": True,
        "num_format": page.book.number(f"{wanted.number_format};;"),
        "font": chart.label_font(INK),
    }
    for offset, color in ((2, CONTEXT), (3, wanted.color)):
        drawn.add_series(
            {
                "categories": [sheet, feed.FIRST_MONTH, first, last, first],
                "values": [sheet, feed.FIRST_MONTH, first + offset, last, first + offset],
                "fill": {"color": color},
                "gap": 55,
                "overlap": 100,
                "data_labels": labels,
            }
        )
    drawn.set_y_axis(chart.name_axis(reverse=True, line={"none": True}))
    drawn.set_x_axis(chart.no_axis(min=0))
    return drawn
