"""Which projects functions in cells may read, as a person says it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

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
