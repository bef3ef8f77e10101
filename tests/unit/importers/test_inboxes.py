"""Zendesk and Intercom: conversations, without the people in them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kpi_xl.importing.staged import Answers
from tests.unit.importers.conftest import ReadExport

ZENDESK = (
    '"Summation column","Id","Requester","Requester email","Assignee","Group","Subject","Tags","Status","Via",'
    '"Created at","Updated at","Solved at","Resolution time","Satisfaction Score","Reopens","Replies",'
    '"First reply time in minutes","First reply time in minutes within business hours",'
    '"Full resolution time in minutes","Ticket Category [list]"\n'
    '"1","41","Kari Norsk","kari@made-up.example","Ola","Support","Hei","frakt","Solved","Facebook Private Message",'
    '"2026-10-05 10:00","2026-10-06 10:00","2026-10-06 09:00","23","Good","0","1","90","30","1380","Frakt"\n'
    '"1","42","Kari Norsk","kari@made-up.example","","Support","Hei","","Open","X Corp Direct message",'
    '"2026-10-07 10:00","2026-10-07 10:00","","","Not Offered","0","0","","","",""\n'
    '"1","43","Kari Norsk","kari@made-up.example","","","Hei","","Deleted","Mail",'
    '"2026-10-07 10:00","2026-10-07 10:00","","","Not Offered","0","0","","","",""\n'
)


def test_tickets_of_zendesk_are_conversations(read: ReadExport) -> None:
    found = read("tickets.csv", ZENDESK, Answers(timezone="Europe/Oslo"))
    assert found.staged.importer == "zendesk"
    first, second = found.rows("conversations")
    told = ("conversation_id", "platform", "team", "tag")
    assert [first[field] for field in told] == ["41", "facebook", "Support", "frakt"]
    assert first["received_at"] == datetime(2026, 10, 5, 8, tzinfo=UTC)
    assert first["first_reply_at"] == datetime(2026, 10, 5, 9, 30, tzinfo=UTC)
    assert first["resolved_at"] == datetime(2026, 10, 6, 7, tzinfo=UTC)
    assert (second["platform"], second["first_reply_at"], second["resolved_at"]) == ("x", None, None)
    assert [row.reason for row in found.staged.rejected] == ["the ticket is deleted"]
    assert "cannot be read" not in found.warnings  # that mail is no platform
    assert not {"Kari", "kari", "Ola"} & set(str(found.rows("conversations")).replace("'", " ").split())


def test_tickets_of_zendesk_explore(read: ReadExport) -> None:
    content = (
        "Ticket ID,Ticket status,Ticket channel,Ticket created - Timestamp,Ticket solved - Timestamp,"
        "First reply time (min)\n41,Solved,Instagram Direct,2026-10-05T10:00:00,2026-10-05T12:00:00,15\n"
    )
    (ticket,) = read("tickets.csv", content).rows("conversations")
    assert (ticket["platform"], ticket["first_reply_at"]) == ("instagram", datetime(2026, 10, 5, 10, 15, tzinfo=UTC))


@pytest.mark.parametrize(
    ("header", "zone", "hour"),
    [("(America/New_York)", None, 14), ("(UTC)", None, 10), ("(Europe/Oslo)", "Asia/Tokyo", 1), ("", "Europe/Oslo", 8)],
)
def test_times_of_intercom_are_in_the_zone_of_their_header(
    read: ReadExport, header: str, zone: str | None, hour: int
) -> None:
    content = (
        f"Conversation ID,Conversation started at {header},Teammate currently assigned,Team currently assigned,"
        f"Current conversation state,Channel,First response time (seconds),Last closed at {header},Conversation tags\n"
        "9001,2026-10-05 10:00,Ola Norsk,Support,closed,Facebook,90,2026-10-05 11:00,Frakt\n"
        "9002,2026-10-06 10:00,,,open,Email,,,\n"
    )
    found = read("conversations.csv", content, Answers(timezone=zone))
    assert found.staged.importer == "intercom"
    first, second = found.rows("conversations")
    assert first["received_at"] == datetime(2026, 10, 5, hour, tzinfo=UTC)
    assert first["first_reply_at"] == datetime(2026, 10, 5, hour, 1, 30, tzinfo=UTC)
    assert first["resolved_at"] == datetime(2026, 10, 5, hour + 1, tzinfo=UTC)
    assert (first["platform"], first["team"], second["platform"]) == ("facebook", "Support", None)
    assert "Ola" not in str(first)
