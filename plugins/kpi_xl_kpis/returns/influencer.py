"""What influencers bring, by their promotion codes."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="influencer_roi",
        formula=(
            "(sum(orders.revenue, promo_code is not blank) * rate(margin) - sum(costs.amount, category = influencer)) "
            "/ sum(costs.amount, category = influencer) "
            "else (sum(orders.revenue, promo_code is not blank) - sum(costs.amount, category = influencer)) "
            "/ sum(costs.amount, category = influencer)"
        ),
        unit="percent",
        better="higher",
        area="return",
        stage="purchase",
        level="macro",
        label={"en": "Influencer ROI", "nb": "ROI for influencere", "sv": "ROI för influencers"},
        aliases=("roi for influencere",),
        source="https://www.brandgrowagency.com/guides/how-to-measure-influencer-roi",
    ),
    Kpi(
        id="earned_media_value",
        formula=(
            "sum(posts.views, influencer is not blank) * rate(emv_view) "
            "+ sum(posts.engagements, influencer is not blank) * rate(emv_engagement)"
        ),
        unit="money",
        better="higher",
        area="return",
        stage="awareness",
        level="micro",
        label={
            "en": "Earned media value (EMV)",
            "nb": "Verdi av fortjent omtale (EMV)",
            "sv": "Förtjänat medievärde (EMV)",
        },
        aliases=("emv", "fortjent medieverdi"),
        source="https://help-influence.later.com/hc/en-us/articles/21083269843607-Earned-Media-Value-EMV-Return-on-Investment-ROI",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
