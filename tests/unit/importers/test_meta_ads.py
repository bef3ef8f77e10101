from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kpi_xl.errors import ExportRefusedError
from tests.unit.importers.conftest import ReadExport

_ENDS = "Reporting starts,Reporting ends"


def test_the_total_row_is_held_against_the_rows_and_never_one_of_them(read: ReadExport) -> None:
    found = read(
        "report.csv",
        f"Campaign name,Day,Reach,Impressions,Amount spent (NOK),{_ENDS}\n"
        ",,150,300,30.50,2026-10-01,2026-10-02\n"
        "Autumn,2026-10-01,100,200,20.25,2026-10-01,2026-10-01\n"
        "Autumn,2026-10-02,90,100,10.25,2026-10-02,2026-10-02\n",
    )
    table = found.table("ads")
    assert (table.rows, found.staged.rows_total) == (2, 1)
    assert table.totals == {"spend": 30.5, "impressions": 300}
    assert table.control == {"spend": 30.5, "impressions": 300}
    assert "adds up" not in found.warnings


def test_a_total_that_the_rows_do_not_reach_is_said(read: ReadExport) -> None:
    found = read(
        "report.csv",
        f"Region,Impressions,Amount spent (NOK),{_ENDS}\n"
        ",1000,100,2026-10-01,2026-10-31\nOslo,400,40,2026-10-01,2026-10-31\n",
    )
    assert found.table("ads").breakdown == "region"
    assert "states: spend 40 of 100 (40%)" in found.warnings


def test_a_lone_row_without_dimensions_is_the_account_itself(read: ReadExport) -> None:
    found = read("report.csv", f"Reach,Impressions,Amount spent (SEK),{_ENDS}\n800,1000,99.9,2026-10-01,2026-10-31\n")
    (row,) = found.rows("ads")
    assert (row["level"], row["breakdown"], row["currency"], row["reach"]) == ("account", "", "SEK", 800)
    assert (row["date_start"], row["date_end"]) == (date(2026, 10, 1), date(2026, 10, 31))


@pytest.mark.parametrize(
    ("columns", "values", "level", "breakdown", "value"),
    [
        ("Campaign name", "A", "campaign", "", None),
        ("Campaign name,Ad set name", "A,B", "ad_set", "", None),
        ("Campaign name,Ad Set Name,Ad name", "A,B,C", "ad", "", None),
        ("Ads", "C", "ad", "", None),
        ("Age,Gender", "18-24,male", "account", "age_gender", "18-24 / male"),
        ("Campaign name,Platform,Placement", "A,instagram,Feed", "campaign", "placement", "instagram / Feed"),
        ("Objective", "OUTCOME_SALES", "account", "objective", "OUTCOME_SALES"),
    ],
)
def test_level_and_breakdown_are_told_by_the_columns(  # noqa: PLR0913, PLR0917 - a table of cases
    read: ReadExport, columns: str, values: str, level: str, breakdown: str, value: str | None
) -> None:
    found = read("t.csv", f"{columns},Impressions,Amount spent (EUR),{_ENDS}\n{values},10,1,2026-10-01,2026-10-31\n")
    (row,) = found.rows("ads")
    assert (row["level"], row["breakdown"], row.get("breakdown_value")) == (level, breakdown, value)


def test_norwegian_names_decimal_commas_and_semicolons(read: ReadExport) -> None:
    found = read(
        "rapport.csv",
        "Kampanjenavn;Dag;Rekkevidde;Eksponeringer;Klikk på lenke;Beløp brukt (NOK);"
        "Rapportering starter;Rapportering slutter\n"
        "Høst;2026-10-01;90;1 200;12;1 234,56;2026-10-01;2026-10-01\n",
    )
    (row,) = found.rows("ads")
    assert (row["spend"], row["impressions"], row["link_clicks"]) == (Decimal("1234.5600"), 1200, 12)
    assert found.table("ads").currency == "NOK"


def test_results_of_several_types_have_no_total(read: ReadExport) -> None:
    header = f"Campaign name,Result type,Results,Impressions,Amount spent (EUR),{_ENDS}\n"
    days = "2026-10-01,2026-10-31"
    mixed = read("a.csv", f"{header}A,Purchases,3,10,1,{days}\nB,Leads,4,10,1,{days}\n")
    alike = read("b.csv", f"{header}A,Leads,3,10,1,{days}\nB,Leads,4,10,1,{days}\n")
    assert "results" not in mixed.table("ads").totals
    assert alike.table("ads").totals["results"] == 7


def test_shared_items_fill_carts_only_where_the_plain_column_is_absent(read: ReadExport) -> None:
    header = f"Campaign name,{{}}Adds to cart with shared items,Amount spent (EUR),Impressions,{_ENDS}\n"
    without = read("a.csv", header.format("") + "A,7,1,10,2026-10-01,2026-10-31\n")
    with_both = read("b.csv", header.format("Adds to cart,") + "A,5,7,1,10,2026-10-01,2026-10-31\n")
    assert without.rows("ads")[0]["add_to_carts"] == 7
    assert with_both.rows("ads")[0]["add_to_carts"] == 5


def test_blank_is_not_zero(read: ReadExport) -> None:
    found = read(
        "a.csv", f"Campaign name,Purchases,Impressions,Amount spent (EUR),{_ENDS}\nA,,10,1,2026-10-01,2026-10-31\n"
    )
    assert "purchases" not in found.table("ads").totals


def test_a_month_is_its_first_and_last_day(read: ReadExport) -> None:
    found = read(
        "a.csv",
        f"Campaign name,Month,Impressions,Amount spent (EUR),{_ENDS}\n"
        "A,2026-09-01 - 2026-09-30,10,1,2026-09-01,2026-10-31\n",
    )
    (row,) = found.rows("ads")
    assert (row["date_start"], row["date_end"]) == (date(2026, 9, 1), date(2026, 9, 30))


def test_more_purchases_than_checkouts_is_said(read: ReadExport) -> None:
    found = read(
        "a.csv",
        f"Campaign name,Checkouts initiated,Purchases,Impressions,Amount spent (EUR),{_ENDS}\n"
        "A,2,30,10,1,2026-10-01,2026-10-31\n",
    )
    assert "There are more purchases than checkouts (30 against 2)" in found.warnings


def test_the_ad_library_is_no_export_of_ones_own_ads(read: ReadExport) -> None:
    with pytest.raises(ExportRefusedError):
        read(
            "a.csv",
            f"Library ID,Campaign name,Impressions,Amount spent (EUR),{_ENDS}\n1,A,10,1,2026-10-01,2026-10-31\n",
        )


@pytest.mark.parametrize(("second", "told"), [("7-day click", "7-day click"), ("1-day view", "mixed")])
def test_the_attribution_setting_is_told(read: ReadExport, second: str, told: str) -> None:
    days = "2026-10-01,2026-10-31"
    found = read(
        "a.csv",
        f"Campaign name,Attribution setting,Impressions,Amount spent (EUR),{_ENDS}\n"
        f"A,7-day click,10,1,{days}\nB,{second},10,1,{days}\n",
    )
    assert found.staged.settings["attribution"] == told
