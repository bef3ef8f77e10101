"""Reports through the command line, up to the whole demo."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from oracles import has_libreoffice, recalculated

Run = Callable[..., Any]
KPI_XL = Path(sys.executable).with_name("kpi-xl")


def test_a_report_is_made_of_what_there_is_and_says_what_is_missing(run: Run, x_project: Path) -> None:
    ran = run("report", "--period", "2026-10")
    assert ran.code == 0
    assert "KPIs without a figure, and why:" in ran.out
    assert "all agree" in ran.out
    assert (x_project / "2026-10 report.xlsx").is_file()


def test_a_report_goes_where_it_is_wanted_and_tells_programs_where(run: Run, x_project: Path) -> None:
    ran = run(
        "report", "--period", "2026-10", "--output", "own.xlsx", "--template", "one_pager", "--values-only", "--json"
    )
    told = json.loads(ran.out)
    assert (told["path"], told["period"], told["differing"]) == ("own.xlsx", "2026-10", 0)
    assert not any(formulas(x_project / "own.xlsx"))


@pytest.mark.usefixtures("x_project")
def test_findings_are_ranked_and_told_with_their_numbers(run: Run) -> None:
    told = json.loads(run("findings", "--period", "2026-10", "--json").out)
    assert told
    assert [one["importance"] for one in told] == sorted((one["importance"] for one in told), reverse=True)
    assert all(any(letter.isdigit() for letter in one["title"]) for one in told)
    assert told[0]["title"] in run("findings", "--period", "2026-10", "--count", "1").out


def test_without_figures_there_is_no_report(run: Run, project: Path) -> None:
    ran = run("report")
    assert ran.code == 1
    assert "kpi-xl import" in ran.err
    assert [path.name for path in project.glob("*.xlsx")] == ["inputs.xlsx"]


@pytest.mark.parametrize("question", [("--period", "2026-W41"), ("--template", "weekly")])
def test_what_a_report_cannot_be_is_a_wrong_question(run: Run, x_project: Path, question: tuple[str, str]) -> None:
    ran = run("report", *question)
    assert ran.code == 2
    assert question[1] in ran.err
    assert not [*x_project.glob("2026*")]


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_demo_ends_with_a_workbook_whose_every_value_is_right(tmp_path: Path) -> None:
    ran = subprocess.run(
        [KPI_XL, "demo", "--until", "2026-10"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert ran.returncode == 0, ran.stderr
    imported = re.search(r"(\d+) files: (\d+) imported, 0 known already, 0 refused\.", ran.stdout)
    assert imported, ran.stdout
    assert imported[1] == imported[2]
    report = tmp_path / "kpi-xl-demo/2026-10 rapport.xlsx"
    stored = values(report)
    assert len(stored) > 1000
    if not has_libreoffice():
        pytest.skip("LibreOffice is not installed, so nothing recalculates the report")
    computed = values(recalculated([report], tmp_path)[0])
    assert {place: value for place, value in stored.items() if not same(value, computed[place])} == {}


def formulas(path: Path) -> Iterator[tuple[str, str]]:
    """The places of the formulas in a workbook."""
    for sheet in openpyxl.load_workbook(path):
        yield from (
            (sheet.title, cell.coordinate) for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
        )


def values(path: Path) -> dict[tuple[str, str], object]:
    """What stands in the formula cells."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {(sheet, place): book[sheet][place].value for sheet, place in formulas(path)}


def same(stored: object, computed: object) -> bool:
    if isinstance(stored, int | float) and isinstance(computed, int | float):
        return stored == pytest.approx(computed, rel=1e-9, abs=1e-12)
    return (stored or "") == (computed or "")
