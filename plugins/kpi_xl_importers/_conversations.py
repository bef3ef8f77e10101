"""What exports of inboxes have in common: when somebody answered, told as a time or as how long it took."""

from __future__ import annotations

from kpi_xl import Column, Derived, Duration, Flag, Moment

ANSWERS = (
    Column("first_reply_at", Moment()),
    Column("_reply_seconds", Duration(), key="reply_seconds"),
    Column("_reply_minutes", Duration("minutes"), key="reply_minutes"),
    Column("resolved_at", Moment()),
    Column("_resolved_seconds", Duration(), key="resolved_seconds"),
    Column("_resolved_minutes", Duration("minutes"), key="resolved_minutes"),
    Column("needs_answer", Flag()),
)


def _after(field: str, took: str) -> tuple[Derived, ...]:
    later = f"received_at + to_microseconds(CAST(round({took} * 1000000) AS BIGINT))"
    return (
        Derived(field, f"coalesce({field}, {later})", needs=(field, took)),
        Derived(field, later, needs=(took,)),
    )


# The calendar's minutes, not those of business hours: a time stamp is what KPIs are worked out from.
ANSWERED = (
    *_after("first_reply_at", "_reply_seconds"),
    *_after("first_reply_at", "_reply_minutes"),
    *_after("resolved_at", "_resolved_seconds"),
    *_after("resolved_at", "_resolved_minutes"),
)
