"""A card: label, value, change, status, a line of thirteen months and its lowest and highest point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_rowcol_to_cell

from . import chart, feed, grid, number
from .palette import ACCENT, INK, PAPER, SECONDARY, TREND_LINE
from .placeholder import kpi
from .status import Change, attained, colour_status, show_change, status

if TYPE_CHECKING:
    from .feed import Feed, Series
    from .page import Page

HEIGHTS = (25, 32, 18, 18, 32, 18, 6)
_LABEL, _VALUE, _CHANGE, _STATUS, _LINE, _RANGE, _FOOT = range(7)


def cards(page: Page, source: Feed, row: int) -> int:
    """Six cards over the whole width; gives the row after."""
    for place in range(1, 7):
        _Card(page, source, row, place).draw()
    return page.heights(row, *HEIGHTS)


class _Card:
    def __init__(self, page: Page, source: Feed, row: int, place: int) -> None:
        self.page, self.source, self.row = page, source, row
        self.key = f"card.{place}"
        self.left = grid.at(2 * place - 1)
        self.right = grid.at(2 * place)
        self.series: Series = source.kpi(self.key)
        self.unit = self.series.cell(feed.UNIT)
        self.better = self.series.cell(feed.BETTER)

    def draw(self) -> None:
        for offset in range(len(HEIGHTS)):
            self.page.fill(self.row + offset, self.page.book.style(bg_color=PAPER), self.left, self.right)
        self._across(_LABEL, f"={self.series.cell(feed.HEAD)}", 8, valign="bottom", shrink=True)
        self._value()
        self._change()
        self._status()
        self._line()
        self._range()

    def _across(self, offset: int, text: str, size: float, color: str = INK, **look: Any) -> None:
        style = self.page.book.style(size, color, bg_color=PAPER, indent=1, **look)
        row = self.row + offset
        self.page.sheet.merge_range(row, self.left, row, self.right, "", style)
        self.page.text(row, self.left, text, style)

    def _area(self, offset: int) -> tuple[int, int, int, int]:
        return (self.row + offset, self.left, self.row + offset, self.left)

    def _cell(self, offset: int, column: int) -> str:
        return xl_rowcol_to_cell(self.row + offset, column, row_abs=True, col_abs=True)

    def _value(self) -> None:
        scope = {"platform": self.source.platform} if self.source.platform else {}
        value = kpi(self.key, **scope, period=self.source.months.now)
        shown = number.shortened(self.page.book, 9_999_500, "0.0")
        self._across(_VALUE, value, 18, bold=True, shrink=True, num_format=shown)
        number.follow_unit(self.page, self._area(_VALUE), self.unit, number.OF_UNIT)

    def _change(self) -> None:
        words = self.page.book.words
        versus = words("card.versus")
        broken = self.series.cell(feed.BROKEN)
        moved = feed.change(self.series.now, self.series.before, self.unit)
        missing = f'IFERROR(INDEX(kpi_notes[note],MATCH({self._note_key()},kpi_notes[key],0)),"")'
        text = f"IF(COUNT({self.series.now})=0,{missing},IF({broken}>0,{words.literal('card.broken')},{moved}))"
        percent = f'"↑ "0.0 %" {versus}";"↓ "0.0 %" {versus}";"→ 0 % {versus}"'
        points = f'"↑ "0.00" pp {versus}";"↓ "0.00" pp {versus}";"→ 0 pp {versus}"'
        self._across(_CHANGE, f"={text}", 8.5, SECONDARY, num_format=percent, shrink=True)
        noise = f'IF({self.unit}="percent",0.05,0.005)'
        cells = Change(self._cell(_CHANGE, self.left), self.better, self.unit, noise)
        score = f'"↑ "0.0" p {versus}";"↓ "0.0" p {versus}";"→ 0 p {versus}"'
        formats = {f'{self.unit}="percent"': points, f'{self.unit}="points"': score}
        show_change(self.page, self._area(_CHANGE), cells, formats)

    def _note_key(self) -> str:
        """Where the list of reasons has the one for which a figure is missing."""
        return f'{self.series.cell(feed.KEY)}&"|"&{self.source.scope}&"|"&in_month'

    def _status(self) -> None:
        book, row = self.page.book, self.row + _STATUS
        share = attained(self.series.now, self.series.cell(feed.TARGET), self.better)
        of_target = book.style(
            8,
            SECONDARY,
            align="right",
            shrink=True,
            bg_color=PAPER,
            num_format=f'0 %" {book.words("card.of_target")} "',
        )
        self.page.formula(row, self.right, share, of_target)
        word = book.style(8.5, bold=True, indent=1, bg_color=PAPER)
        self.page.formula(row, self.left, status(self.page, self._cell(_STATUS, self.right)), word)
        colour_status(self.page, self._area(_STATUS), self._cell(_STATUS, self.left), tinted=False)

    def _line(self) -> None:
        months = self.series.months
        span = f"(MAX({months})-MIN({months}))"

        def height(row: int) -> str:
            cell = xl_rowcol_to_cell(row, self.series.column)
            # What never changes can differ in its last digit, which programs do not all take for nothing.
            height = f"IF({span}<=ABS(MAX({months}))*1E-9,0.5,({cell}-MIN({months}))/{span})"
            return f'=IF({cell}="",NA(),{height})'

        # Heights from 0 to 1 need no fixed axis, and a chart is drawn in PDF too, where sparklines are not.
        line = self.source.column(self.key, height)
        shown = f"=IF(ISNUMBER({line.now}),{line.now},NA())"
        last = self.source.column(f"{self.key} last", lambda row: shown if row == feed.LAST_MONTH else "")
        drawn = chart.plain(self.page.book, "line")
        drawn.add_series({"values": line.chart, "line": {"color": TREND_LINE, "width": 1.5}})
        marker = {"type": "circle", "size": 4, "fill": {"color": ACCENT}, "border": {"color": ACCENT}}
        drawn.add_series({"values": last.chart, "line": {"none": True}, "marker": marker})
        drawn.set_x_axis({"visible": False})
        drawn.set_y_axis(chart.no_axis(min=-0.12, max=1.12))
        chart.mark_breaks(drawn, self.source.labels, self.source.breaks(self.series.cell(feed.KEY), "1"))
        chart.lay_out(drawn, (grid.width(2) - 16, 30), (0.0, 0.08, 1, 0.84))
        words = self.page.book.words("card.alt")
        options = {"object_position": 1, "x_offset": 7, "y_offset": 1, "description": words}
        self.page.sheet.insert_chart(self.row + _LINE, self.left, drawn, options)

    def _range(self) -> None:
        book, months, row = self.page.book, self.series.months, self.row + _RANGE
        for column, function, word, align in (
            (self.left, "MIN", "low", {"indent": 1}),
            (self.right, "MAX", "high", {"align": "right", "indent": 1}),
        ):
            label = book.words(f"card.{word}")
            formats = {unit: number.worded(label, shown) for unit, shown in number.OF_UNIT.items()}
            style = book.style(
                8,
                SECONDARY,
                bg_color=PAPER,
                shrink=True,
                num_format=number.shortened(book, 999_500, "0.00", label),
                **align,
            )
            self.page.formula(row, column, f'IF(COUNT({months})=0,"",{function}({months}))', style)
            number.follow_unit(self.page, (row, column, row, column), self.unit, formats)
