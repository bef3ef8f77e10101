"""Which projects functions in cells may read, as a person says it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from kpi_xl.excel.calling import Desk
from kpi_xl.excel.cells import CellError

Run = Callable[..., Any]
ASKED = ("impressions", "2026-10")


def test_a_copied_project_is_read_once_it_is_allowed(run: Run, x_project: Path) -> None:
    run("excel", "disallow")
    assert Desk().call("KPI", ASKED) is CellError.MISSING
    assert run("excel", "allow", "--default").code == 0
    assert isinstance(Desk().call("KPI", ASKED), float)
    run("excel", "disallow", x_project)
    assert Desk().call("KPI", ASKED) is CellError.MISSING


def test_a_folder_without_a_project_cannot_be_allowed(run: Run, tmp_path: Path) -> None:
    assert run("excel", "allow", tmp_path).code == 1


def test_a_workbook_is_frozen_beside_itself(run: Run, tmp_path: Path) -> None:
    source = _book(tmp_path / "mine.xlsx", '=KPI("ctr","2026-10")')
    before = source.read_bytes()
    assert "Cells that hold their values now: 1" in run("excel", "freeze", source).out
    frozen = load_workbook(tmp_path / "mine (values).xlsx").worksheets[0]
    assert frozen["A1"].data_type != "f"
    assert source.read_bytes() == before


def test_a_workbook_is_mended_in_place_if_that_is_asked_for(run: Run, tmp_path: Path) -> None:
    source = _book(tmp_path / "mine.xlsx", '=_xludf.KPI("ctr","2026-10")')
    assert (
        "Formulas that call the functions by their names alone: 1" in run("excel", "repair", source, "-o", source).out
    )
    assert load_workbook(source).worksheets[0]["A1"].value == '=KPI("ctr","2026-10")'


def test_status_says_which_project_is_read(run: Run, x_project: Path) -> None:
    run("excel", "disallow")
    assert json.loads(run("excel", "status", "--json").out)["default"] is None
    run("excel", "allow", "--default")
    assert json.loads(run("excel", "status", "--json").out)["default"] == str(x_project)


def test_help_texts_come_in_three_languages(run: Run) -> None:
    refused = run("excel", "install", "--language", "fr")
    assert refused.code == 2
    assert "en, nb or sv" in refused.err


def test_uninstalling_what_is_not_there_says_so(run: Run) -> None:
    assert run("excel", "uninstall").code == 0


def _book(path: Path, formula: str) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = formula
    book.save(path)
    return path
