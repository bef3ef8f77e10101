"""Imports that are killed at any moment: nothing is lost, nothing doubled, and the warehouse opens."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kpi_xl.project.own_tables import INPUTS
from kpi_xl.project.project import Project
from kpi_xl.warehouse.batch import Batch

IMPORT = """
import os, sys
from pathlib import Path
from kpi_xl.project.project import Project

project = Project.open(Path(sys.argv[1]))
die_at, done = int(sys.argv[2]), 0

def count(event, arguments):
    # Every step that touches the disk below the project's warehouse.
    global done
    touches = event in {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.truncate", "shutil.move"}
    if touches and str(project.warehouse.folder) in str(arguments[0]):
        done += 1
        if done == die_at:
            os._exit(9)

if die_at:
    sys.addaudithook(count)
for outcome in project.import_files():
    assert outcome.kind != "refused", outcome.error
"""

FILES = 3
DAYS = 5


def write_exports(folder: Path) -> None:
    """Daily exports of X, each of which holds the last day of the one before."""
    heads = "Date,Impressions,Likes,Engagements,Bookmarks,Share,New follows,Unfollows,Replies,Reposts,Profile visits"
    for number in range(FILES):
        days = range(number * (DAYS - 1) + 1, number * (DAYS - 1) + 1 + DAYS)
        rows = [f'"Thu, Oct {day}, 2026",{day * 10 + number},1,2,0,0,3,1,0,0,4,1,0,0' for day in days]
        text = "\n".join((f"{heads},Create Post,Video views,Media views", *rows))
        (folder / f"{number}.csv").write_text(text, encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("KPI_XL_HOME", str(tmp_path / "home"))
    project = Project.create(tmp_path / "client", client="Fjord")
    write_exports(project.folder / "exports")
    return project


def start(project: Project, die_at: int = 0) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", IMPORT, str(project.folder), str(die_at)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def exports_of(project: Project) -> list[Batch]:
    """The imports, without the user's own inputs.xlsx."""
    return [batch for batch in project.imports() if batch.importer != INPUTS]


def assert_complete_up_to_the_last_finished_file(project: Project) -> int:
    """The files that stand are the first ones, each once and whole; their rows are those of the same files unharmed."""
    batches = exports_of(project)
    assert [batch.file for batch in batches] == [f"{number}.csv" for number in range(len(batches))]
    frame = project.data().frames.get("account_daily")
    found = dict(frame.select("date", "impressions").collect("pyarrow").iter_rows()) if frame is not None else {}
    expected: dict[int, int] = {}
    for number in range(len(batches)):
        first = number * (DAYS - 1) + 1
        expected |= {day: day * 10 + number for day in range(first, first + DAYS)}
    assert {day.day: value for day, value in found.items()} == expected
    return len(batches)


def assert_nothing_is_left_over(project: Project) -> None:
    folder = project.warehouse.folder
    assert {one.name for one in (folder / "batches").iterdir()} == {batch.id for batch in project.imports()}
    assert [one for one in (folder / "staging").iterdir() if any(one.iterdir())] == []


def die_at_step(project: Project, step: int) -> bool:
    """Whether the import got that far."""
    with start(project, step) as process:
        _, errors = process.communicate(timeout=60)
    assert process.returncode in {0, 9}, errors
    return process.returncode == 9


def finish(project: Project) -> None:
    with start(project) as process:
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert assert_complete_up_to_the_last_finished_file(project) == FILES
    assert_nothing_is_left_over(project)


@pytest.mark.slow
def test_imports_that_die_while_a_file_is_adopted_leave_all_files_before_it(project: Project) -> None:
    for step in (13, 25):
        assert die_at_step(project, step)
        assert assert_complete_up_to_the_last_finished_file(project) < FILES
    finish(project)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_an_import_may_die_at_any_step(project: Project) -> None:
    for step in range(1, 1000, 2):
        shutil.rmtree(project.warehouse.folder, ignore_errors=True)
        died = die_at_step(project, step)
        assert_complete_up_to_the_last_finished_file(project)
        finish(project)
        if not died:
            assert step > 15 * FILES
            return


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_fifty_kills_at_random_moments_lose_nothing_and_double_nothing(project: Project) -> None:
    chance = random.Random(7)  # noqa: S311 - moments, no secrets
    reached = 0
    for _ in range(50):
        with start(project) as process:
            time.sleep(chance.uniform(0.2, 2.0))
            process.kill()
        count = assert_complete_up_to_the_last_finished_file(project)
        assert count >= reached
        reached = count
        if count == FILES:
            for batch in exports_of(project):
                project.undo(batch.id)
            reached = 0
    finish(project)
