"""What a customer is worth, from what a person types."""

from __future__ import annotations

from kpi_xl import Argument, Calculated, Given, KpiByHand, UsageError, labels, nothing

ENOUGH = 30  # customers, and among them ones who came back, below which a fit says nothing
FEW_RETURNED = 5

# The last two are what textbooks call the simple value: how much a visit brings, how often one comes, how long.
EARNED = (
    "revenue * margin / customers",
    "revenue / customers",
    "average_order_value * purchase_frequency * customer_lifespan * margin",
    "average_order_value * purchase_frequency * customer_lifespan",
)


def margin_multiple(retention: float, discount: float) -> float | None:
    """How many times a period's margin a customer is worth, the first margin after one period."""
    return retention / (1 + discount - retention) if retention < 1 + discount else None


def _promised(given: Given) -> Calculated:
    retention = _number(given, "retention")
    multiple = margin_multiple(retention, _number(given, "discount_rate"))
    if multiple is None or retention < 0:
        message = "The value has no end unless the retention is below 1 + the discount rate."
        raise UsageError(message, "Write retention=80% discount_rate=10%, both of the same period.")
    return Calculated(_number(given, "margin_per_period") * multiple - _number(given, "acquisition_cost"))


def _expected(given: Given) -> Calculated:
    from kpi_xl_kpis.loyalty._forecast import fit_buying, fit_spending, histories_given, worth  # noqa: PLC0415 - SciPy

    one = histories_given(given.rows)
    if one.value is None:
        return nothing("needs_input", "monetary_value")
    if len(one.age) < ENOUGH or (one.frequency > 0).sum() < FEW_RETURNED:
        return nothing("too_few")
    buying, spending = fit_buying(one.frequency, one.recency, one.age), fit_spending(one.frequency, one.value)
    return Calculated(_number(given, "margin", 1.0) * worth(one, buying, spending, _number(given, "discount_rate")))


def _number(given: Given, name: str, default: float = 0.0) -> float:
    value = given.values.get(name, default)
    return value if isinstance(value, float) else default


_DISCOUNT = labels("discount rate", "diskonteringsrente", "diskonteringsränta")

PROMISED = KpiByHand(
    _promised,
    (
        Argument("margin_per_period", "number", labels("margin", "margin", "marginal")),
        Argument("retention", "number", labels("retention", "andel som blir", "andel som stannar")),
        Argument("discount_rate", "number", _DISCOUNT),
        Argument(
            "acquisition_cost",
            "number",
            labels("acquisition cost", "anskaffelseskostnad", "anskaffningskostnad"),
            required=False,
        ),
    ),
)
EXPECTED = KpiByHand(
    _expected,
    (
        Argument("margin", "number", labels("margin", "margin", "marginal"), required=False),
        Argument("discount_rate", "number", _DISCOUNT, required=False),
    ),
    file_columns=("frequency", "recency", "T", "monetary_value"),
)
