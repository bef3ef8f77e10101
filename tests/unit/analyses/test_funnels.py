from __future__ import annotations

from dataclasses import replace
from math import prod
from typing import Any

import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st
from unit.kpis.frames import day, make_data

from kpi_xl import AnalysisTable, Data, Given, Period, Scope, UsageError
from kpi_xl.host.manager import Host
from kpi_xl.kpis.catalogue import Catalogue
from kpi_xl.warehouse.data import Coverage
from kpi_xl_analyses.funnels import backward_funnel_plan
from kpi_xl_analyses.funnels._profiles import MODELS, profile
from kpi_xl_analyses.funnels.backward_funnel_plan import Link, backwards
from kpi_xl_analyses.funnels.business_model_funnel import ANALYSES

FUNNEL, RESTAURANT = ANALYSES
PLAN = backward_funnel_plan.ANALYSIS
OCTOBER = Scope(Period.parse("2026-10"))
CATALOGUE = Catalogue(Host().kpis())
COVERED = [Coverage("web", None, "site", day("2026-09-01"), day("2026-10-31"))]


def web(month: int, sessions: int, carts: int, checkouts: int, purchases: int) -> dict[str, Any]:
    on = day(f"2026-{month:02}-15")
    row = {"property": "site", "part": "day", "date": on, "date_start": on, "date_end": on}
    social = {"channel_group": "Organic Social"}
    figures = {"sessions": sessions, "add_to_carts": carts, "checkouts": checkouts, "purchases": purchases}
    return {**row, **social, **figures}


def data_of(**tables: Any) -> Data:
    return replace(make_data(coverage=COVERED, **tables), kpis=CATALOGUE)


@pytest.mark.parametrize("model", MODELS)
def test_every_kpi_of_every_profile_exists(model: str) -> None:
    assert len(profile(model)) > 5
    assert [place.kpi for place in profile(model) if place.kpi not in CATALOGUE] == []


def test_a_step_that_fewer_take_is_found_with_its_numbers() -> None:
    data = data_of(web=[web(9, 10_000, 1000, 500, 250), web(10, 10_000, 1000, 500, 150)])
    table = FUNNEL.table(data, OCTOBER)
    last = next(row for row in table.rows if row[1] == "Purchases")
    assert last[5] == pytest.approx(0.3)
    assert last[6] < 0.3 < last[7]  # type: ignore[operator]
    assert [table.rows[finding.row][1] for finding in table.findings] == ["Purchases"]
    assert "30.00% went on, against 50.00%" in table.findings[0].text
    assert any("Impressions" in note for note in table.notes)


def test_a_restaurant_has_its_own_list() -> None:
    visits = [{"date": day("2026-10-03"), "venue": "a", "visitors": 120, "dwell_time": 7200.0}]
    table = RESTAURANT.table(data_of(visits=visits), OCTOBER)
    assert 120 in [row[2] for row in table.rows]


def by_hand(analysis: Any, **values: Any) -> AnalysisTable:
    return analysis.by_hand.calculate(Given(values), {"model": "dtc", "goal": 0.0}, "en")


def test_a_funnel_of_typed_counts_has_intervals() -> None:
    """Newcombe 1998: 81 of 263 is 0.2553 to 0.3662."""
    table = by_hand(FUNNEL, counts=(263.0, 81.0), steps="visits > orders")
    assert table.rows[1][1:] == (
        "orders",
        81.0,
        "count",
        None,
        *(pytest.approx(one, abs=1e-4) for one in (0.3080, 0.2553, 0.3662, 0.6920)),
        "",
        1,
    )


def test_the_plan_goes_backwards_from_the_goal() -> None:
    typed = Given({"rates": (0.01, 0.05, 0.2), "cpm": 50.0, "steps": "seen > clicks > leads > customers"})
    table = PLAN.by_hand_table(typed, {"goal": 100.0})
    assert [row[:2] for row in table.rows[1:]] == [
        ("seen", pytest.approx(1_000_000)),
        ("clicks", pytest.approx(10_000)),
        ("leads", pytest.approx(500)),
        ("customers", 100.0),
    ]
    assert table.rows[0][1] == pytest.approx(50_000)
    with pytest.raises(UsageError, match="above 0"):
        PLAN.by_hand_table(Given({"rates": (0.0, 0.5)}), {"goal": 100.0})
    with pytest.raises(UsageError, match="no goal"):
        PLAN.by_hand_table(Given({"rates": (0.1, 0.5)}))


def test_the_plan_starts_from_the_target_of_the_inputs() -> None:
    target = {"kpi": "purchases", "scope": None, "period_start": day("2026-10-01"), "period_end": day("2026-12-31")}
    data = data_of(web=[web(10, 10_000, 1000, 500, 250)], targets=[{**target, "value": 500.0}])
    table = PLAN.table(data, OCTOBER)
    # Visits from social media are no step: carts are filled by those who came in other ways too.
    assert [row[1] for row in table.rows] == pytest.approx([2000, 1000, 500])
    assert all(row[2] <= row[1] <= row[3] for row in table.rows)  # type: ignore[operator]
    assert PLAN.table(data_of(web=[web(10, 10, 5, 4, 3)]), OCTOBER).missing


@examples(st.floats(1, 1e6), st.lists(st.floats(0.001, 1), min_size=1, max_size=6))
@settings(max_examples=50)
def test_walking_the_plan_forwards_ends_at_the_goal(goal: float, rates: list[float]) -> None:
    needed = backwards(goal, [Link(rate, 1000) for rate in rates])
    assert needed[0].amount * prod(rates) == pytest.approx(goal)
    assert all((one.low or 0) <= one.amount <= (one.high or 0) for one in needed)
