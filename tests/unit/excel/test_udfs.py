"""What xlwings makes of the module: its VBA, its descriptions for the wizard, and which cells it asks Excel for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from excel_hosts import pywin32
from excel_hosts.in_xlwings import MODULE

from kpi_xl.excel.calling import Desk
from kpi_xl.excel.functions import functions
from kpi_xl.project.project import Project
from kpi_xl.report.request import PROJECT_NAME


@dataclass
class Imported:
    """A workbook that keeps what Import Functions does to it."""

    vba: str = ""
    described: dict[str, dict[str, Any]] = field(default_factory=dict)
    Name = "Book.xlsm"
    Sheets: tuple[object, ...] = ()
    Worksheets: tuple[object, ...] = ()

    @property
    def VBProject(self) -> object:  # noqa: N802 - as COM calls it
        def remove(_component: object) -> None:
            return None

        def take(path: str) -> None:
            self.vba = Path(path).read_text(encoding="utf-8")

        class Components:
            Remove = staticmethod(remove)
            Import = staticmethod(take)

            def __call__(self, _name: str) -> None:
                return None

        return SimpleNamespace(VBComponents=Components())

    @property
    def Application(self) -> object:  # noqa: N802
        def describe(name: str, **told: Any) -> None:
            self.described[name.partition("!")[2]] = told

        return SimpleNamespace(Version="16.0", MacroOptions=describe, Hwnd=1)


@pytest.fixture(scope="module")
def imported(project: Project) -> Iterator[Imported]:  # noqa: ARG001 - on the machine of the tests
    with pywin32.standing_in():
        workbook = Imported()
        import_module("xlwings.udfs").import_udfs(MODULE, workbook)
        yield workbook


def test_every_function_is_exported_once(imported: Imported) -> None:
    assert sorted(re.findall(r"^Function (\w+)\(", imported.vba, re.MULTILINE)) == sorted(functions())


def test_the_vba_has_the_arguments_of_the_description(imported: Imported) -> None:
    assert "Function KPI(kpi_, period, Optional platform, Optional account, Optional campaign)" in imported.vba
    assert "Function KPI_CALC(kpi, ParamArray inputs())" in imported.vba
    assert "Function KPI_REFRESH()" in imported.vba


def test_no_argument_is_called_like_its_function(imported: Imported) -> None:
    """VBA refuses the whole module: duplicate declaration in current scope."""
    for name, arguments in re.findall(r"^Function (\w+)\((.*)\)", imported.vba, re.MULTILINE):
        assert name.lower() not in re.findall(r"\w+", arguments.lower())


def test_nothing_is_volatile(imported: Imported) -> None:
    assert "Volatile" not in imported.vba


def test_the_wizard_gets_help_for_everything(imported: Imported) -> None:
    for name, function in functions().items():
        told = imported.described[name]
        assert told["Description"] == function.help["en"]
        assert told["Category"] == "KPI"
        assert (told["ArgumentDescriptions"] or []) == [argument.help["en"] for argument in function.arguments]


def test_one_property_of_the_workbook_is_asked_for(desk: Desk, project: Project) -> None:
    with pywin32.standing_in() as server:
        import_module(MODULE).desk = lambda: desk
        workbook = pywin32.Workbook({PROJECT_NAME: f'="{project.settings.id}"'})
        arguments = ("link_clicks", "2026-10", *[pywin32.OMITTED] * 3, None)
        answer = server.XLPython().CallUDF(MODULE, "KPI", arguments, workbook, pywin32.Range([[0.0]], workbook))
    assert (answer, workbook.reads) == (930, 1)
