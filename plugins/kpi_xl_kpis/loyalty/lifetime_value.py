"""What a customer is worth: what was earned, what a formula promises, what a model of buying expects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kpi_xl import Calculated, Kpi, hookimpl, labels, nothing, rate_of, rows_by_file
from kpi_xl_kpis.loyalty._customers import ALL_TIME, NEEDS, Customer, customer_orders, customers_of, until
from kpi_xl_kpis.loyalty._value_by_hand import EARNED, ENOUGH, EXPECTED, FEW_RETURNED, PROMISED, margin_multiple

if TYPE_CHECKING:
    from datetime import date

    from kpi_xl import Data, Scope

_BY_REVENUE = "By revenue: the inputs workbook has no rate “margin”."


def clv_historic(data: Data, scope: Scope) -> Calculated:
    """What customers who first bought in the period have brought until now, for each of them."""
    rows = customer_orders(data, replace(scope, period=ALL_TIME))
    if rows is None:
        return nothing("no_data")
    cohort = [one for one in customers_of(rows).values() if scope.period.contains(one.days[0])]
    paid = [revenue for customer in cohort for revenue in customer.revenue]
    known = [revenue for revenue in paid if revenue is not None]
    if not cohort:
        return nothing("no_data")
    if len(known) < len(paid):
        return nothing("needs_currency")
    margin, flags = _margin(data, scope)
    return Calculated(sum(known) * margin / len(cohort), rows=rows_by_file(rows), flags=flags)


def clv_predictive(data: Data, scope: Scope) -> Calculated:
    """Margin of a period times retention / (1 + discount - retention), less what acquiring the customer cost."""
    rates = {name: rate_of(data, name, scope) for name in ("margin", "retention", "discount_rate", "acquisition_cost")}
    for name, value in rates.items():
        if value is None and name != "acquisition_cost":
            return nothing("needs_input", name)
    rows = customer_orders(data, scope)
    customers = customers_of(rows) if rows is not None else {}
    if rows is None or not customers:
        return nothing("no_data")
    multiple = margin_multiple(rates["retention"] or 0.0, rates["discount_rate"] or 0.0)
    if multiple is None:
        return nothing("needs_input", "retention below 1 + discount_rate")
    paid = [revenue for customer in customers.values() for revenue in customer.revenue]
    if None in paid:
        return nothing("needs_currency")
    a_customer = sum(revenue or 0.0 for revenue in paid) * (rates["margin"] or 0.0) / len(customers)
    return Calculated(a_customer * multiple - (rates["acquisition_cost"] or 0.0), rows=rows_by_file(rows))


def clv_bgnbd(data: Data, scope: Scope) -> Calculated:
    """What a customer is expected to bring in the coming year, by a model fitted on all purchases until now."""
    rows = customer_orders(data, until(scope))
    if rows is None:
        return nothing("no_data")
    customers = customers_of(rows)
    if any(None in customer.revenue for customer in customers.values()):
        return nothing("needs_currency")
    returned = sum(len(customer.days) > 1 for customer in customers.values())
    if len(customers) < ENOUGH or returned < FEW_RETURNED:
        return nothing("too_few")
    margin, flags = _margin(data, scope)
    discount = rate_of(data, "discount_rate", scope) or 0.0
    value = _expected_value(customers, scope.period.last, discount) * margin
    return Calculated(value, rows=rows_by_file(rows), flags=flags)


def _expected_value(customers: Mapping[str, Customer], today: date, discount: float) -> float:
    from kpi_xl_kpis.loyalty._forecast import fit_buying, fit_spending, histories_of, worth  # noqa: PLC0415 - SciPy

    one = histories_of(customers.values(), today)
    amounts = one.value if one.value is not None else one.age
    return worth(one, fit_buying(one.frequency, one.recency, one.age), fit_spending(one.frequency, amounts), discount)


def _margin(data: Data, scope: Scope) -> tuple[float, tuple[str, ...]]:
    margin = rate_of(data, "margin", scope)
    return (1.0, (_BY_REVENUE,)) if margin is None else (margin, ())


_NEEDS = (*NEEDS, "orders.revenue")

KPIS = (
    Kpi(
        id="clv_historic",
        calculate=clv_historic,
        meaning=labels(
            "What customers who first bought in the period have brought until now, times the margin, for each of them.",
            "Det kunder som kjøpte første gang i perioden har gitt til nå, ganger marginen, for hver av dem.",
            "Det som kunder som köpte första gången i perioden har gett hittills, gånger marginalen, för var och en.",
        ),
        needs=_NEEDS,
        unit="money",
        better="higher",
        area="loyalty",
        stage="loyalty",
        level="macro",
        label={
            "en": "Customer lifetime value (historic)",
            "nb": "Kundens livstidsverdi (historisk)",
            "sv": "Kundlivstidsvärde (historiskt)",
        },
        aliases=("clv", "livstidsverdi", "kundens levetid", "totalt kjøp per kunde", "ltv"),
        by_hand=EARNED,
        source="https://ealhamed.github.io/frameworks-library/ms/m02.html",
    ),
    Kpi(
        id="clv_predictive",
        calculate=clv_predictive,
        meaning=labels(
            "The margin of a period times retention / (1 + discount − retention), less what acquiring the "
            "customer cost.",
            "Marginen i en periode ganger lojalitet / (1 + rente − lojalitet), minus det kunden kostet å skaffe.",
            "En periods marginal gånger lojalitet / (1 + ränta − lojalitet), minus vad kunden kostade att värva.",
        ),
        needs=(*_NEEDS, "rates.value"),
        unit="money",
        better="higher",
        area="loyalty",
        stage="loyalty",
        level="macro",
        label={
            "en": "Customer lifetime value (margin times retention)",
            "nb": "Kundens livstidsverdi (prognose)",
            "sv": "Kundlivstidsvärde (prognos)",
        },
        by_hand=(PROMISED,),
        source="https://ealhamed.github.io/frameworks-library/ms/m02.html",
    ),
    Kpi(
        id="clv_bgnbd",
        calculate=clv_bgnbd,
        meaning=labels(
            "What a customer is expected to bring in the coming year, by a model (BG/NBD and Gamma-Gamma) "
            "fitted on all purchases until now.",
            "Det en kunde ventes å gi det kommende året, etter en modell (BG/NBD og Gamma-Gamma) tilpasset "
            "alle kjøp til nå.",
            "Det en kund väntas ge det kommande året, enligt en modell (BG/NBD och Gamma-Gamma) anpassad till"
            " alla köp hittills.",
        ),
        needs=_NEEDS,
        unit="money",
        better="higher",
        area="loyalty",
        stage="loyalty",
        level="macro",
        label={
            "en": "CLV of the coming year (BG/NBD + Gamma-Gamma)",
            "nb": "CLV neste år (BG/NBD + Gamma-Gamma)",
            "sv": "CLV nästa år (BG/NBD + Gamma-Gamma)",
        },
        by_hand=(EXPECTED,),
        source="http://brucehardie.com/notes/004/",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
