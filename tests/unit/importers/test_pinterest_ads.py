from __future__ import annotations

from datetime import date

import pytest

from tests.unit.importers.conftest import ReadExport


def test_ads_by_day_with_results_in_brackets(read: ReadExport) -> None:
    header = (
        "Date,Campaign ID,Campaign name,Ad group name,Ad name,Spend in account currency,Impressions,Reach,Pin clicks,"
        "Outbound clicks,Saves,Results,Total conversions (Checkout),Total order value (Checkout)"
    )
    rows = (
        '2026-10-01,626000000000,A,G,P,"1,100.50","10,000",900,40,20,5,[3],2,400.00\n'
        "2026-10-02,626000000000,A,G,P,50.00,500,90,4,2,1,[1.50],0,0\n"
    )
    found = read("report.csv", f"{header}\n{rows}")
    table = found.table("ads")
    assert {
        key: table.totals[key]
        for key in ("spend", "impressions", "clicks", "link_clicks", "purchases", "conversion_value")
    } == {
        "spend": 1150.5,
        "impressions": 10500,
        "clicks": 44,
        "link_clicks": 22,
        "purchases": 2,
        "conversion_value": 400,
    }
    assert [row["results"] for row in found.rows("ads")] == [3, 1.5]
    assert (found.rows("ads")[0]["level"], found.staged.importer) == ("ad", "pinterest_ads")
    assert [question.kind for question in found.staged.questions] == ["currency"]


def test_earned_figures_are_never_added_to_paid_ones(read: ReadExport) -> None:
    header = "Date,Campaign name,Spend in account currency (NOK),Impressions,Paid impressions,Earned impressions"
    found = read("report.csv", f"{header}\n2026-10-01,A,10,150,100,50\n")
    table = found.table("ads")
    assert (table.totals["impressions"], table.currency) == (100, "NOK")
    assert "Earned" in found.warnings


@pytest.mark.parametrize(
    "header",
    [
        "Date,Campaign name,Spend in account currency,Paid impressions",
        "Date,Campaign name,Spend,Impressions,Pin clicks,Outbound clicks",
        "Datum,Kampagnenname,Ausgaben in Kontowährung,Impressionen",
    ],
)
def test_other_names_of_the_same(read: ReadExport, header: str) -> None:
    cells = ",".join(["2026-10-01", "A", "10.5", *["3"] * (header.count(",") - 2)])
    found = read("report.csv", f"{header}\n{cells}\n")
    assert (found.table("ads").totals["spend"], found.table("ads").totals["impressions"]) == (10.5, 3)


def test_a_range_stands_in_its_own_columns(read: ReadExport) -> None:
    header = "Date range start,Date range end,Campaign name,Spend in account currency,Impressions,Age,Gender"
    found = read("report.csv", f"{header}\n2026-10-01,2026-10-31,A,10,100,18-24,Female\n")
    (row,) = found.rows("ads")
    assert (row["date_start"], row["date_end"]) == (date(2026, 10, 1), date(2026, 10, 31))
    assert (row["breakdown"], row["breakdown_value"]) == ("age_gender", "18-24 / Female")


def test_the_total_may_stand_below_the_days_of_columns_that_were_moved(read: ReadExport) -> None:
    header = "Spend in account currency,Impressions,Reach,Pin clicks,Campaign name,Date"
    found = read("report.csv", f"{header}\n10,150,100,5,A,2026-10-01\n10,150,100,5,,Total\n")
    assert (found.table("ads").totals["spend"], found.staged.rows_total) == (10, 1)
