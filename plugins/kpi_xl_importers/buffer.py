"""Buffer: sent posts with their figures. Believed: no file of it was seen."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Column, Export, Importer, Moment, Part, headers_beside, hookimpl
from kpi_xl_importers._platforms import PLATFORM
from kpi_xl_importers._posts import FORMAT, OWN_ZONE, POST_OF_LINK, SCHEDULED_POST

_FIGURES = ("impressions", "views", "reach", "likes", "comments", "shares", "saves", "clicks", "video_views")

POSTS = Export(
    name="buffer_posts",
    second_hand=True,
    parts=(
        Part(
            table="posts",
            columns=(
                *SCHEDULED_POST,
                Column("platform", PLATFORM, key="service"),
                Column("account", key="channel"),
                Column("published_at", Moment(), key="date"),
                Column("caption", key="update"),
                Column("format", FORMAT, key="type"),
                Column("tag", key="tags"),
                *_FIGURES,
                Column("engagements_reported", key="engagements"),
            ),
            derived=POST_OF_LINK,
            requires=("permalink", "platform", "published_at", "caption"),
            forbids=("foreign",),
            key=("post_id", "platform"),
            notes=(OWN_ZONE,),
        ),
    ),
)

IMPORTER = Importer("buffer", "1", None, (POSTS,), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Buffer."""
    return [IMPORTER]
