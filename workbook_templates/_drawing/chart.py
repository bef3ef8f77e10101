"""Native charts as the report draws them: no legend, border or title, because the finding stands in the cells above."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from .book import FONT
from .palette import AXIS, HAIRLINE, INK, SECONDARY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.chart import Chart

    from .book import Book
    from .feed import Series

_AXIS_FONT = {"name": FONT, "size": 8, "color": SECONDARY}
_NAME_FONT = {"name": FONT, "size": 8.5, "color": INK}


def plain(book: Book, kind: str, subtype: str | None = None) -> Chart:
    """An empty chart without decoration that reads hidden cells and draws nothing where figures are missing."""
    drawn = cast("Chart", book.workbook.add_chart({"type": kind, "subtype": subtype}))
    drawn.set_title({"none": True})
    drawn.set_legend({"none": True})
    drawn.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    drawn.show_hidden_data()
    drawn.show_blanks_as("span")  # as Excel treats #N/A anyway; LibreOffice draws a “gap” of it as 0
    return drawn


def lay_out(drawn: Chart, size: tuple[int, int], plot: tuple[float, float, float, float]) -> None:
    """Set a chart's size in pixels and the place of its plot in shares of it."""
    drawn.set_size({"width": size[0], "height": size[1]})
    layout = dict(zip(("x", "y", "width", "height"), plot, strict=True))
    drawn.set_plotarea({"layout": layout, "fill": {"none": True}})


def category_axis(**more: Any) -> dict[str, Any]:
    line = {"color": AXIS, "width": 0.75}
    return {"num_font": _AXIS_FONT, "line": line, "major_tick_mark": "none", "minor_tick_mark": "none", **more}


def name_axis(**more: Any) -> dict[str, Any]:
    """A category axis of names: larger and darker than one of months."""
    return category_axis(num_font=_NAME_FONT, **more)


def value_axis(**more: Any) -> dict[str, Any]:
    gridlines = {"visible": True, "line": {"color": HAIRLINE, "width": 0.5}}
    return {
        "num_font": _AXIS_FONT, "line": {"none": True}, "major_tick_mark": "none", "major_gridlines": gridlines, **more,
    }  # fmt: skip


def no_axis(**more: Any) -> dict[str, Any]:
    return {"visible": False, "major_gridlines": {"visible": False}, **more}


def label_font(color: str = INK) -> Mapping[str, Any]:
    return {"name": FONT, "size": 8.5, "bold": True, "color": color}


def name_at_last_point(color: str, points: int, position: str = "right") -> dict[str, Any]:
    """Data labels that show the series' name at the line's last point and nothing elsewhere."""
    return _at_last_point({"series_name": True, "position": position}, color, points)


def name_at_first_point(color: str, points: int) -> dict[str, Any]:
    """Data labels that show the series' name above the line's first point, out of the way of what ends at the last."""
    font = label_font(color)
    nowhere: list[dict[str, Any]] = [{"delete": True} for _ in range(points - 1)]
    return {"series_name": True, "position": "above", "font": font, "custom": [{"font": font}, *nowhere]}


def value_at_last_point(color: str, points: int, number_format: str, position: str = "above") -> dict[str, Any]:
    """Data labels that show the figure at the line's last point and nothing elsewhere."""
    return _at_last_point({"value": True, "position": position, "num_format": number_format}, color, points)


def mark_breaks(drawn: Chart, months: Series, top: Series, fall: Series | None = None) -> None:
    """A dotted line down through the month in which a figure began to be counted otherwise; none where there is none.

    It is an error bar: it needs no axis of its own, and a point that is #N/A has none. Without `fall` it is 1 high.
    """
    line = {"color": SECONDARY, "width": 1, "dash_type": "round_dot"}
    size = {"type": "custom", "minus_values": fall.reference} if fall else {"type": "fixed", "value": 1}
    labels = {"series_name": True, "position": "right", "font": {"name": FONT, "size": 8, "color": SECONDARY}}
    drawn.add_series(
        {
            "name": top.name,
            "categories": months.chart,
            "values": top.chart,
            "line": {"none": True},
            "y_error_bars": {**size, "direction": "minus", "end_style": 0, "line": line},
            **({"data_labels": labels} if fall else {}),
        }
    )


def _at_last_point(labels: dict[str, Any], color: str, points: int) -> dict[str, Any]:
    font = label_font(color)
    nowhere: list[dict[str, Any]] = [{"delete": True} for _ in range(points - 1)]
    return {**labels, "font": font, "custom": [*nowhere, {"font": font}]}
