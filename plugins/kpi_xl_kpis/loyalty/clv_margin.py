"""What a customer is worth by the margin formula: one period's margin, again and again while the customer stays."""

from __future__ import annotations

from collections.abc import Sequence
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
    Settings,
    hookimpl,
    labels,
    needs_input,
    no_data,
    no_table,
    rate_of,
    texts_beside,
)
from kpi_xl_kpis.loyalty._customers import NEEDS, customer_orders, customers_of
from kpi_xl_kpis.loyalty._value_by_hand import margin_multiple

if TYPE_CHECKING:
    from kpi_xl import Data, Scope

_NEEDS = (*NEEDS, "orders.revenue")
_SAY = texts_beside(__file__)

MULTIPLES = (
    AnalysisColumn("variant", labels("When", "Når", "När")),
    AnalysisColumn("multiple", labels("Multiple", "Multippel", "Multipel"), "number"),
    AnalysisColumn("value", labels("Value", "Verdi", "Värde"), "money"),
)


def margin_formula(data: Data, scope: Scope, _: Settings, language: Language) -> AnalysisTable:
    """Both variants of the margin formula, on what a customer of the period brought and the rates of the inputs."""
    rates = {name: rate_of(data, name, scope) for name in ("margin", "retention", "discount_rate", "acquisition_cost")}
    lacking = next((name for name, value in rates.items() if value is None and name != "acquisition_cost"), None)
    if lacking:
        return needs_input(MULTIPLES, language, lacking)
    rows = customer_orders(data, scope)
    customers = customers_of(rows) if rows is not None else {}
    paid = [amount for customer in customers.values() for amount in customer.revenue if amount is not None]
    if not paid:
        return no_data(MULTIPLES, language, "orders")
    margin = sum(paid) * (rates["margin"] or 0.0) / len(customers)
    terms = Terms(rates["retention"] or 0.0, rates["discount_rate"] or 0.0, margin, rates["acquisition_cost"] or 0.0)
    return _multiples(terms, language)


@dataclass(frozen=True, slots=True)
class Terms:
    """Of one period: who stays, the discount rate, the margin a customer; and what acquiring one costs."""

    retention: float
    discount: float
    margin: float
    acquisition_cost: float = 0.0


def _multiples(terms: Terms, language: Language) -> AnalysisTable:
    multiple = margin_multiple(terms.retention, terms.discount)
    if multiple is None or terms.retention < 0:
        return no_table(MULTIPLES, "needs_input", _SAY("domain", language))
    found = {"later": multiple, "at_once": multiple + 1}  # at once: the margin of today comes on top
    rows = [(_SAY(when, language), each, terms.margin * each - terms.acquisition_cost) for when, each in found.items()]
    return AnalysisTable(MULTIPLES, rows)


def margin_by_hand(given: Given, _: Settings, language: Language) -> AnalysisTable:
    def number(name: str, default: float) -> float:
        value = given.values.get(name, default)
        return value if isinstance(value, float | int) else default

    terms = Terms(number("r", 0.0), number("i", 0.0), number("m", 1.0), number("acquisition_cost", 0.0))
    return _multiples(terms, language)


ANALYSIS = Analysis(
    id="clv_margin",
    area="loyalty",
    label=labels(
        "Customer lifetime value, margin formula",
        "Livstidsverdi etter marginformelen",
        "Livstidsvärde, marginalformeln",
    ),
    columns=MULTIPLES,
    needs=(*_NEEDS, "rates.value"),
    calculate=margin_formula,
    source="https://ealhamed.github.io/frameworks-library/ms/m02.html",
    by_hand=ByHand(
        margin_by_hand,
        (
            Argument("r", "number", labels("retention", "andel som blir", "andel som stannar")),
            Argument("i", "number", labels("discount rate", "diskonteringsrente", "diskonteringsränta")),
            Argument("m", "number", labels("margin", "margin", "marginal"), required=False),
            Argument(
                "acquisition_cost",
                "number",
                labels("acquisition cost", "anskaffelseskostnad", "anskaffningskostnad"),
                required=False,
            ),
        ),
    ),
    aliases=("margin_multiple", "margin multiple", "marginmultippel", "marginalmultipel"),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
