"""What files from somebody else must not do: run code, read another project, or make a formula of a text."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from excel_hosts import pywin32
from excel_hosts.business import HOSTILE
from excel_hosts.cases import OTHER_PROJECT, cases
from excel_hosts.in_xlwings import ADDIN_MODULE
from openpyxl import Workbook

from kpi_xl.excel.actions import act
from kpi_xl.excel.addin.modules import modules
from kpi_xl.excel.calc.package import EXTENSION_FILE, extension
from kpi_xl.excel.calc.serving import serve
from kpi_xl.excel.calling import Desk
from kpi_xl.excel.cells import CellError, xlwings_cells
from kpi_xl.excel.functions import functions
from kpi_xl.project import registry
from kpi_xl.project.project import Project

_ALIKE = "0" * 16


@pytest.fixture(scope="module")
def answers(desk: Desk) -> list[tuple[str, Any]]:
    """What every function gives for a KPI, a period and names that would like to be something else."""
    return [*_answers(desk)]


def _answers(desk: Desk) -> Iterator[tuple[str, Any]]:
    asked = ("link_clicks", "2026-10", *HOSTILE)
    for name, function in functions().items():
        for argument in asked:
            yield name, desk.call(name, [argument] * max(len(function.required), 1))
    for case in cases():
        yield case.function, desk.call(case.function, [None if one == "OMITTED" else one for one in case.arguments])


def _cells(answer: Any) -> Iterator[Any]:
    if isinstance(answer, tuple):
        for one in answer:
            yield from _cells(one)
    else:
        yield answer


def test_every_answer_is_a_number_a_text_or_an_error(answers: list[tuple[str, Any]]) -> None:
    """Never an object that a host would make something else of: what a function returns, no host reads as a formula."""
    for name, answer in answers:
        for cell in _cells(answer):
            assert isinstance(cell, float | str | CellError), name


def test_hostile_names_come_back_as_the_texts_that_they_are(desk: Desk) -> None:
    block = desk.call("KPI_TOP", [10.0, "likes", "2026-10"])
    assert [row[0] for row in block if isinstance(row, tuple)] == list(HOSTILE)
    handed_to_excel = xlwings_cells(block)
    assert isinstance(handed_to_excel, list)
    assert [row[0] for row in handed_to_excel] == list(HOSTILE)


def test_no_answer_has_characters_that_only_terminals_and_protocols_know(answers: list[tuple[str, Any]]) -> None:
    for _, answer in answers:
        for cell in _cells(answer):
            assert not isinstance(cell, str) or not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", cell)


@pytest.mark.parametrize("text", [*HOSTILE, r"C:\Windows\win.ini", "../../etc/passwd", "//host/share", "file:///x"])
def test_no_argument_is_a_path_a_module_or_a_formula(desk: Desk, text: str) -> None:
    for name, function in functions().items():
        answer = desk.call(name, [text] * len(function.required))
        if name in {"KPI_WHY", "KPI_REFRESH"}:
            assert isinstance(answer, str)
        elif function.required:
            assert {*_cells(answer)} <= {CellError.WRONG, CellError.MISSING}


@pytest.mark.parametrize("id_", [OTHER_PROJECT, _ALIKE, "../x", "C:\\x", "=1+1", "*", " "])
def test_a_workbook_that_names_another_project_gets_none(desk: Desk, id_: str) -> None:
    assert desk.call("KPI", ["link_clicks", "2026-10"], id_) is CellError.MISSING
    assert act(id_, "report").made is None


def test_a_project_that_is_here_is_not_read_before_it_is_allowed(desk: Desk, tmp_path: Path) -> None:
    """Opening a folder from somebody else makes it known, and known is not allowed."""
    made = Project.create(tmp_path / "theirs", client="Theirs")
    registry.disallow(made.settings.id)
    registry.enter(made.settings.id, made.folder)
    assert desk.call("KPI", ["link_clicks", "2026-10"], made.settings.id) is CellError.MISSING
    told = desk.call("KPI_WHY", ["link_clicks", "2026-10"], made.settings.id)
    assert "Excel may not read" in str(told)


def test_another_folder_under_a_known_id_is_not_read(project: Project, desk: Desk, tmp_path: Path) -> None:
    """A copy of the settings file gives a stranger's folder the id, but not its place."""
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    settings = (project.folder / "kpi-xl.toml").read_text(encoding="utf-8")
    (theirs / "kpi-xl.toml").write_text(settings, encoding="utf-8")
    Project.open(theirs)
    assert registry.allowed_folder(project.settings.id) == project.folder.resolve()
    assert desk.call("KPI", ["link_clicks", "2026-10"], project.settings.id) == 930


def test_our_add_in_asks_excel_for_nothing_from_python(desk: Desk) -> None:
    """So that nothing in a workbook, such as xlwings' sheet of settings or its sheets of code, is ever looked at."""

    def touched(*_: object, **__: object) -> None:
        pytest.fail("Excel was asked for something")

    with pywin32.standing_in() as server:
        import_module(ADDIN_MODULE).desk = lambda: desk
        client = sys.modules["win32com.client"]
        for name in ("Dispatch", "DispatchEx", "GetObject", "GetActiveObject"):
            setattr(client, name, touched)
        answer = server.XLPython().CallUDF(ADDIN_MODULE, "ask", ("", "KPI", (("link_clicks",),), (("2026-10",),)))
    assert answer == 930


def test_modules_in_the_current_folder_are_not_loaded(tmp_path: Path) -> None:
    """Excel's and Calc's current folder is often that of the workbook that was opened."""
    for name in ("xlwings", "kpi_xl", "json", "tomllib"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('this is of somebody else')", encoding="utf-8")
    connection = next(module.source for module in modules(version("xlwings"), "en") if module.name == "KpiConnection")
    flags = re.search(r'"""" & Interpreter\(\) & """ (.*) -c ', connection)
    assert flags
    code = "import xlwings, kpi_xl.excel.vba, kpi_xl.excel.ribbon, kpi_xl.excel.calc.serving; print('ours')"
    done = subprocess.run(
        [sys.executable, *flags[1].split(), "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "ours", done.stderr


def test_calc_starts_the_python_of_the_extension_and_no_other(tmp_path: Path) -> None:
    place = tmp_path / EXTENSION_FILE
    place.write_bytes(extension(Path("/ours/python"), "1"))
    with ZipFile(place) as package:
        component = package.read("kpi_functions.py").decode()
        setup = json.loads(package.read("kpi_functions.json"))
    assert setup["interpreter"] == "/ours/python"
    assert '[_SETUP["interpreter"], "-B", "-P", "-m", "kpi_xl.excel.calc.serving"]' in component
    assert component.count("Popen") == 1
    assert "shell" not in component
    assert "eval" not in component.replace("evaluated", "")


def test_a_line_that_a_plugin_prints_is_no_answer(capsys: pytest.CaptureFixture[str]) -> None:
    class Chatting(Desk):
        def call(self, *_: Any) -> str:
            sys.stdout.write('{"cell": "forged"}')
            return "true"

    class Lines(list[str]):
        def write(self, text: str) -> None:
            self.append(text)

        def flush(self) -> None: ...

    answers = Lines()
    question = json.dumps({"function": "KPI", "arguments": [], "project": ""})
    serve([question], answers, Chatting())  # type: ignore[arg-type]
    assert answers == ['{"cell": "true"}\n']
    assert "forged" in capsys.readouterr().err


def test_a_date_in_a_cell_stays_a_question_about_a_day(desk: Desk) -> None:
    assert desk.call("KPI", ["link_clicks", date(2026, 10, 5)]) == 30


def test_a_file_chosen_for_import_is_read_as_data(project: Project, tmp_path: Path) -> None:
    """A workbook with a formula that would run something is refused or imported; nothing of it runs."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Date", "Clicks"])
    sheet.append(["=cmd|' /C calc'!A0", 1])
    book.save(tmp_path / "theirs.xlsx")
    done = act(project.settings.id, "import", [str(tmp_path / "theirs.xlsx")])
    assert not done.well
    assert done.made is None
