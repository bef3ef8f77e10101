"""`kpi-xl new-plugin` writes plugins that work as they stand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kpi_xl.cli.app import app
from kpi_xl.cli.new_plugin import KINDS, skeleton
from kpi_xl.errors import UsageError


def made(folder: Path, kind: str) -> Path:
    place = folder / "made"
    result = CliRunner().invoke(app, ["new-plugin", kind, "My Platform", "--folder", str(place)])
    assert result.exit_code == 0, result.output
    return place


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_plugin_is_a_package_with_an_entry_point_and_tests(tmp_path: Path, kind: str) -> None:
    place = made(tmp_path, kind)
    assert 'my_platform = "kpi_xl_my_platform"' in (place / "pyproject.toml").read_text(encoding="utf-8")
    for path in place.rglob("*.py"):
        compile(path.read_text(encoding="utf-8"), path.name, "exec")
    assert [*place.glob("tests/test_*.py")]


@pytest.mark.parametrize("kind", KINDS)
def test_no_mark_of_the_skeleton_is_left(kind: str) -> None:
    texts = {**skeleton(kind, "my_platform")}
    assert not [path for path, text in texts.items() if "NAME" in path + text or "TITLE" in text]


@pytest.mark.parametrize(("kind", "name"), [("exporter", "x"), ("importer", "7"), ("importer", "…")])
def test_what_cannot_be_made_is_refused(kind: str, name: str) -> None:
    with pytest.raises(UsageError):
        CliRunner().invoke(app, ["new-plugin", kind, name], catch_exceptions=False)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    place = made(tmp_path, "kpi")
    with pytest.raises(UsageError, match="there already"):
        CliRunner().invoke(app, ["new-plugin", "kpi", "x", "--folder", str(place)], catch_exceptions=False)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["importer", "kpi", "analysis"])
def test_its_own_tests_pass_as_they_stand(tmp_path: Path, kind: str) -> None:
    place = made(tmp_path, kind)
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", place, place],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(place)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stdout
