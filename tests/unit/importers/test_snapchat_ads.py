from __future__ import annotations

from datetime import date

import pytest

from tests.unit.importers.conftest import ReadExport


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-09-01 00:00:00", "2026-09-30 23:59:59"),
        ("2026-09-01T00:00:00.000-07:00", "2026-10-01T00:00:00.000-07:00"),
        ("2026-09-01", "2026-09-30"),
    ],
)
def test_a_range_may_end_at_the_midnight_after_it(read: ReadExport, start: str, end: str) -> None:
    header = "Start Time,End Time,Campaign Name,Ad Set Name,Paid Impressions,Swipe Ups,Spend"
    found = read("report.csv", f"{header}\n{start},{end},A,B,5000,40,300\n")
    (row,) = found.rows("ads")
    assert (row["date_start"], row["date_end"], row["level"]) == (date(2026, 9, 1), date(2026, 9, 30), "ad_set")
    assert (row["impressions"], row["link_clicks"]) == (5000, 40)
    assert "cover several days" in found.warnings


def test_rows_of_one_day(read: ReadExport) -> None:
    found = read(
        "report.csv",
        "Start Time,End Time,Campaign Name,Paid Impressions,Swipe-Ups,Purchases,Amount Spent (NOK)\n"
        "2026-09-01 00:00:00,2026-09-02 00:00:00,A,50,4,1,3.5\n2026-09-02 00:00:00,2026-09-03 00:00:00,A,60,5,2,4\n",
    )
    assert [(row["date_start"], row["date_end"]) for row in found.rows("ads")] == [
        (date(2026, 9, day), date(2026, 9, day)) for day in (1, 2)
    ]
    assert (found.table("ads").currency, found.table("ads").totals["purchases"]) == ("NOK", 3)


@pytest.mark.parametrize(
    "header",
    [
        "Date,Campaign Name,Paid Impressions,Swipe Ups,Amount Spent",
        "Date,Campaign Name,Impressions,Swipe Ups,Spend",
        "Date,Campaign Name,Paid Impressions,Swipes,Spend",
    ],
)
def test_generations_of_names(read: ReadExport, header: str) -> None:
    found = read("report.csv", f"{header}\n2026-09-01,A,50,4,3.5\n")
    table = found.table("ads")
    assert table.totals == {"spend": 3.5, "impressions": 50, "link_clicks": 4}
    assert (found.staged.importer, table.first_date) == ("snapchat_ads", date(2026, 9, 1))


def test_swipe_ups_are_clicks_since_2024(read: ReadExport) -> None:
    header = "Start Time,End Time,Campaign Name,Paid Impressions,Clicks,Amount Spent"
    found = read("report.csv", f"{header}\n2026-09-01,2026-09-01,A,50,4,3.5\n,,,50,4,3.5\n")
    assert (found.table("ads").totals["link_clicks"], found.staged.rows_total) == (4, 1)
