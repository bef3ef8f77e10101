from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kpi_xl.errors import ExportRefusedError
from tests.unit.importers.conftest import ReadExport

_HEADER = (
    'Title,Subject,List,"Send Date","Send Weekday","Total Recipients","Successful Deliveries","Soft Bounces",'
    '"Hard Bounces","Total Bounces","Unique Opens","Open Rate","Total Opens","Unique Clicks","Click Rate",'
    '"Total Clicks",Unsubscribes'
)


def _campaign(title: str, day: str, sent: str, opens: int) -> str:
    when = f'"{day}, 2026 09:30 pm",Friday'
    return f'{title},Nytt,Kunder,{when},"{sent}","{sent}",1,2,3,{opens},27.78%,{opens},4,1.00%,5,6'


def test_each_campaign_is_a_send(read: ReadExport) -> None:
    found = read("campaigns.csv", f"{_HEADER}\n{_campaign('Oktober', 'Oct 09', '1,902', 500)}\n")
    (row,) = found.rows("email_campaigns")
    assert (row["campaign"], row["segment"]) == ("Oktober", "Kunder")
    assert row["sent_at"] == datetime(2026, 10, 9, 21, 30, tzinfo=UTC)
    assert [row[field] for field in ("sent", "delivered", "unique_opens", "opens", "clicks", "bounces")] == [
        1902,
        1902,
        500,
        500,
        5,
        3,
    ]
    assert "unique_opens" not in found.table("email_campaigns").totals


def test_the_parent_of_an_ab_test_is_a_total_and_its_parts_count(read: ReadExport) -> None:
    rows = (
        _campaign("Test", "Oct 09", "3,169", 800),
        _campaign("Test | Winner", "Oct 09", "1,902", 500),
        _campaign("Test | Combo 1", "Oct 09", "634", 150),
        _campaign("Test | Combo 2", "Oct 09", "633", 150),
        _campaign("Test", "Oct 16", "3,169", 700),
        _campaign("Annet", "Oct 09", "3,169", 700),
    )
    found = read("campaigns.csv", "\n".join([_HEADER, *rows]))
    assert [row["campaign"] for row in found.rows("email_campaigns")] == [
        "Test | Winner",
        "Test | Combo 1",
        "Test | Combo 2",
        "Test",
        "Annet",
    ]
    assert (found.staged.rows_kept, found.staged.rows_total) == (5, 1)
    assert found.table("email_campaigns").control["sent"] == 3169
    assert "the file itself states" not in found.warnings
    assert "3 of 5 rows are parts of A/B tests" in found.warnings


def test_parts_without_a_parent_all_count(read: ReadExport) -> None:
    rows = (_campaign("A | Winner", "Oct 09", "10", 5), _campaign("A | Combo 1", "Oct 09", "5", 2))
    table = read("campaigns.csv", "\n".join([_HEADER, *rows])).table("email_campaigns")
    assert (table.rows, table.totals["sent"], table.control) == (2, 15, {})


def test_bounces_are_added_where_the_file_has_no_total_of_them(read: ReadExport) -> None:
    header = "Subject,Send Date,Total Recipients,Successful Deliveries,Soft Bounces,Hard Bounces,Unique Opens"
    (row,) = read("c.csv", f'{header}\nNytt,"Oct 09, 2026 09:30 pm",100,95,2,3,40\n').rows("email_campaigns")
    assert (row["campaign"], row["bounces"]) == ("Nytt", 5)


def test_the_report_of_one_campaign(read: ReadExport) -> None:
    lines = (
        '"Email Campaign Report"',
        '"Title:","Oktober"',
        '"Subject Line:","Nytt"',
        '"Delivery Date/Time:","Fri, Oct 09, 2026 09:30 pm"',
        '"Overall Stats"',
        '"Total Recipients:","1,902"',
        '"Successful Deliveries:","1,893"',
        '"Bounces:","9 (0.5%)"',
        '"Recipients Who Opened:","500 (26.4%)"',
        '"Total Opens:","700"',
        '"Recipients Who Clicked:","40 (2.1%)"',
        '"Total Clicks:","55"',
        '"Total Unsubs:","3"',
        '"Clicks by URL"',
        '"URL","Total Clicks","Unique Clicks"',
        '"https://example.com","55","40"',
    )
    (row,) = read("report.csv", "\n".join(lines)).rows("email_campaigns")
    assert (row["campaign"], row["sent"], row["delivered"], row["bounces"]) == ("Oktober", 1902, 1893, 9)
    assert (row["unique_opens"], row["unique_clicks"], row["unsubscribes"]) == (500, 40, 3)


def test_a_table_that_could_be_of_any_sender_is_not_taken(read: ReadExport) -> None:
    with pytest.raises(ExportRefusedError):
        read("c.csv", "title,send_time,unsubscribes,opens,unique_opens,clicks,unique_clicks\nA,2026-10-09,1,2,3,4,5\n")
