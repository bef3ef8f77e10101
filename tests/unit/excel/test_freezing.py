"""Workbooks with our functions, made fit for people without the add-in."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from excel_hosts.cases import OTHER_PROJECT
from openpyxl import load_workbook
from xlsxwriter import Workbook

from kpi_xl.excel.calling import Desk
from kpi_xl.excel.freezing import Frozen, freeze_functions
from kpi_xl.project.project import Project
from kpi_xl.report.request import PROJECT_NAME


def _book(path: Path, project: str, formulas: dict[str, tuple[str, Any]]) -> Path:
    book = Workbook(path)
    sheet = book.add_worksheet("Report")
    book.define_name(PROJECT_NAME, f'="{project}"')
    for cell, (formula, value) in formulas.items():
        sheet.write_formula(cell, "=" + formula, None, value)
    sheet.write_dynamic_array_formula("D1:E2", '=KPI_SERIES("link_clicks","2026-09","2026-10")', None, "2026-09")
    sheet.write("E1", 900)
    sheet.write("D2", "2026-10")
    sheet.write("E2", 930)
    book.close()
    return path


@pytest.fixture
def frozen(project: Project, desk: Desk, tmp_path: Path) -> tuple[Frozen, Any, Any]:
    source = _book(
        tmp_path / "book.xlsx",
        project.settings.id,
        {
            "A1": ('KPI("link_clicks","2026-10")', 930),
            "A2": ('KPI("link_clicks","2026-10")*B2', 1860),
            "A3": ('KPI("link_clicks",B3)*2', 1860),
            "A4": ('IFERROR(KPI("link_clicks","2025-10"),"none")', "none"),
            "A5": ("SUM(A1:A3)", 4650),
            "A6": ('KPI_WHY("link_clicks","2026-10")', "=1+1"),
            "A7": ('"KPI("&B2&")"', "KPI(2)"),
        },
    )
    before = source.read_bytes()
    done = freeze_functions(source, tmp_path / "frozen.xlsx", desk)
    assert source.read_bytes() == before
    return done, load_workbook(done.path)["Report"], load_workbook(done.path, data_only=True)["Report"]


def test_a_function_gives_way_to_its_stored_value(frozen: tuple[Frozen, Any, Any]) -> None:
    done, formulas, _ = frozen
    assert formulas["A1"].value == 930
    assert (done.values, done.formulas) == (4, 2)


def test_a_longer_formula_goes_on_with_the_figure(frozen: tuple[Frozen, Any, Any]) -> None:
    _, formulas, values = frozen
    assert formulas["A2"].value == "=930.0*B2"
    assert values["A2"].value == 1860
    assert formulas["A4"].value == '=IFERROR(NA(),"none")'


def test_what_must_be_looked_up_gets_the_stored_value(frozen: tuple[Frozen, Any, Any]) -> None:
    assert frozen[1]["A3"].value == 1860


def test_formulas_without_our_functions_stay(frozen: tuple[Frozen, Any, Any]) -> None:
    assert frozen[1]["A5"].value == "=SUM(A1:A3)"
    assert frozen[1]["A7"].value == '="KPI("&B2&")"'


def test_a_spilled_block_becomes_values(frozen: tuple[Frozen, Any, Any]) -> None:
    done, formulas, _ = frozen
    assert [[cell.value for cell in row] for row in formulas["D1:E2"]] == [["2026-09", 900], ["2026-10", 930]]
    with ZipFile(done.path) as package:
        assert b' cm="1"' not in package.read("xl/worksheets/sheet1.xml")


def test_a_text_that_begins_with_an_equals_sign_stays_text(frozen: tuple[Frozen, Any, Any]) -> None:
    done, formulas, _ = frozen
    assert (formulas["A6"].data_type, formulas["A6"].value) == ("s", "=1+1")
    with ZipFile(done.path) as package:
        assert b"<f>1+1" not in package.read("xl/worksheets/sheet1.xml")


def test_a_workbook_of_another_machines_project_keeps_its_stored_values(desk: Desk, tmp_path: Path) -> None:
    formulas = {"A1": ('KPI("link_clicks","2026-10")*2', 77), "A2": ('KPI("link_clicks","2026-10")', 38.5)}
    source = _book(tmp_path / "book.xlsx", OTHER_PROJECT, formulas)
    done = freeze_functions(source, source, desk)
    sheet = load_workbook(done.path)["Report"]
    assert sheet["A2"].value == 38.5
    assert load_workbook(done.path, data_only=True)["Report"]["A1"].value == 77
