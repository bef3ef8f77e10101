"""Tables, names, sheets and array formulas: what a reference means."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kpi_xl.workbook.calc.calculator import Calculator
from kpi_xl.workbook.calc.source import ArrayArea, Content, DefinedName, FormulaCell, Table
from kpi_xl.workbook.calc.values import ErrorValue, Uncomputable

Written = Callable[..., object]

POSTS = Table("Posts", "Data", 2, 2, 6, 4, ("Platform", "Cost [kr]", "Clicks"), header_rows=1, totals_rows=1)
CELLS: dict[str, Content] = {
    "B2": "Platform",
    "C2": "Cost [kr]",
    "D2": "Clicks",
    "B3": "x",
    "C3": 10,
    "D3": 1,
    "B4": "y",
    "C4": 20,
    "D4": 2,
    "B5": "x",
    "C5": 40,
    "D5": 4,
    "B6": "Total",
    "D6": "=SUBTOTAL(109,Posts[Clicks])",
}

IN_ROW_4 = {
    "SUM(Posts[Clicks])": 7,
    "SUM(posts[clicks])": 7,
    "SUM(Posts[Cost '[kr']])": 70,
    "Posts[[#This Row],[Clicks]]": 2,
    "Posts[@Clicks]": 2,
    "Posts[@[Cost '[kr']]]": 20,
    "[@Clicks]*2": 4,
    "SUM([Clicks])": 7,
    "SUM(Posts[[#This Row],[Cost '[kr']]:[Clicks]])": 22,
    "SUM(Posts[[Cost '[kr']]:[Clicks]])": 77,
    "Posts[[#Totals],[Clicks]]": 7,
    "Posts[[#Headers],[Clicks]]": "Clicks",
    "ROWS(Posts[#All])": 5,
    "ROWS(Posts[#Data])": 3,
    "ROWS(Posts[])": 3,
    "ROWS(Posts)": 3,
    "ROWS(Posts[[#Headers],[#Data],[Clicks]])": 4,
    "COLUMNS(Posts[#Totals])": 3,
    "Posts[Clicks]": 2,
    "ROW()-ROW(Posts[#Headers])": 2,
    "SUMIFS(Posts[Clicks],Posts[Platform],[@Platform])": 2,
}


@pytest.mark.parametrize(("formula", "expected"), IN_ROW_4.items())
def test_structured_references_mean_the_parts_of_their_table(written: Written, formula: str, expected: object) -> None:
    source = written({"Data": CELLS}, [POSTS])
    assert Calculator(source).formula(formula, "Data", 4, 4) == expected


def test_this_row_has_no_meaning_outside_the_rows_of_the_table(written: Written) -> None:
    calculator = Calculator(written({"Data": CELLS, "Other": {}}, [POSTS]))
    assert calculator.formula("Posts[@Clicks]", "Other", 9, 1) is ErrorValue.VALUE
    assert isinstance(calculator.formula("Posts[Gone]", "Other", 9, 1), Uncomputable)


def test_a_table_without_totals_row_has_no_totals(written: Written) -> None:
    table = Table("T", "Data", 2, 2, 5, 4, ("Platform", "Cost", "Clicks"))
    assert Calculator(written({"Data": CELLS}, [table])).formula("SUM(T[#Totals])", "Data", 9, 9) is ErrorValue.REF


NAMES = [
    DefinedName("rate", "0.25"),
    DefinedName("prices", "Data!$C$3:$C$5"),
    DefinedName("prices", "Data!$D$3:$D$5", sheet="Local"),
    DefinedName("left_of_me", "Data!XFD1"),
    DefinedName("doubled", "prices*2"),
    DefinedName("round", "round"),
]


@pytest.mark.parametrize(
    ("formula", "expected"),
    {
        "rate*4": 1,
        "RATE*4": 1,
        "SUM(prices)": 70,
        "Local!prices": 2,
        "SUM(Local!prices)": 7,
        "left_of_me": 20,
        "SUM(doubled)": 140,
        "prices": 20,
        'COUNTIF(prices,">15")': 2,
    }.items(),
)
def test_names_stand_for_values_ranges_and_formulas(written: Written, formula: str, expected: object) -> None:
    calculator = Calculator(written({"Data": CELLS, "Local": {}}, names=NAMES))
    assert calculator.formula(formula, "Data", 4, 4) == expected


def test_a_name_that_means_itself_is_not_computed(written: Written) -> None:
    calculator = Calculator(written({"Data": {}}, names=NAMES))
    assert isinstance(calculator.formula("round", "Data", 4, 4), Uncomputable)


def test_other_sheets_are_read_by_name_in_any_case_and_through_a_span(written: Written) -> None:
    calculator = Calculator(written({"Jan": {"A1": 1}, "It's Feb": {"A1": 2}, "Mar": {"A1": 4}, "Sum": {}}))
    assert calculator.formula("'it''s feb'!A1", "Sum", 1, 1) == 2
    assert calculator.formula("SUM(Jan:Mar!A1)", "Sum", 1, 1) == 7
    assert calculator.formula("gone!A1", "Sum", 1, 1) is ErrorValue.REF


class Budget:
    """What is kept of one other workbook with one sheet."""

    def column(self, workbook: int, sheet: str, column: int, first_row: int, last_row: int) -> list[Content] | None:
        if (workbook, sheet) != (1, "Budget"):
            return None
        return [row * 10 + column for row in range(first_row, last_row + 1)]


def test_another_workbook_is_what_is_kept_of_it(written: Written) -> None:
    calculator = Calculator(written({"S": {"A1": 5}}), Budget())
    assert calculator.formula("[1]Budget!$B$2+A1", "S", 1, 2) == 27
    assert calculator.formula("SUM([1]Budget!A1:B2)", "S", 1, 2) == 11 + 12 + 21 + 22
    assert isinstance(calculator.formula("[1]Other!A1", "S", 1, 2), Uncomputable)
    assert isinstance(calculator.formula("[2]Budget!A1", "S", 1, 2), Uncomputable)


def test_whole_columns_and_rows_cost_no_more_than_what_is_used(written: Written) -> None:
    calculator = Calculator(written({"Data": CELLS}, [POSTS]))
    assert calculator.formula("SUM(C:D)", "Data", 9, 9) == 84
    assert calculator.formula("SUM(3:4)", "Data", 9, 9) == 33
    assert calculator.formula('SUMPRODUCT((B:B="x")*1,D:D)', "Data", 9, 9) == 5
    assert calculator.formula('SUMPRODUCT((B3:B5="x")*D3:D5)', "Data", 9, 9) == 5
    assert calculator.formula('SUMPRODUCT((B:B="x")*(C:C>20))', "Data", 9, 9) == 1
    assert calculator.formula('SUMPRODUCT(--(B:B=""))', "Data", 9, 9) == 1_048_576 - 5
    assert calculator.formula("ROWS(A:A)", "Data", 9, 9) == 1_048_576


def test_an_array_formula_fills_its_cells_and_says_na_beyond_its_result(written: Written) -> None:
    source = written({"Data": CELLS})
    area = ArrayArea(1, 8, 4, 8)
    for row in range(1, 5):
        source.put("Data", row, 8, FormulaCell('IF(B3:B5="x",D3:D5,-D3:D5)', area))
    calculator = Calculator(source)
    assert [calculator.value("Data", row, 8) for row in range(1, 5)] == [1, -2, 4, ErrorValue.NA]
    assert calculator.formula("SUM(H1:H3)", "Data", 1, 9) == 3


def test_subtotals_leave_out_one_another_and_hidden_rows(written: Written) -> None:
    cells = CELLS | {"D7": "=SUBTOTAL(9,D3:D6)", "D8": "=SUBTOTAL(109,D3:D7)"}
    calculator = Calculator(written({"Data": cells}, [POSTS]))
    assert calculator.value("Data", 7, 4) == 7
    assert calculator.value("Data", 8, 4) == 7
    hiding = Calculator(written({"Data": cells}, [POSTS], hidden=[4]))
    assert hiding.formula("SUBTOTAL(109,D3:D5)", "Data", 1, 9) == 5
    assert isinstance(hiding.formula("SUBTOTAL(9,D3:D5)", "Data", 1, 9), Uncomputable)
    assert hiding.formula("AGGREGATE(9,5,D3:D5)", "Data", 1, 9) == 5
    assert hiding.formula("AGGREGATE(14,6,D3:D5/{1;0;1},1)", "Data", 1, 9) == 4


def test_days_count_from_1904_where_the_workbook_does(written: Written) -> None:
    calculator = Calculator(written({"S": {"A1": 0}}, date1904=True))
    assert calculator.formula('TEXT(A1,"yyyy-mm-dd")', "S", 1, 2) == "1904-01-01"
    assert calculator.formula("DATE(2026,10,31)", "S", 1, 2) == 46326 - 1462
    assert calculator.formula("WEEKDAY(A1)", "S", 1, 2) == 6
