from __future__ import annotations

from datetime import date

import pytest

from tests.unit.importers.conftest import ReadExport


@pytest.mark.parametrize(
    "header",
    [
        "Campaign name,Ad Group Name,Ad Name,Date,Cost,CPC (Destination),Impression,Clicks (Destination),Conversions",
        "Campaign name,Ad group name,Ad name,By Day,Cost,CTR (destination),Impressions,Clicks (destination),Conversion",
    ],
    ids=["older", "newer"],
)
def test_ads_by_day(read: ReadExport, header: str) -> None:
    found = read(
        "report.csv",
        f"{header},Currency\nA,B,C,2026-10-01,100.5,0.2,1000,17,2,NOK\nA,B,C,2026-10-02,50,-,500,-,0,NOK\n"
        "Total of 2 results,-,-,-,150.5,0.2,1500,17,2,NOK\n",
    )
    table = found.table("ads")
    assert table.totals == {"spend": 150.5, "impressions": 1500, "link_clicks": 17, "conversions": 2}
    assert (table.control, table.currency, table.breakdown) == (table.totals, "NOK", "")
    assert [(row["date_start"], row["date_end"], row["level"]) for row in found.rows("ads")] == [
        (date(2026, 10, 1), date(2026, 10, 1), "ad"),
        (date(2026, 10, 2), date(2026, 10, 2), "ad"),
    ]


def test_a_range_is_told_by_the_files_name_or_asked_for(read: ReadExport) -> None:
    text = "Campaign name,Age,Cost,CPC (destination),Impressions,Clicks (destination)\nA,18-24,10,1,100,10\n"
    asked = read("report.csv", text)
    assert {question.kind for question in asked.staged.questions} == {"period", "currency"}
    told = read("Campaign Report-2026-10-01 to 2026-10-31.csv", text)
    (row,) = told.rows("ads")
    assert (row["date_start"], row["date_end"]) == (date(2026, 10, 1), date(2026, 10, 31))
    assert (row["level"], row["breakdown"], row["breakdown_value"]) == ("campaign", "age", "18-24")


def test_a_campaign_may_be_called_total_something(read: ReadExport) -> None:
    found = read(
        "report.csv",
        "Campaign name,By Day,Cost,CPC (destination),Impressions\nTotal awareness,2026-10-01,10,1,100\n"
        "Other,2026-10-01,10,1,100\n",
    )
    assert (found.table("ads").rows, found.staged.rows_total) == (2, 0)


def test_masked_figures_are_missing_and_said(read: ReadExport) -> None:
    found = read(
        "report.csv",
        "Campaign name,By Day,Website URL (Ad level）,Cost,CPC (destination),Impressions\n"  # noqa: RUF001 - as written
        "A,2026-10-01,https://made-up.example,10,1,<5\nB,2026-10-01,https://made-up.example,10,1,100\n",
    )
    assert [row["impressions"] for row in found.rows("ads")] == [None, 100]
    assert "cannot be read" in found.warnings
