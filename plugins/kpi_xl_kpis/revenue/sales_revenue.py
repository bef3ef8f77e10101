"""Revenue from social media: by the website, else by the shop, never both."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="sales_revenue",
        formula=(
            "sum(web.revenue, channel_group = social) else sum(web.revenue, platform = social) "
            "else sum(orders.revenue, platform = social)"
        ),
        unit="money",
        better="higher",
        area="revenue",
        stage="purchase",
        level="macro",
        label={
            "en": "Sales revenue from social",
            "nb": "Salgsinntekter fra sosiale medier",
            "sv": "Försäljningsintäkter från sociala medier",
        },
        aliases=(
            "salgsinntekter",
            "omsetning fra sosiale medier",
            "försäljningsintäkter",
            "omsättning från sociala medier",
        ),
        source="https://sproutsocial.com/insights/social-media-kpis/",
    ),
    Kpi(
        id="social_share_of_revenue",
        formula=(
            "sum(web.revenue, channel_group = social) / web.revenue "
            "else sum(orders.revenue, platform = social) / orders.revenue"
        ),
        unit="percent",
        better="higher",
        area="revenue",
        stage="purchase",
        level="macro",
        label={
            "en": "Social share of revenue / conversions",
            "nb": "Sosiale mediers andel av omsetning og konverteringer",
            "sv": "Sociala mediers andel av intäkter och konverteringar",
        },
        aliases=("andel av omsetning fra sosiale medier",),
        source="https://support.google.com/analytics/answer/9756891",
    ),
    Kpi(
        id="revenue_per_session",
        formula="sum(web.revenue, channel_group = social) / sum(web.sessions, channel_group = social)",
        unit="money",
        better="higher",
        area="revenue",
        stage="purchase",
        level="macro",
        label={
            "en": "Economic value per social visit",
            "nb": "Verdi per besøk fra sosiale medier",
            "sv": "Ekonomiskt värde per besök",
        },
        aliases=("verdi per besøk", "värde per besök"),
        source="https://www.kaushik.net/avinash/best-social-media-metrics-conversation-amplification-applause-economic-value/",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
