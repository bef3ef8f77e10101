"""Hootsuite: posts of the networks it publishes to, conversations of its inbox. Believed: no file of it was seen."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import CellMatches, Column, Export, Id, Importer, Moment, Part, headers_beside, hookimpl
from kpi_xl_importers._conversations import ANSWERED, ANSWERS
from kpi_xl_importers._platforms import CHANNEL, PLATFORM
from kpi_xl_importers._posts import FORMAT, OWN_ZONE, POST_OF_LINK, SCHEDULED_POST

_PERIOD = r"^(?P<first>\w{3} \d{1,2}, \d{4}) - (?P<last>\w{3} \d{1,2}, \d{4})"
_CLICKS = ("link_clicks", "clicks")
_FIGURES = ("impressions", "views", "reach", "likes", "comments", "shares", "saves", *_CLICKS, "video_views")


def _posts(date: Column) -> Part:
    return Part(
        table="posts",
        columns=(
            *SCHEDULED_POST,
            date,
            Column("platform", PLATFORM, key="social_network"),
            Column("account", key="social_profile"),
            Column("caption", key="post_message"),
            Column("format", FORMAT, key="post_type"),
            Column("tag", key="tags"),
            *_FIGURES,
            Column("engagements_reported", key="engagement"),
        ),
        derived=POST_OF_LINK,
        requires=("permalink", "published_at", "platform", "caption"),
        forbids=("sent_by",),
        key=("post_id", "platform"),
        totals=(CellMatches(r"^totals?\b", within=2),),
        notes=() if date.key == "date_gmt" else (OWN_ZONE,),
    )


POSTS = Export(
    name="hootsuite_posts",
    second_hand=True,
    preamble=(_PERIOD,),
    parts=(
        _posts(Column("published_at", Moment("UTC"), key="date_gmt")),
        _posts(Column("published_at", Moment(), key="date")),
    ),
    decimal=".",
)

INBOX = Export(
    name="hootsuite_inbox",
    platform="hootsuite",
    parts=(
        Part(
            table="conversations",
            columns=(
                Column("conversation_id", Id()),
                Column("_medium"),
                Column("platform", CHANNEL, key="channel"),
                Column("received_at", Moment("UTC"), key="created_at"),
                *ANSWERS,
                Column("team", key="team"),
                Column("tag", key="tags"),
            ),
            derived=ANSWERED,
            requires=("conversation_id", "_medium", "platform", "received_at"),
            forbids=("sent_by",),
            key=("conversation_id", "received_at"),
        ),
    ),
)

IMPORTER = Importer("hootsuite", "1", None, (POSTS, INBOX), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Hootsuite."""
    return [IMPORTER]
