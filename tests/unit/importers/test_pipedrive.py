from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pyarrow import parquet

from tests.unit.importers.conftest import ReadExport

_HEADER = (
    "Deal - ID,Deal - Title,Deal - Value,Deal - Currency of Value,Deal - Stage,Deal - Status,Deal - Contact person,"
    "Deal - Contact person ID,Deal - Deal created,Deal - Won time,Deal - Lost time,Deal - Deal closed on,"
    "Deal - Source channel,Person - Email - Work,Deal - Expected close date"
)
_DEALS = (
    f"{_HEADER}\n"
    '7,Avtale,"12,000.50",NOK,Negotiation,Won,Kari Norsk,70,2026-09-01 10:00:00,2026-10-02 11:00:00,,'
    "2026-10-02 11:00:00,Instagram,kari@example.com,2026-12-01\n"
    "8,Avtale,,NOK,Qualified,lost,Ola Norsk,71,2026-09-02 10:00:00,,2026-10-03 11:00:00,2026-10-03 11:00:00,,,\n"
    "9,Avtale,100,NOK,Qualified,Open,Ola Norsk,71,2026-09-03 10:00:00,,,,,,2026-12-01\n"
)


def test_deals_are_won_lost_or_open(read: ReadExport) -> None:
    found = read("deals-1234567-1.csv", _DEALS)
    won, lost, still_open = found.rows("deals")
    assert [row["is_won"] for row in (won, lost, still_open)] == [True, False, False]
    assert won["closed_at"] == datetime(2026, 10, 2, 11, 0, tzinfo=UTC)
    assert (lost["closed_at"].day, still_open["closed_at"]) == (3, None)
    assert (won["lead_id"], won["source"], float(won["amount"])) == ("70", "Instagram", 12000.5)
    assert (found.table("deals").currency, found.table("deals").totals) == ("NOK", {"amount": 12100.5})
    assert "1 of 3 deals have no value" in found.warnings
    assert "expected one" not in found.warnings


def test_no_name_or_address_of_a_person_is_kept(read: ReadExport) -> None:
    found = read("deals-1.csv", _DEALS)
    text = f"{parquet.read_table(found.table('deals').parquet).to_pylist()} {found.staged}".casefold()
    assert not [word for word in ("kari", "norsk", "@") if word in text]


def test_an_expected_day_of_closing_is_said_to_be_one(read: ReadExport) -> None:
    header = "Deal - ID,Deal - Title,Deal - Value,Deal - Stage,Deal - Status,Deal - Expected close date"
    found = read("deals.csv", f"{header}\n7,A,10,Negotiation,Won,2026-12-01\n")
    assert found.rows("deals")[0]["closed_at"].month == 12
    assert "expected one" in found.warnings


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("Avtale - ID;Avtale - Tittel;Avtale - Verdi;Avtale - Fase;Avtale - Status", "Vunnet"),
        ("Affär - ID;Affär - Titel;Affär - Värde;Affär - Steg;Affär - Status", "Vunnen"),
        ("Deal - ID;Deal - Titel;Deal - Wert;Deal - Phase;Deal - Status", "Gewonnen"),
        ("Trato - ID;Trato - Título;Trato - Valor;Trato - Etapa;Trato - Estado", "Ganado"),
    ],
)
def test_deals_in_other_languages_are_read(read: ReadExport, header: str, status: str) -> None:
    found = read("export.csv", f"{header}\n7;A;10,50;Y;{status}\n")
    (row,) = found.rows("deals")
    assert (row["is_won"], float(row["amount"])) == (True, 10.5)


def test_leads_and_persons_are_leads(read: ReadExport) -> None:
    leads = read(
        "leads-1.csv",
        "Lead - ID,Lead - Title,Lead - Lead created,Lead - Source,Lead - Label,Lead - Value,Person - Name\n"
        "0b7c2e60-1111-11ef-9999-000000000001,Lead,2026-10-01 10:00:00,LinkedIn,Hot,100,Kari\n",
    )
    (lead,) = leads.rows("leads")
    assert (lead["lead_id"][:8], lead["source"], lead["stage"]) == ("0b7c2e60", "LinkedIn", "Hot")
    persons = read(
        "people-1.csv",
        "Person - ID,Person - Name,Person - Email - Work,Person - Person created,Person - Won deals\n"
        "70,Kari Norsk,kari@example.com,2026-10-01 10:00:00,1\n",
    )
    (person,) = persons.rows("leads")
    assert (person["lead_id"], person["created_at"].day) == ("70", 1)
    assert "told by the deals" in persons.warnings


@pytest.mark.parametrize(
    "header",
    [
        "Deal - Title,Deal - Stage,Deal - Value",
        "Lead - Title,Lead - Lead created",
        "Person - Name,Person - Person created",
    ],
)
def test_a_list_without_ids_says_what_to_add(read: ReadExport, header: str) -> None:
    cells = ",".join("2026-10-01" if "created" in name else "5" for name in header.split(","))
    staged = read("export.csv", f"{header}\n{cells}\n").staged
    assert (staged.tables, staged.importer) == ((), "pipedrive")
    assert "add the column ID" in staged.note
