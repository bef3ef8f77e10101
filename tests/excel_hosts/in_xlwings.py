"""Drives the real xlwings COM server, with arguments as Excel hands them over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from importlib import import_module
from typing import Any

from excel_hosts import pywin32
from excel_hosts.cases import OMITTED, Drive
from kpi_xl.excel.calling import Desk
from kpi_xl.excel.functions import functions
from kpi_xl.report.request import PROJECT_NAME

MODULE = "kpi_xl.excel.udfs"
ADDIN_MODULE = "kpi_xl.excel.vba"
ERRORS = {"#N/A": -2146826246, "#VALUE!": -2146826273}  # how COM hands over errors in cells
_EXCEL_DAY_0 = date(1899, 12, 30).toordinal()


@contextmanager
def xlwings(desk: Desk) -> Iterator[Drive]:
    """Calls `CallUDF` as the VBA does that xlwings generates."""
    with pywin32.standing_in() as server:
        import_module(MODULE).desk = lambda: desk  # the day of the cases

        def drive(function: str, arguments: Sequence[Any], project: str) -> object:
            workbook = pywin32.Workbook({PROJECT_NAME: f'="{project}"'} if project else {})
            caller = pywin32.Range([[0.0]], workbook)
            answer = server.XLPython().CallUDF(MODULE, function, _filled(function, arguments), workbook, caller)
            return _rows(answer)

        yield drive


@contextmanager
def addin(desk: Desk) -> Iterator[Drive]:
    """Calls it as the VBA of our add-in does: values instead of ranges, no workbook, no calling cell."""
    with pywin32.standing_in() as server:
        import_module(ADDIN_MODULE).desk = lambda: desk

        def drive(function: str, arguments: Sequence[Any], project: str) -> object:
            given = (project, function, *map(_value2, arguments))
            return _rows(server.XLPython().CallUDF(ADDIN_MODULE, "ask", given))

        yield drive


def _value2(argument: Any) -> Any:
    """A range's Value2: rows of values in which dates are serial numbers and errors codes."""
    match argument:
        case list():
            return tuple(tuple(_value2(cell) for cell in row) for row in argument)
        case date():
            return float(date(argument.year, argument.month, argument.day).toordinal() - _EXCEL_DAY_0)
        case str():
            return pywin32.OMITTED if argument == OMITTED else ERRORS.get(argument, argument)
        case _:
            return argument


def _filled(function: str, arguments: Sequence[Any]) -> tuple[Any, ...]:
    """The arguments with what was left out, and nothing where the calling cell goes."""
    given = [_handed_over(argument) for argument in arguments]
    named = [argument for argument in functions()[function].arguments if not argument.repeats]
    head, rest = given[: len(named)], given[len(named) :]
    head += [pywin32.OMITTED] * (len(named) - len(head))
    return (*head, None, *rest)


def _handed_over(argument: Any) -> Any:
    match argument:
        case list():
            return pywin32.Range([[_cell(cell) for cell in row] for row in argument])
        case None | date():
            return pywin32.Range([[_cell(argument)]])  # only a cell can be empty or hold a date
        case _:
            return pywin32.OMITTED if argument == OMITTED else argument


def _cell(value: Any) -> Any:
    match value:
        case datetime():
            return value.replace(tzinfo=UTC)
        case date():
            return datetime(value.year, value.month, value.day, tzinfo=UTC)
        case _:
            return ERRORS.get(value, value) if isinstance(value, str) else value


def _rows(answer: Any) -> object:
    """CallUDF hands over a block of one row as the row alone."""
    if isinstance(answer, list):
        return answer if answer and isinstance(answer[0], list) else [answer]
    return answer
