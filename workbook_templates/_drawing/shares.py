"""Two bars a name, side by side: its share of one whole, grey, and of another, in the accent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import chart, feed
from .palette import ACCENT, CONTEXT, INK

if TYPE_CHECKING:
    from collections.abc import Callable

    from .section import Section

_PLACES = 5


def shares(
    drawing: Section, name: Callable[[int], str], one: Callable[[int], str], other: Callable[[int], str]
) -> chart.Chart:
    """Each is given as the formula of a place from 1; places without a share are empty."""
    source, page = drawing.source, drawing.page
    first = source.block(3)
    for place in range(1, _PLACES + 1):
        source.write(place - 1, first, f'={name(place)}&""')
        source.write(place - 1, first + 1, f"=N({one(place)})")
        source.write(place - 1, first + 2, f"=N({other(place)})")
    drawn = chart.plain(page.book, "bar")
    sheet, last = page.sheet.get_name(), feed.FIRST_MONTH + _PLACES - 1
    labels = {"value": True, "num_format": page.book.number("0 %;;"), "font": chart.label_font(INK)}
    for offset, color in ((1, CONTEXT), (2, ACCENT)):
        drawn.add_series(
            {
                "categories": [sheet, feed.FIRST_MONTH, first, last, first],
                "values": [sheet, feed.FIRST_MONTH, first + offset, last, first + offset],
                "fill": {"color": color},
                "gap": 50,
                "data_labels": {**labels, "position": "outside_end"},
            }
        )
    drawn.set_y_axis(chart.name_axis(reverse=True, line={"none": True}))
    drawn.set_x_axis(chart.no_axis(min=0))
    return drawn
