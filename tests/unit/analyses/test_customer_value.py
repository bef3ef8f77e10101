"""The CDNOW sample of Fader, Hardie & Lee (2005), as the package lifetimes hands it out: 2,357 customers."""

from __future__ import annotations

import csv
from datetime import date, datetime, timedelta
from functools import cache
from math import log
from pathlib import Path
from typing import Any

import pytest
from unit.kpis.frames import make_data

from kpi_xl import Analysis, AnalysisTable, Given, Period, Scope, UsageError
from kpi_xl_kpis.loyalty import clv_cohorts, clv_margin, clv_model, single_customer
from kpi_xl_kpis.loyalty._value_by_hand import EXPECTED, PROMISED

CDNOW = Path(__file__).parents[2] / "data" / "cdnow.csv"
COHORTS, MARGIN, MODEL = clv_cohorts.ANALYSIS, clv_margin.ANALYSIS, clv_model.ANALYSIS
PURCHASES, SPENDING = single_customer.ANALYSES


def calculated(analysis: Analysis, rows: Any = (), **given: Any) -> AnalysisTable:
    assert analysis.by_hand
    return analysis.by_hand.calculate(Given(given, rows), {"count": 10}, "en")


@cache
def cdnow() -> dict[str, tuple[float, float, float]]:
    with CDNOW.open(encoding="utf-8", newline="") as file:
        table = calculated(MODEL, list(csv.DictReader(file)))
    return {str(row[1]): row[2:] for row in table.rows}  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "published", "tolerance"),
    [
        ("r", 0.243, 0.001),
        ("alpha", 4.414, 0.005),
        ("a", 0.793, 0.001),
        ("b", 2.426, 0.005),
        ("log_likelihood", -9582.43, 0.01),
        ("p", 6.25, 0.01),
        ("q", 3.74, 0.01),
        ("gamma", 15.44, 0.05),
        ("mean_purchase", 35.17, 0.05),
    ],
)
def test_the_fit_of_the_papers(name: str, published: float, tolerance: float) -> None:
    assert cdnow()[name][0] == pytest.approx(published, abs=tolerance)


def test_the_intervals_hold_the_estimates_and_are_narrow_with_so_many_customers() -> None:
    for name in ("r", "alpha", "a", "b", "purchases_per_year", "mean_purchase", "value_next_year"):
        value, low, high = cdnow()[name]
        assert low < value < high


@pytest.mark.parametrize(("name", "error"), [("r", 0.012557), ("alpha", 0.378221), ("a", 0.185719), ("b", 0.705345)])
def test_the_standard_errors_are_those_that_lifetimes_prints(name: str, error: float) -> None:
    """`bgf.summary` in docs/Quickstart.md of github.com/CamDavidsonPilon/lifetimes."""
    value, low, high = cdnow()[name]
    assert log(high / low) / (2 * 1.96) * value == pytest.approx(error, rel=0.001)


def test_one_customer_of_the_paper_is_expected_to_buy_1_226_times_in_39_weeks() -> None:
    fit = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
    table = calculated(PURCHASES, **fit, x=(2.0,), t_x=(30.43,), T=(38.86,), t=39.0)
    assert table.rows[0][-1] == pytest.approx(1.226, abs=0.001)


def test_purchases_of_the_first_ten_customers_of_note_025() -> None:
    given = {
        "x": (2, 1, 0, 0, 0, 7, 1, 0, 2, 0),
        "m": (22.35, 11.77, 0, 0, 0, 73.74, 11.77, 0, 25.55, 0),
    }
    table = calculated(SPENDING, p=6.25, q=3.74, gamma=15.44, **given)
    expected = [24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17]
    assert [row[-1] for row in table.rows] == pytest.approx(expected, abs=0.1)


def test_lists_of_different_length_are_told() -> None:
    with pytest.raises(UsageError, match="different length"):
        calculated(SPENDING, p=6.25, q=3.74, gamma=15.44, x=(1.0, 2.0), m=(3.0,))


def test_the_margin_formula_in_both_variants() -> None:
    table = calculated(MARGIN, r=0.8, i=0.1)
    assert [row[1] for row in table.rows] == pytest.approx([2.6667, 3.6667], abs=1e-4)
    assert [row[2] for row in calculated(MARGIN, r=0.8, i=0.1, m=300.0, acquisition_cost=100.0).rows] == [
        pytest.approx(700.0),
        pytest.approx(1000.0),
    ]
    assert calculated(MARGIN, r=1.2, i=0.1).missing


def test_the_formula_refuses_a_retention_that_never_ends() -> None:
    typed = Given({"margin_per_period": 100.0, "retention": 1.2, "discount_rate": 0.1})
    with pytest.raises(UsageError, match="no end"):
        PROMISED.calculate(typed)


def test_the_value_of_the_coming_year_is_the_same_as_a_kpi_and_in_the_table_of_the_model() -> None:
    with CDNOW.open(encoding="utf-8", newline="") as file:
        typed = Given({"margin": 0.5}, list(csv.DictReader(file)))
    assert EXPECTED.calculate(typed).value == pytest.approx(cdnow()["value_next_year"][0] / 2)


def test_a_file_of_few_customers_gets_no_value() -> None:
    rows = [{"frequency": "2", "recency": "10", "T": "20", "monetary_value": "30"}] * 10
    missing = EXPECTED.calculate(Given({}, rows)).missing
    assert missing
    assert missing.kind == "too_few"


DECEMBER = Scope(Period.parse("2026-12"))


def orders(customers: int, *, again: int) -> list[dict[str, Any]]:
    """Customers who came on the first days of the year; each `again`-th of them buys every month."""
    found: list[dict[str, Any]] = []
    for at in range(customers):
        start = datetime(2026, 1, 1, 12) + timedelta(days=at % 28)
        for month in range(1 + at % 7 if at % again == 0 else 1):
            order = {"order_id": f"{at}-{month}", "customer": f"c{at}", "revenue": 80.0 + at % 40 + 10 * (month % 3)}
            found.append({**order, "ordered_at": start + timedelta(days=30 * month)})
    return found


@pytest.mark.parametrize("engine", ["pandas", "duckdb"])
def test_a_month_of_first_orders_is_a_row(engine: Any) -> None:
    rows = [
        {"order_id": "1", "customer": "a", "ordered_at": datetime(2026, 1, 5), "revenue": 100.0},
        {"order_id": "2", "customer": "a", "ordered_at": datetime(2026, 3, 5), "revenue": 50.0},
        {"order_id": "3", "customer": "b", "ordered_at": datetime(2026, 1, 9), "revenue": 70.0},
        {"order_id": "4", "customer": "c", "ordered_at": datetime(2026, 2, 1), "revenue": 20.0},
        {"order_id": "5", "customer": None, "ordered_at": datetime(2026, 2, 1), "revenue": 999.0},
    ]
    table = COHORTS.table(make_data(engine, orders=rows), DECEMBER)
    assert table.rows == [(date(2026, 1, 1), 2, 0.5, 1.5, 110.0), (date(2026, 2, 1), 1, 0.0, 1.0, 20.0)]


def test_a_shop_with_few_customers_gets_no_model_but_the_reason() -> None:
    table = MODEL.table(make_data(orders=orders(20, again=2)), DECEMBER)
    assert table.missing
    assert table.missing.kind == "too_few"
    assert "20 customers" in table.missing.text


def test_customers_of_a_shop_are_ranked_by_what_is_expected_of_them() -> None:
    data = make_data(orders=orders(120, again=2))
    table = PURCHASES.table(data, DECEMBER, {"count": 5})
    assert len(table.rows) == 5
    expected = [float(row[-1]) for row in table.rows]  # type: ignore[arg-type]
    assert expected == sorted(expected, reverse=True)
    assert "The 5 highest of 120" in table.notes[0]
    value = {row[1]: row[2] for row in MODEL.table(data, DECEMBER).rows}
    assert value["value_next_year"] > 0  # type: ignore[operator]
