"""Shopify: the orders export, a line for each item sold, and the report on sessions by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kpi_xl import Column, Day, Derived, Export, Id, Importer, Moment, Note, Part, Pseudonym, headers_beside, hookimpl

_MONEY = ("revenue", "subtotal", "tax", "shipping", "discount", "refunded")

# An order's own figures stand on its first line alone: the first filled cell counts, and only the items are added.
ORDERS = Export(
    name="shopify_orders",
    file_names=(r"^orders_export(?:_\d+)?",),
    parts=(
        Part(
            table="orders",
            columns=(
                Column("order_id", Id(), key="name"),
                Column("customer", Pseudonym(), key="email"),
                Column("ordered_at", Moment(), key="created_at"),
                Column("status", key="financial_status"),
                "currency",
                "source",
                *_MONEY,
                Column("items", key="lineitem_quantity", adds_up=True),
                Column("promo_code", key="discount_code"),
                Column("_item", key="lineitem_name"),
                Column("_cancelled", key="cancelled_at"),
                *(Column(f"_{kind}_{place}") for kind in ("shipping", "billing") for place in ("country", "city")),
            ),
            derived=tuple(
                derived
                for place in ("country", "city")
                for derived in (
                    Derived(
                        place,
                        f"coalesce(_shipping_{place}, _billing_{place})",
                        needs=(f"_shipping_{place}", f"_billing_{place}"),
                    ),
                    Derived(place, f"_shipping_{place}", needs=(f"_shipping_{place}",)),
                    Derived(place, f"_billing_{place}", needs=(f"_billing_{place}",)),
                )
            ),
            requires=("order_id", "status", "_item", "revenue"),
            key=("order_id",),
            one_row_per=("order_id",),
            notes=(
                Note("Revenue is what was charged, before refunds.", where="refunded > 0", needs=("refunded",)),
                Note("{n} cancelled orders are included.", where="_cancelled IS NOT NULL", needs=("_cancelled",)),
                Note(
                    "{n} orders are not paid yet, and are included.",
                    where="status IN ('pending', 'authorized', 'partially_paid', 'expired')",
                ),
                Note("Some orders have several lines: each order counts once.", where="revenue IS NULL"),
                Note("The source is the channel of the shop (web, an app), not of the marketing.", needs=("source",)),
                Note(
                    "{n} orders have no e-mail address: their customers are unknown.",
                    where="customer IS NULL AND revenue IS NOT NULL",
                    needs=("customer",),
                ),
            ),
        ),
    ),
    decimal=".",
)

# The report may have columns of the period before beside its own ("Sessions (previous_period)"): they are left out.
_BY_DAY = Part(
    table="web",
    columns=(
        Column("date", Day()),
        Column("campaign", key="utm_campaign"),
        Column("source", key="utm_source"),
        Column("medium", key="utm_medium"),
        Column("content", key="utm_content"),
        "sessions",
        Column("users", key="visitors"),
        "add_to_carts",
        "checkouts",
        "purchases",
    ),
    derived=(
        Derived("date_start", "date", needs=("date",)),
        Derived("date_end", "date", needs=("date",)),
        *(
            Derived("part", f"'date × {dimension}'", needs=(dimension,))
            for dimension in ("campaign", "source", "medium", "content")
        ),
        Derived("part", "'date'", needs=()),
    ),
    requires=("date", "add_to_carts", "checkouts"),
    key=("date",),
    ignores=(r"previous.period",),
    notes=(Note("Visitors are counted once a row: rows are never added.", needs=("users",)),),
)
SESSIONS = Export(
    name="shopify_sessions",
    parts=(_BY_DAY, replace(_BY_DAY, requires=("date", "sessions", "users"))),
    decimal=".",
)

SALES = Export(
    name="shopify_sales",
    parts=(
        Part(
            table=None,
            columns=(Column("_day", key="date"), Column("_total_sales"), Column("_orders")),
            requires=("_day", "_total_sales", "_orders"),
            why_not="Sales by day repeat the orders: import the export of orders instead.",
        ),
    ),
)


def _known(name: str, why_not: str, *telling: str) -> Export:
    """An export that is recognised, so that its user learns which one is wanted."""
    columns = tuple(Column(f"_{key}", key=key) for key in telling)
    part = Part(table=None, columns=columns, requires=tuple(column.field for column in columns), why_not=why_not)
    return Export(name=f"shopify_{name}", parts=(part,))


OTHERS = (
    _known(
        "gift_cards",
        "Gift cards are means of payment: what they paid is in the orders.",
        "initial_balance",
        "current_balance",
    ),
    _known(
        "transactions",
        "Payments and refunds repeat the orders: import the export of orders.",
        "gateway",
        "kind",
        "transaction_amount",
    ),
    _known(
        "payouts", "Payouts repeat the orders, less fees: import the export of orders.", "payout_date", "payout_status"
    ),
    _known(
        "customers", "Customers are told by their orders: import the export of orders.", "total_spent", "total_orders"
    ),
    _known("products", "Products have no table: import the export of orders.", "handle", "variant_sku"),
)

IMPORTER = Importer("shopify", "1", "shopify", (ORDERS, SESSIONS, SALES, *OTHERS), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Shopify."""
    return [IMPORTER]
