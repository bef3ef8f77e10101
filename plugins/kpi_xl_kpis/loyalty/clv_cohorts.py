"""What customers have brought so far, by the month of their first order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    Language,
    Settings,
    hookimpl,
    labels,
    no_data,
    rate_of,
    texts_beside,
)
from kpi_xl_kpis.loyalty._customers import NEEDS, Customer, customer_orders, customers_of, until

if TYPE_CHECKING:
    from kpi_xl import Data, Scope

_NEEDS = (*NEEDS, "orders.revenue")
_SAY = texts_beside(__file__)

COHORTS = (
    AnalysisColumn("month", labels("First order", "Første ordre", "Första order"), "date"),
    AnalysisColumn("customers", labels("Customers", "Kunder", "Kunder"), "count"),
    AnalysisColumn("returned", labels("Bought again", "Kjøpte igjen", "Köpte igen"), "percent"),
    AnalysisColumn("purchases", labels("Purchases each", "Kjøp per kunde", "Köp per kund"), "number"),
    AnalysisColumn("value", labels("Value each", "Verdi per kunde", "Värde per kund"), "money"),
)


def cohorts(data: Data, scope: Scope, _: Settings, language: Language) -> AnalysisTable:
    """A month of first orders a row: how many came back, and what each has brought until the end of the period."""
    rows = customer_orders(data, until(scope))
    customers = customers_of(rows) if rows is not None else {}
    if not customers:
        return no_data(COHORTS, language, "orders")
    months: dict[date, list[Customer]] = defaultdict(list)
    for customer in customers.values():
        months[customer.days[0].replace(day=1)].append(customer)
    margin = rate_of(data, "margin", scope)
    unpriced = sum(paid is None for customer in customers.values() for paid in customer.revenue)
    notes = [_SAY("young", language)]
    notes += [_SAY("by_revenue", language)] if margin is None else []
    notes += [_SAY("no_rate", language, count=unpriced)] if unpriced else []
    listed = [_cohort(month, months[month], 1.0 if margin is None else margin) for month in sorted(months)]
    return AnalysisTable(COHORTS, listed, tuple(notes))


def _cohort(month: date, customers: Sequence[Customer], margin: float) -> tuple[date | float | None, ...]:
    count = len(customers)
    paid = [amount for customer in customers for amount in customer.revenue if amount is not None]
    returned = sum(len(customer.days) > 1 for customer in customers)
    each = sum(len(customer.days) for customer in customers) / count
    return (month, count, returned / count, each, sum(paid) * margin / count if paid else None)


ANALYSIS = Analysis(
    id="clv_cohorts",
    area="loyalty",
    label=labels(
        "Customer lifetime value by first month",
        "Livstidsverdi etter første måned",
        "Livstidsvärde per första månad",
    ),
    columns=COHORTS,
    needs=_NEEDS,
    calculate=cohorts,
    source="https://ealhamed.github.io/frameworks-library/ms/m02.html",
    aliases=("clv cohorts", "kohorter", "customer lifetime value"),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
