"""Metricool: posts and days of one network a file, with semicolons and days first. Believed: no file of it was seen."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Column, Day, Derived, Export, Importer, Moment, Part, headers_beside, hookimpl
from kpi_xl_importers._platforms import PLATFORM
from kpi_xl_importers._posts import FORMAT, OWN_ZONE, POST_OF_LINK, SCHEDULED_POST

_FIGURES = ("impressions", "views", "reach", "likes", "comments", "shares", "saves", "clicks", "video_views")
_INTERACTIONS = Column("engagements_reported", key="interactions")

POSTS = Export(
    name="metricool_posts",
    second_hand=True,
    parts=(
        Part(
            table="posts",
            columns=(
                *SCHEDULED_POST,
                Column("account", key="brand"),
                Column("published_at", Moment(order="dmy"), key="date"),
                Column("caption", key="content"),
                Column("format", FORMAT, key="type"),
                *_FIGURES,
                _INTERACTIONS,
                Column("_engagement"),
            ),
            derived=POST_OF_LINK,
            requires=("permalink", "published_at", "engagements_reported", "_engagement"),
            forbids=("foreign",),
            key=("post_id", "platform"),
            notes=(OWN_ZONE,),
        ),
    ),
)

DAYS = Export(
    name="metricool_daily",
    second_hand=True,
    parts=(
        Part(
            table="account_daily",
            columns=(
                Column("date", Day(order="dmy")),
                Column("platform", PLATFORM, key="network"),
                Column("account", key="brand"),
                "followers",
                Column("follows", key="gained"),
                Column("unfollows", key="lost"),
                *_FIGURES,
                Column("posts_published", key="posts"),
                _INTERACTIONS,
            ),
            # Lost followers are written as a negative number.
            derived=(Derived("unfollows", "abs(unfollows)", needs=("unfollows",)),),
            requires=("date", "followers", "follows", "unfollows", "engagements_reported"),
            forbids=("foreign", "content"),
            key=("date",),
        ),
    ),
)

IMPORTER = Importer("metricool", "1", None, (POSTS, DAYS), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Metricool."""
    return [IMPORTER]
