"""One page a platform, all on the same grid: cards, its rate over time, formats or campaigns, and the best of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_rowcol_to_cell

from kpi_xl_templates._drawing import chart, feed, grid, number
from kpi_xl_templates._drawing.card import cards
from kpi_xl_templates._drawing.feed import Feed
from kpi_xl_templates._drawing.page import BODY, Page
from kpi_xl_templates._drawing.palette import (
    CONTEXT,
    HAIRLINE,
    INK,
    OTHER_PLATFORM,
    PLATFORMS,
    RULE,
    SECONDARY,
    TREND_LINE,
)
from kpi_xl_templates._drawing.placeholder import each, text

if TYPE_CHECKING:
    from kpi_xl_templates._drawing.book import Book

_CHART_ROWS, _CHART_ROW = 9, 18
_BARS, _TOP = 5, 6
_TITLE, _KIND, _FIRST_FIGURE, _LAST_FIGURE = 2, 6, 7, 12  # grid columns of the table
_RATE = 2  # the third figure is the page's rate, and the last one compares it with the platform's


def draw(book: Book) -> None:
    words = book.words
    page = Page(book, each("platform.label"), tab="#8FA3A9").on_grid()
    source = Feed(page, platform=text("platform.key"))
    page.navigation()
    page.head(text("platform.kicker"), _dated(source, "headline"), _dated(source, "standfirst"))
    _colour_head(page, source)
    row = page.heights(cards(page, source, BODY), 14)
    rate = source.kpi("line")
    row = page.heights(_charts(page, source, rate, row), 10)
    row = page.heights(_Top(page, source, rate, row).draw(), 10)
    row = page.strip(row, words("platform.strip"), (text("platform.note.1"), text("platform.note.2")))
    page.prints(row - 1)


def _dated(source: Feed, column: str) -> str:
    found = f"INDEX(kpi_platforms[{column}],MATCH({source.platform},kpi_platforms[key],0))"
    return f'=IF(in_month=rpt_month,{found}&"","")'


def _colour_head(page: Page, source: Feed) -> None:
    """Rule and kicker take the platform's colour: a conditional format, because one sheet serves all of them."""
    for platform, colour in PLATFORMS.items():
        criteria = f'={source.platform}="{platform}"'
        for row, look in ((1, {"bg_color": colour.fill}), (2, {"font_color": colour.text})):
            rule = {"type": "formula", "criteria": criteria, "format": page.book.differential(**look)}
            page.sheet.conditional_format(row, page.first, row, page.last, rule)


def _charts(page: Page, source: Feed, rate: feed.Series, row: int) -> int:
    height = _CHART_ROWS * _CHART_ROW
    page.section(row, 1, 8, f"={rate.cell(feed.HEAD)}", text("line.subtitle"))
    body = page.section(row, 9, 4, text("bars.title"), text("bars.subtitle"))
    line = _line(page, source, rate)
    chart.lay_out(line, (grid.width(8), height), (0.07, 0.08, 0.84, 0.77))
    _put(page, line, body, 1, "platform.line_alt")
    bars = _bars(page, source)
    chart.lay_out(bars, (grid.width(4), height), (0.36, 0.03, 0.50, 0.94))
    _put(page, bars, body, 9, "platform.bars_alt")
    return page.heights(body, *[_CHART_ROW] * _CHART_ROWS)


def _put(page: Page, drawn: chart.Chart, row: int, column: int, alt: str) -> None:
    page.sheet.insert_chart(row, grid.at(column), drawn, {"object_position": 2, "description": page.book.words(alt)})


def _line(page: Page, source: Feed, rate: feed.Series) -> chart.Chart:
    """The rate and its target. One series a platform, of which only the page's own has figures, gives it its colour."""
    drawn = chart.plain(page.book, "line")
    wanted = source.column("target", lambda _: f'=IF({rate.cell(feed.TARGET)}="",NA(),{rate.cell(feed.TARGET)})')
    label = chart.name_at_last_point(page.book.words("scorecard.target"), SECONDARY, feed.MONTHS)
    dashed = {"color": TREND_LINE, "width": 1, "dash_type": "dash"}
    categories = source.months.chart
    drawn.add_series({"categories": categories, "values": wanted.chart, "line": dashed, "data_labels": label})
    for platform, colour in {**PLATFORMS, "": OTHER_PLATFORM}.items():
        own = _coloured(source, rate, platform)
        drawn.add_series(
            {
                "categories": categories,
                "values": own.chart,
                "line": {"color": colour.fill, "width": 2.5},
                "data_labels": chart.value_at_last_point(colour.text, feed.MONTHS, "0.00 %"),
            }
        )
    months = page.book.words.date("mmm yy")
    drawn.set_x_axis(chart.category_axis(text_axis=True, num_format=months, num_format_linked=False))
    drawn.set_y_axis(chart.value_axis(num_format="0.0 %"))
    return drawn


def _coloured(source: Feed, rate: feed.Series, platform: str) -> feed.Series:
    mine = f'{source.platform}="{platform}"' if platform else _is_other(source)

    def month(row: int) -> str:
        cell = xl_rowcol_to_cell(row, rate.column)
        return f'=IF(AND({mine},{cell}<>""),{cell},NA())'

    return source.column(platform or "other", month)


def _is_other(source: Feed) -> str:
    return "AND(" + ",".join(f'{source.platform}<>"{platform}"' for platform in PLATFORMS) + ")"


def _bars(page: Page, source: Feed) -> chart.Chart:
    """The formats or campaigns of the month, highest first: the first in the platform's colour, the rest grey."""
    first, sheet = source.block(2 + len(PLATFORMS) + 2), page.sheet.get_name()
    columns = ["label", "value", "rest", *PLATFORMS, ""]
    style = page.book.style(8, SECONDARY)
    for place in range(_BARS):
        row = feed.FIRST_MONTH + place
        found = f'MATCH({source.platform}&"|"&in_month&"|{place + 1}",kpi_bars[key],0)'
        value = xl_rowcol_to_cell(row, first + 1, col_abs=True)
        page.formula(row, first, f'IFERROR(INDEX(kpi_bars[label],{found})&"","")', style)
        page.formula(row, first + 1, f"IFERROR(INDEX(kpi_bars[value],{found}),0)", style)
        page.formula(row, first + 2, value if place else "0", style)
        for offset, platform in enumerate(columns[3:], 3):
            mine = f'{source.platform}="{platform}"' if platform else _is_other(source)
            page.formula(row, first + offset, "0" if place else f"IF({mine},{value},0)", style)
    drawn = chart.plain(page.book, "bar")
    colours = [CONTEXT, *(colour.fill for colour in PLATFORMS.values()), OTHER_PLATFORM.fill]
    rows = (feed.FIRST_MONTH, feed.FIRST_MONTH + _BARS - 1)
    for offset, color in enumerate(colours, 2):
        drawn.add_series(
            {
                "categories": [sheet, rows[0], first, rows[1], first],
                "values": [sheet, rows[0], first + offset, rows[1], first + offset],
                "fill": {"color": color},
                "gap": 60,
                "overlap": 100,
                "data_labels": {"value": True, "num_format": "0.0 %;;", "font": chart.label_font(INK)},
            }
        )
    drawn.set_y_axis(chart.name_axis(reverse=True))
    drawn.set_x_axis(chart.no_axis(min=0))
    return drawn


class _Top:
    """The best posts or campaigns of the month, looked up by platform, month and rank."""

    def __init__(self, page: Page, source: Feed, rate: feed.Series, row: int) -> None:
        self.page, self.source, self.rate = page, source, rate
        self.head = page.section(row, 1, 12, text("top.title"), text("top.subtitle"))
        self.units, self.found = source.block(_LAST_FIGURE - _FIRST_FIGURE + 1), source.block(1)

    def draw(self) -> int:
        self._heads()
        for place in range(1, _TOP + 1):
            self._names(place)
            self._figures(place)
        return self.page.heights(self.head, 20, *[19] * _TOP)

    def _heads(self) -> None:
        page, style = self.page, self.page.book.style
        look = {"bold": True, "valign": "bottom", "bottom": 1, "bottom_color": RULE}
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
        rule = {"bottom": 1, "bottom_color": HAIRLINE}
        page.fill(row, style(**rule))
        match = f'IFERROR(MATCH({self.source.platform}&"|"&in_month&"|{place}",kpi_top[key],0),"")'
        page.formula(row, self.found, match, style(8, SECONDARY))
        date = style(9, SECONDARY, num_format=page.book.words.date("d. mmm"), align="left", **rule)
        page.formula(row, grid.at(1), self._lookup(place, "date"), date)
        title = self._lookup(place, "title")
        if place == 1:
            title = f'IF({self._found(1)}="",{page.book.words.literal("platform.no_rows")},{title})'
        page.formula(row, grid.at(_TITLE), title, style(9, bold=place == 1, **rule))
        page.formula(row, grid.at(_KIND), self._lookup(place, "kind"), style(9, SECONDARY, **rule))

    def _figures(self, place: int) -> None:
        page, row = self.page, self.head + place
        rule = {"bottom": 1, "bottom_color": HAIRLINE, "align": "right"}
        for offset in range(_LAST_FIGURE - _FIRST_FIGURE):
            column = grid.at(_FIRST_FIGURE + offset)
            style = page.book.style(9, bold=offset == _RATE, num_format=number.COUNT, **rule)
            page.formula(row, column, self._lookup(place, f"m{offset + 1}"), style)
            unit = feed.absolute(self.head, self.units + offset)
            number.follow_unit(page, (row, column, row, column), unit, number.OF_UNIT)
        own = xl_rowcol_to_cell(row, grid.at(_FIRST_FIGURE + _RATE), col_abs=True)
        style = page.book.style(9, SECONDARY, num_format='+0.0" pp";−0.0" pp";0" pp"', **rule)
        difference = f'IF(COUNT({own},{self.rate.now})<2,"",({own}-{self.rate.now})*100)'
        page.formula(row, grid.at(_LAST_FIGURE), difference, style)
