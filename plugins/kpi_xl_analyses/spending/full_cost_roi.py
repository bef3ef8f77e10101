"""Return on everything that marketing costs, cost by cost, and what it would be if figures were otherwise.

Return on ad spend alone flatters: the agency, the work and the tools are paid for, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    Argument,
    ByHand,
    Given,
    Language,
    Setting,
    Settings,
    as_dicts,
    format_percent,
    formula_values,
    hookimpl,
    kpi_of,
    kpi_values,
    labels,
    no_data,
    rate_of,
    rows_in_scope,
    texts_beside,
)
from kpi_xl_analyses._columns import COST, ROI, WORTH, Cells
from kpi_xl_analyses.by_hand._arguments import figure

if TYPE_CHECKING:
    from kpi_xl import Data, Scope

COLUMNS = (
    AnalysisColumn("line", labels("Line", "Linje", "Rad")),
    COST,
    AnalysisColumn("costs_so_far", labels("Costs so far", "Kostnader hittil", "Kostnader hittills"), "money"),
    WORTH,
    ROI,
)
_CATEGORIES: Mapping[str, Mapping[str, str]] = {
    "ads": labels("Advertising", "Annonsering", "Annonsering"),
    "influencer": labels("Influencers", "Influensere", "Influerare"),
    "agency": labels("Agency", "Byrå", "Byrå"),
    "content": labels("Content", "Innhold", "Innehåll"),
    "labour": labels("Work", "Arbeid", "Arbete"),
    "tools": labels("Tools", "Verktøy", "Verktyg"),
}
_CHANGES = (-0.2, -0.1, 0.1, 0.2)
_SAY = texts_beside(__file__)


@dataclass(frozen=True, slots=True)
class Account:
    """What marketing cost by category, and what it brought in margin (or revenue, if nobody knows the margin)."""

    costs: Mapping[str, float]
    value: float


def roi(value: float, cost: float) -> float | None:
    """None where nothing was spent: what is free is no endless return."""
    return (value - cost) / cost if cost > 0 else None


def full_cost_roi(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    revenue = kpi_values(data, [("sales_revenue", scope)], language)[0].value if kpi_of(data, "sales_revenue") else None
    costs = _costs(data, scope)
    if revenue is None or not costs:
        return no_data(COLUMNS, language, "costs", "orders", "web", "ads")
    margin = float(settings["margin"]) or rate_of(data, "margin", scope)
    return _answer(Account(costs, revenue * (margin or 1.0)), language, by_revenue=margin is None)


def _costs(data: Data, scope: Scope) -> dict[str, float]:
    """Costs by category; ad spend from the ads themselves where they are imported, not from the list of costs too."""
    import narwhals as nw  # noqa: PLC0415 - plugins are listed without loading an engine

    found: dict[str, float] = {}
    rows = rows_in_scope(data, "costs", scope)
    if rows is not None:
        plain = rows.with_columns(nw.col("amount").cast(nw.Float64)).filter(~nw.col("amount").is_null())
        for row in as_dicts(plain.group_by("category").agg(nw.col("amount").sum())):
            found[str(row["category"])] = float(row["amount"])
    spend = formula_values(data, [scope], "ads.spend", "money")[0].value
    return found if spend is None else {**found, "ads": spend}


def by_hand(given: Given, settings: Settings, language: Language) -> AnalysisTable:
    costs = {"": figure(given, "cost")} if "cost" in given.values else {}
    costs |= {name: figure(given, name) for name in _CATEGORIES if name in given.values}
    margin = float(settings["margin"]) or 1.0
    return _answer(Account(costs, figure(given, "value") * margin), language, by_revenue=False)


def _answer(account: Account, language: Language, *, by_revenue: bool) -> AnalysisTable:
    notes = [_SAY("revenue", language)] if by_revenue else []
    notes += [] if sum(account.costs.values()) > 0 else [_SAY("no_cost", language)]
    rows = [*_layers(account, language), *_what_if(account, language)]
    return AnalysisTable(COLUMNS, rows, tuple(notes))


def _layers(account: Account, language: Language) -> list[Cells]:
    """Each category with all before it: how the return shrinks as the costs are told in full."""
    order = [*_CATEGORIES, *sorted(account.costs.keys() - _CATEGORIES.keys())]
    rows: list[Cells] = []
    so_far = 0.0
    for category in order:
        if category in account.costs:
            so_far += account.costs[category]
            label = _CATEGORIES[category][language] if category in _CATEGORIES else category
            rows.append((label, account.costs[category], so_far, account.value, roi(account.value, so_far)))
    return rows


def _what_if(account: Account, language: Language) -> list[Cells]:
    total = sum(account.costs.values())

    def told(key: str, change: float) -> str:
        sign = "+" if change > 0 else "−"
        return _SAY(key, language, change=sign + format_percent(abs(change), language, 0))

    values = [(told("value", change), total, account.value * (1 + change)) for change in _CHANGES]
    costs = [(told("cost", change), total * (1 + change), account.value) for change in _CHANGES]
    even = (_SAY("even", language), total, total)
    return [(label, None, cost, value, roi(value, cost)) for label, cost, value in (*values, *costs, even)]


ANALYSIS = Analysis(
    id="full_cost_roi",
    area="return",
    label=labels(
        "ROI on all costs, with what-if", "ROI på alle kostnader, med hva-om", "ROI på alla kostnader, med tänk-om"
    ),
    columns=COLUMNS,
    needs=("orders.revenue", "web.revenue", "costs.amount", "ads.spend"),
    calculate=full_cost_roi,
    source="https://keyhole.co/blog/measuring-social-media-roi/",
    settings=(Setting("margin", 0.0, labels("Margin (0: the rate)", "Margin (0: satsen)", "Marginal (0: satsen)")),),
    by_hand=ByHand(
        by_hand,
        (
            Argument("value", "number", labels("Value or revenue", "Verdi eller omsetning", "Värde eller intäkt")),
            Argument("cost", "number", labels("Cost", "Kostnad", "Kostnad"), required=False),
            *(Argument(name, "number", label, required=False) for name, label in _CATEGORIES.items()),
        ),
    ),
    aliases=("what if roi", "hva om roi", "tänk om roi", "full cost roi"),
    finds=False,
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
