from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pyarrow import parquet

from tests.unit.importers.conftest import ReadExport

_FIRST, _SECOND, _DEAL = "00Q5A00001AbCdEUAH", "00Q5A00001AbCdFUAH", "0063100000AbCdEAA1"
_REPORT = (
    "Lead ID,First Name,Last Name,Email,Phone,Lead Source,Status,Status (Simplified),Created Date,Converted\n"
    f"{_FIRST},Kari,Norsk,kari@example.com,+4712345678,Website,Converted,Closed,31-08-2026 14:35,TRUE\n"
    f"{_SECOND},Ola,Norsk,ola@example.com,,N/A,Nurturing,Open,06-08-2026 15:38,FALSE\n"
)


def test_a_report_of_leads_in_its_own_order_of_day_and_month(read: ReadExport) -> None:
    found = read("leads.csv", _REPORT)
    first, second = found.rows("leads")
    assert (first["lead_id"], first["stage"], first["source"]) == (_FIRST, "Converted", "Website")
    assert (second["source"], second["created_at"]) == (None, datetime(2026, 8, 6, 15, 38, tzinfo=UTC))
    assert "1 of 2 leads are converted: that is an opportunity, not a win." in found.warnings
    assert not {"won_at", "qualified_at", "sales_qualified_at"} & first.keys()


def test_no_name_address_or_number_of_a_lead_is_kept(read: ReadExport) -> None:
    found = read("leads.csv", _REPORT)
    text = f"{parquet.read_table(found.table('leads').parquet).to_pylist()} {found.staged}".casefold()
    assert not [word for word in ("kari", "ola@", "norsk", "12345678", "@example") if word in text]


def test_the_end_of_a_report_is_no_lead(read: ReadExport) -> None:
    end = '"Grand Totals (2 records)",,,,,,,,,\n\n"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n'
    staged = read("leads.csv", f"{_REPORT}{end}Confidential Information - Do Not Distribute\nMy leads\n").staged
    assert (staged.rows_kept, staged.rows_total, staged.rows_footer, staged.rejected) == (2, 1, 3, ())


@pytest.mark.parametrize("upper", [False, True], ids=["weekly export", "Data Loader"])
def test_deleted_leads_of_a_data_export_are_rejected(read: ReadExport, *, upper: bool) -> None:
    header = '"Id","IsDeleted","LastName","LeadSource","Status","IsConverted","ConvertedDate","CreatedDate"'
    times = ("2026-10-01T14:27:52.000Z", "2026-10-02T10:00:00.000Z") if upper else ("2026-10-01 14:27:52", "2026-10-02")
    rows = (
        f'"{_FIRST}","0","Norsk","Web","Qualified","1","{times[1]}","{times[0]}"',
        f'"{_SECOND}","1","Norsk","Web","Open","0","","{times[0]}"',
    )
    found = read("Lead.csv", "\n".join([header.upper() if upper else header, *rows]))
    (row,) = found.rows("leads")
    assert (row["lead_id"], row["created_at"]) == (_FIRST, datetime(2026, 10, 1, 14, 27, 52, tzinfo=UTC))
    assert row["sales_qualified_at"].day == 2
    assert [rejection.reason for rejection in found.staged.rejected] == ["Salesforce marks it as deleted"]


def test_opportunities_are_won_by_their_flag(read: ReadExport) -> None:
    header = "Opportunity ID,Opportunity Name,Stage,Close Date,Created Date,Lead Source,Won,Amount"
    rows = (
        f'{_DEAL},Avtale,Signed,28-12-2026,01-09-2026 10:00,Website,TRUE,"$1,77,000.00 "',
        f"{_DEAL[:-1]}2,Avtale,Closed Won,29-12-2026,02-09-2026 10:00,Website,FALSE,N/A",
    )
    found = read("opportunities.csv", "\n".join([header, *rows]))
    assert [(row["is_won"], row["amount"]) for row in found.rows("deals")] == [(True, 177000), (False, None)]
    assert "1 of 2 opportunities have no amount" in found.warnings


def test_opportunities_with_api_names_have_a_currency(read: ReadExport) -> None:
    header = "Id,IsDeleted,StageName,Amount,CurrencyIsoCode,CloseDate,IsWon,LeadSource,CreatedDate"
    found = read("Opportunity.csv", f"{header}\n{_DEAL},0,Closed Won,100.5,NOK,2026-10-05,1,Web,2026-09-01 08:00:00\n")
    assert (found.table("deals").currency, found.table("deals").totals) == ("NOK", {"amount": 100.5})
    assert found.rows("deals")[0]["is_won"] is True


def test_won_is_told_by_the_stage_where_there_is_no_flag(read: ReadExport) -> None:
    found = read("o.csv", f"Opportunity ID,Stage,Close Date,Amount\n{_DEAL},Closed Won,2026-10-05,5\n")
    assert found.rows("deals")[0]["is_won"] is True


@pytest.mark.parametrize(
    ("header", "missing"),
    [
        ("Last Name,Company / Account,Lead Source,Lead Status,Created Date", "Lead ID"),
        ("Opportunity Name,Stage,Amount,Close Date,Created Date", "Opportunity ID"),
    ],
)
def test_a_report_without_ids_is_recognised_and_says_what_to_add(read: ReadExport, header: str, missing: str) -> None:
    staged = read("report.csv", f"{header}\nA,B,C,2026-10-01,2026-10-01\n").staged
    assert staged.tables == ()
    assert f"add the column {missing}" in staged.note
