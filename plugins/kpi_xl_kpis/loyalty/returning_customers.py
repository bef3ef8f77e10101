"""Customers who come back, and how long it takes them."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

from kpi_xl import Calculated, Kpi, hookimpl, labels, nothing, rows_by_file
from kpi_xl_kpis.loyalty._customers import NEEDS, customer_orders, customers_of, gaps, until

if TYPE_CHECKING:
    from kpi_xl import Data, Scope


def returning_customer_rate(data: Data, scope: Scope) -> Calculated:
    """Customers with two or more orders in the period over customers in the period."""
    import narwhals as nw  # noqa: PLC0415 - plugins are listed without loading an engine

    rows = customer_orders(data, scope)
    if rows is None:
        return nothing("no_data")
    counted = rows.group_by("customer").agg(nw.len().alias("orders")).collect().to_arrow().to_pylist()
    if not counted:
        return nothing("no_data")
    returning = sum(int(row["orders"]) > 1 for row in counted)
    return Calculated(returning / len(counted), rows=rows_by_file(rows))


def time_between_purchases(data: Data, scope: Scope) -> Calculated:
    """The median days between two purchases of a customer, the later one in the period."""
    rows = customer_orders(data, until(scope))
    if rows is None:
        return nothing("no_data")
    found = gaps(customers_of(rows), scope.period.first)
    return Calculated(float(median(found)), rows=rows_by_file(rows)) if found else nothing("too_few")


KPIS = (
    Kpi(
        id="returning_customer_rate",
        calculate=returning_customer_rate,
        meaning=labels(
            "Customers with two or more orders in the period divided by customers in the period.",
            "Kunder med to eller flere ordrer i perioden delt på kunder i perioden.",
            "Kunder med två eller fler ordrar i perioden delat med kunder i perioden.",
        ),
        needs=NEEDS,
        unit="percent",
        better="higher",
        area="loyalty",
        stage="loyalty",
        level="macro",
        label={
            "en": "Returning customer rate",
            "nb": "Andel gjenkjøpende kunder",
            "sv": "Andel återkommande kunder",
        },
        aliases=("repeat customer rate", "gjenbesøkende kunder", "gjenkjøp", "återköp"),
        by_hand=("repeat / customers",),
        source="https://bloy.io/blog/repeat-purchase-rate-formula-on-shopify",
    ),
    Kpi(
        id="time_between_purchases",
        calculate=time_between_purchases,
        meaning=labels(
            "The median of days between two purchases of a customer, the later one in the period.",
            "Medianen av dager mellom to kjøp fra en kunde, det siste i perioden.",
            "Medianen av dagar mellan två köp från en kund, det senare i perioden.",
        ),
        needs=NEEDS,
        unit="days",
        better="lower",
        area="loyalty",
        stage="loyalty",
        level="macro",
        label={"en": "Time between purchases", "nb": "Tid mellom kjøp", "sv": "Tid mellan köp"},
        aliases=("tidsintervall mellom besøk", "tid mellom besøk", "tid mellan besök"),
        by_hand=("median(gaps)",),
        source="https://bloy.io/blog/repeat-purchase-rate-formula-on-shopify",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
