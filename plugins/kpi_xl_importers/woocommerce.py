"""WooCommerce: the orders of Analytics, and the two exporters of orders that most shops use."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import (
    Column,
    Derived,
    Export,
    Id,
    Importer,
    Moment,
    Money,
    Note,
    Part,
    Pseudonym,
    Text,
    headers_beside,
    hookimpl,
)

# "$1,009.50", or after a refund "$1,009.50 $800.00": what was charged and what is left of it.
_AMOUNT = r"(?:\d{1,3}(?:[.,'’\x{a0}\x{202f} ]\d{3})+|\d+)(?:[.,]\d{1,2})?"  # noqa: RUF001 - that apostrophe is meant
_CHARGED = rf"^\D*({_AMOUNT})"
_LEFT = rf"^\D*{_AMOUNT}\D*[\p{{Sc}}\p{{L}}]\D*({_AMOUNT})\D*$"

# The sign in front of an amount; kr, a bare $ and others are those of several currencies.
_SIGNS = {"US$": "USD", "CA$": "CAD", "A$": "AUD", "NZ$": "NZD", "€": "EUR", "£": "GBP", "₹": "INR", "zł": "PLN"}
_CODE = "regexp_extract(_written, '\\b([A-Z]{3})\\b', 1)"
_SIGNED = " ".join(f"WHEN contains(_written, '{sign}') THEN '{code}'" for sign, code in _SIGNS.items())
_CURRENCY = Derived("currency", f"CASE WHEN {_CODE} <> '' THEN {_CODE} {_SIGNED} END", needs=("_written",))

# "Organic: Google", "Source: Facebook", "Referral: l.facebook.com", "Direct".
_SOURCE = Derived(
    "source", "regexp_replace(source, '^(?:organic|source|referral|utm|campaign): ?', '', 'i')", needs=("source",)
)
_NOTES = (
    Note(
        "{n} orders are cancelled or failed, and are included.",
        where="regexp_matches(status, 'cancel|fail|trash', 'i')",
        needs=("status",),
    ),
    Note(
        "{n} orders are not paid yet, and are included.", "regexp_matches(status, 'pending|on.?hold', 'i')", ("status",)
    ),
    Note("Revenue is what was charged, before refunds.", where="refunded > 0", needs=("refunded",)),
    Note("Times are read in the project's time zone: the file does not name its own."),
)

ANALYTICS = Export(
    name="woocommerce_orders",
    file_names=(r"^orders",),
    parts=(
        Part(
            table="orders",
            columns=(
                Column("order_id", Id(), key="order"),
                Column("ordered_at", Moment(), key="date"),
                Column("status"),
                Column("customer", Pseudonym(), key="customer_name"),
                Column("_kind", key="customer_type"),
                Column("source", key="attribution"),
                Column("promo_code", key="coupons"),
                Column("items", key="items_sold"),
                Column("revenue", Money(part=_CHARGED), key="total_formatted"),
                Column("_left", Money(part=_LEFT), key="total_formatted"),
                Column("_written", Text(), key="total_formatted"),
                Column("subtotal", key="net_sales"),
            ),
            derived=(_CURRENCY, Derived("refunded", "revenue - _left", needs=("revenue", "_left")), _SOURCE),
            requires=("order_id", "status", "items", "ordered_at", "_kind"),
            key=("order_id",),
            notes=(
                *_NOTES,
                Note(
                    "N. Revenue is the total that was charged, with tax and shipping; net sales are the subtotal.",
                    needs=("revenue", "subtotal"),
                ),
                Note("Customers are told apart by their names alone: two of one name are one.", needs=("customer",)),
            ),
        ),
    ),
)

# Both write one line an item if asked to; the figures of the order then stand on every line, or on its first.
EXPORTERS = Export(
    name="woocommerce_exporters",
    parts=tuple(
        Part(
            table="orders",
            columns=(
                Column("order_id", Id(), key=f"{exporter}_order"),
                Column("ordered_at", Moment(), key=f"{exporter}_date"),
                Column("status", key=f"{exporter}_status"),
                Column("customer", Pseudonym(), key=f"{exporter}_email"),
                Column("currency", key=f"{exporter}_currency"),
                Column("country", key=f"{exporter}_country"),
                Column("city", key=f"{exporter}_city"),
                Column("revenue", key=f"{exporter}_total"),
                Column("tax", key=f"{exporter}_tax"),
                Column("shipping", key=f"{exporter}_shipping"),
                Column("discount", key=f"{exporter}_discount"),
                Column("refunded", key=f"{exporter}_refunded"),
                Column("items", key=f"{exporter}_items", adds_up=True),
                Column("promo_code", key=f"{exporter}_coupon"),
                Column("source", key=f"{exporter}_source"),
                Column("campaign", key=f"{exporter}_campaign"),
            ),
            derived=(_SOURCE,),
            requires=("order_id", "ordered_at", "status", "revenue"),
            key=("order_id",),
            one_row_per=("order_id",),
            notes=_NOTES,
        )
        for exporter in ("advanced", "customer_order")
    ),
)

REPEATING = Export(
    name="woocommerce_revenue",
    parts=(
        Part(
            table=None,
            columns=(
                Column("_date", key="date"),
                Column("_orders"),
                Column("_gross", key="gross_sales"),
                Column("_net", key="net_sales"),
            ),
            requires=("_date", "_orders", "_gross", "_net"),
            why_not="Sales by day repeat the orders: import Analytics > Orders instead.",
        ),
    ),
)

IMPORTER = Importer(
    "woocommerce", "1", "woocommerce", (ANALYTICS, EXPORTERS, REPEATING), headers=headers_beside(__file__)
)


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of WooCommerce."""
    return [IMPORTER]
