"""How often content was shown."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="impressions",
        formula="activity.impressions",
        unit="count",
        better="higher",
        area="reach",
        stage="awareness",
        level="micro",
        label={"en": "Impressions", "nb": "Visninger (inntrykk)", "sv": "Visningar (intryck)"},
        aliases=("inntrykk", "visninger av innlegg", "intryck", "exponeringar"),
        source="https://sproutsocial.com/insights/social-media-kpis/",
    ),
    Kpi(
        id="views",
        formula="activity.views",
        unit="count",
        better="higher",
        area="reach",
        stage="awareness",
        level="micro",
        label={"en": "Views (content)", "nb": "Visninger (avspillinger/views)", "sv": "Visningar (views)"},
        aliases=("avspillinger", "views", "visningar"),
        source="https://blog.hootsuite.com/social-media-metrics/",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
