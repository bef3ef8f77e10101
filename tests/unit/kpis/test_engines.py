"""However the same rows lie in files and engines, the numbers are the same."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest

from kpi_xl.kpis.catalogue import Catalogue
from kpi_xl.kpis.formula.tree import Name, walk
from kpi_xl.kpis.result import Result
from kpi_xl.kpis.scope import Scope
from kpi_xl.kpis.values.evaluate import evaluate
from kpi_xl.vocabulary.periods import Period
from kpi_xl.warehouse.data import Data

from .busy import COVERAGE, MONTHS, busy_data, busy_rows
from .frames import Engine, day, make_data

SCOPES = [
    Scope(period, platform)
    for period in (*MONTHS, Period(day("2026-07-01"), day("2026-08-31")), Period(day("2026-08-10"), day("2026-08-10")))
    for platform in (None, "facebook", "meta_ads")
]


def results(catalogue: Catalogue, data: Data) -> list[Result]:
    """Of every KPI that has a formula of its own."""
    trees = {kpi.id: catalogue.tree(kpi.id) for kpi in catalogue}
    ids = [name for name, tree in trees.items() if tree and not any(isinstance(node, Name) for node in walk(tree))]
    return evaluate(catalogue, [(kpi_id, scope) for kpi_id in ids for scope in SCOPES], data)


def figures(found: list[Result]) -> list[object]:
    rounded = [None if one.value is None else round(one.value, 9) for one in found]
    return list(zip(rounded, [one.bounds for one in found], [one.missing for one in found], strict=True))


def test_pandas_and_duckdb_agree(catalogue: Catalogue) -> None:
    on_pandas = results(catalogue, busy_data(11, "pandas"))
    on_duckdb = results(catalogue, busy_data(11, "duckdb"))
    assert figures(on_pandas) == figures(on_duckdb)
    assert [one.sources for one in on_pandas] == [one.sources for one in on_duckdb]


@pytest.mark.spark
@pytest.mark.timeout(600)
def test_spark_agrees_with_duckdb(catalogue: Catalogue) -> None:
    on_spark = results(catalogue, busy_data(11, "pyspark"))
    assert figures(on_spark) == figures(results(catalogue, busy_data(11, "duckdb")))


@pytest.mark.parametrize("engine", ["pandas", "duckdb", pytest.param("pyspark", marks=pytest.mark.spark)])
def test_times_and_people_are_the_same_on_every_engine(catalogue: Catalogue, engine: Engine) -> None:
    received = datetime(2026, 10, 5, 23, 50)
    inbox = [
        {
            "conversation_id": str(at),
            "received_at": received,
            "first_reply_at": received + timedelta(minutes=minutes),
            "needs_answer": True,
        }
        for at, minutes in enumerate((5, 45, 3 * 24 * 60))
    ]
    orders = [{"order_id": str(at), "ordered_at": received, "customer": name} for at, name in enumerate("aab")]
    data = make_data(engine, conversations=inbox, orders=orders)
    scope = Scope(Period.parse("2026-10"))
    asked = ("first_response_time", "answered_within_1h", "returning_customer_rate")
    values = [one.value for one in evaluate(catalogue, [(name, scope) for name in asked], data)]
    assert values == pytest.approx([45 * 60, 2 / 3, 0.5])


def test_the_order_of_rows_and_their_spread_over_files_change_nothing(catalogue: Catalogue) -> None:
    """Over ads a file is what a blank is judged by, so their rows keep their file."""
    chance = random.Random(13)  # noqa: S311 - the same each time
    rows = busy_rows(13)
    spread = {
        name: [{**row, "_batch": "file1" if name in {"ads", "web"} else f"file{chance.randint(1, 4)}"} for row in given]
        for name, given in rows.items()
    }
    for given in spread.values():
        chance.shuffle(given)
    one_file = results(catalogue, make_data("duckdb", coverage=COVERAGE, **rows))
    many_files = results(catalogue, make_data("duckdb", coverage=COVERAGE, **spread))
    assert figures(one_file) == figures(many_files)


def test_daily_figures_come_to_the_same_as_one_row_a_month(catalogue: Catalogue) -> None:
    """Another grain of additive figures changes nothing."""
    month = MONTHS[0]
    spends = [7 * number % 5 for number in range(1, month.days + 1)]
    base = {"platform": "meta_ads", "account": "A", "level": "account", "currency": "NOK"}
    daily = [
        {
            **base,
            "date_start": month.first.replace(day=number),
            "date_end": month.first.replace(day=number),
            "spend": spend,
            "impressions": spend * 90,
            "link_clicks": spend * 2,
            "conversion_value": spend * 3,
        }
        for number, spend in enumerate(spends, 1)
    ]
    total = {
        name: sum(row[name] for row in daily) for name in ("spend", "impressions", "link_clicks", "conversion_value")
    }
    whole = [{**base, "date_start": month.first, "date_end": month.last, **total}]
    asked = [(kpi_id, Scope(month)) for kpi_id in ("spend", "cpm", "ctr", "cpc", "roas")]
    values = [[one.value for one in evaluate(catalogue, asked, make_data(ads=rows))] for rows in (daily, whole)]
    assert values[0] == pytest.approx(values[1])
    assert None not in values[0]
