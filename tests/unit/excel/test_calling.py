"""The door that hosts call: what it keeps, when it looks again, and that nothing escapes from it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from excel_hosts.business import HOSTILE, TODAY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi_xl.excel import calling
from kpi_xl.excel.calling import Desk
from kpi_xl.excel.cells import CellError, block_cell, text_cell
from kpi_xl.excel.functions import functions
from kpi_xl.excel.source import Source
from kpi_xl.project import registry
from kpi_xl.project.project import Project

CLICKS = ("link_clicks", "2026-10")


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def own(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project that the test may change, on a machine of its own."""
    monkeypatch.setenv("KPI_XL_HOME", str(tmp_path / "home"))
    folder = tmp_path / "own"
    shutil.copytree(project.folder, folder)
    registry.allow(project.settings.id, folder)
    return Project.open(folder)


def undo(project: Project, file: str) -> None:
    project.undo(next(batch.id for batch in project.imports() if batch.file == file))


def test_an_answer_is_worked_out_once(own: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(today=lambda: TODAY)
    first = desk.call("KPI", CLICKS, own.settings.id)
    monkeypatch.setattr(calling, "_answer", None)
    assert desk.call("KPI", CLICKS, own.settings.id) == first == 930


def test_ranges_are_kept_too(own: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(today=lambda: TODAY)
    arguments = [[["link_clicks"]], [["2026-09", "2026-10"]]]
    first = desk.call("KPI_TABLE", arguments, own.settings.id)
    monkeypatch.setattr(calling, "_answer", None)
    assert desk.call("KPI_TABLE", arguments, own.settings.id) == first == ((900, 930),)


def test_an_import_is_seen_a_second_later(own: Project) -> None:
    clock = Clock()
    desk = Desk(today=lambda: TODAY, clock=clock)
    assert desk.call("KPI", CLICKS, own.settings.id) == 930
    undo(own, "facebook days.csv")
    assert desk.call("KPI", CLICKS, own.settings.id) == 930
    clock.now += 2
    assert desk.call("KPI", CLICKS, own.settings.id) == 310


def test_a_refresh_sees_it_at_once(own: Project) -> None:
    desk = Desk(today=lambda: TODAY, clock=Clock())
    desk.call("KPI", CLICKS, own.settings.id)
    undo(own, "facebook days.csv")
    assert desk.call("KPI_REFRESH", (), own.settings.id) == "4 imported files, 2026-08-01 to 2026-10-31."
    assert desk.call("KPI", CLICKS, own.settings.id) == 310


def test_last_month_is_another_one_tomorrow(own: Project) -> None:
    clock, days = Clock(), iter([date(2026, 10, 31), date(2026, 11, 1)])
    desk = Desk(today=lambda: next(days), clock=clock)
    assert desk.call("KPI", ("link_clicks", "last month"), own.settings.id) == 900
    clock.now += 2
    assert desk.call("KPI", ("link_clicks", "last month"), own.settings.id) == 930


def test_new_settings_count(own: Project) -> None:
    clock = Clock()
    desk = Desk(today=lambda: TODAY, clock=clock)
    assert desk.call("KPI_INFO", ("ctr", "name"), own.settings.id) == "Click-through rate (CTR)"
    file = own.folder / "kpi-xl.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('language = "en"', 'language = "nb"'), encoding="utf-8")
    clock.now += 2
    assert desk.call("KPI_INFO", ("ctr", "name"), own.settings.id) == "Klikkfrekvens (CTR)"


def test_a_workbook_that_names_a_project_never_reads_another(own: Project) -> None:
    registry.set_default_project(own.settings.id)
    desk = Desk()
    assert desk.call("KPI", CLICKS) == 930
    assert desk.call("KPI", CLICKS, "0123456789abcdef") is CellError.MISSING
    assert "not on this machine" in str(desk.call("KPI_WHY", CLICKS, "0123456789abcdef"))


def test_a_workbook_without_a_project_needs_a_default_one(own: Project) -> None:
    assert Desk().call("KPI", CLICKS) is CellError.MISSING
    assert "kpi-xl excel install" in str(Desk().call("KPI_WHY", CLICKS))
    assert own.settings.id


def test_only_what_the_user_allowed_is_read(own: Project) -> None:
    registry.disallow(own.settings.id)
    Project.open(own.folder)
    assert Desk().call("KPI", CLICKS, own.settings.id) is CellError.MISSING
    assert "may not read" in str(Desk().call("KPI_WHY", CLICKS, own.settings.id))


def test_a_stranger_s_folder_with_the_same_id_is_not_read(own: Project, tmp_path: Path) -> None:
    shutil.copytree(own.folder, tmp_path / "stranger")
    undo(Project.open(tmp_path / "stranger"), "facebook days.csv")
    assert Desk().call("KPI", CLICKS, own.settings.id) == 930


def test_a_folder_that_holds_another_project_now_is_not_read(own: Project) -> None:
    file = own.folder / "kpi-xl.toml"
    file.write_text(file.read_text(encoding="utf-8").replace(own.settings.id, "f" * 16), encoding="utf-8")
    assert Desk().call("KPI", CLICKS, own.settings.id) is CellError.MISSING


@pytest.mark.parametrize("path", ["..", "/etc", "C:\\", "\\\\server\\share", "file:///tmp"])
def test_a_path_in_place_of_an_id_leads_nowhere(own: Project, path: str) -> None:
    registry.set_default_project(own.settings.id)
    assert Desk().call("KPI", CLICKS, path) is CellError.MISSING


def test_what_fails_unexpectedly_is_one_cell_without_a_figure(own: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_source: Source, *_: object) -> float:
        raise RuntimeError("a plugin's own mistake")

    monkeypatch.setattr(Source, "result", broken)
    desk = Desk()
    assert desk.call("KPI", CLICKS, own.settings.id) is CellError.MISSING
    told = desk.call("KPI_WHY", CLICKS, own.settings.id)
    assert told == "RuntimeError: a plugin's own mistake"


_CELL = st.one_of(
    st.none(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.text(max_size=8),
    st.sampled_from(["link_clicks", "ctr", "2026-10", "instagram", "top_content", *HOSTILE]),
)
_ARGUMENT = st.one_of(_CELL, st.lists(st.lists(_CELL, min_size=1, max_size=2), min_size=1, max_size=2))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.sampled_from([*functions()]), st.lists(_ARGUMENT, max_size=6))
def test_whatever_is_typed_gives_cells(desk: Desk, name: str, arguments: list[object]) -> None:
    answer = desk.call(name, arguments)
    rows = answer if isinstance(answer, tuple) else ((answer,),)
    assert rows
    assert all(isinstance(cell, float | str | CellError) for row in rows for cell in row)
    assert len({len(row) for row in rows}) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_a_formula_stays_the_same_text(text: str) -> None:
    assert (text_cell(text), block_cell(text)) == (text, text)


def test_texts_are_cut_to_what_a_cell_takes() -> None:
    assert len(text_cell("x" * 40_000)) == 32_767
    assert block_cell("x" * 300) == "x" * 254 + "…"
    assert text_cell("a\x07b\r\nc") == "a b \nc"


def test_a_project_that_cannot_be_opened_is_not_tried_for_every_cell(own: Project) -> None:
    clock = Clock()
    desk = Desk(today=lambda: TODAY, clock=clock)
    registry.disallow(own.settings.id)
    assert desk.call("KPI", CLICKS, own.settings.id) is CellError.MISSING
    registry.allow(own.settings.id, own.folder)
    assert desk.call("KPI", CLICKS, own.settings.id) is CellError.MISSING
    clock.now += 2
    assert desk.call("KPI", CLICKS, own.settings.id) == 930


def test_a_refresh_tries_at_once(own: Project) -> None:
    desk = Desk(today=lambda: TODAY, clock=Clock())
    registry.disallow(own.settings.id)
    assert desk.call("KPI", CLICKS, own.settings.id) is CellError.MISSING
    registry.allow(own.settings.id, own.folder)
    desk.call("KPI_REFRESH", (), own.settings.id)
    assert desk.call("KPI", CLICKS, own.settings.id) == 930
