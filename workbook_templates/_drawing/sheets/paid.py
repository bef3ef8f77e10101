"""Paid and organic side by side: what ads cost and bring, and how much of what is seen and done is paid for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_rowcol_to_cell

from .. import chart, feed, grid, number
from ..answers import answer, looked_up
from ..bars import compacted
from ..card import cards
from ..page import BODY
from ..palette import ACCENT, INK, PAID, SECONDARY, WHITE
from ..placeholder import kpi
from ..roster import ListColumn, roster
from ..section import Section, line_beside, section

if TYPE_CHECKING:
    from ..book import Book
    from ..chart import Chart

_CHART_ROWS, _CHART_ROW = 9, 18
_SHARES, _LINES = 6, 6
_COLUMNS = ("where", "metric", "paid", "organic", "total", "paid_share")
_KPIS = ("spend", "impressions", "cpm", "link_clicks", "cpc", "ctr", "cpa", "roas")
_FORMATS = {
    "spend": number.COUNT, "impressions": number.COUNT, "cpm": "#,##0", "link_clicks": number.COUNT, "cpc": "0.00",
    "ctr": "0.00 %", "cpa": "#,##0", "roas": '0.00"×"',
}  # fmt: skip
_FIRST = 5  # the grid column of the first figure


def draw(book: Book) -> None:
    drawing = section(book, "page_paid")
    page = drawing.page
    row = page.heights(cards(page, drawing.source, BODY), 14)
    row = page.heights(_charts(drawing, row), 10)
    row = page.section(row, 1, 12, drawing.word("lines"), drawing.word("lines_sub"))
    row = page.heights(_lines(drawing, row), 10)
    page.prints(drawing.advice(row) - 1)


def _charts(drawing: Section, row: int) -> int:
    page, height = drawing.page, _CHART_ROWS * _CHART_ROW
    line_beside(drawing, row, height)
    body = page.section(row, 8, 5, drawing.text("share.title"), drawing.word("share_sub"))
    shares = _shares(drawing)
    chart.lay_out(shares, (grid.width(5), height), (0.44, 0.02, 0.54, 0.96))
    drawing.put(shares, body, 8, "share_alt")
    return page.heights(body, *[_CHART_ROW] * _CHART_ROWS)


def _shares(drawing: Section) -> Chart:
    """Each figure as a whole of two parts, since figures of several units share the chart."""
    book, source = drawing.page.book, drawing.source
    found = answer(book, "paid_vs_organic", _COLUMNS)
    at = compacted(drawing, lambda place: f"ISNUMBER({found.at('paid_share', place)})", _SHARES)
    first = source.block(3)
    for place in range(1, _SHARES + 1):
        share, metric, where = (found.at(name, at(place)) for name in ("paid_share", "metric", "where"))
        # Of «Nettsted, fra sosiale medier» the first word is enough beside a bar.
        label = f'{metric}&IF({where}="",""," · "&LEFT({where},FIND(",",{where}&",")-1))'
        own = xl_rowcol_to_cell(feed.FIRST_MONTH + place - 1, first + 2)
        source.write(place - 1, first, f"={label}")
        source.write(place - 1, first + 1, f"=IF(ISNUMBER({own}),1-{own},0)")
        source.write(place - 1, first + 2, f"={share}")
    drawn = chart.plain(book, "bar", "stacked")
    sheet, last = drawing.page.sheet.get_name(), feed.FIRST_MONTH + _SHARES - 1
    for offset, color, ink in ((1, ACCENT, WHITE), (2, PAID, INK)):
        drawn.add_series(
            {
                "categories": [sheet, feed.FIRST_MONTH, first, last, first],
                "values": [sheet, feed.FIRST_MONTH, first + offset, last, first + offset],
                "fill": {"color": color},
                "gap": 45,
                "overlap": 100,
                "data_labels": {
                    "value": True,
                    "num_format": book.number("[>=0.08]0 %;;"),
                    "position": "center",
                    "font": chart.label_font(ink),
                },
            }
        )
    drawn.set_y_axis(chart.name_axis(reverse=True, line={"none": True}))
    drawn.set_x_axis(chart.no_axis(min=0, max=1))
    return drawn


def _lines(drawing: Section, row: int) -> int:
    """Ad platforms and the dearest campaigns, each figure a live formula in the hidden columns."""
    page, source = drawing.page, drawing.source
    first = source.block(2 + len(_KPIS))

    def hidden(place: int, offset: int) -> str:
        return xl_rowcol_to_cell(row + place, first + offset, col_abs=True)

    small = page.book.style(8, SECONDARY)
    for place in range(1, _LINES + 1):
        platform, campaign = (looked_up(f"kpi_paid[{name}]", str(place)) for name in ("platform", "campaign"))
        page.formula(row + place, first, f'IF({platform}="","-",{platform})', small)
        page.formula(row + place, first + 1, campaign, small)
        scope = {"platform": "$" + hidden(place, 0).lstrip("$"), "campaign": "$" + hidden(place, 1).lstrip("$")}
        for offset, name in enumerate(_KPIS, 2):
            page.text(row + place, first + offset, kpi(name, **scope, period="in_month"), small)

    def shown(offset: int, place: int) -> str:
        return f'IF({hidden(place, 0)}="-","",{hidden(place, offset)})'

    columns = [ListColumn(1, 4, drawing.word("line"), lambda place: looked_up("kpi_paid[label]", str(place)))]
    columns += [
        ListColumn(
            _FIRST + at,
            1,
            drawing.word(name),
            lambda place, offset=at + 2: shown(offset, place),
            {"num_format": _FORMATS[name], "bold": name in {"spend", "roas"}},
        )
        for at, name in enumerate(_KPIS)
    ]
    return roster(page, row, columns, _LINES)
