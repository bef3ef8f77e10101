"""Shopify: the export of orders, one line an item."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Column, Derived, Export, Importer, Note, Part, Pseudonym, Text, Whole, headers_beside, hookimpl

ORDERS = Export(
    name="shopify_orders",
    file_names=(r"^orders_export",),
    parts=(
        Part(
            table="orders",
            # All but the item stands on the first line of an order alone, so the first filled cell of each counts.
            columns=(
                "order_id",
                Column("customer", Pseudonym(), key="email"),
                "ordered_at",
                "currency",
                "source",  # the sales channel or the app: web, tiktok, a number
                "status",
                "revenue",
                "subtotal",
                "tax",
                "shipping",
                "discount",
                "refunded",
                Column("items", Whole(), adds_up=True),
                "promo_code",
                Column("_line"),
                Column("_cancelled"),
                Column("country", key="shipping_country"),
                Column("_billing_country", Text()),
                Column("city", key="shipping_city"),
                Column("_billing_city", Text()),
            ),
            derived=(
                Derived("country", "coalesce(country, _billing_country)", needs=("country", "_billing_country")),
                Derived("country", "_billing_country", needs=("_billing_country",)),
                Derived("city", "coalesce(city, _billing_city)", needs=("city", "_billing_city")),
                Derived("city", "_billing_city", needs=("_billing_city",)),
            ),
            requires=("order_id", "status", "_line", "revenue"),
            key=("order_id",),
            one_row_per=("order_id",),
            ignores=(r"^(?:lineitem|billing|shipping|tax \d) ",),
            notes=(
                Note("The revenue of an order is what was charged, before refunds."),
                Note("{n} orders are cancelled and counted.", "_cancelled IS NOT NULL", needs=("_cancelled",)),
                Note("{n} orders are not paid yet and counted.", "status IN ('pending', 'authorized', 'expired')"),
                Note(
                    "{n} orders have no e-mail address: nothing tells whose they are.",
                    "status <> '' AND customer IS NULL",
                    needs=("customer",),
                ),
            ),
        ),
    ),
)

IMPORTER = Importer("shopify", "1", "shopify", (ORDERS,), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Shopify."""
    return [IMPORTER]
