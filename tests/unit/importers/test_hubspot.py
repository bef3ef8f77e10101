from __future__ import annotations

from datetime import UTC, datetime

from pyarrow import parquet

from tests.unit.importers.conftest import ReadExport

_CONTACTS = (
    '"Record ID","First Name","Last Name","Email","Phone Number","Create Date","Lifecycle Stage",'
    '"Original Traffic Source","Date entered ""Marketing Qualified Lead (Lifecycle Stage Pipeline)""",'
    '"Date entered ""Sales Qualified Lead (Lifecycle Stage Pipeline)""",'
    '"Date entered ""Customer (Lifecycle Stage Pipeline)"""\n'
    '"101","Kari","Norsk","kari@example.com","+4712345678","2026-10-01 22:36","Customer","Paid Social",'
    '"2026-10-02 08:00","2026-10-03 08:00","2026-10-05 09:30"\n'
    '"102","Ola","Norsk","ola@example.com","","2026-10-02 10:00","Lead","Organic Search","","",""\n'
)


def test_contacts_are_leads_with_the_days_of_their_stages(read: ReadExport) -> None:
    first, second = read("hubspot-contacts.csv", _CONTACTS).rows("leads")
    assert (first["lead_id"], first["stage"], first["source"]) == ("101", "Customer", "Paid Social")
    assert [first[field].day for field in ("created_at", "qualified_at", "sales_qualified_at", "won_at")] == [
        1,
        2,
        3,
        5,
    ]
    assert (second["stage"], second["qualified_at"], second["won_at"]) == ("Lead", None, None)


def test_no_name_address_or_number_of_a_contact_is_kept(read: ReadExport) -> None:
    found = read("hubspot-contacts.csv", _CONTACTS)
    text = f"{parquet.read_table(found.table('leads').parquet).to_pylist()} {found.staged}".casefold()
    assert not [word for word in ("kari", "ola@", "norsk", "12345678", "@example") if word in text]


def test_of_columns_that_stand_twice_the_first_is_the_contacts_own(read: ReadExport) -> None:
    header = "Record ID - Contact,First Name,Create Date,Last Activity Date,Record ID - Company,Create Date"
    found = read("hubspot.csv", f"{header},Last Activity Date\n1,Kari,9/24/25 10:26,,77,1/2/24 08:00,9/25/25 08:00\n")
    (row,) = found.rows("leads")
    assert row["created_at"] == datetime(2025, 9, 24, 10, 26, tzinfo=UTC)
    assert "last_activity_at" not in row


def test_stages_in_the_form_of_before(read: ReadExport) -> None:
    header = "Record ID,Last Name,Create Date,Became a Marketing Qualified Lead Date,Became a Customer Date"
    (row,) = read("contacts.csv", f"{header}\n1,Norsk,2026-10-01 10:00,2026-10-02 10:00,2026-10-04 10:00\n").rows(
        "leads"
    )
    assert (row["qualified_at"].day, row["won_at"].day) == (2, 4)


def test_contacts_with_norwegian_labels(read: ReadExport) -> None:
    found = read("kontakter.csv", "Post-ID,Fornavn,Opprettelsesdato,Livssyklusfase\n1,Kari,2026-10-01 10:00,Lead\n")
    assert found.rows("leads")[0]["stage"] == "Lead"


def test_only_the_stage_says_that_a_deal_is_won(read: ReadExport) -> None:
    header = "Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Create Date,Deal owner,Associated Contact IDs"
    rows = (
        "9,Avtale,Closed Won,Salg,1200.50,2026-10-05 10:00,2026-09-01 10:00,Kari,101;102",
        "10,Avtale,Contract Sent,Salg,300,2026-12-31 10:00,2026-09-02 10:00,Kari,",
        "11,Avtale,Closed Lost,Salg,,2026-10-01 10:00,2026-09-03 10:00,Kari,",
    )
    found = read("hubspot-deals.csv", "\n".join([header, *rows]))
    assert found.table("deals").totals == {"amount": 1500.5}
    assert [(row["deal_id"], row["is_won"], row["lead_id"]) for row in found.rows("deals")] == [
        ("9", True, "101"),
        ("10", False, None),
        ("11", False, None),
    ]
    assert [question.kind for question in found.staged.questions] == ["currency"]


def test_tickets_are_conversations(read: ReadExport) -> None:
    header = "Ticket ID,Ticket name,Ticket status,Create date,Close date,Source,First agent response date,Category"
    rows = (
        "5,Hjelp,Closed,2026-10-01 10:00,2026-10-02 10:00,Facebook Messenger,2026-10-01 10:30,Levering",
        "6,Hjelp,New,2026-10-03 10:00,,Email,,",
    )
    found = read("hubspot-tickets.csv", "\n".join([header, *rows]))
    first, second = found.rows("conversations")
    assert (first["platform"], first["tag"], first["first_reply_at"].minute) == ("facebook", "Levering", 30)
    assert (second["platform"], second["resolved_at"]) == (None, None)
    assert "1 of 2 tickets are not closed" in found.warnings


def test_companies_are_recognised_only(read: ReadExport) -> None:
    header = "Record ID,Company name,Company owner,Create Date,Lifecycle Stage,Phone Number"
    staged = read("companies.csv", f"{header}\n1,Bedrift,Kari,2026-10-01 10:00,Customer,1\n").staged
    assert staged.tables == ()
    assert "Companies have no table" in staged.note
