"""What was published."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="posts_published",
        formula="count(posts.post_id) else account_daily.posts_published",
        unit="count",
        better="context",
        area="content",
        stage="awareness",
        level="-",
        label={"en": "Posts published", "nb": "Publiserte innlegg", "sv": "Publicerade inlägg"},
        aliases=("publiserte innlegg", "antall innlegg", "publicerade inlägg"),
        source="https://www.rivaliq.com/blog/2019-social-media-benchmark-report/",
    ),
    Kpi(
        id="promo_content_share",
        formula="count(posts.post_id, tag = promotion) / count(posts.post_id)",
        unit="percent",
        better="context",
        area="content",
        stage="interest",
        level="-",
        label={"en": "Share of promotional posts", "nb": "Andel salgsinnlegg", "sv": "Andel säljande inlägg"},
        aliases=("andel salgsinnlegg", "andel säljande inlägg"),
        inputs={"promo_posts": "count(posts.post_id, tag = promotion)"},
        source="the project",
    ),
    Kpi(
        id="story_completion_rate",
        formula=(
            "(sum(posts.impressions, format = story) - sum(posts.exits, format = story)) "
            "/ sum(posts.impressions, format = story)"
        ),
        unit="percent",
        better="higher",
        area="content",
        stage="interest",
        level="micro",
        label={"en": "Story completion rate", "nb": "Fullføringsrate for stories", "sv": "Slutförandegrad för stories"},
        aliases=("fullføringsrate stories",),
        by_hand=("last_frame_reach / first_frame_reach",),
        source="https://help.minter.io/en/articles/1791457-stories-insights",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
