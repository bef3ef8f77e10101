"""What customers are worth, as tables: by the month they came, by the margin formula, and by a model of buying.

The model's parameters come with their intervals, so that one sees whether the shop's history is long enough for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    Argument,
    ByHand,
    Given,
    Language,
    Missing,
    Settings,
    Texts,
    UsageError,
    hookimpl,
    labels,
    needs_input,
    no_data,
    no_table,
    rate_of,
)
from kpi_xl_kpis.loyalty._customers import NEEDS, Customer, customer_orders, customers_of, until
from kpi_xl_kpis.loyalty.lifetime_value import ENOUGH, FEW_RETURNED, margin_multiple

if TYPE_CHECKING:
    from kpi_xl import Data, Scope
    from kpi_xl_kpis.loyalty._forecast import Estimate, Fit, Histories

_NEEDS = (*NEEDS, "orders.revenue")
_TEXTS = Texts(
    {
        "by_revenue": (
            "By revenue: the inputs workbook has no rate “margin”.",
            "Etter omsetning: arbeidsboken for inndata har ingen sats «margin».",
            "Efter intäkt: arbetsboken för indata har ingen sats ”margin”.",
        ),
        "young": (
            "Later months have had less time to buy again: compare months of like age.",
            "Senere måneder har hatt kortere tid til å kjøpe igjen: sammenlign måneder av lik alder.",
            "Senare månader har haft kortare tid att köpa igen: jämför månader av lika ålder.",
        ),
        "no_rate": (
            "Orders without an exchange rate are left out: {count}.",
            "Ordrer uten valutakurs er utelatt: {count}.",
            "Ordrar utan växelkurs är utelämnade: {count}.",
        ),
        "domain": (
            "Retention has to be at least 0 and below 1 + the discount rate.",
            "Andelen som blir, må være minst 0 og under 1 + diskonteringsrenten.",
            "Andelen som stannar måste vara minst 0 och under 1 + diskonteringsräntan.",
        ),
        "few": (
            "{customers} customers, {returned} with a second order: a model needs {enough} and {few}.",
            "{customers} kunder, {returned} med en ny ordre: en modell trenger {enough} og {few}.",
            "{customers} kunder, {returned} med en ny order: en modell behöver {enough} och {few}.",
        ),
        "fitted": (
            "Fitted on {customers} customers, {returned} of whom bought again; intervals of 95 %, for the fit alone.",
            "Tilpasset på {customers} kunder, hvorav {returned} kjøpte igjen; 95 %-intervaller for tilpasningen alene.",
            "Anpassad på {customers} kunder, varav {returned} köpte igen; 95 %-intervall för anpassningen ensam.",
        ),
        "flat": (
            "The data leave the parameters open, so there are no intervals: trust nothing here yet.",
            "Dataene lar parametrene stå åpne, så det finnes ingen intervaller: stol ikke på dette ennå.",
            "Data lämnar parametrarna öppna, så det finns inga intervall: lita inte på detta ännu.",
        ),
        "purchases": ("Purchases in a year", "Kjøp på ett år", "Köp på ett år"),
        "purchase": ("Mean purchase", "Gjennomsnittlig kjøp", "Genomsnittligt köp"),
        "value": ("Value of the coming year", "Verdi neste år", "Värde nästa år"),
        "likelihood": ("Log-likelihood", "Log-likelihood", "Log-likelihood"),
        "later": ("First margin after one period", "Første margin etter én periode", "Första marginal efter en period"),
        "at_once": ("First margin at once", "Første margin straks", "Första marginal genast"),
    }
)

COHORTS = (
    AnalysisColumn("month", labels("First order", "Første ordre", "Första order"), "date"),
    AnalysisColumn("customers", labels("Customers", "Kunder", "Kunder"), "count"),
    AnalysisColumn("returned", labels("Bought again", "Kjøpte igjen", "Köpte igen"), "percent"),
    AnalysisColumn("purchases", labels("Purchases each", "Kjøp per kunde", "Köp per kund"), "number"),
    AnalysisColumn("value", labels("Value each", "Verdi per kunde", "Värde per kund"), "money"),
)
MULTIPLES = (
    AnalysisColumn("variant", labels("When", "Når", "När")),
    AnalysisColumn("multiple", labels("Multiple", "Multippel", "Multipel"), "number"),
    AnalysisColumn("value", labels("Value", "Verdi", "Värde"), "money"),
)
ESTIMATES = (
    AnalysisColumn("figure", labels("Figure", "Størrelse", "Storhet")),
    AnalysisColumn("key", labels("Key", "Nøkkel", "Nyckel")),
    AnalysisColumn("estimate", labels("Estimate", "Anslag", "Skattning"), "number"),
    AnalysisColumn("low", labels("From", "Fra", "Från"), "number"),
    AnalysisColumn("high", labels("To", "Til", "Till"), "number"),
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
    notes = [_TEXTS("young", language)]
    notes += [_TEXTS("by_revenue", language)] if margin is None else []
    notes += [_TEXTS("no_rate", language, count=unpriced)] if unpriced else []
    listed = [_cohort(month, months[month], 1.0 if margin is None else margin) for month in sorted(months)]
    return AnalysisTable(COHORTS, listed, tuple(notes))


def _cohort(month: date, customers: Sequence[Customer], margin: float) -> tuple[date | float | None, ...]:
    count = len(customers)
    paid = [amount for customer in customers for amount in customer.revenue if amount is not None]
    returned = sum(len(customer.days) > 1 for customer in customers)
    each = sum(len(customer.days) for customer in customers) / count
    return (month, count, returned / count, each, sum(paid) * margin / count if paid else None)


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
        return no_table(MULTIPLES, "needs_input", _TEXTS("domain", language))
    found = {"later": multiple, "at_once": multiple + 1}  # at once: the margin of today comes on top
    rows = [
        (_TEXTS(when, language), each, terms.margin * each - terms.acquisition_cost) for when, each in found.items()
    ]
    return AnalysisTable(MULTIPLES, rows)


def margin_by_hand(given: Given, _: Settings, language: Language) -> AnalysisTable:
    def number(name: str, default: float) -> float:
        value = given.values.get(name, default)
        return value if isinstance(value, float | int) else default

    terms = Terms(number("r", 0.0), number("i", 0.0), number("m", 1.0), number("acquisition_cost", 0.0))
    return _multiples(terms, language)


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
            ESTIMATES, (), missing=Missing("needs_currency", _TEXTS("no_rate", language, count=unpriced))
        )
    margin, discount = rate_of(data, "margin", scope), rate_of(data, "discount_rate", scope) or 0.0
    table = _fitted(histories_of(customers, scope.period.last), (margin or 1.0, discount), language)
    notes = table.notes if margin is not None else (*table.notes, _TEXTS("by_revenue", language))
    return AnalysisTable(ESTIMATES, table.rows, notes, table.missing)


def model_by_hand(given: Given, _: Settings, language: Language) -> AnalysisTable:
    """On a summary of customers (frequency, recency, T, and the mean purchase if known), times in weeks."""
    return _fitted(_histories_given(given), (1.0, 0.0), language)


def _histories_given(given: Given) -> Histories:
    import numpy as np  # noqa: PLC0415

    from kpi_xl_kpis.loyalty._forecast import Histories  # noqa: PLC0415

    rows = [{name.strip().casefold(): text for name, text in row.items()} for row in given.rows]
    if not rows:
        raise UsageError("The model needs a row a customer.", "Give a file with the columns frequency, recency and T.")
    amounts = next((name for name in ("monetary_value", "value", "zbar") if name in rows[0]), None)
    frequency, recency, age = (np.array([_number(row, name) for row in rows]) for name in ("frequency", "recency", "t"))
    value = np.array([_number(row, amounts) for row in rows]) if amounts else None
    return Histories(frequency, recency, age, value)


def _number(row: Mapping[str, str], name: str) -> float:
    try:
        return float(row[name])
    except ValueError as error:
        raise UsageError(f"“{row[name]}” in the column {name} is no number.", "Write 30.43, for instance.") from error


def _fitted(histories: Histories, terms: tuple[float, float], language: Language) -> AnalysisTable:
    from kpi_xl_kpis.loyalty._forecast import fit  # noqa: PLC0415

    counts = {"customers": len(histories.age), "returned": int((histories.frequency > 0).sum())}
    if counts["customers"] < ENOUGH or counts["returned"] < FEW_RETURNED:
        few = _TEXTS("few", language, **counts, enough=ENOUGH, few=FEW_RETURNED)
        return AnalysisTable(ESTIMATES, (), missing=Missing("too_few", few))
    found = fit(histories)
    notes = [_TEXTS("fitted", language, **counts)]
    notes += [_TEXTS("flat", language)] if found.covariance is None else []
    return AnalysisTable(ESTIMATES, _estimates(found, terms, language), tuple(notes))


def _estimates(found: Fit, terms: tuple[float, float], language: Language) -> list[tuple[str | float | None, ...]]:
    from kpi_xl_kpis.loyalty._forecast import purchases, worth  # noqa: PLC0415

    one, (margin, discount) = found.histories, terms

    def row(label: str, key: str, estimate: Estimate) -> tuple[str | float | None, ...]:
        return (label, key, estimate.value, estimate.low, estimate.high)

    rows = [row(name, name, found.estimate(lambda b, _, name=name: getattr(b, name))) for name in _BUYING]
    rows.append((_TEXTS("likelihood", language), "log_likelihood", found.log_likelihood, None, None))
    yearly = found.estimate(lambda buying, _: purchases(one, buying, 52))
    rows.append(row(_TEXTS("purchases", language), "purchases_per_year", yearly))
    if found.spending is None:
        return rows
    rows += [row(name, name, found.estimate(lambda _, s, name=name: getattr(s, name))) for name in _SPENDING]
    usual = found.estimate(lambda _, s: s.p * s.gamma / (s.q - 1) if s else 0.0)
    rows.append(row(_TEXTS("purchase", language), "mean_purchase", usual))
    value = found.estimate(lambda buying, s: margin * worth(one, buying, s, discount) if s else 0.0)
    rows.append(row(_TEXTS("value", language), "value_next_year", value))
    return rows


_BUYING = ("r", "alpha", "a", "b")
_SPENDING = ("p", "q", "gamma")

ANALYSES = (
    Analysis(
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
    ),
    Analysis(
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
    ),
    Analysis(
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
    ),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return ANALYSES
