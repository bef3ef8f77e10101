"""Funnel and ROI: where people are lost, what all of it costs, and what if."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import chart, feed, grid
from ..answers import answer
from ..bars import Bars, bars, compacted
from ..card import cards
from ..page import BODY
from ..placeholder import kpi, text
from ..section import Section, section
from ..what_if import Line, sensitivity, what_if

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..book import Book

_STEPS, _COSTS = 5, 6
_ROWS, _ROW = 9, 20
_FUNNEL = ("stage", "kpi", "value", "unit", "before", "step_rate", "low", "high", "drop_off")
_MOST = 14  # rows of the answer that are looked through


def draw(book: Book) -> None:
    drawing = section(book, "page_funnel")
    page = drawing.page
    row = page.heights(cards(page, drawing.source, BODY), 12)
    left = page.section(row, 1, 7, drawing.text("steps.title"), drawing.word("steps_sub"))
    steps = _steps(drawing)
    chart.lay_out(steps, (grid.width(7), 8 * _ROW), (0.32, 0.02, 0.56, 0.96))
    drawing.put(steps, left, 1, "steps_alt")
    page.section(row, 8, 5, drawing.word("scenario"), drawing.word("scenario_sub"))
    after = _scenario(drawing, left)
    row = page.heights(after, 10)
    below = page.section(row, 1, 7, drawing.text("costs.title"), drawing.word("costs_sub"))
    costs = _costs(drawing)
    chart.lay_out(costs, (grid.width(7), 6 * _ROW), (0.32, 0.02, 0.56, 0.96))
    drawing.put(costs, below, 1, "costs_alt")
    row = page.heights(sensitivity(page, row, 8, ("funnel.grid", "funnel.grid_sub")), 8)
    page.prints(drawing.advice(row) - 1)


def _steps(drawing: Section) -> chart.Chart:
    """The steps that are nested in each other: from the last that is no part of the one before it."""
    source = drawing.source
    found = answer(drawing.page.book, "business_model_funnel", _FUNNEL)
    starts = source.block(1)

    def counts(place: int) -> str:
        return f'AND({found.at("unit", place)}="count",ISNUMBER({found.at("value", place)}))'

    for place in range(1, _MOST + 1):
        alone = f"IF(ISNUMBER({found.at('step_rate', place)}),0,{place})"
        source.write(place - 1, starts, f"=IF({counts(place)},{alone},0)")
    last = feed.FIRST_MONTH + _MOST - 1
    begins = f"MAX({feed.absolute(feed.FIRST_MONTH, starts)}:{feed.absolute(last, starts)})"
    at = compacted(drawing, lambda place: f"IF({counts(place)},{place}>={begins},FALSE)", _MOST)

    def label(place: int) -> str:
        name, rate = found.at("kpi", at(place)), found.at("step_rate", at(place))
        share = f'IF(ISNUMBER({rate})," ("&ROUND(100*{rate},0)&" %)","")' if place > 1 else '""'
        return f'IF({name}="","",{name}&{share})'

    def is_last(place: int) -> str:
        return f'{found.at("kpi", at(place + 1))}=""'

    return bars(drawing, Bars(_STEPS, label, lambda place: found.at("value", at(place)), is_last, "#,##0"))


def _scenario(drawing: Section, row: int) -> int:
    """The month's own figures as live formulas; changes are typed beside them."""
    source = drawing.source
    cost, visits, revenue, order = (
        source.cell(feed.FIRST_MONTH + 14 + at, kpi(name, period="in_month"))
        for at, name in enumerate(("marketing_cost", "social_sessions", "sales_revenue", "aov"))
    )

    def ratio(part: str, whole: str) -> str:
        return f'IF(COUNT({part},{whole})<2,"",IF({whole}=0,"",{part}/{whole}))'

    bought = ratio(revenue, order)
    lines = (
        Line("spend", f'IF(ISNUMBER({cost}),{cost},"")', "#,##0"),
        Line("cpc", ratio(cost, visits), "0.00"),
        Line("rate", f'IF(COUNT({visits},{revenue},{order})<3,"",IF({visits}=0,"",{bought}/{visits}))', "0.00 %"),
        Line("worth", f'IF(ISNUMBER({order}),{order},"")', "#,##0"),
    )
    return what_if(drawing.page, row, 8, lines, text("page_funnel.margin"))


def _costs(drawing: Section) -> chart.Chart:
    """Costs by category; lines of the answer that only vary the value have none."""
    found = answer(drawing.page.book, "full_cost_roi", ("line", "cost", "costs_so_far", "value", "roi"))
    at = compacted(drawing, lambda place: f"ISNUMBER({found.at('cost', place)})", _MOST)

    def part(header: str) -> Callable[[int], str]:
        return lambda place: found.at(header, at(place))

    return bars(drawing, Bars(_COSTS, part("line"), part("cost"), lambda _: "FALSE", "#,##0"))
