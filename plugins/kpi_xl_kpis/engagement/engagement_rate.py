"""Engagement rates: one definition each, never mixed."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

_PARTS = ("likes + comments + shares + saves", "likes + comments + shares", "likes + comments")


def _of_parts(base: str) -> tuple[str, ...]:
    """By hand, where the interactions are not added up yet."""
    return tuple(f"({parts}) / {base}" for parts in _PARTS)


KPIS = (
    Kpi(
        id="engagement_rate_reach",
        formula="posts.engagements / sum(posts.reach)",
        unit="percent",
        better="higher",
        area="engagement",
        stage="interest",
        level="micro",
        label={
            "en": "Engagement rate by reach (ERR)",
            "nb": "Engasjementsrate av rekkevidde",
            "sv": "Engagemangsgrad per räckvidd",
        },
        aliases=("err", "engagement rate", "engasjementsrate", "engagemangsgrad"),
        by_hand=_of_parts("reach"),
        source="https://blog.hootsuite.com/calculate-engagement-rate/",
    ),
    Kpi(
        id="engagement_rate_reach_mean",
        formula="mean(posts.engagements / posts.reach)",
        unit="percent",
        better="higher",
        area="engagement",
        stage="interest",
        level="micro",
        label={
            "en": "Average engagement rate by reach (per post)",
            "nb": "Gjennomsnittlig engasjementsrate av rekkevidde",
            "sv": "Genomsnittlig engagemangsgrad per räckvidd",
        },
        aliases=("average err", "mean_of_ratios", "mean of ratios"),
        by_hand=("mean(rates)",),
        source="https://blog.hootsuite.com/calculate-engagement-rate/",
    ),
    Kpi(
        id="engagement_rate_impressions",
        formula="content.engagements / content.impressions",
        unit="percent",
        better="higher",
        area="engagement",
        stage="interest",
        level="micro",
        label={
            "en": "Engagement rate by impressions",
            "nb": "Engasjementsrate av visninger",
            "sv": "Engagemangsgrad per visning",
        },
        aliases=("er impressions",),
        by_hand=_of_parts("impressions"),
        source="https://blog.hootsuite.com/calculate-engagement-rate/",
    ),
    Kpi(
        id="engagement_rate_views",
        formula="content.engagements / content.views",
        unit="percent",
        better="higher",
        area="engagement",
        stage="interest",
        level="micro",
        label={
            "en": "Engagement rate by views",
            "nb": "Engasjementsrate av visninger (video)",
            "sv": "Engagemangsgrad per visning (video)",
        },
        aliases=("er views",),
        by_hand=_of_parts("views"),
        source="https://blog.hootsuite.com/calculate-engagement-rate/",
    ),
    Kpi(
        id="engagement_rate_followers",
        formula="mean(posts.engagements / account_daily.followers)",
        unit="percent",
        better="higher",
        area="engagement",
        stage="interest",
        level="micro",
        label={
            "en": "Engagement rate by followers (per post)",
            "nb": "Engasjementsrate av følgere (per innlegg)",
            "sv": "Engagemangsgrad per följare (per inlägg)",
        },
        aliases=("er followers", "average engagement rate per post"),
        by_hand=("mean(rates)", *_of_parts("followers")),
        source="https://www.rivaliq.com/blog/2019-social-media-benchmark-report/",
    ),
    Kpi(
        id="engagement_rate_daily",
        formula="sum(account_daily.engagements) / sum(account_daily.followers)",
        unit="percent",
        better="higher",
        area="engagement",
        stage="interest",
        level="micro",
        label={"en": "Daily engagement rate", "nb": "Daglig engasjementsrate", "sv": "Daglig engagemangsgrad"},
        aliases=("daily er",),
        by_hand=("engagements / (days * followers)",),
        source="https://blog.hootsuite.com/calculate-engagement-rate/",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
