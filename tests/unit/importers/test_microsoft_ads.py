from __future__ import annotations

from datetime import date

import pytest

from tests.unit.importers.conftest import ReadExport

_LINES = (
    '"Report Name: Campaign performance"\n"Report Time: {}"\n"Time Zone: (GMT+01:00) Amsterdam, Berlin"\n'
    '"Last Completed Available Day: 6/17/2026 11:59:00 PM (GMT)"\n"Report Aggregation: {}"\n"Report Filter: "\n'
    '"Potential Incomplete Data: {}"\n"Rows: 2"\n\n'
)
_SIGNED = '\n"©2026 Microsoft Corporation. All rights reserved. "\n'
_UI = (
    '"Gregorian date","Account name","Campaign name","Currency code","Impressions","Clicks","CTR (%)","Spend",'
    '"Conversions","Revenue"\n'
)
_ROWS = (
    '"6/10/2026","Made up","A","NOK","1,000","40","4.00%","100.50","3","900.00"\n'
    '"6/16/2026","Made up","B","NOK","500","20","4.00%","50.25","1","100.00"\n'
)
_DAILY = _LINES.format("6/10/2026,6/16/2026", "Daily", "false") + _UI + _ROWS + _SIGNED


def test_a_report_by_day(read: ReadExport) -> None:
    found = read("Campaign_performance.csv", b"\xef\xbb\xbf" + _DAILY.encode())
    table = found.table("ads")
    assert table.totals == {
        "spend": 150.75,
        "impressions": 1500,
        "clicks": 60,
        "conversions": 4,
        "conversion_value": 1000,
    }
    assert (table.currency, table.breakdown, found.staged.rows_footer) == ("NOK", "", 1)
    assert [(row["date_start"], row["date_end"], row["level"]) for row in found.rows("ads")] == [
        (date(2026, 6, 10), date(2026, 6, 10), "campaign"),
        (date(2026, 6, 16), date(2026, 6, 16), "campaign"),
    ]
    assert "incomplete" not in found.warnings
    assert "number of rows" not in found.warnings


def test_the_names_of_the_api_and_a_report_by_week(read: ReadExport) -> None:
    text = (
        _LINES.format("6/7/2026,6/20/2026", "Weekly", "true")
        + '"TimePeriod","AccountName","CampaignName","AdGroupName","CurrencyCode","Impressions","Clicks","Spend"\n'
        '"2026-06-07","Made up","A","G","EUR","10","1","1.5"\n'
        '"@2026 Microsoft Corporation. All rights reserved. "\n'
    )
    found = read("report.csv", text)
    (row,) = found.rows("ads")
    assert (row["date_start"], row["date_end"], row["level"]) == (date(2026, 6, 7), date(2026, 6, 13), "ad_set")
    assert "last days may be incomplete" in found.warnings
    assert "number of rows" not in found.warnings


def test_rows_that_are_missing_are_told(read: ReadExport) -> None:
    cut = _DAILY.replace("Rows: 2", "Rows: 12")
    assert "another number of rows" in read("report.csv", cut).warnings


def test_a_summary_is_about_the_days_in_its_first_lines(read: ReadExport) -> None:
    text = (
        _LINES.format("10/6/2026,16/6/2026", "Summary", "false")
        + '"Campaign name","Keyword","Currency code","Impressions","Spend"\n"A","shoes","SEK","10","2.50"\n'
        + _SIGNED
    )
    (row,) = read("Keyword.csv", text).rows("ads")
    assert (row["date_start"], row["date_end"]) == (date(2026, 6, 10), date(2026, 6, 16))
    assert (row["breakdown"], row["breakdown_value"]) == ("keyword", "shoes")


@pytest.mark.parametrize("first", ["Gregorian date", "GregorianDate"])
def test_a_table_without_its_first_and_last_lines_is_known_by_its_day(read: ReadExport, first: str) -> None:
    found = read("table.csv", f"{first},Campaign name,Spend,Impressions\n6/16/2026,A,1.5,10\n")
    assert found.staged.importer == "microsoft_ads"
    assert found.rows("ads")[0]["date_start"] == date(2026, 6, 16)


def test_a_german_report_is_known_by_its_signature(read: ReadExport) -> None:
    text = '"Datum";"Kampagne";"Ausgaben";"Impressionen";"Klicks"\n"16.06.2026";"A";"1.009,50";"10";"1"\n'
    found = read("Kampagnen.csv", text + _SIGNED)
    assert (found.table("ads").totals["spend"], found.rows("ads")[0]["date_start"]) == (1009.5, date(2026, 6, 16))
