"""One number, four ways: pandas, DuckDB, Spark and a recalculated workbook; and however the rows lie in files."""

from __future__ import annotations

import math
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracles import has_libreoffice, libreoffice

from kpi_xl.kpis.catalogue import Catalogue
from kpi_xl.kpis.excel import FACTS, Criteria, excel
from kpi_xl.kpis.facts import Facts, facts
from kpi_xl.kpis.formula.tree import Name, walk
from kpi_xl.kpis.result import Result
from kpi_xl.kpis.scope import Scope
from kpi_xl.kpis.values.evaluate import evaluate
from kpi_xl.vocabulary.periods import Period
from kpi_xl.warehouse.data import Data

from .frames import Engine, make_data
from .workbooks import Workbook, same
from .worldly import MONTHS, Rows, worldly_rows

SPANS = (*MONTHS, Period.parse("2024-12-01..2025-01-31"), Period.parse("2024"))
SCOPES = [Scope(span, platform) for span in SPANS for platform in (None, "facebook", "meta_ads")]


def formulas(catalogue: Catalogue) -> list[str]:
    """Every KPI that stands on formulas alone."""
    trees = {kpi.id: catalogue.tree(kpi.id) for kpi in catalogue}
    return [name for name, tree in trees.items() if tree and not any(isinstance(node, Name) for node in walk(tree))]


def results(catalogue: Catalogue, data: Data) -> list[Result]:
    return evaluate(catalogue, [(kpi, scope) for kpi in formulas(catalogue) for scope in SCOPES], data)


def assert_same(found: list[Result], wanted: list[Result]) -> None:
    for one, other in zip(found, wanted, strict=True):
        assert (one.value is None) == (other.value is None), (one, other)
        if one.value is not None and other.value is not None:
            assert math.isclose(one.value, other.value, rel_tol=1e-9, abs_tol=1e-12), (one, other)
        assert (one.missing and one.missing.kind) == (other.missing and other.missing.kind), (one, other)


@pytest.mark.parametrize(
    "engine", ["duckdb", pytest.param("pyspark", marks=[pytest.mark.spark, pytest.mark.timeout(900)])]
)
def test_engines_agree_on_every_formula(catalogue: Catalogue, engine: Engine) -> None:
    rows = worldly_rows(5)
    wanted = results(catalogue, make_data("pandas", **rows))
    assert sum(one.value is not None for one in wanted) > 300
    assert {"needs_currency"} <= {one.missing.kind for one in wanted if one.missing}
    assert_same(results(catalogue, make_data(engine, **rows)), wanted)


def test_many_months_at_once_come_to_what_each_comes_to_alone(catalogue: Catalogue) -> None:
    data = make_data("duckdb", **worldly_rows(6))
    asked = [(kpi, scope) for kpi in ("first_response_time", "advocacy_rate", "reach") for scope in SCOPES[::2]]
    together = evaluate(catalogue, asked, data)
    alone = [evaluate(catalogue, [one], data)[0] for one in asked]
    assert together == alone


def test_the_workbooks_formulas_come_to_the_same(catalogue: Catalogue) -> None:
    data = make_data("duckdb", **worldly_rows(7))
    table, asked = _facts(catalogue, data)
    book = Workbook(catalogue, table)
    found = evaluate(catalogue, asked, data)
    assert sum(one.value is not None for one in found) > 100
    wrong = [
        (kpi, scope, one.value, book.value(kpi, scope))
        for (kpi, scope), one in zip(asked, found, strict=True)
        if not same(book.value(kpi, scope), one.value)
    ]
    assert not wrong


@pytest.mark.slow
@pytest.mark.skipif(not has_libreoffice(), reason="LibreOffice is not installed")
@pytest.mark.timeout(240)
def test_libreoffice_recalculates_them_to_the_same(catalogue: Catalogue, tmp_path: Path) -> None:
    data = make_data("duckdb", **worldly_rows(8))
    table, asked = _facts(catalogue, data)
    path = tmp_path / "facts.xlsx"
    _write(path, table, [excel(catalogue, kpi, _criteria(scope), table) or "" for kpi, scope in asked])
    cells = libreoffice(path, [("KPIs", f"A{at}") for at in range(1, len(asked) + 1)])
    for (kpi, scope), cell, one in zip(asked, cells, evaluate(catalogue, asked, data), strict=True):
        if one.value is None:
            assert cell in {None, ""}, (kpi, scope, cell)
        else:
            assert isinstance(cell, int | float), (kpi, scope, cell, one)
            assert math.isclose(cell, one.value, rel_tol=1e-9, abs_tol=1e-12), (kpi, scope, cell, one)


@pytest.mark.slow
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_order_and_files_change_nothing(catalogue: Catalogue, seed: int) -> None:
    """What a blank means depends on its file, so rows are spread only where files do not decide that."""
    rows, chance = worldly_rows(seed), random.Random(seed)  # noqa: S311 - the same each time
    spread: Rows = {}
    for name, given_rows in rows.items():
        moved = [{**row, "_batch": f"file{chance.randint(1, 3)}"} for row in given_rows]
        spread[name] = moved if name in {"orders", "reviews", "survey_responses"} else [*given_rows]
        chance.shuffle(spread[name])
    assert_same(results(catalogue, make_data(**spread)), results(catalogue, make_data(**rows)))


def _facts(catalogue: Catalogue, data: Data) -> tuple[Facts, list[tuple[str, Scope]]]:
    """The facts of these months, and every native KPI in each of them."""
    table = facts(catalogue, formulas(catalogue), MONTHS, data)
    places = [Scope(month, platform) for month in MONTHS for platform in (None, "facebook", "meta_ads")]
    return table, [(kpi, scope) for kpi in sorted(table.native) for scope in places]


def _criteria(scope: Scope) -> Criteria:
    return Criteria(scope.period.first, None, scope.platform, None, None)


def _write(path: Path, table: Facts, texts: list[str]) -> None:
    import xlsxwriter  # noqa: PLC0415 - slow to import

    with xlsxwriter.Workbook(path) as book:
        sheet, kpis = book.add_worksheet("Facts"), book.add_worksheet("KPIs")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        keys = ("month", "platform", "account", "campaign")
        heads = [*keys, "in_total", *table.columns]
        for at, key in enumerate(table.keys, start=1):
            sheet.write_datetime(at, 0, key.month, day)
            for column, name in enumerate(keys[1:], start=1):
                sheet.write_string(at, column, getattr(key, name))
            sheet.write_string(at, 4, "yes" if key.in_total else "no")
            for column, figures in enumerate(table.columns.values(), start=5):
                if figures[at - 1] is not None:
                    sheet.write_number(at, column, figures[at - 1])
        sheet.add_table(
            0, 0, len(table.keys), len(heads) - 1, {"name": FACTS, "columns": [{"header": head} for head in heads]}
        )
        for row, text in enumerate(texts):
            kpis.write_formula(row, 0, f"={text}")
