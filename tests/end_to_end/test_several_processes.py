"""Several processes at one project: readers during imports, two imports at once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from kpi_xl.project.project import Project

IMPORT = """
import sys
from pathlib import Path
from kpi_xl.project.project import Project
outcomes = Project.open(Path(sys.argv[1])).import_files([Path(path) for path in sys.argv[2:]])
print([outcome.kind for outcome in outcomes])
"""

# Reads until it has seen all rows; every reading has to hold whole files only.
READ = """
import sys, time
from pathlib import Path
from kpi_xl.project.project import Project
project, wanted, seen, deadline = Project.open(Path(sys.argv[1])), int(sys.argv[2]), -1, time.monotonic() + 60
while seen < wanted and time.monotonic() < deadline:
    data = project.data()
    frame = data.frames.get("account_daily")
    rows = 0 if frame is None else frame.collect("pyarrow").shape[0]
    assert rows % 5 == 0 and rows >= seen, (rows, seen)
    seen = rows
print(seen)
"""

FILES = 3


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("KPI_XL_HOME", str(tmp_path / "home"))
    project = Project.create(tmp_path / "client", client="Fjord")
    heads = "Date,Impressions,Likes,Engagements,Bookmarks,Share,New follows,Unfollows,Replies,Reposts,Profile visits"
    for number in range(FILES):
        rows = [f'"Thu, Oct {number * 5 + day}, 2026",10,1,2,0,0,3,1,0,0,4,1,0,0' for day in range(1, 6)]
        text = "\n".join((f"{heads},Create Post,Video views,Media views", *rows))
        (project.folder / "exports" / f"{number}.csv").write_text(text, encoding="utf-8")
    return project


def exports(project: Project) -> list[str]:
    return [str(project.folder / "exports" / f"{number}.csv") for number in range(FILES)]


def started(code: str, arguments: Sequence[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def printed(processes: Sequence[subprocess.Popen[str]]) -> Iterator[str]:
    for process in processes:
        with process:
            text, errors = process.communicate(timeout=90)
        assert process.returncode == 0, errors
        yield text.strip()


@pytest.mark.slow
def test_readers_see_whole_files_while_another_process_imports(project: Project) -> None:
    folder = str(project.folder)
    reading = started(READ, (folder, str(FILES * 5)))
    importing = started(IMPORT, (folder, *exports(project)))
    assert list(printed([importing, reading])) == [str(["imported"] * FILES), str(FILES * 5)]


def test_two_imports_of_the_same_files_at_once_keep_each_file_once(project: Project) -> None:
    arguments = (str(project.folder), *exports(project))
    assert len(list(printed([started(IMPORT, arguments), started(IMPORT, arguments)]))) == 2
    assert sorted(batch.file for batch in project.imports()) == [f"{number}.csv" for number in range(FILES)]
    assert {one.name for one in (project.warehouse.folder / "batches").iterdir()} == {
        batch.id for batch in project.imports()
    }
    assert project.data().frames["account_daily"].collect("pyarrow").shape[0] == FILES * 5
