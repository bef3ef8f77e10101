"""Conversions of visits whose last touch but direct traffic was social media, as Google Analytics counts sessions."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="direct_conversions",
        formula="sum(web.key_events, channel_group = social)",
        unit="count",
        better="higher",
        area="attribution",
        stage="purchase",
        level="macro",
        label={"en": "Direct conversions from social", "nb": "Direkte konverteringer", "sv": "Direkta konverteringar"},
        aliases=("direkte konverteringer", "direkta konverteringar"),
        source="https://support.google.com/analytics/answer/9756891",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
