"""A proxy, as no platform tells who its followers are: customers from social media against followers."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="follower_to_customer_rate",
        formula="distinct(orders.customer, platform = social) / account_daily.followers",
        unit="percent",
        better="higher",
        area="conversion",
        stage="purchase",
        level="macro",
        label={
            "en": "Followers becoming customers",
            "nb": "Andel følgere som blir kunder",
            "sv": "Andel följare som blir kunder",
        },
        aliases=("følgere som blir kunder",),
        inputs={"customers": "distinct(orders.customer, platform = social)"},
        source="the project",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
