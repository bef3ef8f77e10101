"""What each influencer brought: orders by code or campaign against the cost, and what it takes to break even."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    ByHand,
    Given,
    Language,
    Settings,
    UsageError,
    as_dicts,
    hookimpl,
    labels,
    no_data,
    rate_of,
    rows_in_scope,
    texts_beside,
)
from kpi_xl_analyses._columns import COST, ORDERS, REVENUE, ROI, WORTH
from kpi_xl_analyses.by_hand._cells import rows_of
from kpi_xl_analyses.spending.full_cost_roi import roi

if TYPE_CHECKING:
    from kpi_xl import Data, Scope

COLUMNS = (
    AnalysisColumn("influencer", labels("Influencer or code", "Influenser eller kode", "Influerare eller kod")),
    ORDERS,
    REVENUE,
    WORTH,
    COST,
    ROI,
    AnalysisColumn("roi_fifth_less", labels("ROI at −20 %", "ROI ved −20 %", "ROI vid −20 %"), "percent"),
    AnalysisColumn("roi_fifth_more", labels("ROI at +20 %", "ROI ved +20 %", "ROI vid +20 %"), "percent"),
    AnalysisColumn(
        "orders_to_break_even", labels("Orders to break even", "Ordrer til nullpunkt", "Ordrar till nollpunkt"), "count"
    ),
)
_SAY = texts_beside(__file__)
_FIFTH = 0.2


@dataclass(frozen=True, slots=True)
class Brought:
    name: str
    orders: float
    revenue: float
    cost: float | None


def influencer_returns(data: Data, scope: Scope, _: Settings, language: Language) -> AnalysisTable:
    costs = _costs(data, scope)
    orders = _orders(data, scope)
    if not orders and not costs:
        return no_data(COLUMNS, language, "orders", "costs")
    names = dict.fromkeys((*costs, *(name for name, (_, _, coded) in orders.items() if coded)))
    none = (0.0, 0.0, False)
    brought = [Brought(name, *orders.get(name, none)[:2], costs.get(name)) for name in names]
    margin = rate_of(data, "margin", scope)
    notes = (_SAY("matched", language), *(() if margin is not None else (_SAY("revenue", language),)))
    return _table(brought, 1.0 if margin is None else margin, notes)


def _orders(data: Data, scope: Scope) -> Mapping[str, tuple[float, float, bool]]:
    """Orders and revenue by code, and by campaign of those without one; and whether it is a code."""
    rows = rows_in_scope(data, "orders", scope)
    found: dict[str, tuple[float, float, bool]] = defaultdict(lambda: (0.0, 0.0, False))
    for row in as_dicts(rows.select("promo_code", "campaign", "revenue")) if rows is not None else ():
        name = _name(row["promo_code"] or row["campaign"])
        if name and row["revenue"] is not None:
            count, revenue, coded = found[name]
            found[name] = (count + 1, revenue + float(row["revenue"]), coded or bool(row["promo_code"]))
    return found


def _costs(data: Data, scope: Scope) -> Mapping[str, float]:
    rows = rows_in_scope(data, "costs", scope)
    found: dict[str, float] = defaultdict(float)
    for row in as_dicts(rows) if rows is not None else ():
        if row["category"] == "influencer" and row["amount"] is not None and _name(row["campaign"]):
            found[_name(row["campaign"])] += float(row["amount"])
    return found


def _name(text: Any) -> str:
    return str(text or "").strip().upper()


def by_hand(given: Given, _: Settings, __: Language) -> AnalysisTable:
    """A row an influencer.

    Raises:
        UsageError: there is no file, or a cell is no number.
    """
    brought = [
        Brought(row.text("influencer"), row.number("orders", default=0.0), row.number("revenue"), row.number("cost"))
        for row in rows_of(given)
    ]
    if not brought:
        raise UsageError("There are no influencers.", "Give a file with the columns influencer, revenue and cost.")
    margins = [row.number("margin", default=1.0) for row in rows_of(given)]
    return _table(brought, min(margins, default=1.0), ())


def _table(brought: Sequence[Brought], margin: float, notes: tuple[str, ...]) -> AnalysisTable:
    def place(one: Brought) -> tuple[bool, float, str]:
        back = roi(one.revenue * margin, one.cost or 0.0)
        return back is None, -(back or 0.0), one.name

    return AnalysisTable(COLUMNS, [_row(one, margin) for one in sorted(brought, key=place)], notes)


def _row(one: Brought, margin: float) -> tuple[Any, ...]:
    value, cost = one.revenue * margin, one.cost or 0.0
    an_order = value / one.orders if one.orders else 0.0
    needed = ceil(cost / an_order) if cost and an_order > 0 else None
    cases = (roi(value * factor, cost) for factor in (1.0, 1 - _FIFTH, 1 + _FIFTH))
    return (one.name, one.orders, one.revenue, value, one.cost, *cases, needed)


ANALYSIS = Analysis(
    id="influencer_returns",
    area="return",
    label=labels(
        "ROI by influencer, with what-if", "ROI per influenser, med hva-om", "ROI per influerare, med tänk-om"
    ),
    columns=COLUMNS,
    needs=("orders.promo_code", "orders.revenue", "costs.amount"),
    calculate=influencer_returns,
    source="https://www.brandgrowagency.com/guides/how-to-measure-influencer-roi",
    by_hand=ByHand(by_hand, file_columns=("influencer", "revenue", "cost")),
    aliases=("influencer roi table", "roi per influenser", "roi per influerare"),
    finds=False,
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
