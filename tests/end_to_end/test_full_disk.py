"""Disks that are full and folders that may not be written: a clear sentence, nothing half written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kpi_xl.project.own_tables import INPUTS
from kpi_xl.project.project import Project

# A limit on the size of any file is what a program can ask for that is most like a full disk.
IMPORT_WITH_LITTLE_ROOM = """
import resource, signal, sys
from pathlib import Path
from kpi_xl.project.own_tables import INPUTS
from kpi_xl.project.project import Project
project, path = Project.open(Path(sys.argv[1])), Path(sys.argv[2])
project.host.importers()
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
for outcome in project.import_files([path]):
    print(outcome.kind, outcome.error)
"""

ROWS = 300


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("KPI_XL_HOME", str(tmp_path / "home"))
    project = Project.create(tmp_path / "client", client="Fjord")
    assert [one.kind for one in project.import_files([an_export(tmp_path / "first.csv", 1)])] == ["imported"]
    return project


def an_export(path: Path, seed: int) -> Path:
    heads = (
        "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Replies,Reposts"
    )
    rows = [
        f'{seed * 10**18 + at},"Thu, Oct 1, 2026",{"text " * 40}{at * 7919 % 10007},'
        f"https://x.com/fjord/status/{seed * 10**18 + at},{at},1,2,0,0,0,1,0"
        for at in range(ROWS)
    ]
    path.write_text("\n".join((heads, *rows)), encoding="utf-8")
    return path


def posts(project: Project) -> int:
    return project.data().frames["posts"].collect("pyarrow").shape[0]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
@pytest.mark.parametrize("room", [4096, pytest.param(0, marks=pytest.mark.slow)])
def test_an_import_without_room_is_refused_and_harms_nothing(project: Project, tmp_path: Path, room: int) -> None:
    path = an_export(tmp_path / "second.csv", 2)
    command = [sys.executable, "-c", IMPORT_WITH_LITTLE_ROOM, str(project.folder), str(path), str(room)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("refused "), done.stdout
    assert "mistake in the program" not in done.stdout
    assert [batch.file for batch in project.imports() if batch.importer != INPUTS] == ["first.csv"]
    assert posts(project) == ROWS
    assert [one.kind for one in project.import_files([path])] == ["imported"]
    assert posts(project) == 2 * ROWS


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="permissions do not hold an administrator or Windows back"
)
def test_a_folder_that_may_not_be_written_is_said_so(project: Project, tmp_path: Path) -> None:
    path = an_export(tmp_path / "second.csv", 2)
    project.warehouse.folder.chmod(0o500)
    try:
        (outcome,) = project.import_files([path])
    finally:
        project.warehouse.folder.chmod(0o700)
    assert outcome.error is not None
    assert "may not be written to" in outcome.error.message
