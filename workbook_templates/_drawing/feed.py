"""What charts, cards and changing texts of a page read: hidden columns right of it.

They stand on the page itself, so that a sheet that is repeated for every platform brings its own. Thirteen months stand
under each other; above them is what is known about the column: which KPI, its unit, which way is better, its target,
and whether the month counts otherwise than the one before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_rowcol_to_cell

from . import grid
from .palette import SECONDARY
from .placeholder import kpi, text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .page import Page

HEAD, KEY, UNIT, BETTER, TARGET, BROKEN = range(6)
FIRST_MONTH, MONTHS = 9, 13
LAST_MONTH = FIRST_MONTH + MONTHS - 1
ALL_PLATFORMS = "all"  # the key of targets that hold for all platforms together


def absolute(row: int, column: int) -> str:
    return xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)


@dataclass(frozen=True, slots=True)
class Series:
    """A column of thirteen months in the feed."""

    page: Page
    column: int

    @property
    def months(self) -> str:
        """The range of the months, as a formula writes it."""
        return f"{absolute(FIRST_MONTH, self.column)}:{absolute(LAST_MONTH, self.column)}"

    @property
    def chart(self) -> list[object]:
        """The range of the months, as XlsxWriter's charts want it."""
        return [self.page.sheet.get_name(), FIRST_MONTH, self.column, LAST_MONTH, self.column]

    @property
    def reference(self) -> str:
        """The same, for what takes no list."""
        return f"='{self.page.sheet.get_name()}'!{self.months}"

    @property
    def name(self) -> list[object]:
        return [self.page.sheet.get_name(), HEAD, self.column]

    def cell(self, row: int) -> str:
        return absolute(row, self.column)

    @property
    def now(self) -> str:
        return self.cell(LAST_MONTH)

    @property
    def before(self) -> str:
        return self.cell(LAST_MONTH - 1)


class Feed:
    """The hidden columns of one page."""

    def __init__(self, page: Page, *, platform: str = "") -> None:
        self._page, self._next = page, grid.FEED
        self._style = page.book.style(8, SECONDARY)
        self._number = page.book.style(8, SECONDARY, num_format="#,##0.####")
        self.months = Series(page, self._take())
        self.labels = Series(page, self._take())
        self.platform = self.months.cell(KEY) if platform else ""
        self.scope = self.platform or f'"{ALL_PLATFORMS}"'  # as the keys of targets and metric breaks have it
        self._head(platform)
        page.sheet.set_column_pixels(grid.FEED, grid.FEED + 120, 60, None, {"hidden": True, "level": 1})

    def _take(self) -> int:
        self._next += 1
        return self._next - 1

    def _head(self, platform: str) -> None:
        column, page = self.months.column, self._page
        page.text(HEAD, column, "month", self._style)
        page.text(KEY, column, platform, self._style)
        date = page.book.style(8, SECONDARY, num_format=page.book.words.date("mmm yy"), align="left")
        for back in range(MONTHS):
            row = LAST_MONTH - back
            page.formula(row, column, f"EDATE(in_month,-{back})" if back else "in_month", date)
            page.formula(row, self.labels.column, self._label(row), self._style)

    def _label(self, row: int) -> str:
        """A month's short name; with its year at the first and last one and in January."""
        month = xl_rowcol_to_cell(row, self.months.column)
        names = ",".join(f'"{name}"' for name in self._page.book.words("format.months").split())
        year = f'" "&RIGHT(YEAR({month}),2)'
        shown = year if row in {FIRST_MONTH, LAST_MONTH} else f'IF(MONTH({month})=1,{year},"")'
        return f"CHOOSE(MONTH({month}),{names})&{shown}"

    def kpi(self, name: str) -> Series:
        """Thirteen months of a KPI that the report chooses (`card.1`), with its unit, its direction and its target."""
        series = self._kpi(name, self.platform, head=text(f"{name}.label"))
        page = self._page
        for row, word in ((KEY, "kpi"), (UNIT, "unit"), (BETTER, "better")):
            page.text(row, series.column, text(f"{name}.{word}"), self._style)
        page.formula(TARGET, series.column, target(series.cell(KEY), self.scope, "in_month"), self._number)
        page.formula(BROKEN, series.column, broken(series.cell(KEY), self.scope, "in_month"), self._number)
        return series

    def kpi_now(self, name: str) -> str:
        """The address of a KPI's figure of the month, over all platforms."""
        return self.cell(KEY, kpi(name, period=self.months.now))

    def platform_kpi(self, name: str, platform: str, label: str) -> Series:
        """Thirteen months of a KPI of one named platform."""
        column = self._next
        series = self._kpi(name, absolute(KEY, column), head=label)
        self._page.text(KEY, column, platform, self._style)
        return series

    def _kpi(self, name: str, platform: str, head: str) -> Series:
        scope = {"platform": platform} if platform else {}

        def month(row: int) -> str:
            return kpi(name, **scope, period=xl_rowcol_to_cell(row, self.months.column, col_abs=True))

        return self.column(head, month)

    def column(self, head: str, month: Callable[[int], str]) -> Series:
        """A column whose months are what `month(row)` says."""
        series = Series(self._page, self._take())
        self._page.text(HEAD, series.column, head, self._style)
        for row in range(FIRST_MONTH, LAST_MONTH + 1):
            if content := month(row):  # Excel draws an empty text as 0, and a blank cell not at all
                self._page.text(row, series.column, content, self._number)
        return series

    def with_gaps(self, source: Series, head: str) -> Series:
        """The same months with #N/A where there is no figure: a line skips it, while an empty text would be a zero."""

        def month(row: int) -> str:
            cell = xl_rowcol_to_cell(row, source.column)
            return f'=IF({cell}="",NA(),{cell})'

        return self.column(head, month)

    def alone(self, source: Series) -> Series:
        """A figure that has no other month beside it: a line of one point is not seen."""

        def month(row: int) -> str:
            cell = xl_rowcol_to_cell(row, source.column)
            return f'=IF(COUNT({source.months})=1,IF({cell}="",NA(),{cell}),NA())'

        return self.column("alone", month)

    def breaks(self, kpi_cell: str, top: str, scope: str = "") -> Series:
        """The height `top` in the month in which the KPI of a cell began to be counted otherwise, #N/A elsewhere."""

        def month(row: int) -> str:
            begins = broken(kpi_cell, scope or self.scope, xl_rowcol_to_cell(row, self.months.column), "starts")
            return f"=IF({begins}>0,{top},NA())"

        return self.column(self._page.book.words("chart.break"), month)

    def fall(self, lines: Sequence[Series]) -> Series:
        """How far a mark falls from the top of some lines to their foot."""
        values = ",".join(line.months for line in lines)
        return self.column("fall", lambda _: f"=IF(COUNT({values})=0,0,MAX({values})-MIN({values}))")

    def put(self, row: int, series: Series, content: str) -> None:
        """Write above the months of a column what is known about it."""
        self._page.text(row, series.column, content, self._style)

    def write(self, place: int, column: int, content: str) -> None:
        """Write into a block, `place` rows below its top."""
        self._page.text(FIRST_MONTH + place, column, content, self._number)

    def cell(self, row: int, content: str) -> str:
        """One more cell in a column of its own; gives its address."""
        column = self._take()
        self._page.text(row, column, content, self._style)
        return absolute(row, column)

    def block(self, columns: int) -> int:
        """Room for so many columns; gives the first."""
        first = self._next
        self._next += columns
        return first

    def dated(self, name: str, otherwise: str = '""') -> str:
        """A formula that shows a text of the report while its own month is chosen, and something else otherwise."""
        return f'=IF(in_month=rpt_month,{self.cell(KEY, text(name))}&"",{otherwise})'


def target(kpi_cell: str, platform: str, month: str) -> str:
    """The formula of a KPI's target, empty where none was given."""
    rows = f"kpi_targets[kpi],{kpi_cell},kpi_targets[platform],{platform},kpi_targets[month],{month}"
    return f'IF(COUNTIFS({rows})=0,"",SUMIFS(kpi_targets[live],{rows}))'


def broken(kpi_cell: str, scope: str, month: str, column: str = "change") -> str:
    """The formula of what a KPI's metric breaks say of a month: 0 where it is counted as before."""
    return f'SUMIFS(kpi_breaks[{column}],kpi_breaks[key],{kpi_cell}&"|"&{scope}&"|"&{month})'


def change(now: str, before: str, unit: str, breaks: str = "0") -> str:
    """The formula of a change: percentage points for rates, per cent for everything else; empty across a break."""
    relative = f'IF({before}=0,"",({now}-{before})/ABS({before}))'
    points = f'({now}-{before})*IF({unit}="percent",100,1)'
    nothing = f"OR(COUNT({now},{before})<2,{breaks}>0)" if breaks != "0" else f"COUNT({now},{before})<2"
    return f'IF({nothing},"",IF(OR({unit}="percent",{unit}="points"),{points},{relative}))'
