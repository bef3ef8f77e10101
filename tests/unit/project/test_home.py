from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kpi_xl.errors import FileProblemError
from kpi_xl.project import home, registry
from kpi_xl.project.pseudonyms import pseudonym_key


@pytest.mark.parametrize(
    ("system", "variables", "place"),
    [
        ("linux", {}, ".config/kpi-xl"),
        ("linux", {"XDG_CONFIG_HOME": "/etc/own"}, "/etc/own/kpi-xl"),
        ("darwin", {}, "Library/Application Support/kpi-xl"),
        ("win32", {}, "AppData/Roaming/kpi-xl"),
        ("win32", {"APPDATA": "/users/a/roaming"}, "/users/a/roaming/kpi-xl"),
    ],
)
def test_each_system_has_its_place(
    monkeypatch: pytest.MonkeyPatch, system: str, variables: dict[str, str], place: str
) -> None:
    for name in ("KPI_XL_HOME", "XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", system)
    assert home.home() == Path.home() / place


def test_entries_are_added_and_forgotten_one_by_one() -> None:
    home.remember("things", {"a": "1", "b": "2"})
    home.remember("things", {"a": None, "c": "3"})
    assert home.remembered("things") == {"b": "2", "c": "3"}


def test_a_place_that_cannot_be_written_is_an_error_with_a_way_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("KPI_XL_HOME", str(tmp_path / "file" / "in"))
    with pytest.raises(FileProblemError, match="cannot be written") as caught:
        home.remember("things", {"a": "1"})
    assert "KPI_XL_HOME" in caught.value.hint


def test_a_project_is_found_by_its_id(tmp_path: Path) -> None:
    assert registry.folder_of("abc") is None
    registry.enter("abc", tmp_path)
    assert registry.folder_of("abc") == tmp_path.resolve()


def test_a_project_keeps_its_pseudonym_key_and_others_have_others() -> None:
    assert pseudonym_key("one") == pseudonym_key("one")
    assert pseudonym_key("one") != pseudonym_key("two")
    assert len(pseudonym_key("one")) == 32
