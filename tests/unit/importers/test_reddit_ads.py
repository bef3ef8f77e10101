from __future__ import annotations

from datetime import date

import pytest

from kpi_xl.errors import ExportRefusedError
from tests.unit.importers.conftest import ReadExport


def test_ad_groups_by_day(read: ReadExport) -> None:
    header = "Date,Campaign Name,Ad Group Name,Currency,Amount Spent,Impressions,Clicks,CTR,CPC,eCPM"
    found = read("report.csv", f"{header}\n2026-10-01,A,G,USD,10.50,1000,7,0.7%,1.50,10.50\n")
    (row,) = found.rows("ads")
    assert (row["date_start"], row["level"], found.staged.importer) == (date(2026, 10, 1), "ad_set", "reddit_ads")
    assert found.table("ads").totals == {"spend": 10.5, "impressions": 1000, "clicks": 7}


def test_conversions_after_clicks_and_views_are_added(read: ReadExport) -> None:
    header = "Date,Campaign Name,Spend,Impressions,Clicks,eCPM,Purchase (Click),Purchase (View)"
    found = read("report.csv", f"{header}\n2026-10-01,A,10.50,1000,7,10.50,3,2\n")
    assert found.table("ads").totals["purchases"] == 5
    assert "after a click and after a view" in found.warnings


def test_names_of_the_api_and_communities(read: ReadExport) -> None:
    header = "date,campaign_name,community,spend,impressions,comment_upvotes"
    (row,) = read("report.csv", f"{header}\n2026-10-01,A,r/made_up,1.5,10,2\n").rows("ads")
    assert (row["breakdown"], row["breakdown_value"]) == ("placement", "r/made_up")


def test_a_table_that_only_resembles_it_is_refused(read: ReadExport) -> None:
    with pytest.raises(ExportRefusedError):
        read("report.csv", "Date,Campaign,Spend,Impressions,Clicks\n2026-10-01,A,1.5,10,2\n")
