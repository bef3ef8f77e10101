"""The table of cases in the cells of a real spreadsheet program."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from excel_hosts import calc
from excel_hosts.cases import Case, cases
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName

from kpi_xl.excel.calc.package import EXTENSION_FILE, extension
from kpi_xl.project.project import Project
from kpi_xl.report.request import PROJECT_NAME


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The extension's file, for the Python of the tests."""
    path = tmp_path_factory.mktemp("extension") / EXTENSION_FILE
    path.write_bytes(extension(calc.interpreter(), "0.1.0"))
    return path


@pytest.fixture(scope="module")
def shown(project: Project, installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """What the cells show, by case: all cases in one run of LibreOffice."""
    documents = [*calc.sheets_of(cases(), project.settings.id)]
    books = [{"project": sheet.project, "values": sheet.values, "formulas": sheet.formulas} for sheet, _ in documents]
    found = calc.drive(tmp_path_factory.mktemp("profile"), extension=str(installed), books=books)
    return {
        str(case): calc.as_shown(cell)
        for (_, asked), book in zip(documents, found["cells"], strict=True)
        for case, cell in zip(asked, book["shown"], strict=True)
    }


@pytest.mark.parametrize("case", [case for case in cases() if calc.can_be_typed(case)], ids=str)
def test_a_cell_in_calc_answers_alike(case: Case, shown: Mapping[str, Any], project: Project) -> None:
    case.check(lambda *_: shown[str(case)], project.settings.id)


def test_a_recalculated_workbook_has_the_same_answers(
    project: Project, installed: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    source, target = tmp_path / "asked.xlsx", tmp_path / "answered.xlsx"
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    book.defined_names[PROJECT_NAME] = DefinedName(PROJECT_NAME, attr_text=f'"{project.settings.id}"', hidden=True)
    asked = {
        'KPI("link_clicks","2026-10")': 930,
        'KPI("ctr","2026-10","facebook")': 0.02,
        'IFERROR(KPI("link_clicks","2025-10"),"none")': "none",
        'ISNA(KPI("link_clicks","2025-10"))': True,
        'KPI("nonsense","2026-10")': "#VALUE!",
        'KPI("link_clicks","2025-10")': "#N/A",
        'KPI("link_clicks","2026-10")*2+1': 1861,
    }
    for row, formula in enumerate(asked, 1):
        sheet.cell(row, 1).value = "=" + formula.replace("KPI(", "ORG.KPIXL.FUNCTIONS.KPI(")
    book.save(source)
    job = {"source": str(source), "target": str(target)}
    calc.drive(tmp_path_factory.mktemp("profile"), extension=str(installed), workbooks=[job])
    answered = load_workbook(target, data_only=True).worksheets[0]
    found = [answered.cell(row, 1).value for row in range(1, len(asked) + 1)]
    assert found == [pytest.approx(value) if isinstance(value, float) else value for value in asked.values()]
