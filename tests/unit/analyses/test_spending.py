from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from unit.kpis.frames import day, make_data

from kpi_xl import Analysis, AnalysisTable, Data, Given, Period, Scope
from kpi_xl.host.manager import Host
from kpi_xl.kpis.catalogue import Catalogue
from kpi_xl_analyses.spending import budget_reallocation, full_cost_roi, influencer_returns
from kpi_xl_analyses.spending._curves import Curve, best_split, fit_curve

OCTOBER = Scope(Period.parse("2026-10"))
CATALOGUE = Catalogue(Host().kpis())
ROI, INFLUENCERS, BUDGET = full_cost_roi.ANALYSIS, influencer_returns.ANALYSIS, budget_reallocation.ANALYSIS
SURE = ((0.0, 0.0), (0.0, 0.0))


def data_of(**tables: Any) -> Data:
    return replace(make_data(**tables), kpis=CATALOGUE)


def calculated(analysis: Analysis, rows: Any = (), **given: Any) -> AnalysisTable:
    assert analysis.by_hand
    return analysis.by_hand.calculate(Given(given, rows), {one.name: one.default for one in analysis.settings}, "en")


@pytest.mark.parametrize(("value", "cost", "published"), [(1000, 500, 1.0), (30, 20, 0.5)])
def test_the_published_examples_of_roi(value: float, cost: float, published: float) -> None:
    """cms-connected.com and keyhole.co."""
    assert calculated(ROI, value=float(value), cost=float(cost)).rows[0][-1] == pytest.approx(published)


def test_every_cost_lowers_the_return_and_a_fifth_less_value_is_told() -> None:
    rows = ROI.by_hand_table(Given({"value": 50_000.0, "ads": 10_000.0, "labour": 5000.0}), {"margin": 0.4}).rows
    told = {row[0]: row[-1] for row in rows}
    assert told["Advertising"] == pytest.approx(1.0)
    assert told["Work"] == pytest.approx(1 / 3)
    assert told["If the value were −20%"] == pytest.approx(16_000 / 15_000 - 1)
    assert told["Break-even"] == 0
    assert calculated(ROI, value=10.0, cost=0.0).rows[0][-1] is None


def test_ad_spend_is_not_counted_twice() -> None:
    ad = {"platform": "meta_ads", "level": "account", "date_start": day("2026-10-05"), "date_end": day("2026-10-05")}
    costs = [
        {"date": day("2026-10-01"), "category": one, "amount": amount}
        for one, amount in (("ads", 90.0), ("tools", 10.0))
    ]
    web = {"property": "s", "part": "day", "date": day("2026-10-05"), "channel_group": "Paid Social", "revenue": 220.0}
    days = {"date_start": day("2026-10-05"), "date_end": day("2026-10-05")}
    table = ROI.table(data_of(ads=[{**ad, "spend": 100.0}], costs=costs, web=[{**web, **days}]), OCTOBER)
    assert [row[:3] for row in table.rows[:2]] == [("Advertising", 100.0, 100.0), ("Tools", 10.0, 110.0)]
    assert table.rows[1][-1] == pytest.approx(1.0)
    assert "By revenue" in table.notes[0]


def test_an_influencer_is_matched_by_code() -> None:
    at = {"ordered_at": datetime(2026, 10, 5, 12)}
    orders = [{"order_id": str(n), "promo_code": "anna10", "revenue": 100.0, **at} for n in range(6)]
    costs = [{"date": day("2026-10-01"), "category": "influencer", "campaign": "ANNA10", "amount": 300.0}]
    table = INFLUENCERS.table(data_of(orders=orders, costs=costs), OCTOBER)
    assert table.rows == [("ANNA10", 6, 600.0, 600.0, 300.0, 1.0, pytest.approx(0.6), pytest.approx(1.4), 3)]


def test_the_split_of_curves_is_that_of_a_general_optimiser() -> None:
    curves = [Curve(0.5, 0.4, SURE), Curve(1.0, 0.6, SURE), Curve(0.2, 0.7, SURE)]
    found = best_split(curves, [(10, 500)] * 3, 600)
    other = minimize(
        lambda spends: -sum(curve.outcome(spend) for curve, spend in zip(curves, spends, strict=True)),
        [200, 200, 200],
        bounds=[(10, 500)] * 3,
        constraints={"type": "eq", "fun": lambda spends: sum(spends) - 600},
        tol=1e-12,
    )
    assert found == pytest.approx(other.x, rel=1e-3)


POWERS = st.floats(0.1, 0.9)


@examples(st.lists(st.tuples(st.floats(-3, 3), POWERS, st.floats(50, 500)), min_size=2, max_size=5))
@settings(max_examples=40)
def test_the_budget_is_kept_and_marginal_returns_meet_inside_the_bounds(
    listed: list[tuple[float, float, float]],
) -> None:
    curves = [Curve(scale, power, SURE) for scale, power, _ in listed]
    bounds = [(spend * 0.7, spend * 1.3) for _, _, spend in listed]
    found = best_split(curves, bounds, sum(spend for _, _, spend in listed))
    assert sum(found) == pytest.approx(sum(spend for _, _, spend in listed), rel=1e-6)
    inside = [
        curve.marginal(spend)
        for curve, spend, (low, high) in zip(curves, found, bounds, strict=True)
        if low * 1.001 < spend < high * 0.999
    ]
    assert all(one == pytest.approx(inside[0], rel=1e-3) for one in inside)


def test_a_fit_finds_the_curve_that_weeks_were_drawn_from() -> None:
    random = np.random.default_rng(3)
    spend = random.uniform(100, 1000, 200)
    curve = fit_curve(spend.tolist(), random.poisson(2.0 * spend**0.5).tolist())
    assert curve
    assert curve.power == pytest.approx(0.5, abs=3 * curve.covariance[1][1] ** 0.5)
    assert np.exp(curve.scale) == pytest.approx(2.0, rel=0.2)
    assert fit_curve([100, 100, 100], [1, 2, 3]) is None


def test_spend_that_hardly_varies_has_no_curve() -> None:
    assert fit_curve([100, 100.1, 100.2, 100.3], [0, 0, 0, 50]) is None
    little = [1000.0, 1000.4, 999.8, 1000.1, 999.9, 1000.2] * 4
    assert fit_curve(little, [3, 1, 4, 2, 5, 2] * 4) is None, "any power would fit these as well"


def weeks(channel: str, scale: float, power: float, middle: float, noise: float = 0.0) -> list[dict[str, str]]:
    random = np.random.default_rng(len(channel))
    spends = [middle * (1 + 0.5 * np.sin(at)) for at in range(20)]
    return [
        {
            "channel": channel,
            "spend": f"{spend:.2f}",
            "outcome": f"{scale * spend**power * (1 + noise * random.normal()):.4f}",
        }
        for spend in spends
    ]


def test_money_moves_to_where_the_next_unit_brings_more() -> None:
    table = calculated(BUDGET, [*weeks("saturated", 20, 0.2, 1000), *weeks("hungry", 2, 0.8, 1000)])
    change = {row[0]: row[-1] for row in table.rows}
    assert change == {"hungry": pytest.approx(0.3, abs=0.01), "saturated": pytest.approx(-0.3, abs=0.01)}
    assert len(table.findings) == 1
    assert table.rows[table.findings[0].row][0] == "hungry"


def test_wide_curves_give_no_advice() -> None:
    table = calculated(BUDGET, [*weeks("one", 3, 0.5, 1000, noise=0.6), *weeks("other", 3, 0.5, 1100, noise=0.6)])
    assert not table.findings
    assert any("no advice" in note for note in table.notes)


def test_few_weeks_give_the_reason() -> None:
    table = calculated(BUDGET, weeks("one", 3, 0.5, 1000)[:11])
    assert table.missing
    assert table.missing.kind == "too_few"


def test_weeks_of_a_project_are_counted_by_platform() -> None:
    rows = [
        {
            "platform": platform,
            "account": "A",
            "level": "account",
            "date_start": day("2026-10-31") - timedelta(days=at),
            "date_end": day("2026-10-31") - timedelta(days=at),
            "spend": base * (1 + 0.5 * np.sin(at // 7)),
            "conversions": float(round(3 * (base * (1 + 0.5 * np.sin(at // 7))) ** 0.5)),
        }
        for platform, base in (("meta_ads", 100.0), ("google_ads", 300.0))
        for at in range(7 * 14)
    ]
    table = BUDGET.table(data_of(ads=rows), OCTOBER)
    assert [(row[0], row[1]) for row in table.rows] == [("Google Ads", 14), ("Meta Ads", 14)]
