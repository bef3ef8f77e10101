"""Clicks to the website and visits to the profile."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="link_clicks",
        formula="activity.link_clicks",
        unit="count",
        better="higher",
        area="engagement",
        stage="interest",
        level="micro",
        label={"en": "Link clicks", "nb": "Lenkeklikk", "sv": "Länkklick"},
        aliases=("lenkeklikk", "länkklick", "klikk på lenke"),
        source="https://sproutsocial.com/insights/social-media-kpis/",
    ),
    Kpi(
        id="profile_visits",
        formula="activity.profile_visits",
        unit="count",
        better="higher",
        area="engagement",
        stage="interest",
        level="micro",
        label={"en": "Profile visits", "nb": "Profilbesøk", "sv": "Profilbesök"},
        aliases=("profilbesøk", "profilbesök", "profile views"),
        source="https://blog.hootsuite.com/social-media-metrics/",
    ),
    Kpi(
        id="ctr",
        formula="activity.link_clicks / activity.impressions",
        unit="percent",
        better="higher",
        area="engagement",
        stage="interest",
        level="micro",
        label={"en": "Click-through rate (CTR)", "nb": "Klikkfrekvens (CTR)", "sv": "Klickfrekvens (CTR)"},
        aliases=("click-through rate", "klikkfrekvens", "klickfrekvens", "klikkrate"),
        source="https://blog.hootsuite.com/social-media-metrics/",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
