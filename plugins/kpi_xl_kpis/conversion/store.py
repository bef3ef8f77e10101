"""Visits to a shop or a restaurant."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="store_visits",
        formula="visits.visitors",
        unit="count",
        better="higher",
        area="conversion",
        stage="purchase",
        level="macro",
        label={"en": "Store / venue visits", "nb": "Antall besøkende (fysisk)", "sv": "Butiksbesök"},
        aliases=("butikkbesøk", "butiksbesök", "antall besøkende"),
        source="the project",
    ),
    Kpi(
        id="avg_time_in_venue",
        formula="visits.dwell_time / visits.visitors",
        unit="seconds",
        better="context",
        area="conversion",
        stage="evaluation",
        level="micro",
        label={
            "en": "Average time in venue",
            "nb": "Gjennomsnittlig tid i restauranten/butikken",
            "sv": "Genomsnittlig tid i butiken",
        },
        aliases=("gjennomsnittlig tid i restauranten",),
        source="the project",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
