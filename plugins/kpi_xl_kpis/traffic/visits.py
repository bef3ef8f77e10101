"""What happens in a visit to the website."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="page_views",
        formula="web.page_views",
        unit="count",
        better="higher",
        area="traffic",
        stage="interest",
        level="micro",
        label={"en": "Page views", "nb": "Sidevisninger", "sv": "Sidvisningar"},
        aliases=("sidevisninger", "sidvisningar"),
        source="https://support.google.com/analytics/answer/12798876",
    ),
    Kpi(
        id="bounce_rate",
        formula="1 - web.engaged_sessions / web.sessions",
        unit="percent",
        better="lower",
        area="traffic",
        stage="interest",
        level="micro",
        label={"en": "Bounce rate", "nb": "Fluktfrekvens (avvisningsrate)", "sv": "Avvisningsfrekvens"},
        aliases=("fluktfrekvens", "avvisningsrate", "avvisningsfrekvens"),
        by_hand=("bounces / sessions",),
        source="https://support.google.com/analytics/answer/12798876",
    ),
    Kpi(
        id="avg_visit_time",
        formula="web.engagement_time / web.sessions",
        unit="seconds",
        better="higher",
        area="traffic",
        stage="interest",
        level="micro",
        label={"en": "Average visit time", "nb": "Gjennomsnittlig besøkstid", "sv": "Genomsnittlig besökstid"},
        aliases=("besøkstid", "gjennomsnittlig tid på nettstedet", "besökstid"),
        source="https://support.google.com/analytics/answer/12798876",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
