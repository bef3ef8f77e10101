"""Projects to run commands in."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kpi_xl.demo import write_exports
from kpi_xl.project.project import Project
from kpi_xl.vocabulary.periods import Period

Run = Callable[..., Any]


@pytest.fixture(scope="session")
def demo_exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export files of the made-up company, until October 2026."""
    folder = tmp_path_factory.mktemp("demo")
    write_exports(folder, Period.month(2026, 10))
    return folder


@pytest.fixture
def project(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, and the working folder."""
    folder = tmp_path / "project"
    assert run("new", folder, "--yes", "--language", "en").code == 0
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture(scope="session")
def _imported(tmp_path_factory: pytest.TempPathFactory, demo_exports: Path) -> Path:
    folder = tmp_path_factory.mktemp("imported") / "project"
    made = Project.create(folder, client="Lyngheim Ull")
    shutil.copytree(demo_exports / "X", folder / "exports/X")
    made.import_files()
    return folder


@pytest.fixture
def x_project(_imported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project into which the exports of X have been imported, and the working folder."""
    folder = tmp_path / "project"
    shutil.copytree(_imported, folder)
    monkeypatch.chdir(folder)
    return folder
