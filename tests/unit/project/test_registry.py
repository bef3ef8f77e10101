from __future__ import annotations

from pathlib import Path

from kpi_xl.project import registry
from kpi_xl.project.project import Project


def test_where_a_project_is_does_not_make_it_readable(tmp_path: Path) -> None:
    registry.enter("abc", tmp_path)
    assert (registry.folder_of("abc"), registry.allowed_folder("abc")) == (tmp_path.resolve(), None)


def test_a_project_is_allowed_in_one_folder(tmp_path: Path) -> None:
    registry.allow("abc", tmp_path)
    registry.enter("abc", tmp_path / "elsewhere")
    assert registry.allowed_folder("abc") == tmp_path.resolve()
    registry.disallow("abc")
    assert registry.allowed_folder("abc") is None


def test_a_default_project_that_is_no_longer_allowed_is_none(tmp_path: Path) -> None:
    registry.allow("abc", tmp_path)
    registry.set_default_project("abc")
    assert registry.default_project() == "abc"
    registry.disallow("abc")
    assert registry.default_project() is None


def test_whoever_makes_a_project_allows_it(tmp_path: Path) -> None:
    made = Project.create(tmp_path / "mine", client="Us")
    assert registry.allowed_folder(made.settings.id) == made.folder.resolve()
