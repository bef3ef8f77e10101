from __future__ import annotations

from datetime import date

import pytest

from kpi_xl.errors import ExportRefusedError
from tests.unit.importers.conftest import ReadExport

_ABOVE = "Analytics overview\r\n2026-10-01 - 2026-10-03\r\nContent types,All\r\nPublish Types,\r\n\r\n"
_BOARDS = (
    "Top Boards 2026-10-01 - 2026-10-03\r\nPinterest Link,Impressions,Engagement,Pin clicks,Outbound clicks,Saves\r\n"
)
_PINS = "Top Pins 2026-10-01 - 2026-10-03\r\nPinterest Link,Content Type,Source,Canonical,Impressions\r\n"


def test_days_end_before_the_note_below_them(read: ReadExport) -> None:
    found = read(
        "Pinterest Analytics overview 20261001-20261003.csv",
        f"{_ABOVE}Date,Impressions\r\n2026-10-01,121\r\n2026-10-02,\r\n2026-10-03,5\r\n"
        f"Data starting from 2026-10-02 is an estimate.\r\n\r\n"
        f"{_BOARDS}Not enough data.\r\n\r\n{_PINS}Not enough data.\r\n",
    )
    table = found.table("account_daily")
    assert (table.rows, table.totals, found.staged.rows_rejected) == (3, {"impressions": 126}, 0)
    assert (table.first_date, table.last_date) == (date(2026, 10, 1), date(2026, 10, 3))
    assert sum(one.rows for one in found.staged.tables) == 3


def test_blank_days_of_the_audience_are_missing(read: ReadExport) -> None:
    found = read("a.csv", f"{_ABOVE}Date,Total audience\r\n2026-10-01,7\r\n2026-10-02,\r\n")
    assert [row["reach"] for row in found.rows("account_daily")] == [7, None]
    assert "1 of 2 days have no data" in found.warnings


def test_top_pins_are_posts_and_boards_are_left_out(read: ReadExport) -> None:
    found = read(
        "a.csv",
        f"{_ABOVE}Date,Outbound clicks\r\n2026-10-01,7\r\n\r\n"
        f"{_BOARDS}https://www.pinterest.com/made/up/,9,8,7,6,5\r\n\r\n"
        f"{_PINS}https://www.pinterest.com/pin/11/,Organic,From you,Yes,20\r\n"
        "https://www.pinterest.com/pin/12/,Organic,Not from you.,Yes,10\r\n"
        "Top pins table is restricted to data from the last 6 months.\r\n",
    )
    assert [(row["post_id"], row["impressions"]) for row in found.rows("posts")] == [("11", 20), ("12", 10)]
    assert found.table("account_daily").totals == {"link_clicks": 7}
    assert "top boards are left out" in found.warnings
    assert "1 of 2 pins are others' alone" in found.warnings


def test_days_without_pinterests_lines_above_them_are_nobodys(read: ReadExport) -> None:
    with pytest.raises(ExportRefusedError):
        read("a.csv", "Date,Impressions\n2026-10-01,7\n")
