"""The add-in's VBA, run by LibreOffice with a stand-in for the part that starts Python."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from excel_hosts import calc

from kpi_xl.excel.addin.modules import modules
from kpi_xl.excel.addin.package import addin
from kpi_xl.excel.addin.vba_project import Module, vba_project

_CALLS: list[tuple[str, list[Any]]] = [
    ("KpiConnection.Counts", []),
    ("KpiConnection.Kind", ["KPI", "#N/A"]),
    ("KpiConnection.Kind", ["KPI", "#VALUE!"]),
    ("KpiConnection.Kind", ["KPI", "=1+1"]),
    ("KpiConnection.Kind", ["KPI", "fails"]),
    ("KpiAnswers.AnswerIn", ["p", "KPI_WHY", ["fails"]]),
    ("KpiAnswers.AnswerIn", ["p", "KPI_TABLE", ["block"]]),
    ("KpiAnswers.IdIn", ['="0123456789abcdef"']),
    ("KpiAnswers.IdIn", ["=Sheet1!$A$1"]),
    ("KpiAnswers.IdIn", ["=EXEC(1)"]),
    ("KpiFreezing.IsOurs", ['=KPI("ctr","2026-10")*2']),
    ("KpiFreezing.IsOurs", ["=cmd|'/C calc'!A0"]),
    ("KpiFreezing.IsOurs", ["=cmd|'KPI('!A0"]),
    ("KpiFreezing.IsOurs", ["=HYPERLINK(A1)"]),
    ("KpiFreezing.HoldsFunction", ["=kpi_change(A1,B1)"]),
    ("KpiRibbon.PartsOf", ['"a,b",Sheet1!$A$1,SUM(1,2),']),
    ("KpiHelp.FunctionNames", []),
]

_STAND_IN = """Attribute VB_Name = "KpiConnection"
Option Explicit
Public Calls As Long

Public Function Asked(Arguments As Variant) As Variant
    Dim Block(0 To 1, 0 To 1) As Variant
    Calls = Calls + 1
    If Arguments(2) = "fails" Then Err.Raise 1000, Description:="Python is gone"
    Asked = Arguments(2)
    If Arguments(2) <> "block" Then Exit Function
    Block(0, 0) = 1
    Block(0, 1) = "a"
    Block(1, 0) = "=1+1"
    Block(1, 1) = 4
    Asked = Block
End Function

Public Function Counts() As Variant
    Dim Found(0 To 4) As Variant
    AnswerIn "p", "KPI", Array("ctr", "2026-10")
    Found(0) = Calls
    AnswerIn "p", "KPI", Array("ctr", "2026-10")
    Found(1) = Calls
    AnswerIn "q", "KPI", Array("ctr", "2026-10")
    Found(2) = Calls
    AnswerIn "p", "KPI", Array("CTR", "2026-10")
    Found(3) = Calls
    AnswerIn "p", "KPI", Array("ctr", "2026-10", Empty)
    Found(4) = Calls
    Counts = Found
End Function

Public Function Kind(FunctionName As Variant, Argument As Variant) As Variant
    Dim Found As Variant
    Found = AnswerIn("p", CStr(FunctionName), Array(Argument))
    Kind = TypeName(Found) & " " & CStr(Found)
End Function

Public Function Acted(Arguments As Variant) As Variant
End Function

Public Sub Disconnect()
End Sub
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """What the calls gave, in their order."""
    folder = tmp_path_factory.mktemp("vba")
    workbook = folder / "addin.xlsm"
    workbook.write_bytes(_runnable())
    return calc.drive(folder / "profile", vba={"workbook": str(workbook), "calls": _CALLS})["vba"]


def test_answers_are_kept_by_project_function_and_arguments(found: list[Any]) -> None:
    assert found[0] == [1, 1, 2, 3, 4]


def test_texts_of_errors_become_errors_and_no_other_text_does(found: list[Any]) -> None:
    assert [kind.split()[0] for kind in found[1:5]] == ["Error", "Error", "String", "Error"]
    assert ["2042" in found[1], "2015" in found[2], "2042" in found[4]] == [True] * 3
    assert found[3] == "String =1+1"


def test_a_python_that_does_not_answer_is_told_in_words_by_kpi_why(found: list[Any]) -> None:
    assert found[5] == "Python is gone"


def test_blocks_stay_blocks(found: list[Any]) -> None:
    assert found[6] == [[1, "a"], ["=1+1", 4]]


def test_only_a_text_names_a_project(found: list[Any]) -> None:
    assert found[7:10] == ["0123456789abcdef", "", ""]


def test_only_our_own_functions_are_made_live_again(found: list[Any]) -> None:
    assert found[10:15] == [True, False, False, False, True]


def test_arguments_are_parted_at_commas_outside_of_texts_and_brackets(found: list[Any]) -> None:
    assert found[15] == ['"a,b"', "Sheet1!$A$1", "SUM(1,2)", ""]


def test_the_vba_knows_the_names_of_all_functions(found: list[Any]) -> None:
    assert len(found[16]) == 14


def _runnable() -> bytes:
    """The add-in as a workbook, since LibreOffice opens no add-ins, and without what it cannot compile."""
    parts = [part for part in modules("0.37.8", "en") if part.name != "KpiConnection"]
    project = vba_project("KpiXl", [*parts, Module("KpiConnection", _STAND_IN)])
    stream = BytesIO()
    with ZipFile(BytesIO(addin("0.37.8"))) as package, ZipFile(stream, "w") as copy:
        for name in package.namelist():
            data = project if name.endswith("vbaProject.bin") else package.read(name)
            copy.writestr(name, data.replace(b"addin.macroEnabled", b"sheet.macroEnabled"))
    return stream.getvalue()
