"""Summary: the month on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import chart, feed, grid
from ..book import Look
from ..card import cards
from ..feed import Feed, Series
from ..labels import end_labels
from ..page import BODY, Page
from ..palette import HAIRLINE, INK, SECONDARY, SLOTS
from ..placeholder import text
from . import data

if TYPE_CHECKING:
    from ..book import Book

_CHART_ROWS, _CHART_ROW = 9, 18
_FINDINGS = 3


def draw(book: Book) -> None:
    words = book.words
    page = Page(book, words("sheet.summary")).on_grid()
    source = Feed(page)
    page.navigation()
    headline = source.dated("summary.headline", words.literal("summary.other_month"))
    standfirst = source.dated("summary.standfirst", words.literal("summary.other_month_sub"))
    page.head(words("summary.kicker"), headline, standfirst)
    row = page.heights(cards(page, source, BODY), 14)
    row = _charts(page, source, row)
    row = page.heights(_findings(page, source, page.heights(row, 8)), 8)
    row = page.strip(row, words("section.advice"), tuple(source.dated(f"decision.{number}") for number in (1, 2)))
    page.prints(row - 1)
    page.sheet.activate()
    page.sheet.set_first_sheet()


def _charts(page: Page, source: Feed, row: int) -> int:
    height = _CHART_ROWS * _CHART_ROW
    page.section(row, 1, 7, source.dated("lines.title"), text("lines.subtitle"))
    body = page.section(row, 8, 5, source.dated("bars.title"), text("bars.subtitle"))
    lines = platform_lines(page, source)
    chart.lay_out(lines, (grid.width(7), height), (0.065, 0.05, 0.76, 0.82))
    _put(page, lines, body, 1, "summary.lines_alt")
    bars = _bars(page)
    chart.lay_out(bars, (grid.width(5), height), (0.2, 0.04, 0.72, 0.92))
    _put(page, bars, body, 8, "summary.bars_alt")
    return page.heights(body, *[_CHART_ROW] * _CHART_ROWS)


def _put(page: Page, drawn: chart.Chart, row: int, column: int, alt: str) -> None:
    options = {"object_position": 2, "description": page.book.words(alt)}
    page.sheet.insert_chart(row, grid.at(column), drawn, options)


def platform_lines(page: Page, source: Feed) -> chart.Chart:
    """One line a platform; platforms without figures are not drawn."""
    drawn = chart.plain(page.book, "line")
    figures = [_figures(source, place) for place in range(1, len(SLOTS) + 1)]
    for line, colour in zip((source.with_gaps(one, "line") for one in figures), SLOTS, strict=True):
        look = {"color": colour.fill, "width": 2}
        drawn.add_series({"categories": source.labels.chart, "values": line.chart, "line": look})
    for one, colour in zip(figures, SLOTS, strict=True):
        fill = {"color": colour.fill}
        dot = {"type": "circle", "size": 6, "fill": fill, "border": fill}
        drawn.add_series({"values": source.alone(one).chart, "line": {"none": True}, "marker": dot})
    for one, label, colour in zip(figures, end_labels(source, figures), SLOTS, strict=True):
        names = chart.name_at_last_point(colour.text, feed.MONTHS)
        drawn.add_series({"name": one.name, "values": label.chart, "line": {"none": True}, "data_labels": names})
    highest = f"MAX({','.join(one.months for one in figures)})"
    top = source.breaks(source.cell(feed.KEY, text("leading.kpi")), highest)
    chart.mark_breaks(drawn, source.labels, top, source.fall(figures))
    drawn.set_x_axis(chart.category_axis())
    drawn.set_y_axis(chart.value_axis(min=0, num_format="#,##0"))
    return drawn


def _figures(source: Feed, place: int) -> Series:
    return source.platform_kpi("leading", f"=slot_{place}", text(f"slot.{place}.label"))


def _bars(page: Page) -> chart.Chart:
    """How much each platform added or lost since the month before, largest first, each in its colour."""
    drawn = chart.plain(page.book, "bar")
    for place, colour in enumerate(SLOTS):
        drawn.add_series(
            {
                "categories": data.change_range(data.CHANGE_LABEL),
                "values": data.change_range(data.CHANGE_SERIES + place),
                "fill": {"color": colour.fill},
                "gap": 55,
                "overlap": 100,
                "invert_if_negative": False,
                "data_labels": {
                    "value": True,
                    "num_format": "+#,##0;−#,##0;;",
                    "position": "outside_end",
                    "font": chart.label_font(INK),
                },
            }
        )
    drawn.set_y_axis(chart.name_axis(reverse=True, label_position="low"))
    drawn.set_x_axis(chart.no_axis())
    return drawn


def _linked(source: Feed, number: int) -> str:
    """A finding's title, which leads to the cell that it is about."""
    title, link = (source.cell(feed.KEY, text(f"finding.{number}.{part}")) for part in ("title", "link"))
    return f'=IF(in_month=rpt_month,IF({link}="",{title}&"",HYPERLINK({link},{title}&"")),"")'


def _findings(page: Page, source: Feed, row: int) -> int:
    words, style = page.book.words, page.book.style
    page.section(row, 1, 7, words("summary.findings"), words("summary.findings_sub"))
    row = page.section(row, 8, 5, words("summary.watch"), words("summary.watch_sub"))
    for number in range(1, _FINDINGS + 1):
        rule: Look = {"bottom": 1, "bottom_color": HAIRLINE} if number < _FINDINGS else {}
        page.fill(row + 1, style(**rule), grid.at(1), grid.at(7))
        page.fill(row + 1, style(**rule), grid.at(8), grid.at(12))
        found = _linked(source, number)
        page.wrapped((row, 1), (1, 7), found, style(9.5, bold=True, valign="bottom", text_wrap=True))
        page.text(
            row + 1, grid.at(1), source.dated(f"finding.{number}.detail"), style(9, SECONDARY, valign="top", **rule)
        )
        watched = source.dated(f"watch.{number}.title")
        page.wrapped((row, 8), (1, 5), watched, style(9.5, bold=True, valign="bottom", text_wrap=True))
        page.text(
            row + 1, grid.at(8), source.dated(f"watch.{number}.detail"), style(9, SECONDARY, valign="top", **rule)
        )
        row = page.heights(row, 30, 19)
    return row
