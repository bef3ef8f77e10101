"""Drives the pure core."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from excel_hosts.cases import OMITTED, Case, Drive
from kpi_xl.excel.calling import Desk
from kpi_xl.excel.cells import CellError
from kpi_xl.vocabulary.periods import Period


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


def large_block(desk: Desk) -> Case:
    """KPI_TABLE over 36 KPIs and 40 months, three of which have figures."""
    kpis = [["link_clicks"], ["ctr"], *([str(row[0])] for row in desk.call("KPI_LIST") if isinstance(row, tuple))][:36]
    months = [str(month) for month in Period(date(2023, 7, 1), date(2026, 10, 31)).months()]
    return Case("KPI_TABLE", (kpis, [months]), shown(desk.call("KPI_TABLE", (kpis, [months]))))
