"""Sprout Social: posts and days of the networks it publishes to, and the messages of its inbox.

Known from others' importers; its own files were not seen, and the names of inbox columns are believed alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import (
    CellMatches,
    Column,
    Day,
    Derived,
    Export,
    Id,
    Importer,
    Moment,
    Part,
    Whole,
    headers_beside,
    hookimpl,
)
from kpi_xl_importers._conversations import ANSWERED, ANSWERS
from kpi_xl_importers._platforms import PLATFORM
from kpi_xl_importers._posts import FORMAT, OWN_ZONE, POST_OF_LINK, SCHEDULED_POST

_PERIOD = r"(?P<first>\w{3,9} \d{1,2}, \d{4}) - (?P<last>\w{3,9} \d{1,2}, \d{4})$"
_NETWORK = Column("platform", PLATFORM, key="network")
_SUMMED_UP = CellMatches(r"^(?:Reporting Period|Compare|% Change|Totals?\b|Summary)", within=2)
_FIGURES = ("impressions", "views", "reach", "comments", "shares", "saves", "link_clicks", "video_views")
_REACTIONS = (Column("likes", key="reactions"), Column("_likes", Whole(), key="likes"))
_LIKES = (
    Derived("likes", "coalesce(likes, _likes)", needs=("likes", "_likes")),
    Derived("likes", "_likes", needs=("_likes",)),
)
_KIND_OF_POST = "CASE WHEN _post_type IN ('story', 'reel') THEN _post_type ELSE coalesce(format, _post_type) END"

POSTS = Export(
    name="sprout_posts",
    second_hand=True,
    file_names=(rf"^Post Performance.*? {_PERIOD}",),
    parts=(
        Part(
            table="posts",
            columns=(
                *SCHEDULED_POST,
                _NETWORK,
                Column("account", key="profile"),
                Column("published_at", Moment(order="mdy"), key="date"),
                Column("caption", key="post"),
                Column("_post_type", FORMAT, key="post_type"),
                Column("format", FORMAT, key="content_type"),
                Column("destination", key="linked_content"),
                Column("tag", key="tags"),
                *_FIGURES,
                *_REACTIONS,
                Column("clicks", key="all_clicks"),
                "follows",
                "video_views_full",
                "watch_time",
                "replies",
                "exits",
                Column("engagements_reported", key="engagements"),
            ),
            derived=(
                *_LIKES,
                *POST_OF_LINK,
                Derived("format", _KIND_OF_POST, needs=("format", "_post_type")),
                Derived("format", "_post_type", needs=("_post_type",)),
            ),
            requires=("platform", "permalink", "published_at", "account", "engagements_reported"),
            key=("post_id", "platform"),
            totals=(_SUMMED_UP,),
            ignores=(r"\b(?:reactions|rate|paid|organic|reels?|clicks|views|taps|story|stories|engagements)\b",),
            notes=(OWN_ZONE,),
        ),
    ),
    decimal=".",
)

DAYS = Export(
    name="sprout_daily",
    second_hand=True,
    file_names=(rf"^Profile Performance.*? {_PERIOD}",),
    parts=(
        Part(
            table="account_daily",
            columns=(
                Column("date", Day(order="mdy")),
                _NETWORK,
                Column("account", key="profile"),
                Column("followers", key="audience"),
                Column("net_follows", key="audience_growth"),
                Column("follows", key="audience_gained"),
                Column("unfollows", key="audience_lost"),
                *_FIGURES,
                *_REACTIONS,
                Column("clicks", key="all_clicks"),
                "profile_visits",
                "watch_time",
                "posts_published",
                Column("engagements_reported", key="engagements"),
            ),
            derived=(*_LIKES, Derived("unfollows", "abs(unfollows)", needs=("unfollows",))),
            requires=("date", "platform", "account", "followers", "engagements_reported"),
            forbids=("message_id", "post"),
            key=("date", "platform"),
            totals=(_SUMMED_UP,),
            ignores=(
                r"\b(?:reactions|rate|paid|organic|reels?|clicks|views|impressions|audience|stories|engagements?)\b",
            ),
        ),
    ),
    decimal=".",
)

INBOX = Export(
    name="sprout_inbox",
    platform="sprout_social",
    parts=(
        Part(
            table="conversations",
            columns=(
                Column("conversation_id", Id(), key="message_id"),
                _NETWORK,
                Column("_message_type"),
                Column("received_at", Moment(order="mdy"), key="received"),
                *ANSWERS,
                "team",
                Column("tag", key="tags"),
            ),
            derived=ANSWERED,
            requires=("conversation_id", "platform", "received_at", "_message_type"),
            forbids=("engagements", "impressions"),
            key=("conversation_id", "received_at"),
            totals=(_SUMMED_UP,),
            notes=(OWN_ZONE,),
        ),
    ),
    decimal=".",
)

IMPORTER = Importer("sprout_social", "1", None, (POSTS, DAYS, INBOX), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Sprout Social."""
    return [IMPORTER]
