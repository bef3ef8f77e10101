"""Funnel and ROI: where people are lost, what all of it costs, and what if."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_rowcol_to_cell

from .. import chart, feed, grid
from ..answers import answer
from ..bars import Bars, bars
from ..card import cards
from ..page import BODY
from ..palette import ACCENT
from ..placeholder import kpi, text
from ..section import Section, section
from ..what_if import Line, sensitivity, what_if

if TYPE_CHECKING:
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
    """The steps that are nested in each other: from the last that is no part of the one before it.

    Each bar is labelled with its figure; the share that went on stands in the name.
    """
    page, source = drawing.page, drawing.source
    found = answer(page.book, "business_model_funnel", _FUNNEL)
    ranks, rows = source.block(2), feed.FIRST_MONTH
    for place in range(1, _MOST + 1):
        counts = f'AND({found.at("unit", place)}="count",ISNUMBER({found.at("value", place)}))'
        starts = f"IF({counts},IF(ISNUMBER({found.at('step_rate', place)}),0,{place}),0)"
        source.write(place - 1, ranks + 1, f"={starts}")
        begins = f"MAX({feed.absolute(rows, ranks + 1)}:{feed.absolute(rows + _MOST - 1, ranks + 1)})"
        before = (
            f"COUNT({feed.absolute(rows, ranks)}:{xl_rowcol_to_cell(rows + place - 2, ranks)})" if place > 1 else "0"
        )
        source.write(place - 1, ranks, f'=IF({counts},IF({place}>={begins},{before}+1,""),"")')
    span = f"{feed.absolute(rows, ranks)}:{feed.absolute(rows + _MOST - 1, ranks)}"

    def at(header: str, place: int) -> str:
        return found.at(header, f"IFERROR(MATCH({place},{span},0),0)")

    def label(place: int) -> str:
        rate = at("step_rate", place)
        share = f'IF(ISNUMBER({rate})," ("&ROUND(100*{rate},0)&" %)","")' if place > 1 else '""'
        return f'IF({at("kpi", place)}="","",{at("kpi", place)}&{share})'

    wanted = Bars(
        _STEPS, label, lambda place: at("value", place), lambda place: f"{place}=COUNT({span})", "#,##0", ACCENT
    )
    return bars(drawing, wanted)


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
    wanted = Bars(
        _COSTS,
        lambda place: f'IF(ISNUMBER({found.at("cost", place)}),{found.at("line", place)},"")',
        lambda place: found.at("cost", place),
        lambda place: f"{place}=0",
        "#,##0",
    )
    return bars(drawing, wanted)
