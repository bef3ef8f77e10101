"""The table of cases in the cells of a real spreadsheet program."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from excel_hosts import calc
from excel_hosts.cases import Case, cases
from excel_hosts.in_core import large_block
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName

from kpi_xl.excel.calc.descriptions import SERVICE, method
from kpi_xl.excel.calc.package import EXTENSION_FILE, extension
from kpi_xl.excel.calling import Desk
from kpi_xl.excel.functions import functions
from kpi_xl.excel.mending import mend_links
from kpi_xl.project.project import Project
from kpi_xl.report.request import PROJECT_NAME

pytestmark = pytest.mark.slow  # LibreOffice starts, and 101 formulas are typed into it

_RECALCULATED = {
    'KPI("link_clicks","2026-10")': 930,
    'KPI("ctr","2026-10","facebook")': 0.02,
    'IFERROR(KPI("link_clicks","2025-10"),"none")': "none",
    'ISNA(KPI("link_clicks","2025-10"))': True,
    'KPI("nonsense","2026-10")': "#VALUE!",
    'KPI("link_clicks","2025-10")': "#N/A",
    'KPI("link_clicks","2026-10")*2+1': 1861,
    'KPI_CHANGE("link_clicks","2026-10","2026-08")': 0,
}


@dataclass(frozen=True)
class Answered:
    """What one run of LibreOffice gave."""

    shown: Mapping[str, Any]  # by case
    recalculated: Path


@pytest.fixture(scope="module")
def block(desk: Desk) -> Case:
    return large_block(desk)


@pytest.fixture(scope="module")
def answered(project: Project, block: Case, tmp_path_factory: pytest.TempPathFactory) -> Answered:
    """All cases typed into cells, and a workbook of functions recalculated."""
    folder = tmp_path_factory.mktemp("calc")
    installed, source, target = folder / EXTENSION_FILE, folder / "asked.xlsx", folder / "answered.xlsx"
    installed.write_bytes(extension(calc.interpreter(), "0.1.0"))
    _write_workbook(source, project.settings.id)
    documents = [*calc.sheets_of([*cases(), block], project.settings.id)]
    books = [{"project": sheet.project, "values": sheet.values, "formulas": sheet.formulas} for sheet, _ in documents]
    workbooks = [{"source": str(source), "target": str(target)}]
    found = calc.drive(folder / "profile", extension=str(installed), books=books, workbooks=workbooks)
    shown = {
        str(case): calc.as_shown(cell)
        for (_, asked), book in zip(documents, found["cells"], strict=True)
        for case, cell in zip(asked, book["shown"], strict=True)
    }
    return Answered(shown, target)


@pytest.mark.parametrize("case", [case for case in cases() if calc.can_be_typed(case)], ids=str)
def test_a_cell_in_calc_answers_alike(case: Case, answered: Answered, project: Project) -> None:
    case.check(lambda *_: answered.shown[str(case)], project.settings.id)


def test_a_block_of_36_by_40_cells_spills(block: Case, answered: Answered, project: Project) -> None:
    assert (len(block.gives), len(block.gives[0])) == (36, 40)
    block.check(lambda *_: answered.shown[str(block)], project.settings.id)


def test_a_recalculated_workbook_has_the_same_answers(answered: Answered) -> None:
    sheet = load_workbook(answered.recalculated, data_only=True).worksheets[0]
    found = [sheet.cell(row, 1).value for row in range(1, len(_RECALCULATED) + 1)]
    assert found == [pytest.approx(value) if isinstance(value, float) else value for value in _RECALCULATED.values()]


def test_what_calc_saves_is_mended_for_excel(answered: Answered, tmp_path: Path) -> None:
    mended = load_workbook(mend_links(answered.recalculated, tmp_path / "mended.xlsx").path).worksheets[0]
    assert [mended.cell(row, 1).value for row in range(1, len(_RECALCULATED) + 1)] == [
        f"={one}" for one in _RECALCULATED
    ]


def _write_workbook(path: Path, project: str) -> None:
    """Formulas as LibreOffice spells them in Excel's files, and no values stored."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    book.defined_names[PROJECT_NAME] = DefinedName(PROJECT_NAME, attr_text=f'"{project}"', hidden=True)
    names = {name: f"{SERVICE}.{method(function)}".upper() for name, function in functions().items()}
    for row, formula in enumerate(_RECALCULATED, 1):
        spelled = re.sub(r"\bKPI\w*(?=\()", lambda found: names[found[0]], formula)
        sheet.cell(row, 1).value = f"={spelled}"
    book.save(path)
