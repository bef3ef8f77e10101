"""A page on one subject, there only where it has data: its frame, its headline and what to do at its foot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import chart, feed, grid
from .bars import Bars, bars
from .feed import Feed
from .page import Page
from .palette import ACCENT, SECONDARY, TREND_LINE
from .placeholder import each, text

if TYPE_CHECKING:
    from .book import Book
    from .chart import Chart
    from .feed import Series

# What is at most 1 is a share: a line may follow a count as well as a rate, and a chart has one format.
ANY_UNIT = "[=0]0;[<=1]0 %;#,##0"


@dataclass(frozen=True, slots=True)
class Section:
    """The page `page_<subject>` while it is drawn."""

    page: Page
    source: Feed
    name: str

    @property
    def words(self) -> str:
        """The section of the template's words."""
        return self.name.removeprefix("page_")

    def word(self, key: str) -> str:
        return self.page.book.words(f"{self.words}.{key}")

    def text(self, part: str) -> str:
        """What the report says here of its own month, for a formula's page: empty while another one is chosen."""
        return self.source.dated(f"{self.name}.{part}")

    def put(self, drawn: Chart, row: int, column: int, alt: str) -> None:
        """Place a chart with its text for those who cannot see it."""
        options = {"object_position": 2, "description": self.word(alt)}
        self.page.sheet.insert_chart(row, grid.at(column), drawn, options)

    def advice(self, row: int) -> int:
        """The strip that says what to do; gives the row after."""
        words = self.page.book.words
        given = self.source.cell(feed.BETTER, text(f"{self.name}.advice"))
        said = f'IF({given}="",{words.literal("section.no_advice")},{given}&"")'
        line = f"=IF(in_month=rpt_month,{said},{words.literal('summary.other_month_sub')})"
        return self.page.strip(row, words("section.advice"), (line, self.word("caution")))


def section(book: Book, name: str) -> Section:
    """Begin the page of a subject: frame, links and headline."""
    page = Page(book, each(name)).on_grid()
    source = Feed(page)
    page.navigation()
    found = Section(page, source, name)

    def headed(column: str, otherwise: str) -> str:
        # Without data the page stays a hidden template, of which the table has no row.
        value = f'IFERROR(INDEX(kpi_pages[{column}],MATCH("{name}",kpi_pages[key],0)),"")'
        return f'=IF(in_month=rpt_month,{value}&"",{otherwise})'

    page.head(found.word("kicker"), headed("headline", book.words.literal("summary.other_month")),
              headed("standfirst", '""'))  # fmt: skip
    return found


def line_beside(drawing: Section, row: int, height: int) -> None:
    """The page's first KPI over thirteen months on its left seven columns, headed by how it moved."""
    page, words = drawing.page, drawing.page.book.words
    line = drawing.source.kpi("line")
    title = drawing.source.dated(f"{drawing.name}.line.title", line.cell(feed.HEAD))
    body = page.section(row, 1, 7, title, words("section.line_sub"))
    drawn = _followed(drawing, line)
    chart.lay_out(drawn, (grid.width(7), height), (0.08, 0.06, 0.80, 0.79))
    options = {"object_position": 2, "description": words("section.line_alt")}
    page.sheet.insert_chart(body, grid.at(1), drawn, options)


def bars_beside(drawing: Section, row: int, height: int, wanted: Bars, words: tuple[str, str, str]) -> int:
    """Bars on its right five columns; `words` are the report's title, the subtitle and the alternative text."""
    title, subtitle, alt = words
    body = drawing.page.section(row, 8, 5, drawing.text(title), drawing.word(subtitle))
    drawn = bars(drawing, wanted)
    chart.lay_out(drawn, (grid.width(5), height), (0.30, 0.02, 0.58, 0.96))
    drawing.put(drawn, body, 8, alt)
    return body


def _followed(drawing: Section, series: Series) -> Chart:
    """A KPI over thirteen months with its target, the value at its last point."""
    page, source = drawing.page, drawing.source
    drawn = chart.plain(page.book, "line")
    goal = series.cell(feed.TARGET)
    wanted = source.column(page.book.words("scorecard.target"), lambda _: f'=IF({goal}="",NA(),{goal})')
    dashed = {"color": TREND_LINE, "width": 1, "dash_type": "dash"}
    label = chart.name_at_first_point(SECONDARY, feed.MONTHS)
    categories = source.labels.chart
    drawn.add_series(
        {"name": wanted.name, "categories": categories, "values": wanted.chart, "line": dashed, "data_labels": label}
    )
    any_unit = page.book.number(ANY_UNIT)
    line = {"color": ACCENT, "width": 2.5}
    values = chart.value_at_last_point(ACCENT, feed.MONTHS, any_unit, "right")
    own = source.with_gaps(series, "line")
    drawn.add_series({"categories": categories, "values": own.chart, "line": line, "data_labels": values})
    dot = {"type": "circle", "size": 6, "fill": {"color": ACCENT}, "border": {"color": ACCENT}}
    drawn.add_series({"values": source.alone(series).chart, "line": {"none": True}, "marker": dot})
    top = source.breaks(series.cell(feed.KEY), f"MAX({series.months})")
    chart.mark_breaks(drawn, source.labels, top, source.fall([series]))
    drawn.set_x_axis(chart.category_axis())
    drawn.set_y_axis(chart.value_axis(num_format=any_unit))
    return drawn
