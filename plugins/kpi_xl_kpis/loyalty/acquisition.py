"""New customers, what they cost and how soon they pay for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpi_xl import Calculated, Kpi, hookimpl, labels, nothing, rows_by_file
from kpi_xl_kpis.loyalty._customers import NEEDS, customer_orders, customers_of, until

if TYPE_CHECKING:
    from kpi_xl import Data, Scope

_SOURCE = "https://help.finmark.com/en/articles/5525177-how-finmark-calculates-ltv-cac-and-cac-payback"
_DAYS_A_MONTH = 365.25 / 12


def new_customers(data: Data, scope: Scope) -> Calculated:
    """Customers whose first order of all lies in the period."""
    rows = customer_orders(data, until(scope))
    if rows is None:
        return nothing("no_data")
    firsts = [customer.days[0] for customer in customers_of(rows).values()]
    return Calculated(float(sum(scope.period.contains(day) for day in firsts)), rows=rows_by_file(rows))


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
