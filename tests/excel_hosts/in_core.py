"""Drives the pure core."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from excel_hosts.cases import OMITTED, Drive
from kpi_xl.excel.calling import Desk
from kpi_xl.excel.cells import CellError


def core(desk: Desk) -> Drive:
    """Calls the desk as hosts do."""

    def drive(function: str, arguments: Sequence[Any], project: str) -> object:
        given = [None if argument == OMITTED else argument for argument in arguments]
        return shown(desk.call(function, given, project))

    return drive


def shown(answer: object) -> object:
    if isinstance(answer, tuple):
        return [[str(cell) if isinstance(cell, CellError) else cell for cell in row] for row in answer]
    return str(answer) if isinstance(answer, CellError) else answer
