"""Visits from social media: the session channels Organic Social and Paid Social."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="social_sessions",
        formula="sum(web.sessions, channel_group = social) else sum(web.sessions, platform = social)",
        unit="count",
        better="higher",
        area="traffic",
        stage="interest",
        level="micro",
        label={
            "en": "Website visits from social",
            "nb": "Nettstedsbesøk fra sosiale medier",
            "sv": "Webbplatsbesök från sociala medier",
        },
        aliases=("nettrafikk fra sosiale medier", "website visits from social", "webbplatsbesök"),
        source="https://support.google.com/analytics/answer/9756891",
    ),
    Kpi(
        id="social_traffic_share",
        formula=(
            "sum(web.sessions, channel_group = social) / web.sessions "
            "else sum(web.sessions, platform = social) / web.sessions"
        ),
        unit="percent",
        better="higher",
        area="traffic",
        stage="interest",
        level="micro",
        label={
            "en": "Share of site traffic from social",
            "nb": "Andel nettrafikk fra sosiale medier",
            "sv": "Andel webbtrafik från sociala medier",
        },
        aliases=("andel trafikk fra sosiale medier", "andel webbtrafik"),
        source="https://support.google.com/analytics/answer/9756891",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
