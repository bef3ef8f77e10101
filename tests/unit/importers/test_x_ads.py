from __future__ import annotations

from datetime import date

import pytest

from tests.unit.importers.conftest import ReadExport

_HEADER = "Time period,Campaign name,Campaign ID,Ad Group name,Ad Group ID,Impressions,Spend,Link clicks"


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2026-10-01", date(2026, 10, 1), date(2026, 10, 1)),
        ("10/13/2026", date(2026, 10, 13), date(2026, 10, 13)),
        ("2026-10-01 - 2026-10-07", date(2026, 10, 1), date(2026, 10, 7)),
        ("2026-10-01 to 2026-10-31", date(2026, 10, 1), date(2026, 10, 31)),
        ("10/1/2026 - 10/7/2026", date(2026, 10, 1), date(2026, 10, 7)),
        ('"Oct 1, 2026 - Oct 31, 2026"', date(2026, 10, 1), date(2026, 10, 31)),
        ('"Oct 1, 2026"', date(2026, 10, 1), date(2026, 10, 1)),
        ("2026-10-01T00:00:00.000Z", date(2026, 10, 1), date(2026, 10, 1)),
    ],
)
def test_a_row_is_about_a_day_or_a_range(read: ReadExport, period: str, first: date, last: date) -> None:
    found = read("report.csv", f"{_HEADER}\n{period},A,1abc,G,2def,1000,10.50,7\n")
    (row,) = found.rows("ads")
    assert (row["date_start"], row["date_end"], row["level"]) == (first, last, "ad_set")
    assert (row["impressions"], row["link_clicks"], found.staged.importer) == (1000, 7, "x_ads")
    assert "cannot be read" not in found.warnings


def test_the_total_of_a_report_is_no_row(read: ReadExport) -> None:
    found = read(
        "report.csv", f"{_HEADER}\n2026-10-01,A,1,G,2,1000,10.50,7\n2026-10-02,A,1,G,2,100,1.50,1\n,,,,,1100,12.00,8\n"
    )
    assert found.table("ads").control == {"spend": 12, "impressions": 1100, "link_clicks": 8}
    assert found.table("ads").totals == found.table("ads").control


def test_a_report_without_days_asks_for_its_period(read: ReadExport) -> None:
    header = "Funding source name,Campaign name,Currency,Impressions,Spend,Results,Result type"
    found = read("report.csv", f"{header}\nCard,A,USD,100,5.00,3,Link clicks\n")
    assert [question.kind for question in found.staged.questions] == ["period"]
    told = read("campaigns_2026-10-01_to_2026-10-31.csv", f"{header}\nCard,A,USD,100,5.00,3,Link clicks\n")
    assert told.rows("ads")[0]["date_end"] == date(2026, 10, 31)
