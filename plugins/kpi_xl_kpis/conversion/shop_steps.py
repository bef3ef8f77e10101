"""The steps in an online shop."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="add_to_carts",
        formula="web.add_to_carts else ads.add_to_carts",
        unit="count",
        better="higher",
        area="conversion",
        stage="purchase",
        level="micro",
        label={"en": "Add to cart", "nb": "Lagt i handlekurv", "sv": "Lägg i varukorgen"},
        aliases=("lagt i handlekurv", "lägg i varukorgen"),
        source="https://www.iab.com/guidelines/",
    ),
    Kpi(
        id="checkouts",
        formula="web.checkouts else ads.checkouts",
        unit="count",
        better="higher",
        area="conversion",
        stage="purchase",
        level="micro",
        label={
            "en": "Checkouts started",
            "nb": "Startede betalinger (utsjekk)",
            "sv": "Påbörjade utcheckningar (kassor)",
        },
        aliases=("utsjekk", "kassor", "initiated checkouts"),
        source="https://www.iab.com/guidelines/",
    ),
    Kpi(
        id="purchases",
        formula="count(orders.order_id) else web.purchases",
        unit="count",
        better="higher",
        area="conversion",
        stage="purchase",
        level="macro",
        label={"en": "Purchases", "nb": "Kjøp", "sv": "Köp"},
        aliases=("kjøp", "köp", "orders", "ordrer"),
        source="https://www.iab.com/guidelines/",
    ),
    Kpi(
        id="cart_abandonment_rate",
        formula="1 - web.purchases / web.add_to_carts",
        unit="percent",
        better="lower",
        area="conversion",
        stage="purchase",
        level="micro",
        label={"en": "Cart / checkout abandonment", "nb": "Avbrutte handlekurver", "sv": "Övergivna varukorgar"},
        aliases=("forlatte handlekurver", "övergivna varukorgar"),
        by_hand=("1 - purchases / checkouts",),
        source="https://www.iab.com/guidelines/",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
