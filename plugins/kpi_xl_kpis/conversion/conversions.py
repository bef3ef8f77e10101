"""Conversions: key events on the website first; what ads platforms claim is never added over platforms."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="conversions",
        formula="web.key_events else (ads.conversions else ads.purchases else ads.results)",
        unit="count",
        better="higher",
        area="conversion",
        stage="purchase",
        level="macro",
        label={"en": "Conversions (key events)", "nb": "Konverteringer", "sv": "Konverteringar"},
        aliases=("konverteringer", "konverteringar", "key events", "nøkkelhendelser"),
        source="https://sproutsocial.com/insights/social-media-kpis/",
    ),
    Kpi(
        id="conversion_rate",
        formula="web.key_events / web.sessions",
        unit="percent",
        better="higher",
        area="conversion",
        stage="purchase",
        level="macro",
        label={"en": "Conversion rate", "nb": "Konverteringsrate", "sv": "Konverteringsgrad"},
        aliases=("konverteringsrate", "konverteringsgrad", "cvr"),
        by_hand=("conversions / visitors", "conversions / clicks"),
        source="https://support.google.com/analytics/answer/12798876",
    ),
    Kpi(
        id="engagement_to_conversion_rate",
        formula="sum(web.key_events, channel_group = social) / content.engagements * 1000",
        unit="per_thousand",
        better="higher",
        area="conversion",
        stage="purchase",
        level="micro",
        label={
            "en": "Engagement-to-conversion rate",
            "nb": "Fra engasjement til konvertering",
            "sv": "Från engagemang till konvertering",
        },
        source="the project",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
