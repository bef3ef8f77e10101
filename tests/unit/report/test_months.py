from __future__ import annotations

from datetime import date

import pytest

from kpi_xl.errors import ProjectError
from kpi_xl.kpis.completeness import comparable, whole
from kpi_xl.report.months import choices, history, report_month
from kpi_xl.vocabulary.periods import Period
from kpi_xl.warehouse.data import Coverage

OCTOBER = Period.month(2026, 10)
TODAY = date(2026, 11, 12)


def covered(first: str, last: str, table: str = "account_daily", platform: str = "instagram") -> Coverage:
    return Coverage(table, platform, "us", date.fromisoformat(first), date.fromisoformat(last))


def test_a_month_that_the_data_reach_the_end_of_is_reported_on() -> None:
    assert report_month([covered("2026-01-01", "2026-10-31")], TODAY) == OCTOBER


def test_a_month_that_has_just_begun_is_not() -> None:
    assert report_month([covered("2026-01-01", "2026-11-09")], TODAY) == OCTOBER


def test_the_only_month_there_is_is_reported_on_though_it_is_not_over() -> None:
    assert report_month([covered("2026-10-02", "2026-10-12")], TODAY) == OCTOBER


def test_days_to_come_move_no_report_into_the_future() -> None:
    slip = covered("2026-10-01", "2030-12-31", "web")
    assert report_month([covered("2026-01-01", "2026-10-31"), slip], TODAY) == OCTOBER


def test_without_any_day_there_is_nothing_to_report_on() -> None:
    with pytest.raises(ProjectError, match="no figures with a date"):
        report_month([])


def test_the_drop_down_offers_two_years_and_pages_look_back_one_more() -> None:
    known = history([covered("2015-01-01", "2026-10-31")], OCTOBER)
    assert (len(choices(known)), len(known), known[-1]) == (25, 37, OCTOBER)


def test_a_month_is_whole_over_several_files() -> None:
    files = [covered("2026-09-20", "2026-10-14"), covered("2026-10-15", "2026-10-31")]
    assert whole(files, "instagram", OCTOBER)


def test_a_hole_in_the_middle_makes_a_month_incomplete() -> None:
    files = [covered("2026-10-01", "2026-10-10"), covered("2026-10-20", "2026-10-31")]
    assert not whole(files, "instagram", OCTOBER)


def test_posts_may_end_before_the_month_does() -> None:
    assert whole([covered("2026-09-01", "2026-10-26", "posts")], "instagram", OCTOBER)
    assert not whole([covered("2026-09-01", "2026-10-12", "posts")], "instagram", OCTOBER)


def test_daily_figures_show_that_a_quiet_month_of_posts_is_whole() -> None:
    files = [covered("2026-09-01", "2026-10-12", "posts"), covered("2026-09-01", "2026-10-31")]
    assert whole(files, "instagram", OCTOBER)


def test_a_new_platform_makes_all_platforms_together_incomparable() -> None:
    files = [covered("2026-01-01", "2026-10-31"), covered("2026-10-01", "2026-10-31", platform="x")]
    assert comparable(files, "instagram", OCTOBER)
    assert not comparable(files, None, OCTOBER)
