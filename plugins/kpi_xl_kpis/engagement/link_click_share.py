"""How many of the interactions lead off the platform."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="link_click_share",
        formula="content.link_clicks / (content.engagements + content.link_clicks)",
        unit="percent",
        better="context",
        area="engagement",
        stage="interest",
        level="micro",
        label={
            "en": "Link clicks as share of interactions",
            "nb": "Lenkeklikkandel av interaksjoner",
            "sv": "Länkklickens andel av interaktioner",
        },
        aliases=("lenkeklikkandel", "länkklickens andel"),
        source="https://sproutsocial.com/insights/social-media-kpis/",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
