"""What advertising costs. Link clicks count; all clicks only where a platform exports no others."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="spend",
        formula="ads.spend",
        unit="money",
        better="context",
        area="cost",
        stage="awareness",
        level="-",
        label={"en": "Ad spend", "nb": "Annonsekostnad", "sv": "Annonskostnad"},
        aliases=("ad spend", "annonsekostnad", "annonskostnad", "annonsebudsjett brukt"),
        source="https://www.iab.com/guidelines/",
    ),
    Kpi(
        id="cpm",
        formula="ads.spend / ads.impressions * 1000",
        unit="money",
        better="lower",
        area="cost",
        stage="awareness",
        level="micro",
        label={
            "en": "Cost per 1,000 impressions (CPM)",
            "nb": "Kostnad per tusen visninger (CPM)",
            "sv": "Kostnad per tusen visningar (CPM)",
        },
        aliases=("cost per mille", "kostnad per tusen visninger", "kostnad per tusen visningar"),
        source="https://www.iab.com/guidelines/",
    ),
    Kpi(
        id="cpc",
        formula="ads.spend / ads.link_clicks",
        unit="money",
        better="lower",
        area="cost",
        stage="interest",
        level="micro",
        label={"en": "Cost per click (CPC)", "nb": "Kostnad per klikk (CPC)", "sv": "Kostnad per klick (CPC)"},
        aliases=("cost per click", "kostnad per klikk", "kostnad per klick"),
        source="https://www.iab.com/guidelines/",
    ),
    Kpi(
        id="cpa",
        formula="ads.spend / (ads.conversions else ads.purchases else ads.results)",
        unit="money",
        better="lower",
        area="cost",
        stage="purchase",
        level="macro",
        label={
            "en": "Cost per acquisition/action (CPA)",
            "nb": "Kostnad per konvertering (CPA)",
            "sv": "Kostnad per konvertering (CPA)",
        },
        aliases=("cost per acquisition", "cost per action", "kostnad per konvertering"),
        source="https://www.iab.com/guidelines/",
    ),
    Kpi(
        id="cost_per_view",
        formula="ads.spend / ads.video_views",
        unit="money",
        better="lower",
        area="cost",
        stage="interest",
        level="micro",
        label={"en": "Cost per view (CPV)", "nb": "Kostnad per videovisning", "sv": "Kostnad per videovisning"},
        aliases=("cpv", "kostnad per videovisning"),
        source="https://www.iab.com/guidelines/",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
