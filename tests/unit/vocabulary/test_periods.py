from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_xl.errors import UsageError
from kpi_xl.vocabulary.periods import Period, add_months

days = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last", "grain"),
    [
        ("2026-10", date(2026, 10, 1), date(2026, 10, 31), "month"),
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30), "quarter"),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "year"),
        ("2026-W01", date(2025, 12, 29), date(2026, 1, 4), "week"),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29), "day"),
        ("2026-10-05..2026-10-20", date(2026, 10, 5), date(2026, 10, 20), "custom"),
        ("2026-10-01..2026-10-31", date(2026, 10, 1), date(2026, 10, 31), "month"),
    ],
)
def test_a_period_is_read_in_every_form(text: str, first: date, last: date, grain: str) -> None:
    period = Period.parse(text)
    assert (period.first, period.last, period.grain) == (first, last, grain)


@pytest.mark.parametrize("text", ["", "october", "2026-13", "2026-02-30", "2026-W54", "2026-10-31..2026-10-01"])
def test_what_is_no_period_is_said(text: str) -> None:
    with pytest.raises(UsageError):
        Period.parse(text)


@given(days, days)
def test_what_is_written_reads_back(one: date, other: date) -> None:
    period = Period(min(one, other), max(one, other))
    assert Period.parse(str(period)) == period


@pytest.mark.parametrize("text", ["2026-03", "2026-Q1", "2026", "2026-W10", "2026-03-01", "2026-03-02..2026-03-11"])
def test_the_previous_period_ends_the_day_before(text: str) -> None:
    period = Period.parse(text)
    before = period.previous()
    assert before.last == period.first - timedelta(days=1)
    assert before.grain == period.grain


def test_the_same_period_last_year() -> None:
    assert str(Period.parse("2024-02").last_year()) == "2023-02"
    assert str(Period.parse("2025-Q4").last_year()) == "2024-Q4"
    assert Period.parse("2024-02-29").last_year() == Period(date(2023, 2, 28), date(2023, 2, 28))
    week = Period.parse("2026-W10").last_year()
    assert week.first.isoweekday() == 1
    assert week.days == 7


def test_months_of_a_quarter() -> None:
    assert [str(month) for month in Period.parse("2026-Q4").months()] == ["2026-10", "2026-11", "2026-12"]


@given(days, st.integers(-400, 400))
def test_adding_months_keeps_the_day_or_ends_the_month(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (moved + timedelta(days=1)).day == 1
