"""The steps of the funnels, each over the one before it. Above 100 % the steps are not nested."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

_SOURCE = "https://support.google.com/analytics/answer/9327974"


def _step(name: str, formula: str, label: dict[str, str], aliases: tuple[str, ...] = ()) -> Kpi:
    return Kpi(
        id=name,
        formula=formula,
        unit="percent",
        better="higher",
        area="conversion",
        stage="all",
        level="micro",
        label=label,
        aliases=aliases,
        source=_SOURCE,
    )


KPIS = (
    _step(
        "funnel_step_rate",
        "web.purchases / web.sessions",
        {
            "en": "Funnel, visit to purchase",
            "nb": "Trakt, besøk til kjøp",
            "sv": "Tratt, besök till köp",
        },
        ("funnel step conversion", "trinnkonvertering", "stegkonvertering"),
    ),
    _step(
        "visit_to_cart_rate",
        "web.add_to_carts / web.sessions",
        {"en": "Funnel, visit to cart", "nb": "Trakt, besøk til handlekurv", "sv": "Tratt, besök till varukorg"},
    ),
    _step(
        "cart_to_checkout_rate",
        "web.checkouts / web.add_to_carts",
        {"en": "Funnel, cart to checkout", "nb": "Trakt, handlekurv til utsjekk", "sv": "Tratt, varukorg till kassa"},
    ),
    _step(
        "checkout_to_purchase_rate",
        "web.purchases / web.checkouts",
        {"en": "Funnel, checkout to purchase", "nb": "Trakt, utsjekk til kjøp", "sv": "Tratt, kassa till köp"},
    ),
    _step(
        "lead_to_qualified_rate",
        "count(leads.lead_id, qualified_at is not blank) / count(leads.lead_id)",
        {"en": "Funnel, lead to qualified", "nb": "Trakt, lead til kvalifisert", "sv": "Tratt, lead till kvalificerad"},
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
