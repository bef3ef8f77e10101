"""SUMIFS and its family: what their criteria mean."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_xl.workbook.calc.criteria import wildcard
from kpi_xl.workbook.calc.source import Content
from kpi_xl.workbook.calc.values import ErrorValue, Uncomputable

Calculate = Callable[..., object]

COLUMN: dict[str, Content] = {
    "A1": "Instagram",
    "A2": "instagram",
    "A3": "Facebook",
    "A4": 5,
    "A5": "5",
    "A6": True,
    "A8": "",
    "A9": "a*b",
    "A10": ErrorValue.NA,
    "A11": -2.5,
    "A12": ">50% off",
}

COUNTS = {
    '"Instagram"': 2,
    '"=instagram"': 2,
    '"<>Instagram"': 10,
    '"insta*"': 2,
    '"?nstagram"': 2,
    '"a~*b"': 1,
    '"*"': 7,
    '"<>*"': 5,
    '"="': 1,
    '"<>"': 11,
    '""': 2,
    "5": 2,
    '"5"': 2,
    '"=5"': 2,
    '">4"': 1,
    '"<0"': 1,
    '"<=-2.5"': 1,
    '"<>5"': 10,
    "TRUE": 1,
    '"TRUE"': 1,
    "NA()": 1,
    '"#N/A"': 1,
    "0": 0,
    "A7": 0,
    '"=>50% off"': 1,
}


@pytest.mark.parametrize(("criterion", "count"), COUNTS.items())
def test_a_criterion_counts_the_cells_that_excel_counts(calculate: Calculate, criterion: str, count: int) -> None:
    assert calculate(f"COUNTIF(A1:A12,{criterion})", **COLUMN) == count


def test_blank_cells_below_the_used_rows_count_where_a_blank_meets_the_criterion(calculate: Calculate) -> None:
    assert calculate('COUNTIF(A:A,"")', A1=1, A2="x") == 1_048_574
    assert calculate('COUNTIF(A:A,"<>x")', A1=1, A2="x") == 1_048_575
    assert calculate('COUNTIFS(A:A,"<>x",B:B,"<>")', A1=1, A2="x", B1=1, B3=1) == 2


def test_sums_need_ranges_of_one_size_but_sumif_stretches_its_last(calculate: Calculate) -> None:
    cells: dict[str, Content] = {"A1": "x", "A2": "y", "A3": "x", "B1": 1, "B2": 2, "B3": 4}
    assert calculate('SUMIFS(B1:B3,A1:A3,"x")', **cells) == 5
    assert calculate('SUMIFS(B1:B2,A1:A3,"x")', **cells) is ErrorValue.VALUE
    assert calculate('SUMIF(A1:A3,"x",B1)', **cells) == 5
    assert calculate('AVERAGEIFS(B1:B3,A1:A3,"z")', **cells) is ErrorValue.DIV0
    assert calculate('MAXIFS(B1:B3,A1:A3,"x")', **cells) == 4
    assert calculate('MINIFS(B1:B3,A1:A3,"z")', **cells) == 0
    assert calculate('SUM(SUMIF(A1:A3,{"x","y"},B1:B3))', **cells) == 7


def test_an_error_is_the_sum_only_where_it_is_selected(calculate: Calculate) -> None:
    cells: dict[str, Content] = {"A1": "x", "A2": "y", "B1": 1, "B2": ErrorValue.DIV0}
    assert calculate('SUMIFS(B1:B2,A1:A2,"x")', **cells) == 1
    assert calculate('SUMIFS(B1:B2,A1:A2,"y")', **cells) is ErrorValue.DIV0


def test_text_that_some_languages_read_as_a_day_is_text_only_where_there_are_no_numbers(calculate: Calculate) -> None:
    assert calculate('COUNTIF(A1:A2,"2026-10")', A1="2026-10", A2="x") == 1
    assert isinstance(calculate('COUNTIF(A1:A2,"2026-10")', A1="2026-10", A2=46296), Uncomputable)


@given(st.lists(st.tuples(st.sampled_from(["ig", "fb", "x"]), st.integers(-9, 9), st.integers(0, 3)), min_size=1))
def test_sums_by_criteria_are_those_of_a_plain_loop(calculate: Calculate, rows: list[tuple[str, int, int]]) -> None:
    cells: dict[str, Content] = {}
    for number, (platform, value, group) in enumerate(rows, 1):
        cells |= {f"A{number}": platform, f"B{number}": value, f"C{number}": group}
    end = len(rows)
    formula = f'SUMIFS(B1:B{end},A1:A{end},"<>fb",C1:C{end},">=1",C1:C{end},"<"&3)'
    assert calculate(formula, **cells) == sum(
        value for platform, value, group in rows if platform != "fb" and 1 <= group < 3
    )


@given(st.text(), st.text())
def test_an_escaped_text_matches_itself_alone(text: str, other: str) -> None:
    escaped = "".join(f"~{letter}" if letter in "*?~" else letter for letter in text)
    pattern = wildcard(escaped)
    assert pattern.fullmatch(text.lower())
    assert bool(pattern.fullmatch(other.lower())) == (text.lower() == other.lower())
