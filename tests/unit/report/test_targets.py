from __future__ import annotations

from datetime import date

from kpi_xl.report.targets import target_of, targets

from .made import MONTHS, OCTOBER, business, catalogue, material

YEAR = {"period_start": date(2026, 1, 1), "period_end": date(2026, 12, 31)}
MONTH = {"period_start": OCTOBER.first, "period_end": OCTOBER.last}


def test_a_level_for_a_year_holds_for_each_of_its_months() -> None:
    found = targets(catalogue(), business(targets=[{"kpi": "followers", "value": 3_000.0, **YEAR}]), MONTHS)
    assert {month for _, _, month in found} == set(MONTHS)


def test_a_sum_for_a_year_says_nothing_about_a_month() -> None:
    assert targets(catalogue(), business(targets=[{"kpi": "link_clicks", "value": 9_000.0, **YEAR}]), MONTHS) == {}


def test_the_target_of_the_month_itself_beats_that_of_the_year() -> None:
    rows = [{"kpi": "followers", "value": 3_000.0, **YEAR}, {"kpi": "followers", "value": 2_500.0, **MONTH}]
    assert target_of(material(business(targets=rows)), "followers") == 2_500.0


def test_a_target_of_one_platform_is_not_that_of_all() -> None:
    found = material(business(targets=[{"kpi": "followers", "scope": "instagram", "value": 900.0, **MONTH}]))
    assert target_of(found, "followers") is None
    assert target_of(found, "followers", "instagram") == 900.0


def test_targets_of_unknown_kpis_and_without_days_are_left_out() -> None:
    rows = [{"kpi": "nothing", "value": 1.0, **MONTH}, {"kpi": "followers", "value": 1.0}]
    assert targets(catalogue(), business(targets=rows), MONTHS) == {}
