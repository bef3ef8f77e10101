from __future__ import annotations

from datetime import date, datetime

import duckdb
import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi_xl.errors import ExportRefusedError
from kpi_xl.importing.kinds import DayOrder
from kpi_xl.importing.reading.days import Order, order_of
from kpi_xl.importing.reading.timestamps import timestamp
from kpi_xl.importing.reading.written import NOTHING, written

DAYS = st.dates(date(2005, 1, 1), date(2035, 12, 31))
CLOCKS = ["", " %H:%M", " %H:%M:%S", " %H.%M", " kl. %H.%M.%S", " klo %H.%M", " %I:%M:%S %p", ", %I:%M %p"]
FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%b %d, %Y", "%a %b %d %Y", "%d %b %Y"]


CONNECTION = duckdb.connect()


def read(cell: str, order: DayOrder = "dmy", last_day: date | None = None) -> datetime | None:
    how = written([cell])
    how = how.in_order(order) if how.undecided else how
    query = f"SELECT {timestamp('v', how, last_day=last_day)} FROM (SELECT ? AS v)"
    return CONNECTION.execute(query, [cell]).fetchall()[0][0]


def order(*pairs: tuple[int, int], **more: object) -> Order:
    known = {"stamped": None, "days": [], "declared": "", "sign": "/", "language": ""}
    return order_of(pairs, file="a.csv", **{**known, **more})  # type: ignore[arg-type]


@settings(deadline=None)
@given(day=DAYS, shape=st.sampled_from(FORMATS), clock=st.sampled_from(CLOCKS), hour=st.integers(0, 23))
def test_a_day_comes_back_however_it_is_written(day: date, shape: str, clock: str, hour: int) -> None:
    moment = datetime(day.year, day.month, day.day, hour if clock else 0)
    if shape == "%Y%m%d":
        clock, moment = "", datetime(day.year, day.month, day.day)
    cell = moment.strftime(shape + clock)
    assert read(cell, "mdy" if shape == "%m/%d/%Y" else "dmy") == moment


@pytest.mark.parametrize("language", ["en", "nb", "nn", "sv", "da", "de", "es", "pt", "fr", "fi", "nl"])
def test_months_are_known_in_every_language(language: str) -> None:
    days = [date(2025, month, 5) for month in range(1, 13)]
    for pattern in ("d. MMMM y", "d MMM y", "LLLL d, y"):
        cells = [format_date(day, pattern, locale=language) for day in days]
        listed = ", ".join(f"('{cell}')" for cell in cells)
        read_back = CONNECTION.sql(
            f"SELECT {timestamp('v', written(cells[:3]))} FROM (VALUES {listed}) AS t(v)"
        ).fetchall()
        assert [row[0].date() for row in read_back] == days, cells


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("46023", datetime(2026, 1, 1)),
        ("46023.5", datetime(2026, 1, 1, 12)),
        ("46023,25", datetime(2026, 1, 1, 6)),
    ],
)
def test_days_of_a_spreadsheet_that_lost_their_format(cell: str, moment: datetime) -> None:
    assert read(cell) == moment


def test_clock_parts_may_be_left_out_of_some_cells() -> None:
    how = written(["5/7/24 10:26", "13/7/24", "14/7/24 9:05"]).in_order("dmy")
    with duckdb.connect() as connection:
        query = f"SELECT {timestamp('v', how)} FROM (VALUES ('13/7/24'), ('14/7/24 9:05')) AS t(v)"
        assert [row[0] for row in connection.sql(query).fetchall()] == [
            datetime(2024, 7, 13),
            datetime(2024, 7, 14, 9, 5),
        ]


def test_an_offset_is_kept() -> None:
    how = written(["2021-05-13 11:01:13 +0200"])
    assert how.has_offset
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        cells = "(VALUES ('2021-05-13 11:01:13 +0200'), ('2021-05-13 11:01:13Z'))"
        query = f"SELECT CAST({timestamp('v', how)} AS VARCHAR) FROM {cells} AS t(v)"
        assert [row[0] for row in connection.sql(query).fetchall()] == [
            "2021-05-13 09:01:13+00",
            "2021-05-13 11:01:13+00",
        ]


def test_days_without_a_year_take_the_latest_one_that_is_not_after_the_last_day() -> None:
    last = date(2026, 2, 27)
    assert read("February 27", last_day=last) == datetime(2026, 2, 27)
    assert read("8 de marzo", last_day=last) == datetime(2025, 3, 8)
    assert read("28. februar", last_day=last) == datetime(2025, 2, 28)
    assert read("February 27") is None


@pytest.mark.parametrize("cell", ["3.апр", "hello", "31.02.2025", "12", ""])
def test_what_is_no_day_is_missing(cell: str) -> None:
    assert read(cell) is None


@given(cells=st.lists(st.text(max_size=30), max_size=5))
def test_no_text_breaks_the_telling_of_dates(cells: list[str]) -> None:
    how = written(cells)
    assert how == NOTHING or how.formats or how.words


def test_a_value_above_12_tells_the_order() -> None:
    assert order((3, 18), (3, 4), declared="dmy") == Order("mdy", "a value above 12")
    assert order((18, 3), (3, 4), declared="mdy") == Order("dmy", "a value above 12")


def test_two_orders_in_one_file_are_refused() -> None:
    with pytest.raises(ExportRefusedError, match="two orders"):
        order((3, 18), (18, 3))


def test_the_period_in_the_name_tells_the_order_where_the_values_do_not() -> None:
    april = (date(2025, 4, 1), date(2025, 4, 30))
    assert order((4, 5), stamped=april, days=[(4, 5, 2025)]).order == "mdy"
    assert order((5, 4), stamped=april, days=[(5, 4, 2025)]).order == "dmy"


def test_then_the_platform_the_points_and_the_language_tell_it() -> None:
    assert order((4, 5), declared="mdy", sign=".").order == "mdy"
    assert order((4, 5), sign=".") == Order("dmy", "the points between the numbers")
    assert order((4, 5), language="nb").order == "dmy"
    assert order((4, 5), language="en").order == "mdy"
    assert not order((4, 5), language="en").certain
    assert not order((4, 5)).certain
