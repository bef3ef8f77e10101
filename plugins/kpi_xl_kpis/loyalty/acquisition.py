"""New customers, what they cost and how soon they pay for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kpi_xl import Calculated, Kpi, as_dicts, hookimpl, labels, nothing, once, rows_by_file
from kpi_xl_kpis.loyalty._customers import ALL_TIME, NEEDS, customer_orders, customers_of

if TYPE_CHECKING:
    from datetime import date

    from kpi_xl import Data, Scope

_SOURCE = "https://help.finmark.com/en/articles/5525177-how-finmark-calculates-ltv-cac-and-cac-payback"
_DAYS_A_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class _Orders:
    """Those of all time that name a customer."""

    firsts: Sequence[date]  # the day of each customer's first order
    by_day: Sequence[tuple[date, str, int]]  # how many each file tells of


def new_customers(data: Data, scope: Scope) -> Calculated:
    """Customers whose first order of all lies in the period."""
    ever = replace(scope, period=ALL_TIME)
    orders = once(data, f"first orders of {ever}", lambda: _orders(data, ever))
    if orders is None:
        return nothing("no_data")
    found = sum(scope.period.contains(day) for day in orders.firsts)
    rows: dict[str, int] = {}
    for day, file, count in orders.by_day:
        if day <= scope.period.last:
            rows[file] = rows.get(file, 0) + count
    return Calculated(float(found), rows=rows)


def _orders(data: Data, ever: Scope) -> _Orders | None:
    import narwhals as nw  # noqa: PLC0415 - plugins are listed without loading an engine

    rows = customer_orders(data, ever)
    if rows is None:
        return None
    firsts = rows.group_by("customer").agg(nw.col("ordered_on").min().alias("first"))
    counted = rows.group_by("ordered_on", "_batch").agg(nw.len().alias("count")).sort("ordered_on", "_batch")
    return _Orders(
        [one["first"] for one in as_dicts(firsts)],
        [(one["ordered_on"], one["_batch"], one["count"]) for one in as_dicts(counted)],
    )


def revenue_per_customer(data: Data, scope: Scope) -> Calculated:
    """What a customer of the period pays in a month."""
    rows = customer_orders(data, scope)
    customers = customers_of(rows) if rows is not None else {}
    if rows is None or not customers:
        return nothing("no_data")
    paid = [revenue for customer in customers.values() for revenue in customer.revenue]
    known = [revenue for revenue in paid if revenue is not None]
    if len(known) < len(paid):
        return nothing("needs_currency")
    months = scope.period.days / _DAYS_A_MONTH
    return Calculated(sum(known) / len(customers) / months, rows=rows_by_file(rows))


KPIS = (
    Kpi(
        id="new_customers",
        calculate=new_customers,
        meaning=labels(
            "Customers whose first order of all lies in the period.",
            "Kunder som har sin aller første ordre i perioden.",
            "Kunder vars allra första order ligger i perioden.",
        ),
        needs=NEEDS,
        unit="count",
        better="higher",
        area="loyalty",
        stage="purchase",
        level="macro",
        label={"en": "New customers", "nb": "Nye kunder", "sv": "Nya kunder"},
        by_hand=("customers - returning_customers",),
        source=_SOURCE,
    ),
    Kpi(
        id="revenue_per_customer",
        calculate=revenue_per_customer,
        meaning=labels(
            "Revenue divided by the period's customers and by its months.",
            "Omsetning delt på periodens kunder og på månedene i den.",
            "Omsättning delad med periodens kunder och med dess månader.",
        ),
        needs=(*NEEDS, "orders.revenue"),
        unit="money",
        better="higher",
        area="revenue",
        stage="loyalty",
        level="macro",
        label={
            "en": "Monthly revenue per customer",
            "nb": "Omsetning per kunde og måned",
            "sv": "Intäkt per kund och månad",
        },
        aliases=("arpa", "arpu"),
        by_hand=("revenue / customers / months",),
        source=_SOURCE,
    ),
    Kpi(
        id="cac",
        formula="marketing_cost / new_customers",
        unit="money",
        better="lower",
        area="cost",
        stage="purchase",
        level="macro",
        label={
            "en": "Customer acquisition cost (CAC)",
            "nb": "Kundeanskaffelseskostnad (CAC)",
            "sv": "Kundanskaffningskostnad (CAC)",
        },
        aliases=("acquisition cost", "anskaffelseskostnad"),
        source=_SOURCE,
    ),
    Kpi(
        id="cac_payback",
        formula="cac / (revenue_per_customer * rate(margin))",
        unit="months",
        better="lower",
        area="return",
        stage="loyalty",
        level="macro",
        label={"en": "CAC payback", "nb": "Tilbakebetalingstid for CAC", "sv": "Återbetalningstid för CAC"},
        source=_SOURCE,
    ),
    Kpi(
        id="clv_cac_ratio",
        formula="clv_historic / cac",
        unit="ratio",
        better="higher",
        area="return",
        stage="loyalty",
        level="macro",
        label={"en": "CLV : CAC", "nb": "CLV : CAC", "sv": "CLV : CAC"},
        aliases=("ltv cac", "ltv:cac"),
        source=_SOURCE,
    ),
    Kpi(
        id="advocacy_rate",
        formula="distinct(orders.customer, referral_code is not blank) / distinct(orders.customer)",
        unit="percent",
        better="higher",
        area="loyalty",
        stage="loyalty",
        level="macro",
        label={
            "en": "Customers by referral",
            "nb": "Anbefalinger (ambassadører)",
            "sv": "Rekommendationer (ambassadörer)",
        },
        aliases=("advocacy", "anbefalinger", "rekommendationer", "fortalere"),
        inputs={"referring_customers": "distinct(orders.customer, referral_code is not blank)"},
        source="the project",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
