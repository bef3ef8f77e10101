from __future__ import annotations

import pytest

from kpi_xl.workbook.references.moves import Move, Moves
from kpi_xl.workbook.references.new_functions import prefixed
from kpi_xl.workbook.references.qualified import qualified
from kpi_xl.workbook.references.rewriting import Rewriting, shifted
from kpi_xl.workbook.references.sheet_names import sheet_prefix
from kpi_xl.workbook.references.substituting import fixed, renamed, with_references

REWRITING = Rewriting({"data": Moves([Move(2, 4, 10)]), "my sheet": Moves([Move(2, 4, 2)])})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("SUM(Data!A2:A4)", "SUM(Data!A2:A10)"),
        ("Data!$B$4+Data!$B$5", "Data!$B$4+Data!$B$11"),
        ("SUM('My sheet'!A2:A4)", "SUM('My sheet'!A2:A2)"),
        ("'My sheet'!A3", "'My sheet'!#REF!"),
        ("SUM(Data!5:6)", "SUM(Data!11:12)"),
        ("Data!A:A", "Data!A:A"),
        ('"Data!A5"&Data!A5', '"Data!A5"&Data!A11'),
        ("[1]Data!A5", "[1]Data!A5"),
        ("tbl[[#This Row],[A5]]+LOG10(A5)", "tbl[[#This Row],[A5]]+LOG10(A11)"),
        ("data!a5", "data!A11"),
        ("SUM(Data!$A$2:A4)", "SUM(Data!$A$2:A10)"),
        ("SUM(Data!C2:C2)", "SUM(Data!C2:C2)"),
    ],
)
def test_references_follow_what_moves(before: str, after: str) -> None:
    assert REWRITING.formula(before, "Data") == after


def test_a_copied_row_moves_what_has_no_dollar() -> None:
    block = Rewriting({"data": Moves([Move(7, 7, 11)])})
    assert block.formula("B7*$C$4+$A7+B$4+B6", "Data", 3) == "B10*$C$4+$A10+B$4+B9"
    assert block.formula("SUM($C$7:C7)", "Data", 2) == "SUM($C$7:C9)"


def test_a_range_of_the_repeated_row_grows_only_outside_of_it() -> None:
    block = Rewriting({"data": Moves([Move(7, 7, 11)])})
    assert block.formula("SUM(C7:C7)", "Data") == "SUM(C7:C11)"
    assert block.formula("SUM(C7:C7)", "Data", 0) == "SUM(C7:C7)"


def test_a_names_relative_parts_stay() -> None:
    assert REWRITING.name("Data!$A$5", "Data") == "Data!$A$11"
    assert REWRITING.name("Data!A5", "Data") == "Data!A5"


def test_formulas_are_copied_as_excel_copies_them() -> None:
    assert shifted("A1+$A1+A$1+$A$1", 2, 1) == "B3+$A3+B$1+$A$1"
    assert shifted("A1", -1, 0) == "#REF!"


def test_sheets_and_tables_get_other_names() -> None:
    text = "SUM(kpi_a[x],'My sheet'!A1,Gone!B2)"
    assert renamed(text, {"my sheet": "Nytt ark", "gone": ""}, {"kpi_a": "kpi_a_2"}) == (
        "SUM(kpi_a_2[x],'Nytt ark'!A1,#REF!)"
    )


@pytest.mark.parametrize(
    ("name", "prefix"), [("Data", "Data!"), ("A1", "'A1'!"), ("It's", "'It''s'!"), ("Mål", "Mål!"), ("2026", "'2026'!")]
)
def test_sheet_names_are_quoted_where_excel_needs_it(name: str, prefix: str) -> None:
    assert sheet_prefix(name) == prefix


def test_every_reference_can_be_fixed() -> None:
    assert fixed("Data!$A7") == "Data!$A$7"


def test_some_references_can_give_way_to_others() -> None:
    text = "SUMIFS(t[x],t[p],$A7,t[q],Inputs!$B$2)+A77"
    assert with_references(text, {"$A7": "$A12", "Inputs!$B$2": "Inputs!$B$5"}) == (
        "SUMIFS(t[x],t[p],$A12,t[q],Inputs!$B$5)+A77"
    )


def test_references_inside_a_table_are_written_out() -> None:
    assert qualified("[[#This Row],Clicks]/[Views]", "tbl") == "tbl[[#This Row],[Clicks]]/tbl[Views]"
    assert qualified("[@Clicks]+other[x]", "tbl") == "tbl[[#This Row],[Clicks]]+other[x]"
    assert qualified("SUBTOTAL(109,[Clicks])", "tbl") == "SUBTOTAL(109,tbl[Clicks])"


def test_newer_functions_are_written_as_files_have_them() -> None:
    assert prefixed('IFS(A1,CONCAT("IFS(",B1))+FILTER(C:C,1)+SUM(1)') == (
        '_xlfn.IFS(A1,_xlfn.CONCAT("IFS(",B1))+_xlfn._xlws.FILTER(C:C,1)+SUM(1)'
    )
    assert prefixed("_xlfn.IFS(A1,1)") == "_xlfn.IFS(A1,1)"
