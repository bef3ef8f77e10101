"""Jumps that last are told from odd days, sales, trends and noise."""

from __future__ import annotations

import random

import pytest

from kpi_xl_analyses.statistics.level_shift import Shift, level_shifts, without

WEEK = (100.0, 102, 98, 105, 140, 60, 40)


def days(count: int = 84, noise: float = 3.0, seed: int = 1) -> list[float]:
    chance = random.Random(seed)  # noqa: S311 - the same days each time
    return [WEEK[at % 7] + chance.gauss(0, noise) for at in range(count)]


@pytest.mark.parametrize(("at", "size"), [(40, 50.0), (40, -30.0), (77, 50.0), (8, 50.0)])
def test_a_jump_is_found_on_its_day(at: int, size: float) -> None:
    series = [value + size * (day >= at) for day, value in enumerate(days())]
    (shift,) = level_shifts(series, 10)
    assert shift.at == at
    assert shift.size == pytest.approx(size, abs=8)


@pytest.mark.parametrize("seed", range(20))
def test_noise_has_no_jump(seed: int) -> None:
    assert not level_shifts(days(seed=seed), 0)


def test_a_sale_of_a_week_is_no_jump() -> None:
    assert not level_shifts([value + 50 * (40 <= day < 47) for day, value in enumerate(days())], 10)


def test_a_campaign_of_two_weeks_is_a_jump_there_and_back() -> None:
    up, down = level_shifts([value + 50 * (40 <= day < 54) for day, value in enumerate(days())], 10)
    assert (up.at, down.at) == (40, 54)
    assert up.size + down.size == pytest.approx(0, abs=10)


def test_a_trend_is_no_jump() -> None:
    assert not level_shifts([value + 2 * day for day, value in enumerate(days(noise=0.5))], 10)


def test_a_rise_over_weeks_is_no_jump() -> None:
    rise = [min(max(day - 30, 0), 28) * 3 for day in range(84)]
    assert not level_shifts([value + more for value, more in zip(days(), rise, strict=True)], 10)


def test_too_few_days_have_none() -> None:
    assert not level_shifts([1.0, 2, 3], 0)


def test_the_series_without_it_stays_on_its_first_level() -> None:
    assert without([1.0, 1, 5, 5], [Shift(2, 4)]) == [1, 1, 1, 1]
    assert without([1.0, 5], []) == [1, 5]
