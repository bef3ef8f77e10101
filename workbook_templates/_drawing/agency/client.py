"""A client's sheet: its figures of the month against the month and the year before, and two of them over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_rowcol_to_cell

from .. import chart, feed, grid, number
from ..feed import Feed, Series
from ..page import BODY, Page
from ..palette import ACCENT, HAIRLINE, SECONDARY
from ..placeholder import each, kpi, text
from ..roster import ListColumn, roster
from ..sentence import joined

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..book import Book, Look

_KPIS = (
    "followers", "net_new_followers", "posts_published", "impressions", "views", "engagements", "likes", "comments",
    "shares", "saves", "link_clicks", "profile_visits", "spend", "cpc", "cpa", "roas",
)  # fmt: skip
_TWINS = {"impressions", "views"}  # which some languages call by one short name
_ROW, _CHART_ROWS = 25, 7  # two charts beside the table
_CHART = _ROW * _CHART_ROWS


def draw(book: Book) -> None:
    words = book.words
    page = Page(book, each("client.sheet"), tab="#8FA3A9").on_grid()
    source = Feed(page)
    account = source.cell(feed.KEY, text("client"))
    page.navigation()
    cells = {name: _months(page, source, name, account) for name in _KPIS}
    page.head(text("client.kicker"), _headline(page, cells["engagements"]), text("client.platforms"))
    page.section(BODY, 1, 7, words("client.figures"), words("client.figures_sub"))
    row = BODY
    grown = _either(source, cells["followers"], cells["net_new_followers"])
    for line in (cells["engagements"], grown):
        body = page.section(row, 8, 5, f"={line.cell(feed.HEAD)}", words("client.line_sub"))
        drawn = _line(page, source, line, account)
        page.sheet.insert_chart(
            body, grid.at(8), drawn, {"object_position": 2, "description": words("client.line_alt")}
        )
        row = body + _CHART_ROWS
    last = _table(page, cells, BODY + 2)
    page.prints(page.strip(page.heights(last, 10), words("client.strip"), (words("client.reading"),)) - 1)


def _months(page: Page, source: Feed, name: str, account: str) -> Series:
    """Thirteen months of a KPI of the client; the first is that of the year before."""

    def month(row: int) -> str:
        return kpi(name, account=account, period=xl_rowcol_to_cell(row, source.months.column, col_abs=True))

    label = page.book.words(f"client.{name}") if name in _TWINS else text(f"{name}.label")
    series = source.column(label, month)
    for row, word in ((feed.KEY, "kpi"), (feed.UNIT, "unit")):
        source.put(row, series, text(f"{name}.{word}"))
    source.put(feed.BROKEN, series, f"={feed.broken(series.cell(feed.KEY), account, 'in_month')}")
    return series


def _either(source: Feed, one: Series, other: Series) -> Series:
    """The first that has figures: LinkedIn exports who came, and not how many there are."""

    def first(row: int) -> str:
        chosen = (xl_rowcol_to_cell(row, series.column) for series in (one, other))
        return f"=IF(COUNT({one.months})>0,{','.join(chosen)})"

    series = source.column("either", first)
    for row in (feed.HEAD, feed.KEY):
        source.put(row, series, first(row))
    return series


def _headline(page: Page, engagements: Series) -> str:
    words = page.book.words.literal
    now, before = engagements.now, engagements.before
    share = f"({now}/{before}-1)"
    moved = f"IF({share}<0,{words('client.fell')},{words('client.rose')})"
    told = joined(words("client.engagement"), moved, f"ROUND(100*ABS({share}),0)", words("client.percent"))
    few = f"IF(ISNUMBER({now}),{words('client.no_change')},{words('client.none')})"
    return f"=IF(COUNT({now},{before})<2,{few},IF({before}=0,{few},{told}))"


def _table(page: Page, cells: dict[str, Series], row: int) -> int:
    words = page.book.words
    grey: Look = {"color": SECONDARY}
    # LibreOffice takes one condition a cell, and that is the one on its unit.
    shown: Look = {"num_format": number.COUNT, "bottom": 1, "bottom_color": HAIRLINE}
    series = list(cells.values())

    def of(place_of: Callable[[Series], str]) -> Callable[[int], str]:
        return lambda place: f'IF({place_of(series[place - 1])}="","",{place_of(series[place - 1])})'

    def change(place: int) -> str:
        one = series[place - 1]
        return feed.change(one.now, one.before, one.cell(feed.UNIT), one.cell(feed.BROKEN))

    columns = (
        ListColumn(1, 3, words("client.kpi"), of(lambda one: one.cell(feed.HEAD))),
        ListColumn(4, 1, words("client.now"), of(lambda one: one.now), {**shown, "bold": True}),
        ListColumn(5, 1, words("client.before"), of(lambda one: one.before), {**shown, **grey}),
        ListColumn(6, 1, words("client.change"), change, {"num_format": "+0.0 %;−0.0 %;0 %"}),
        ListColumn(7, 1, words("client.year"), of(lambda one: one.cell(feed.FIRST_MONTH)), {**shown, **grey}),
    )
    for place, one in enumerate(series, 1):
        for column in (4, 5, 6, 7):
            area = (row + place, grid.at(column), row + place, grid.at(column))
            formats = number.OF_CHANGE if column == 6 else number.OF_UNIT  # noqa: PLR2004 - the change
            number.follow_unit(page, area, one.cell(feed.UNIT), formats)
    last = roster(page, row, columns, len(series))
    page.heights(row + 1, *[_ROW] * len(series))
    return last


def _label(source: Feed, row: int) -> str:
    """Every third month by its name: the chart is too narrow for thirteen of them."""
    shown = (feed.LAST_MONTH - row) % 3 == 0
    return xl_rowcol_to_cell(row, source.labels.column) if shown else '""'


def _line(page: Page, source: Feed, series: Series, account: str) -> chart.Chart:
    drawn = chart.plain(page.book, "line")
    own = source.with_gaps(series, "line")
    values = chart.value_at_last_point(ACCENT, feed.MONTHS, "#,##0", "right")
    line = {"color": ACCENT, "width": 2.25}
    labels = source.column("labels", lambda row: f"={_label(source, row)}")
    drawn.add_series({"categories": labels.chart, "values": own.chart, "line": line, "data_labels": values})
    fill = {"color": ACCENT}
    dot = {"type": "circle", "size": 6, "fill": fill, "border": fill}
    drawn.add_series({"values": source.alone(series).chart, "line": {"none": True}, "marker": dot})
    top = source.breaks(series.cell(feed.KEY), f"MAX({series.months})", account)
    chart.mark_breaks(drawn, source.labels, top, source.fall([series]))
    drawn.set_x_axis(chart.category_axis())
    drawn.set_y_axis(chart.value_axis(num_format="#,##0"))
    chart.lay_out(drawn, (grid.width(5), _CHART), (0.12, 0.05, 0.74, 0.74))
    return drawn
