"""How many different people were reached. People are never added up."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="reach",
        formula="unique(activity.reach)",
        unit="people",
        better="higher",
        area="reach",
        stage="awareness",
        level="micro",
        label={"en": "Reach", "nb": "Rekkevidde", "sv": "Räckvidd"},
        aliases=("rekkevidde", "räckvidd", "unike personer nådd"),
        source="https://help.zoomsphere.com/en/articles/4552502-analytics-facebook-reach",
    ),
    Kpi(
        id="frequency",
        formula="ads.impressions / unique(ads.reach)",
        unit="ratio",
        better="context",
        area="reach",
        stage="awareness",
        level="micro",
        label={"en": "Ad frequency", "nb": "Visningsfrekvens", "sv": "Visningsfrekvens"},
        aliases=("visningsfrekvens", "ad frequency"),
        source="https://help.zoomsphere.com/en/articles/4552502-analytics-facebook-reach",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
