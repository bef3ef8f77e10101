"""All that marketing costs. Ad spend comes from the ads, so the cost list counts without its ads."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="marketing_cost",
        formula=("ads.spend + costs.amount - sum(costs.amount, category = ads) else ads.spend else costs.amount"),
        unit="money",
        better="context",
        area="cost",
        stage="all",
        level="-",
        label={"en": "Marketing cost", "nb": "Markedsføringskostnad", "sv": "Marknadsföringskostnad"},
        aliases=("markedsføringskostnad", "marknadsföringskostnad"),
        by_hand=("spend + amount", "spend + sum(other_costs)"),
        source="https://keyhole.co/blog/measuring-social-media-roi/",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
