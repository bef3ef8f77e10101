"""Snapchat: insights of a public profile, as far as they are known. Believed: no file of it was seen."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Column, Derived, Duration, Export, Id, Importer, Moment, Note, Part, Whole, headers_beside, hookimpl
from kpi_xl_importers._posts import FORMAT

_OF_LINK = "nullif(regexp_extract(permalink, '/(?:spotlight|p|t|highlights?)/(?:[\\w.-]+/)?([\\w-]+)', 1), '')"
_BOTH = "coalesce(views + _spotlight, views, _spotlight)"
_FIGURES = ("views", "reach", "likes", "comments", "shares")

POSTS = Export(
    name="snapchat_posts",
    parts=(
        Part(
            table="posts",
            columns=(
                Column("post_id", Id()),
                Column("permalink", looks_like=r"snapchat\.com/"),
                Column("account", key="profile"),
                Column("published_at", Moment(), key="published"),
                Column("caption", key="title"),
                Column("format", FORMAT, key="type"),
                *_FIGURES,
                "saves",
                "replies",
                "video_views_full",
                Column("watch_time", Duration(), key="view_time"),
            ),
            derived=(
                Derived("post_id", f"coalesce(post_id, {_OF_LINK}, permalink)", needs=("post_id", "permalink")),
                Derived("post_id", f"coalesce({_OF_LINK}, permalink)", needs=("permalink",)),
            ),
            requires=("permalink", "published_at", "views"),
            key=("post_id",),
            notes=(Note("Times are read in the project's time zone: the file does not name its own."),),
        ),
    ),
)

DAYS = Export(
    name="snapchat_daily",
    parts=(
        Part(
            table="account_daily",
            columns=(
                "date",
                Column("account", key="profile"),
                "followers",
                "follows",
                # What only Snapchat writes: views of stories and of Spotlight, and viewers instead of reach.
                Column("views", key="story_views"),
                Column("_spotlight", Whole(), key="spotlight_views"),
                Column("reach", key="viewers"),
                "likes",
                "comments",
                "shares",
                "profile_visits",
                Column("watch_time", Duration(), key="view_time"),
            ),
            derived=(Derived("views", _BOTH, needs=("views", "_spotlight")),),
            requires=("date", "views", "reach"),
            forbids=("permalink", "foreign"),
            key=("date",),
        ),
    ),
)

IMPORTER = Importer("snapchat", "1", "snapchat", (POSTS, DAYS), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Snapchat."""
    return [IMPORTER]
