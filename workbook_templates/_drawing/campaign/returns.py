"""Return and budget: what all costs together gave, what a change would do, and where money does more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import number
from ..answers import answer
from ..feed import Feed
from ..page import BODY, Page
from ..palette import SECONDARY
from ..placeholder import text
from ..roster import ListColumn, roster
from ..sentence import joined, whole_percent
from ..what_if import Line, sensitivity, what_if

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..answers import Answer
    from ..book import Book

_COSTS, _CHANNELS = 9, 6
_ROI = ("line", "cost", "costs_so_far", "value", "roi")
_BUDGET = ("channel", "weeks", "spend", "average", "marginal", "proposed", "change")


def draw(book: Book) -> None:
    words = book.words
    page = Page(book, words("sheet.returns")).on_grid()
    source = Feed(page)
    page.navigation()
    roi, budget = answer(book, "full_cost_roi", _ROI), answer(book, "budget_reallocation", _BUDGET, "campaign")
    page.head(words("returns.kicker"), _headline(page, roi), text("analysis.full_cost_roi.note"))
    _costs(page, roi, BODY)
    top = page.section(BODY, 8, 5, words("returns.what_if"), words("returns.what_if_sub"))
    below = what_if(page, top, 8, _lines(source), text("report.margin"))
    row = page.heights(below, 12)
    _budget(page, source, budget, row)
    row = sensitivity(page, row, 8, ("returns.sensitivity", "returns.sensitivity_sub"))
    row = page.heights(row, 12)
    lines = (words("returns.reading"), text("analysis.full_cost_roi.missing"))
    row = page.strip(row, words("returns.strip"), lines)
    page.prints(row - 1)


def _headline(page: Page, roi: Answer) -> str:
    words = page.book.words.literal
    row = f"MATCH(9E+99,{roi.column('cost')})"  # the last line of costs, with all of them so far
    share = f"INDEX({roi.column('roi')},{row})"
    gain = joined(words("returns.gave_back"), whole_percent(share), words("returns.more_than_cost"))
    loss = joined(words("returns.lost"), whole_percent(f"-{share}"), words("returns.of_cost"))
    told = f"IF({share}>=0,{gain},{loss})"
    return f"=IFERROR(IF(N({share})=0,{words('returns.none')},{told}),{words('returns.none')})"


def _costs(page: Page, roi: Answer, row: int) -> None:
    words = page.book.words
    row = page.section(row, 1, 7, words("returns.costs"), words("returns.costs_sub"))
    columns = (
        ListColumn(1, 3, words("returns.line"), _of(roi, "line")),
        ListColumn(4, 1, words("returns.cost"), _of(roi, "cost"), {"num_format": "#,##0"}),
        ListColumn(5, 1, words("returns.costs_so_far"), _of(roi, "costs_so_far"), {"num_format": "#,##0"}),
        ListColumn(6, 1, words("returns.value"), _of(roi, "value"), {"num_format": "#,##0"}),
        ListColumn(7, 1, words("returns.roi"), _of(roi, "roi"), {"num_format": number.WHOLE_PERCENT, "bold": True}),
    )
    roster(page, row, columns, _COSTS)


def _of(found: Answer, head: str) -> Callable[[int], str]:
    return lambda place: found.at(head, place)


def _lines(source: Feed) -> tuple[Line, ...]:
    """The month's figures of all ads together, from live KPIs."""
    spend, cpc, cpa, roas = (source.kpi_now(name) for name in ("spend", "cpc", "cpa", "roas"))
    results = f'IF(N({cpa})=0,"",{spend}/{cpa})'
    value = f'IF(COUNT({spend},{roas})<2,"",{spend}*{roas})'
    return (
        Line("spend", f'IF(ISNUMBER({spend}),{spend},"")', "#,##0"),
        Line("cpc", f'IF(ISNUMBER({cpc}),{cpc},"")', number.OF_UNIT["money"]),
        Line("rate", f'IF(OR(N({cpa})=0,N({cpc})=0),"",{cpc}/{cpa})', "0.00 %"),
        Line("worth", f'IF(OR(N({results})=0,N({value})=0),"",N({value})/N({results}))', number.OF_UNIT["money"]),
    )


def _budget(page: Page, source: Feed, budget: Answer, row: int) -> None:
    words = page.book.words
    title = f"=IF(N({budget.at('spend', 1)})=0,{words.literal('returns.no_budget')},{words.literal('returns.budget')})"
    missing = source.cell(row, text("analysis.budget_reallocation.missing"))
    subtitle = f'=IF({missing}="",{words.literal("returns.budget_sub")},{missing})'
    row = page.section(row, 1, 7, title, subtitle)
    grey = {"color": SECONDARY}

    columns = (
        ListColumn(1, 2, words("returns.channel"), _of(budget, "channel")),
        ListColumn(3, 1, words("returns.now"), _of(budget, "spend"), {"num_format": "#,##0"}),
        ListColumn(4, 1, words("returns.average"), _of(budget, "average"), {"num_format": "#,##0.00", **grey}),
        ListColumn(5, 1, words("returns.marginal"), _of(budget, "marginal"), {"num_format": "#,##0.00"}),
        ListColumn(6, 1, words("returns.proposed"), _of(budget, "proposed"), {"num_format": "#,##0", "bold": True}),
        ListColumn(7, 1, words("returns.change"), _of(budget, "change"), {"num_format": '+0 %;−0 %;"–"'}),
    )
    roster(page, row, columns, _CHANNELS)
