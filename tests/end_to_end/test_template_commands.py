"""`kpi-xl template`, in a project and outside of one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

Run = Callable[..., Any]


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder that is in no project."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def drawn(path: Path, *cells: str) -> Path:
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Mine").write_column("A1", cells)
    return path


def test_check_names_every_problem_with_its_cell_and_what_was_meant(run: Run, outside: Path) -> None:
    ran = run("template", "check", drawn(outside / "own.xlsx", "{{ report.klient }}", "{{ link_cliks | period=A9 }}"))
    assert ran.code == 1
    assert "Mine!A1: “report.klient” is not known. Did you mean “report.client”?" in ran.out
    assert "Mine!A2: “link_cliks” is not known. Did you mean “link_clicks”?" in ran.out


def test_check_tells_programs_too(run: Run, outside: Path) -> None:
    ran = run("template", "check", drawn(outside / "own.xlsx", "{{ link_cliks }}"), "--json")
    assert ran.code == 1
    assert [(one["sheet"], one["cell"]) for one in json.loads(ran.out)] == [("Mine", "A1")]


@pytest.mark.usefixtures("outside")
def test_the_shipped_template_has_no_problem(run: Run) -> None:
    assert run("template", "check", "monthly").code == 0


@pytest.mark.usefixtures("outside")
def test_a_file_that_is_not_there_is_a_wrong_question(run: Run) -> None:
    ran = run("template", "check", "mine.xlsx")
    assert ran.code == 2
    assert "mine.xlsx" in ran.err


def test_a_file_that_is_no_workbook_is_said_to_be_none(run: Run, outside: Path) -> None:
    (outside / "own.xlsx").write_text("no workbook", encoding="utf-8")
    ran = run("template", "check", "own.xlsx")
    assert ran.code == 1
    assert "own.xlsx" in ran.err


@pytest.mark.usefixtures("outside")
def test_list_names_the_shipped_templates(run: Run) -> None:
    assert "monthly" in [one["name"] for one in json.loads(run("template", "list", "--json").out)]


@pytest.mark.filterwarnings("ignore::UserWarning")  # openpyxl knows no sparklines
def test_new_copies_a_template_in_the_language_and_overwrites_nothing(run: Run, outside: Path) -> None:
    assert run("template", "new", "monthly", "-o", "own.xlsx", "--language", "nb").code == 0
    assert "Sammendrag" in openpyxl.load_workbook(outside / "own.xlsx").sheetnames
    assert run("template", "new", "monthly", "-o", "own.xlsx").code == 1
    assert run("template", "new", "weekly").code == 2


@pytest.mark.usefixtures("x_project")
def test_fields_say_what_the_projects_data_can_give(run: Run, tmp_path: Path) -> None:
    own = drawn(tmp_path / "own.xlsx", "{{ report.client }}", "{{ nps | period=2026-10 }}", "{{ each platform }}")
    ran = run("template", "fields", own, "--json")
    assert ran.code == 1
    found = {one["name"]: one for one in json.loads(ran.out)}
    assert {name: one["given"] for name, one in found.items()} == {
        "report.client": True, "nps": False, "platform": True,
    }  # fmt: skip
    assert found["platform"]["note"] == "1: x"


def test_fields_without_data_say_what_is_asked_for(run: Run, outside: Path) -> None:
    ran = run("template", "fields", drawn(outside / "own.xlsx", "{{ nps | period=2026-10 }}"))
    assert ran.code == 0
    assert "Mine!A1" in ran.out
    assert "no data" in ran.err


@pytest.mark.usefixtures("x_project")
def test_a_report_on_a_template_of_ones_own_has_the_kpis_that_it_asks_for(run: Run, tmp_path: Path) -> None:
    cells = ("2026-10-01", "{{ posts_published | period=2026-10, platform=x }}", "{{ nps | period=2026-10 }}")
    ran = run("report", "--template", drawn(tmp_path / "own.xlsx", *cells), "--output", tmp_path / "out.xlsx")
    assert ran.code == 0
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx", data_only=True)["Mine"]
    assert sheet["A2"].value > 0
    assert sheet["A3"].value in (None, "")
