"""Next month in the same project: what is compared, restated, waited for."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Run = Callable[..., Any]


def test_next_month_says_which_figures_have_changed_since(run: Run, x_project: Path) -> None:
    told = reported_again_after_a_change(run, x_project, "one_pager")
    assert told["restated"] > 0
    found = json.loads(run("diff", "2026-09 report.xlsx", "2026-10 report.xlsx", "--json").out)
    assert len(found["restated"]) == told["restated"]
    assert {one["kpi"] for one in found["restated"]} >= {"likes", "engagements"}
    assert {one["month"] for one in found["added"]} == {"2026-10"}


@pytest.mark.slow
def test_the_checks_name_figures_that_have_changed_since(run: Run, x_project: Path) -> None:
    assert reported_again_after_a_change(run, x_project, "monthly")["restated"] > 0
    checks = openpyxl.load_workbook(x_project / "2026-10 report.xlsx", data_only=True)["Checks"]
    assert any(row[1] == "Figures that have changed since the last report" for row in checks.values)


@pytest.mark.slow
def test_last_months_workbook_is_filled_anew(run: Run, x_project: Path) -> None:
    assert run("report", "--period", "2026-09").code == 0
    before = (x_project / "2026-09 report.xlsx").read_bytes()
    assert run("report", "--update", "2026-09 report.xlsx", "--period", "2026-10").code == 0
    assert (x_project / "2026-09 report.xlsx").read_bytes() == before
    updated = figures(x_project / "2026-10 report.xlsx")
    assert run("report", "--period", "2026-10", "-o", "fresh.xlsx").code == 0
    assert updated == figures(x_project / "fresh.xlsx")


def test_one_look_tells_what_is_waited_for_or_makes_the_report(run: Run, x_project: Path) -> None:
    waits = run("watch", "--once", "--period", "2026-11")
    assert waits.code == 0
    assert "The report of 2026-11 still waits for exports of:" in waits.out
    assert not [*x_project.glob("2026-11*")]
    assert "The report is" in run("watch", "--once", "--template", "one_pager").out
    assert (x_project / "2026-10 report.xlsx").is_file()
    assert "made already" in run("watch", "--once", "--period", "2026-10").out


def reported_again_after_a_change(run: Run, project: Path, template: str) -> dict[str, Any]:
    """A report, exports in which every row was liked more, and what is told of the next month's report."""
    assert run("report", "--period", "2026-09", "--template", template).code == 0
    for file in project.glob("exports/X/*.csv"):
        assert run("import", with_more_likes(file, project / f"again {file.name}"), "--yes").code == 0
    return json.loads(run("report", "--period", "2026-10", "--template", template, "--json").out)


def figures(path: Path) -> dict[tuple[str, str], object]:
    """All values but those of the day on which a report was made."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def with_more_likes(file: Path, copy: Path) -> Path:
    """The same export a month later: every row was liked ten times more."""
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with copy.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows({**row, "Likes": int(row["Likes"]) + 10} for row in rows)
    return copy
