"""Intercom: conversations. Of people and texts nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Column, Export, Id, Importer, Moment, Note, Part, headers_beside, hookimpl
from kpi_xl_importers._conversations import ANSWERED, ANSWERS
from kpi_xl_importers._platforms import CHANNEL

# The header names the time zone of all times: Conversation started at (America/New_York).
_STARTED = r"^conversation (?:started|created) at(?: \((?P<timezone>[a-z ]+/[a-z /+-]+|utc)\))?$"
_CLOSED = r"^(?:conversation )?(?:last )?closed at(?: \([^)]*\))?$"

_ELSEWHERE = "{n} of {rows} conversations came by another way than a social platform."

CONVERSATIONS = Export(
    name="intercom_conversations",
    parts=(
        Part(
            table="conversations",
            columns=(
                Column("conversation_id", Id()),
                Column("received_at", Moment(), matching=_STARTED, key="started"),
                Column("platform", CHANNEL, key="channel"),
                *(
                    Column("resolved_at", Moment(), matching=_CLOSED) if column.field == "resolved_at" else column
                    for column in ANSWERS
                ),
                "team",
                Column("tag", key="tags"),
            ),
            derived=ANSWERED,
            requires=("conversation_id", "received_at"),
            forbids=("medium",),
            key=("conversation_id", "received_at"),
            notes=(Note(_ELSEWHERE, where="platform IS NULL", needs=("platform",)),),
        ),
    ),
)

IMPORTER = Importer("intercom", "1", "intercom", (CONVERSATIONS,), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Intercom."""
    return [IMPORTER]
