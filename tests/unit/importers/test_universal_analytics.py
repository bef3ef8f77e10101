from __future__ import annotations

import io
from datetime import date

import pytest
import xlsxwriter

from tests.unit.importers.conftest import ReadExport

_LINES = "# ----------------------------------------\n# All Web Site Data\n# {}\n# 20150401-20150430\n"
_RULE = "# ----------------------------------------\n\n"
_CHANNELS = (
    _LINES.format("Channels")
    + _RULE
    + "Default Channel Grouping,Users,New Users,Sessions,Bounce Rate,Pages / Session,Avg. Session Duration,"
    + "Ecommerce Conversion Rate,Transactions,Revenue\n"
    + 'Social,17,10,20,75.00%,0.95,00:01:30,0.00%,2,$22.50\nDirect,29,15,"1,055",29.09%,1.16,00:00:10,0.00%,1,$1.00\n'
    + ',46,25,"1,075",40.00%,1.10,00:00:12,0.00%,3,$23.50\n\nDay Index,Users\n4/1/15,23\n4/30/15,23\n,46\n'
)


def test_a_report_has_its_channels_and_its_days(read: ReadExport) -> None:
    found = read("Analytics All Web Site Data Channels 20150401-20150430.csv", _CHANNELS)
    assert (found.staged.importer, found.staged.rows_total) == ("universal_analytics", 2)
    channels = [row for row in found.rows("web") if row["part"] == "channel_group"]
    assert [(row["channel_group"], row["sessions"], row["purchases"]) for row in channels] == [
        ("Social", 20, 2),
        ("Direct", 1055, 1),
    ]
    assert [row["engagement_time"] for row in channels] == [1800, 10550]
    assert {(row["date"], row["date_start"], row["date_end"]) for row in channels} == {
        (None, date(2015, 4, 1), date(2015, 4, 30))
    }
    days = [row for row in found.rows("web") if row["part"] == "date"]
    assert [(row["date"], row["users"]) for row in days] == [(date(2015, 4, 1), 23), (date(2015, 4, 30), 23)]
    assert {row["property"] for row in found.rows("web")} == {"All Web Site Data"}
    assert "no row has any" not in found.warnings  # two tables that repeat each other have figures, and no sum


def test_source_and_medium_stand_in_one_column(read: ReadExport) -> None:
    text = (
        _LINES.format("Source/Medium")
        + _RULE
        + "Source / Medium,Sessions,% New Sessions\nfacebook / cpc,7,10%\n,7,10%\n"
    )
    (row,) = read("report.csv", text).rows("web")
    assert (row["source"], row["medium"], row["part"]) == ("facebook", "cpc", "source_medium")


def test_days_may_come_first_in_the_order_of_day_and_month(read: ReadExport) -> None:
    text = _LINES.format("Publikumsoversikt") + _RULE + "Dagindeks,Økter\n01/04/2015,5\n30/04/2015,7\n,12\n"
    found = read("report.csv", text)
    assert found.table("web").totals == {"sessions": 12}
    assert found.rows("web")[1]["date"] == date(2015, 4, 30)


def test_a_report_without_a_name_of_its_own_is_told_by_its_last_row(read: ReadExport) -> None:
    text = (
        _LINES.format("Landing Pages")
        + _RULE
        + "Landing Page,Device Category,Sessions\n/a,mobile,5\n/b,mobile,7\n,,12\n"
    )
    found = read("report.csv", text)
    assert (found.staged.importer, found.table("web").totals) == ("universal_analytics", {"sessions": 12})
    assert found.rows("web")[0]["part"] == "page × device"


def test_an_exploration_of_its_successor_is_not_taken(read: ReadExport) -> None:
    text = (
        "# ---------------\n# Made up - GA4\n# Free form\n# 20260901-20260907\n# ---------------\n\n"
        "Session source,Sessions\n,12,Grand total\nig,5\nfb,7\n"
    )
    assert read("explore.csv", text).staged.importer == "ga4"


@pytest.mark.parametrize("sheet", ["Dataset1", "Dataset 1"])
def test_the_workbook_of_a_report(read: ReadExport, sheet: str) -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.add_worksheet("Summary").write_row(0, 0, ["Channels"])
        data = book.add_worksheet(sheet)
        data.write_row(0, 0, ["Default Channel Grouping", "Sessions", "Pages / Session"])
        data.write_row(1, 0, ["Social", 20, 1.5])
        data.write_row(2, 0, ["", 20, 1.5])
    found = read("Analytics.xlsx", buffer.getvalue())
    assert (found.table("web").totals, found.staged.rows_total) == ({"sessions": 20}, 1)
    assert [question.kind for question in found.staged.questions] == ["period"]
