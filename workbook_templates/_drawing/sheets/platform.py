"""One page a platform, all on the same grid: cards, its rate over time, formats or campaigns, and the best of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_rowcol_to_cell

from .. import chart, feed, grid
from ..card import cards
from ..feed import Feed
from ..page import BODY, TOP, Page
from ..palette import (
    CONTEXT,
    INK,
    OTHER_PLATFORM,
    SECONDARY,
    SLOTS,
    TREND_LINE,
    PlatformColour,
)
from ..placeholder import each, text
from ..sentence import joined, one_decimal
from .best import Best

if TYPE_CHECKING:
    from ..book import Book

_CHART_ROWS, _CHART_ROW = 9, 18
_BARS = 4


def draw(book: Book) -> None:
    words = book.words
    page = Page(book, each("platform.label"), tab="#8FA3A9").on_grid()
    source = Feed(page, platform=text("platform.key"))
    page.navigation()
    other_month = words.literal("summary.other_month")
    page.head(text("platform.kicker"), _dated(source, "headline", other_month), _dated(source, "standfirst", '""'))
    _colour_head(page, source)
    row = page.heights(cards(page, source, BODY), 14)
    rate = source.kpi("line")
    row = page.heights(_charts(page, source, rate, row), 10)
    row = page.heights(Best(page, source, rate, row).draw(), 10)
    row = page.strip(row, words("platform.strip"), (text("platform.note"),))
    page.prints(row - 1)


def _dated(source: Feed, column: str, otherwise: str) -> str:
    found = f'IFERROR(INDEX(kpi_pages[{column}],MATCH({source.platform},kpi_pages[key],0)),"")'
    return f'=IF(in_month=rpt_month,{found}&"",{otherwise})'


def _colour_head(page: Page, source: Feed) -> None:
    """Rule and kicker take the platform's colour: a conditional format, because one sheet serves all of them."""
    for place, colour in enumerate(SLOTS, 1):
        criteria = f"={source.platform}=slot_{place}"
        for row, look in ((TOP, {"bg_color": colour.fill}), (TOP + 1, {"font_color": colour.text})):
            rule = {"type": "formula", "criteria": criteria, "format": page.book.differential(**look)}
            page.sheet.conditional_format(row, page.first, row, page.last, rule)


def _charts(page: Page, source: Feed, rate: feed.Series, row: int) -> int:
    height = _CHART_ROWS * _CHART_ROW
    page.section(row, 1, 8, source.dated("line.title", rate.cell(feed.HEAD)), text("line.subtitle"))
    body = page.section(row, 9, 4, "", text("bars.subtitle"))
    line = _line(page, source, rate)
    chart.lay_out(line, (grid.width(8), height), (0.07, 0.06, 0.83, 0.79))
    _put(page, line, body, 1, "platform.line_alt")
    bars, title = _bars(page, source)
    page.text(row, grid.at(9), title, page.book.style(10.5, bold=True, top=1, top_color=INK))
    chart.lay_out(bars, (grid.width(4), height), (0.36, 0.03, 0.50, 0.94))
    _put(page, bars, body, 9, "platform.bars_alt")
    return page.heights(body, *[_CHART_ROW] * _CHART_ROWS)


def _put(page: Page, drawn: chart.Chart, row: int, column: int, alt: str) -> None:
    page.sheet.insert_chart(row, grid.at(column), drawn, {"object_position": 2, "description": page.book.words(alt)})


def _line(page: Page, source: Feed, rate: feed.Series) -> chart.Chart:
    """The rate and its target. One series a platform, of which only the page's own has figures, gives it its colour."""
    drawn = chart.plain(page.book, "line")
    name = page.book.words("scorecard.target")
    goal = rate.cell(feed.TARGET)
    wanted = source.column(name, lambda _: f'=IF({goal}="",NA(),{goal})')
    label = chart.name_at_first_point(SECONDARY, feed.MONTHS)
    dashed = {"color": TREND_LINE, "width": 1, "dash_type": "dash"}
    categories = source.labels.chart
    drawn.add_series(
        {"name": wanted.name, "categories": categories, "values": wanted.chart, "line": dashed, "data_labels": label}
    )
    for mine, colour in _slots(source):
        own = _coloured(source, rate, mine)
        drawn.add_series(
            {
                "categories": categories,
                "values": own.chart,
                "line": {"color": colour.fill, "width": 2.5},
                "data_labels": chart.value_at_last_point(colour.text, feed.MONTHS, page.book.number("0.00 %"), "right"),
            }
        )
    top = source.breaks(rate.cell(feed.KEY), f"MAX({rate.months})")
    chart.mark_breaks(drawn, source.labels, top, source.fall([rate]))
    drawn.set_x_axis(chart.category_axis())
    drawn.set_y_axis(chart.value_axis(num_format=page.book.number("0.0 %")))
    return drawn


def _slots(source: Feed) -> list[tuple[str, PlatformColour]]:
    """The condition under which the page's platform has a colour, for every colour."""
    known = [(f"{source.platform}=slot_{place}", colour) for place, colour in enumerate(SLOTS, 1)]
    none = "AND(" + ",".join(f"{source.platform}<>slot_{place}" for place in range(1, len(SLOTS) + 1)) + ")"
    return [*known, (none, OTHER_PLATFORM)]


def _coloured(source: Feed, rate: feed.Series, mine: str) -> feed.Series:
    def month(row: int) -> str:
        cell = xl_rowcol_to_cell(row, rate.column)
        return f'=IF({mine},IF({cell}="",NA(),{cell}),NA())'

    return source.column("rate", month)


def _bars(page: Page, source: Feed) -> tuple[chart.Chart, str]:
    """The formats or campaigns of the month, highest first, in the platform's colour; and what they are headed by."""
    slots = _slots(source)
    first = source.block(3 + len(slots))
    page.text(feed.KEY, first, text("bars.title"), page.book.style(8, SECONDARY))
    for place in range(_BARS):
        _bar(page, source, first, place, [mine for mine, _ in slots])
    drawn = chart.plain(page.book, "bar")
    sheet, rows = page.sheet.get_name(), (feed.FIRST_MONTH, feed.FIRST_MONTH + _BARS - 1)
    for offset, color in enumerate([CONTEXT, *(colour.fill for _, colour in slots)], 2):
        drawn.add_series(
            {
                "categories": [sheet, rows[0], first, rows[1], first],
                "values": [sheet, rows[0], first + offset, rows[1], first + offset],
                "fill": {"color": color},
                "gap": 60,
                "overlap": 100,
                "data_labels": {
                    "value": True,
                    "num_format": page.book.number("0.0 %;;"),
                    "font": chart.label_font(INK),
                },
            }
        )
    drawn.set_y_axis(chart.name_axis(reverse=True, line={"none": True}))
    drawn.set_x_axis(chart.no_axis(min=0))
    return drawn, _bars_title(page, first)


def _bars_title(page: Page, first: int) -> str:
    """Which bar is the highest, where enough posts stand behind it; else what the bars are of."""
    words = page.book.words
    label, value, unsure = (feed.absolute(feed.FIRST_MONTH, first + offset) for offset in range(3))
    percent = words("format.percent")
    found = joined(label, words.literal("platform.highest"), one_decimal(page.book, f"100*{value}"), f'"{percent}"')
    return f'=IF(AND({label}<>"",{unsure}=0),{found},{feed.absolute(feed.KEY, first)})'


def _bar(page: Page, source: Feed, first: int, place: int, slots: list[str]) -> None:
    """One bar's label and value, and its value once more in the column of its colour.

    A bar is coloured where enough posts stand behind it; a rate of a few posts stays grey.
    """
    style, row = page.book.style(8, SECONDARY), feed.FIRST_MONTH + place
    found = f'MATCH({source.platform}&"|"&in_month&"|{place + 1}",kpi_bars[key],0)'
    value = xl_rowcol_to_cell(row, first + 1, col_abs=True)
    sure = f"IFERROR(INDEX(kpi_bars[sure],{found}),0)=1"
    page.formula(row, first, f'IFERROR(INDEX(kpi_bars[label],{found})&"","")', style)
    page.formula(row, first + 1, f"IFERROR(INDEX(kpi_bars[value],{found}),0)", style)
    page.formula(row, first + 2, f"IF({sure},0,{value})", style)
    for offset, mine in enumerate(slots, 3):
        page.formula(row, first + offset, f"IF({sure},IF({mine},{value},0),0)", style)
