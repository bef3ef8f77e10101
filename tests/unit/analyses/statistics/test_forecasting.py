from __future__ import annotations

import random

import pytest

from kpi_xl_analyses.statistics.forecasting import errors_ahead, forecast, mase
from kpi_xl_analyses.statistics.outliers import usual_step

WEEK = [10.0, 11, 12, 13, 14, 20, 22]


def noisy(weeks: int, seed: int = 1) -> list[float]:
    chance = random.Random(seed)  # noqa: S311 - the same series each time
    return [value * 10 + chance.gauss(0, 8) for _ in range(weeks) for value in WEEK]


def test_a_perfect_week_is_repeated() -> None:
    assert forecast(WEEK * 5, 10).days == pytest.approx((*WEEK, *WEEK[:3]), abs=0.2)


def test_smoothing_beats_last_week_where_days_are_noisy() -> None:
    found = forecast(noisy(20), 14)
    assert found.method == "ets"
    assert found.mase
    assert found.mase < 1
    assert found.days[:7] == pytest.approx([10 * value for value in WEEK], rel=0.1)


def test_the_backtest_needs_a_history() -> None:
    assert mase(noisy(2), "ets") is None
    assert mase(WEEK * 6, "ets") is None  # last week is always right, so nothing can be measured by it


def test_the_interval_of_a_sum_is_narrower_than_the_sum_of_intervals() -> None:
    found = forecast(noisy(20), 14)
    ends = [found.interval(at, 0.8) for at in range(14)]
    whole = found.sum_interval(13, 0.8)
    assert sum(found.days) == pytest.approx((whole.low + whole.high) / 2)
    assert whole.high - whole.low < sum(high - low for low, high in ends)


@pytest.mark.slow
def test_four_of_five_intervals_hold_the_truth() -> None:
    held = 0
    for seed in range(40):
        series = noisy(12, seed)
        held += forecast(series[:-7], 7).sum_interval(6, 0.8).holds(sum(series[-7:]))
    assert 26 <= held <= 38


def test_the_usual_step_is_the_noise_of_a_day() -> None:
    assert usual_step(noisy(60)) == pytest.approx(8, rel=0.15)
    assert usual_step(WEEK) == 0


def test_the_variance_is_that_of_the_book() -> None:
    """Hyndman and Athanasopoulos, table 8.8, the variance of ETS(A,N,A) h days ahead."""
    level, season, variance = 0.3, 0.15, 4.0
    days, running = errors_ahead(variance, 20, 7, (level, season))
    for at, deviation in enumerate(days):
        whole = at // 7
        expected = variance * (1 + level**2 * at + season * whole * (2 * level + season))
        assert deviation**2 == pytest.approx(expected)
    assert running[0] == days[0]
