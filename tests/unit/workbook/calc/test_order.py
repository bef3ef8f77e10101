"""Formulas are computed once each, in whatever order they depend on one another."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kpi_xl.workbook.calc.calculator import Calculator
from kpi_xl.workbook.calc.parser import parse
from kpi_xl.workbook.calc.source import FormulaCell, Table
from kpi_xl.workbook.calc.values import Stop, Uncomputable

Written = Callable[..., object]
LONG = 10_000  # ten times as deep as Python calls functions


def test_a_chain_of_ten_thousand_cells_is_followed_to_its_end(written: Written) -> None:
    cells = {f"A{row}": f"=A{row - 1}+1" for row in range(2, LONG + 1)}
    source = written({"S": {"A1": 1, **cells}})
    source.used = lambda _: (LONG, 1)
    assert Calculator(source).value("S", LONG, 1) == LONG


def test_a_sum_over_a_chain_that_runs_upwards_is_computed(written: Written) -> None:
    cells = {f"A{row}": f"=A{row + 1}+1" for row in range(1, 5_000)}
    source = written({"S": {**cells, "A5000": 1, "B1": "=SUM(A:A)"}})
    source.used = lambda _: (5_000, 2)
    assert Calculator(source).value("S", 1, 2) == 5_000 * 5_001 / 2


def test_a_circle_is_told_for_each_cell_in_it_and_each_that_reads_it(written: Written) -> None:
    cells = {"A1": "=B1+1", "B1": "=C1", "C1": "=A1", "D1": "=A1", "E1": "=5"}
    calculator = Calculator(written({"S": cells}))
    for column in range(1, 5):
        found = calculator.value("S", 1, column)
        assert isinstance(found, Uncomputable)
        assert "circle" in found.reason
    assert calculator.value("S", 1, 5) == 5


def test_a_long_circle_is_told_too(written: Written) -> None:
    cells = {f"A{row}": f"=A{row % 1_000 + 1}+1" for row in range(1, 1_001)}
    source = written({"S": cells})
    source.used = lambda _: (1_000, 1)
    calculator = Calculator(source)
    assert all(isinstance(calculator.value("S", row, 1), Uncomputable) for row in (1, 2, 500, 1_000))


def test_a_sum_that_reads_itself_is_a_circle(written: Written) -> None:
    assert isinstance(Calculator(written({"S": {"A1": 1, "A2": "=SUM(A1:A3)"}})).value("S", 2, 1), Uncomputable)


def test_a_circle_that_no_choice_enters_is_none(written: Written) -> None:
    calculator = Calculator(written({"S": {"A1": "=IF(TRUE,1,B1)", "B1": "=A1+1"}}))
    assert calculator.value("S", 1, 2) == 2


def test_the_longest_formulas_are_computed(written: Written) -> None:
    calculator = Calculator(written({"S": {"A1": 1}}))
    assert calculator.formula("+".join(["A1"] * 2_700), "S", 1, 2) == 2_700
    assert calculator.formula("IF(TRUE," * 63 + "A1" + ")" * 63, "S", 1, 2) == 1
    assert isinstance(calculator.formula("(" * 500 + "1" + ")" * 500, "S", 1, 2), Uncomputable)


def test_thousands_of_sums_over_a_large_table_are_quick(written: Written) -> None:
    rows, sums = 72_000, 1_000
    columns = [
        [date(2025, 1 + row % 12, 1) for row in range(rows)],
        [("ig", "fb", "tt", "x", "li")[row % 5] for row in range(rows)],
        [f"account {row % 7}" for row in range(rows)],
        [f"campaign {row % 199}" for row in range(rows)],
        [float(row % 1_000) for row in range(rows)],
    ]
    source = written(
        {"Data": {}, "Report": {}},
        [Table("facts", "Data", 1, 1, rows, 5, ("period", "platform", "account", "campaign", "value"), header_rows=0)],
    )
    source.used = lambda _: (rows, 5)
    source.column = lambda _, column, first, last: columns[column - 1][first - 1 : last]
    for row in range(sums):
        formula = (
            f'SUMIFS(facts[value],facts[period],">="&DATE(2025,{row % 12 + 1},1),'
            f'facts[period],"<"&DATE(2025,{row % 12 + 2},1),'
            f'facts[platform],"{columns[1][row]}",facts[account],"account {row % 7}",facts[campaign],"*{row % 199}")'
        )
        source.put("Report", row + 1, 1, FormulaCell(formula))
    calculator = Calculator(source)
    started = time.process_time()
    found = [calculator.value("Report", row + 1, 1) for row in range(sums)]
    assert time.process_time() - started < 3
    expected = sum(
        value
        for value, month, platform, account, campaign in zip(columns[4], *columns[:4], strict=True)
        if month == date(2025, 6, 1) and platform == "ig" and account == "account 5" and campaign.endswith("5")
    )
    assert found[5] == expected


@given(st.text(alphabet="AB1$:!'\"()[]{}#,;<>=+-*/^&%@. \n_xÆ", max_size=40))
def test_any_text_is_read_or_refused_with_a_reason(text: str) -> None:
    with suppress(Stop):
        assert parse(text) == parse(text)
