"""How often and how the brand is spoken of."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="mentions",
        formula="count(mentions.mention_id, about_competitor = no)",
        unit="count",
        better="higher",
        area="engagement",
        stage="awareness",
        level="micro",
        label={"en": "Brand mentions", "nb": "Omtaler", "sv": "Omnämnanden"},
        aliases=("omtaler", "brand mentions", "omnämnanden", "merknader"),
        inputs={"mentions": "count(mentions.mention_id, about_competitor = no)"},
        source="https://sproutsocial.com/insights/social-media-kpis/",
    ),
    Kpi(
        id="net_sentiment",
        formula=(
            "(count(mentions.mention_id, sentiment = positive, about_competitor = no) "
            "- count(mentions.mention_id, sentiment = negative, about_competitor = no)) "
            "/ count(mentions.mention_id, sentiment in (positive, neutral, negative), about_competitor = no)"
        ),
        unit="percent",
        better="higher",
        area="engagement",
        stage="awareness",
        level="micro",
        label={"en": "Net sentiment", "nb": "Netto sentiment", "sv": "Nettosentiment"},
        aliases=("sentiment", "stemning", "nettosentiment"),
        inputs={
            "mentions": "count(mentions.mention_id, sentiment in (positive, neutral, negative), about_competitor = no)"
        },
        by_hand=("(positive - negative) / (positive + neutral + negative)",),
        source="https://blog.hootsuite.com/social-media-metrics/",
    ),
    Kpi(
        id="nonfollower_mentions",
        formula=(
            "count(mentions.mention_id, author_follows = no, about_competitor = no) "
            "/ count(mentions.mention_id, author_follows is not blank, about_competitor = no)"
        ),
        unit="percent",
        better="context",
        area="engagement",
        stage="awareness",
        level="micro",
        label={
            "en": "Mentions by non-followers",
            "nb": "Omtaler fra ikke-følgere",
            "sv": "Omnämnanden från icke-följare",
        },
        aliases=("omtaler fra ikke-følgere",),
        inputs={
            "by_others": "count(mentions.mention_id, author_follows = no, about_competitor = no)",
            "mentions": "count(mentions.mention_id, author_follows is not blank, about_competitor = no)",
        },
        source="https://sproutsocial.com/insights/social-media-kpis/",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
