"""What the buttons of the add-in do, and how they reach it through xlwings' own COM server."""

from __future__ import annotations

from pathlib import Path

import pytest
from excel_hosts import pywin32
from excel_hosts.cases import OTHER_PROJECT

from kpi_xl.excel.actions import act
from kpi_xl.excel.addin.modules import modules
from kpi_xl.project.project import Project

_MODULE = "kpi_xl.excel.ribbon"


def test_the_report_is_made_for_the_project_that_the_workbook_names(project: Project) -> None:
    settings = project.folder / "kpi-xl.toml"  # a report of one page is made soonest
    settings.write_text(settings.read_text(encoding="utf-8").replace('"monthly"', '"one_pager"'), encoding="utf-8")
    done = act(project.settings.id, "report")
    assert done.well
    assert done.made
    assert done.made.parent == project.folder
    assert done.made.name in done.text


def test_what_no_importer_takes_is_told(project: Project, tmp_path: Path) -> None:
    file = tmp_path / "nonsense.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    done = act(project.settings.id, "import", [str(file)])
    assert not done.well
    assert done.text.startswith("0 files imported, 0 were known already, 1 refused.\nnonsense.csv: ")


@pytest.mark.parametrize("action", ["import", "report"])
def test_a_workbook_of_a_project_that_is_not_here_does_nothing(action: str, project: Project) -> None:
    done = act(OTHER_PROJECT, action)
    assert (done.well, done.made) == (False, None)
    assert "not on this machine" in done.text
    assert project.settings.client not in done.text


@pytest.mark.usefixtures("project")
def test_the_vba_gets_a_row_with_the_outcome() -> None:
    with pywin32.standing_in() as server:
        answer = server.XLPython().CallUDF(_MODULE, "act", (OTHER_PROJECT, "report"))
    assert answer[0] == "failed"
    assert "not on this machine" in answer[1]
    assert answer[2] == ""


def test_the_vba_names_this_module() -> None:
    connection = next(module.source for module in modules("0.37.8", "en") if module.name == "KpiConnection")
    assert f'"{_MODULE}"' in connection
