from __future__ import annotations

from datetime import date

from kpi_xl.report.awaited import Awaited, awaited
from kpi_xl.vocabulary.periods import Period
from kpi_xl.warehouse.data import Coverage

OCTOBER = Period.month(2026, 10)


def covered(until: date, table: str = "posts", platform: str = "instagram") -> Coverage:
    return Coverage(table, platform, None, date(2026, 9, 1), until)


def test_what_had_figures_the_month_before_is_waited_for_to_the_end_of_the_month() -> None:
    assert awaited([covered(date(2026, 9, 30))], OCTOBER) == (Awaited("instagram", "posts", date(2026, 9, 30)),)
    assert awaited([covered(date(2026, 10, 20))], OCTOBER) == (Awaited("instagram", "posts", date(2026, 10, 20)),)


def test_a_quiet_last_week_is_no_reason_to_wait() -> None:
    assert awaited([covered(date(2026, 10, 25))], OCTOBER) == ()


def test_the_last_file_of_several_counts() -> None:
    assert awaited([covered(date(2026, 9, 30)), covered(date(2026, 10, 31))], OCTOBER) == ()


def test_what_had_no_figures_the_month_before_is_not_waited_for() -> None:
    old = Coverage("posts", "x", None, date(2026, 5, 1), date(2026, 5, 31))
    assert awaited([old], OCTOBER) == ()
