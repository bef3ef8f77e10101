"""Experiments, and how large they have to be."""

from __future__ import annotations

from dataclasses import replace
from math import comb
from typing import Any

import pytest
from unit.kpis.frames import make_data

from kpi_xl import AnalysisTable, Given, Period, Scope, UsageError
from kpi_xl_analyses.by_hand import adjustments, differences, net_promoter_score, ratios, samples, wilson
from kpi_xl_analyses.experiments.ab_test import ANALYSIS as TEST
from kpi_xl_analyses.experiments.sample_size import ANALYSIS as SIZE

from .busy import catalogue

OCTOBER = Scope(Period.parse("2026-10"))
METHODS = (adjustments, differences, net_promoter_score, ratios, samples, wilson)


def by_hand(analysis: Any, rows: Any = (), **values: Any) -> AnalysisTable:
    chosen = {one.name: one.default for one in analysis.settings}
    return analysis.by_hand.calculate(Given(values, rows), chosen, "en")


def shown(table: AnalysisTable, column: str, row: int = -1) -> Any:
    return table.rows[row][[one.key for one in table.columns].index(column)]


def typed(name: str) -> Any:
    return next(one for module in METHODS for one in module.ANALYSES if one.id == name)


def test_each_variant_is_held_against_the_first_and_adjusted_for_how_many_there_are() -> None:
    table = by_hand(TEST, a=(144.0, 1200.0), b=(192.0, 1200.0), c=(150.0, 1200.0))
    assert [shown(table, "p_adjusted", row) for row in (1, 2)] == pytest.approx(
        [2 * shown(table, "p", 1), shown(table, "p", 2)]
    )
    assert shown(table, "verdict", 1) == "higher"
    assert shown(table, "verdict", 2) == "no clear difference"
    assert len(table.findings) == 1


def test_experiments_are_never_put_together() -> None:
    rows = [
        {"experiment": name, "variant": variant, "trials": 1000, "successes": count}
        for name, variant, count in (("One", "A", 100), ("One", "B", 102), ("Two", "A", 300), ("Two", "B", 303))
    ]
    table = TEST.table(make_data(experiments=rows), OCTOBER)
    assert [row[0] for row in table.rows] == ["One", "One", "Two", "Two"]
    assert shown(table, "rate", 1) == pytest.approx(0.102)


def test_few_get_figures_and_no_verdict() -> None:
    table = by_hand(TEST, a=(1.0, 20.0), b=(8.0, 20.0))
    chances = [comb(20, hits) * comb(20, 9 - hits) / comb(40, 9) for hits in range(10)]
    assert shown(table, "method") == "fisher"
    assert shown(table, "p") == pytest.approx(sum(one for one in chances if one <= chances[1] * (1 + 1e-9)))
    assert shown(table, "verdict") == "too few to tell"
    assert not table.findings


def test_two_variants_that_never_work_do_not_differ() -> None:
    assert shown(by_hand(TEST, a=(0.0, 500.0), b=(0.0, 500.0)), "p") == 1


def test_a_variant_that_works_more_often_than_it_is_shown_is_refused() -> None:
    with pytest.raises(UsageError, match="part of a whole"):
        by_hand(TEST, a=(3.0, 2.0), b=(1.0, 2.0))


def test_a_relative_change_is_a_share_of_the_rate_now() -> None:
    assert SIZE.by_hand
    values = {"baseline": 0.2, "mde": 0.25}
    chosen = {one.name: one.default for one in SIZE.settings} | {"effect_kind": "relative"}
    assert shown(SIZE.by_hand.calculate(Given(values), chosen, "en"), "n_per_variant") == 1031


@pytest.mark.parametrize(("baseline", "mde"), [(0.0, 0.1), (0.9, 0.2), (0.2, 0.0)])
def test_rates_outside_their_domain_are_refused(baseline: float, mde: float) -> None:
    with pytest.raises(UsageError, match="between 0 and 1"):
        by_hand(SIZE, baseline=baseline, mde=mde)


def test_the_sample_starts_from_todays_click_rate() -> None:
    own = {"platform": "x", "account": "A", "date": OCTOBER.period.first, "impressions": 1000, "link_clicks": 20}
    table = SIZE.table(replace(make_data(account_daily=[own]), kpis=catalogue()), OCTOBER)
    assert shown(table, "baseline") == pytest.approx(0.02)
    assert shown(table, "effect") == pytest.approx(0.004)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("wilson95", {"x": 3.0, "n": 2.0}),
        ("holm", {"p": (0.2, 1.2)}),
        ("ab_welch", {"a": (1.0, 1.0), "b": (1.0, 1.0)}),
        ("ab_welch", {"a": (1.0,), "b": (1.0, 2.0)}),
        ("fisher", {"a": (1.0, 2.0)}),
        ("nps_adjusted_wald", {"promoters": 60.0, "detractors": 50.0, "n": 100.0}),
        ("rate_ratio", {"count_a": 0.0, "items_a": 1.0, "count_b": 1.0, "items_b": 1.0}),
        (
            "ctr_delta_method",
            {"a_above": (1.0, 2.0), "a_below": (0.0, 0.0), "b_above": (1.0, 2.0), "b_below": (3.0, 4)},
        ),
    ],
)
def test_numbers_that_make_no_sense_are_refused_with_an_example(name: str, values: dict[str, Any]) -> None:
    with pytest.raises(UsageError) as refused:
        by_hand(typed(name), **values)
    assert "=" in refused.value.hint


def test_click_rates_of_people_by_the_delta_method() -> None:
    """People who see more also click more: the variance is not that of independent views."""
    table = by_hand(
        typed("ctr_delta_method"),
        a_above=(1.0, 0.0, 2.0, 1.0), a_below=(5.0, 3.0, 9.0, 3.0), b_above=(2.0, 1.0, 3.0), b_below=(4.0, 4.0, 7.0),
    )  # fmt: skip
    assert shown(table, "ratio_a") == pytest.approx(0.2)
    assert shown(table, "difference") == pytest.approx(0.4 - 0.2)
    low, high = shown(table, "low"), shown(table, "high")
    assert (low + high) / 2 == pytest.approx(0.2)
