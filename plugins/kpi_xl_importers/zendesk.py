"""Zendesk: tickets as conversations. Of requesters, agents and texts nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Column, Export, Id, Importer, Moment, Note, Part, Reject, headers_beside, hookimpl
from kpi_xl_importers._conversations import ANSWERED, ANSWERS
from kpi_xl_importers._platforms import CHANNEL

_ELSEWHERE = "{n} of {rows} tickets came by another way than a social platform."


def _tickets(sign: str) -> Part:
    return Part(
        table="conversations",
        columns=(
            Column("conversation_id", Id(), key="ticket_id"),
            Column("platform", CHANNEL, key="via"),
            Column("_status"),
            Column("_summation"),
            Column("received_at", Moment(), key="created"),
            *ANSWERS,
            Column("team", key="group"),
            Column("tag", key="tags"),
        ),
        derived=ANSWERED,
        requires=("conversation_id", "received_at", "_status", sign),
        key=("conversation_id", "received_at"),
        rejects=(Reject("lower(_status) = 'deleted'", "the ticket is deleted", needs=("_status",)),),
        ignores=(
            r"\[(?:list|txt|int|flag|dt|dec|ml|regex)\]$",
            r"within business hours$",
            r"^(?:requester|agent|on hold)",
        ),
        notes=(
            Note("Times are read in the project's time zone: Zendesk writes the account's, and does not name it."),
            Note("Times to reply are those of the calendar, not of business hours.", needs=("_reply_minutes",)),
            Note("{n} of {rows} tickets are not solved.", where="resolved_at IS NULL", needs=("resolved_at",)),
            Note(
                _ELSEWHERE,
                where="platform IS NULL",
                needs=("platform",),
            ),
        ),
    )


TICKETS = Export(name="zendesk_tickets", parts=(_tickets("_summation"), _tickets("_reply_minutes")))

IMPORTER = Importer("zendesk", "1", "zendesk", (TICKETS,), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Zendesk."""
    return [IMPORTER]
