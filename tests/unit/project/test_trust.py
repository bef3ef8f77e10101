from __future__ import annotations

from pathlib import Path

import pytest

from kpi_xl.errors import FileProblemError
from kpi_xl.project.trust import plugins_of


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins" / "own.py").write_text("A = 1\n", encoding="utf-8")
    return tmp_path


def test_plugins_are_trusted_only_after_the_user_has_said_so(project: Path) -> None:
    assert not plugins_of(project).trusted
    plugins_of(project).trust()
    assert plugins_of(project).trusted
    plugins_of(project).distrust()
    assert not plugins_of(project).trusted


@pytest.mark.parametrize("change", ["edited", "added", "renamed", "deleted"])
def test_any_change_ends_the_trust(project: Path, change: str) -> None:
    other = project / "plugins" / "other.py"
    other.write_text("B = 2\n", encoding="utf-8")
    plugins_of(project).trust()
    match change:
        case "edited":
            other.write_text("B = 3\n", encoding="utf-8")
        case "added":
            (project / "plugins" / "third.py").touch()
        case "renamed":
            other.rename(other.with_name("another.py"))
        case _:
            other.unlink()
    assert not plugins_of(project).trusted


def test_text_moved_from_one_file_to_the_next_is_a_change(project: Path) -> None:
    folder = project / "plugins"
    (folder / "own.py").write_text("ab", encoding="utf-8")
    (folder / "pwn.py").write_text("c", encoding="utf-8")
    plugins_of(project).trust()
    (folder / "own.py").write_text("a", encoding="utf-8")
    (folder / "pwn.py").write_text("bc", encoding="utf-8")
    assert not plugins_of(project).trusted


def test_the_same_plugins_in_another_folder_are_not_trusted(project: Path) -> None:
    plugins_of(project).trust()
    copy = project / "copy" / "plugins"
    copy.mkdir(parents=True)
    (copy / "own.py").write_text("A = 1\n", encoding="utf-8")
    assert not plugins_of(project / "copy").trusted


def test_what_was_read_is_what_runs_whatever_happens_to_the_file(project: Path) -> None:
    plugins_of(project).trust()
    read = plugins_of(project)
    (project / "plugins" / "own.py").write_text("steal()\n", encoding="utf-8")
    assert read.trusted
    assert list(read.sources.values()) == ["A = 1\n"]


def test_a_project_without_plugins_needs_no_leave(tmp_path: Path) -> None:
    assert plugins_of(tmp_path).trusted


def test_a_damaged_list_of_trusted_folders_trusts_nothing(project: Path, own_home: Path) -> None:
    plugins_of(project).trust()
    (own_home / "trusted-plugins.json").write_text("{", encoding="utf-8")
    assert not plugins_of(project).trusted


def test_a_plugin_that_is_no_text_is_an_error_that_names_it(project: Path) -> None:
    (project / "plugins" / "own.py").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FileProblemError, match=r"own\.py"):
        plugins_of(project)
