"""Whatever a user drops in: one clear sentence, exit code 1, nothing half written."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
KPI_XL = Path(sys.executable).with_name("kpi-xl")

BANK_STATEMENT = (
    "Bokføringsdato;Beskrivelse;Beløp;Saldo\r\n"
    "31.10.2026;VIPPS*LYNGHEIM;-499,00;10 201,50\r\n"
    "30.10.2026;Lønn;32 000,00;10 700,50\r\n"
)


def assert_refused(ran: Any, project: Path) -> None:
    assert ran.code == 1
    assert "Traceback" not in ran.out + ran.err
    assert "mistake in the program" not in ran.err
    assert_nothing_half_written(project)


def assert_nothing_half_written(project: Path) -> None:
    left = [
        path for path in project.rglob("*") if path.suffix in {".tmp", ".incoming"} or path.parent.name == "staging"
    ]
    assert left == []


@pytest.mark.parametrize("name", ["export.csv", "export.xlsx", "export.xls", "export.zip"])
def test_random_bytes_are_refused(run: Run, project: Path, name: str) -> None:
    Path("exports", name).write_bytes(random.Random(name).randbytes(20_000))  # noqa: S311 - test data
    ran = run("import")
    assert_refused(ran, project)
    assert name in ran.err


@pytest.mark.parametrize("name", ["nothing.csv", "nothing.xlsx", "nothing.zip"])
def test_a_file_without_a_byte_is_refused(run: Run, project: Path, name: str) -> None:
    Path("exports", name).write_bytes(b"")
    ran = run("import")
    assert_refused(ran, project)
    assert name in ran.err


def test_a_workbook_cut_short_is_refused(run: Run, project: Path, demo_exports: Path) -> None:
    whole = next(demo_exports.rglob("*_content_*.xlsx")).read_bytes()
    Path("exports/cut.xlsx").write_bytes(whole[: len(whole) // 2])
    ran = run("import")
    assert_refused(ran, project)
    assert "cut.xlsx" in ran.err


def test_of_a_csv_cut_short_the_whole_records_are_kept_or_none(run: Run, project: Path, demo_exports: Path) -> None:
    whole = next((demo_exports / "X").glob("account_analytics_content*")).read_bytes()
    Path("exports/cut.csv").write_bytes(whole[:-60])
    ran = run("import")
    assert "Traceback" not in ran.out + ran.err
    assert_nothing_half_written(project)
    if ran.code == 0:
        assert "rejected" in ran.out


def test_a_bank_statement_is_refused(run: Run, project: Path) -> None:
    Path("exports/kontoutskrift.csv").write_text(BANK_STATEMENT, encoding="cp1252")
    ran = run("import")
    assert_refused(ran, project)
    assert "kontoutskrift.csv" in ran.err


def test_one_wrong_file_does_not_stop_the_others(run: Run, project: Path, demo_exports: Path) -> None:
    Path("exports/kontoutskrift.csv").write_text(BANK_STATEMENT, encoding="cp1252")
    shutil.copytree(demo_exports / "X", "exports/X")
    ran = run("import")
    assert_refused(ran, project)
    assert "5 files: 4 imported, 0 known already, 1 refused." in ran.out


def test_an_empty_folder_has_nothing_to_import(run: Run, project: Path) -> None:
    ran = run("import")
    assert_refused(ran, project)
    assert ran.err.startswith(f"Error: There are no export files in {project / 'exports'}.")


def test_a_file_that_is_not_there_is_named(run: Run, project: Path) -> None:
    ran = run("import", "missing.csv")
    assert_refused(ran, project)
    assert "missing.csv" in ran.err


def test_outside_a_project_commands_say_how_to_make_one(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("import")
    assert ran.code == 1
    assert "kpi-xl new" in ran.err


def test_inspect_needs_no_project_and_says_why_a_file_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("kontoutskrift.csv").write_text(BANK_STATEMENT, encoding="cp1252")
    ran = run("inspect", "kontoutskrift.csv")
    assert "no export that an importer knows" in ran.out.replace("\n", " ")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
@pytest.mark.parametrize(
    "closed",
    [
        ".kpi-xl",
        *(pytest.param(one, marks=pytest.mark.slow) for one in ("exports/account_overview_analytics.csv", ".")),
    ],
)
def test_without_permission_one_sentence_says_so(run: Run, project: Path, demo_exports: Path, closed: str) -> None:
    shutil.copy(demo_exports / "X/account_overview_analytics.csv", "exports")
    place = project / closed
    if closed == ".kpi-xl":
        place.mkdir()
    place.chmod(0o000 if place.is_file() else 0o500)
    try:
        ran = as_ordinary_user([KPI_XL, "import", "--yes"], project)
    finally:
        place.chmod(0o700)
    assert ran.returncode == 1
    assert "Traceback" not in ran.stdout + ran.stderr
    assert place.name in ran.stderr
    assert run("imports", "--json").out == "[]\n"
    assert_nothing_half_written(project)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits of this kind")
def test_a_full_disk_leaves_nothing_half_written(run: Run, project: Path, demo_exports: Path) -> None:
    shutil.copytree(demo_exports / "GA4", "exports/GA4")
    ran = subprocess.run(
        ["/bin/sh", "-c", 'ulimit -f 2; exec "$0" import --yes', KPI_XL],
        cwd=project,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 1
    assert "Traceback" not in ran.stdout + ran.stderr
    assert "mistake in the program" not in ran.stderr
    assert run("imports", "--json").out == "[]\n"
    assert_nothing_half_written(project)


def as_ordinary_user(command: list[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    """Root may write anywhere, so it has to give that up first."""
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root cannot give up its permissions here: setpriv is missing")
        command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
