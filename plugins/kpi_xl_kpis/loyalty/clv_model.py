"""What customers are expected to bring, by a model of buying fitted on all that they bought.

Its parameters come with their intervals, so that one sees whether the shop's history is long enough for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    ByHand,
    Given,
    Language,
    Missing,
    Settings,
    hookimpl,
    labels,
    no_data,
    rate_of,
    texts_beside,
)
from kpi_xl_kpis.loyalty._customers import NEEDS, customer_orders, customers_of, until
from kpi_xl_kpis.loyalty._value_by_hand import ENOUGH, FEW_RETURNED

if TYPE_CHECKING:
    from kpi_xl import Data, Scope
    from kpi_xl_kpis.loyalty._forecast import Estimate, Fit, Histories

_NEEDS = (*NEEDS, "orders.revenue")
_SAY = texts_beside(__file__)

ESTIMATES = (
    AnalysisColumn("figure", labels("Figure", "Størrelse", "Storhet")),
    AnalysisColumn("key", labels("Key", "Nøkkel", "Nyckel")),
    AnalysisColumn("estimate", labels("Estimate", "Anslag", "Skattning"), "number"),
    AnalysisColumn("low", labels("From", "Fra", "Från"), "number"),
    AnalysisColumn("high", labels("To", "Til", "Till"), "number"),
)
_BUYING = ("r", "alpha", "a", "b")
_SPENDING = ("p", "q", "gamma")


def model(data: Data, scope: Scope, _: Settings, language: Language) -> AnalysisTable:
    """BG/NBD and Gamma-Gamma on all purchases until the end of the period."""
    from kpi_xl_kpis.loyalty._forecast import histories_of  # noqa: PLC0415 - plugins are listed without SciPy

    rows = customer_orders(data, until(scope))
    customers = list(customers_of(rows).values()) if rows is not None else []
    if not customers:
        return no_data(ESTIMATES, language, "orders")
    if any(None in customer.revenue for customer in customers):
        unpriced = sum(paid is None for customer in customers for paid in customer.revenue)
        return AnalysisTable(
            ESTIMATES, (), missing=Missing("needs_currency", _SAY("no_rate", language, count=unpriced))
        )
    margin, discount = rate_of(data, "margin", scope), rate_of(data, "discount_rate", scope) or 0.0
    table = _fitted(histories_of(customers, scope.period.last), (margin or 1.0, discount), language)
    notes = table.notes if margin is not None else (*table.notes, _SAY("by_revenue", language))
    return AnalysisTable(ESTIMATES, table.rows, notes, table.missing)


def model_by_hand(given: Given, _: Settings, language: Language) -> AnalysisTable:
    """On a summary of customers (frequency, recency, T, and the mean purchase if known), times in weeks."""
    from kpi_xl_kpis.loyalty._forecast import histories_given  # noqa: PLC0415

    return _fitted(histories_given(given.rows), (1.0, 0.0), language)


def _fitted(histories: Histories, terms: tuple[float, float], language: Language) -> AnalysisTable:
    from kpi_xl_kpis.loyalty._forecast import fit  # noqa: PLC0415

    counts = {"customers": len(histories.age), "returned": int((histories.frequency > 0).sum())}
    if counts["customers"] < ENOUGH or counts["returned"] < FEW_RETURNED:
        few = _SAY("few", language, **counts, enough=ENOUGH, few=FEW_RETURNED)
        return AnalysisTable(ESTIMATES, (), missing=Missing("too_few", few))
    found = fit(histories)
    notes = [_SAY("fitted", language, **counts)]
    notes += [_SAY("flat", language)] if found.covariance is None else []
    return AnalysisTable(ESTIMATES, _estimates(found, terms, language), tuple(notes))


def _estimates(found: Fit, terms: tuple[float, float], language: Language) -> list[tuple[str | float | None, ...]]:
    from kpi_xl_kpis.loyalty._forecast import purchases, worth  # noqa: PLC0415

    one, (margin, discount) = found.histories, terms

    def row(label: str, key: str, estimate: Estimate) -> tuple[str | float | None, ...]:
        return (label, key, estimate.value, estimate.low, estimate.high)

    rows = [row(name, name, found.estimate(lambda b, _, name=name: getattr(b, name))) for name in _BUYING]
    rows.append((_SAY("likelihood", language), "log_likelihood", found.log_likelihood, None, None))
    yearly = found.estimate(lambda buying, _: purchases(one, buying, 52))
    rows.append(row(_SAY("purchases", language), "purchases_per_year", yearly))
    if found.spending is None:
        return rows
    rows += [row(name, name, found.estimate(lambda _, s, name=name: getattr(s, name))) for name in _SPENDING]
    usual = found.estimate(lambda _, s: s.p * s.gamma / (s.q - 1) if s else 0.0)
    rows.append(row(_SAY("purchase", language), "mean_purchase", usual))
    value = found.estimate(lambda buying, s: margin * worth(one, buying, s, discount) if s else 0.0)
    rows.append(row(_SAY("value", language), "value_next_year", value))
    return rows


ANALYSIS = Analysis(
    id="clv_model",
    area="loyalty",
    label=labels(
        "Customer lifetime value, BG/NBD + Gamma-Gamma",
        "Livstidsverdi, BG/NBD + Gamma-Gamma",
        "Livstidsvärde, BG/NBD + Gamma-Gamma",
    ),
    columns=ESTIMATES,
    needs=_NEEDS,
    calculate=model,
    source="http://brucehardie.com/notes/004/",
    by_hand=ByHand(model_by_hand, file_columns=("frequency", "recency", "T")),
    aliases=("bgnbd_fit", "bgnbd", "bg/nbd", "gamma gamma fit", "gg_fit"),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
