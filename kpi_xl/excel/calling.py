"""The one door that every host calls: a function's name and its arguments in, cells out; nothing is ever raised."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, cast

from kpi_xl.errors import KpiXlError, UsageError
from kpi_xl.excel.arguments import Given, bound
from kpi_xl.excel.cells import CellError, text_cell
from kpi_xl.excel.functions import functions
from kpi_xl.excel.projects import Version, folder_for, open_project, version_of

if TYPE_CHECKING:
    from pathlib import Path

    from kpi_xl.excel.cells import Answer
    from kpi_xl.excel.source import Source

    Answering = Callable[[Source, Given], Answer]

_LOG = logging.getLogger(__name__)
_LOOK_AGAIN = 1.0  # seconds after which the project's files are looked at again

# Where each function is answered; loaded when it is first called.
_HOMES: Mapping[str, str] = {
    "KPI": "numbers",
    "KPI_CHANGE": "numbers",
    "KPI_SERIES": "blocks",
    "KPI_TABLE": "blocks",
    "KPI_TOP": "top",
    "KPI_ANALYSIS": "tables",
    "KPI_TARGET": "goals",
    "KPI_STATUS": "goals",
    "KPI_BENCHMARK": "goals",
    "KPI_CALC": "by_hand",
    "KPI_LIST": "words",
    "KPI_INFO": "words",
    "KPI_WHY": "why",
    "KPI_REFRESH": "why",
}
_EXPLAINING = "KPI_WHY"  # says in words what is wrong, where others show an error
_REFRESHING = "KPI_REFRESH"


@dataclass(slots=True)
class _Opened:
    """The project of one workbook as it was when its files were last looked at."""

    folder: Path
    version: Version
    today: date
    source: Source
    looked: float
    answers: dict[Hashable, Answer] = field(default_factory=dict[Hashable, "Answer"])


@dataclass(frozen=True, slots=True)
class _Failure:
    """Why a workbook's project could not be opened when it was last tried."""

    error: Exception
    looked: float


class Desk:
    """Answers the functions of all open workbooks. Answers are kept until the project's data, or the day, change.

    Args:
        today: the user's own day, which "last month" goes by.
        clock: seconds, for looking at files once a second only.
    """

    def __init__(self, today: Callable[[], date] = date.today, clock: Callable[[], float] = time.monotonic) -> None:
        self._today = today
        self._clock = clock
        self._opened: dict[str, _Opened] = {}
        self._failures: dict[str, _Failure] = {}

    def call(self, name: str, arguments: Sequence[object] = (), workbook: str = "") -> Answer:
        """What a function gives.

        Args:
            name: as in functions.toml.
            arguments: as the host has them: numbers, texts, dates, rows of cells, None.
            workbook: the project id that the workbook names, or empty.
        """
        try:
            if name == _REFRESHING:
                self._opened.pop(workbook, None)
                self._failures.pop(workbook, None)
            opened = self._current(workbook)
        except Exception as error:  # noqa: BLE001 - whatever is wrong, no host can do with more than a cell
            return _failed(name, error)
        key = _key(name, arguments)
        if key not in opened.answers:
            opened.answers[key] = _answer(opened.source, name, arguments)
        return opened.answers[key]

    def _current(self, workbook: str) -> _Opened:
        """The workbook's project; one that cannot be opened is not tried again for each of a thousand cells."""
        now = self._clock()
        failure = self._failures.get(workbook)
        if failure is not None and now - failure.looked < _LOOK_AGAIN:
            raise failure.error.with_traceback(None)
        try:
            return self._looked_at(workbook, now)
        except Exception as error:
            self._failures[workbook] = _Failure(error, now)
            raise

    def _looked_at(self, workbook: str, now: float) -> _Opened:
        """The project, opened again if anything about it has changed."""
        opened = self._opened.get(workbook)
        if opened is not None and now - opened.looked < _LOOK_AGAIN:
            return opened
        folder, today = folder_for(workbook), self._today()
        if opened is not None and (opened.folder, opened.version, opened.today) == (folder, version_of(folder), today):
            opened.looked = now
            return opened
        from kpi_xl.excel.source import Source  # noqa: PLC0415 - a host starts quickly

        source = Source(open_project(workbook), today)
        _ = source.data  # which may take up a changed inputs.xlsx, so the version is taken afterwards
        self._opened[workbook] = _Opened(folder, version_of(folder), today, source, now)
        return self._opened[workbook]


@cache
def desk() -> Desk:
    """The desk of this process."""
    return Desk()


def _answer(source: Source, name: str, arguments: Sequence[object]) -> Answer:
    try:
        return _answering(name)(source, bound(functions()[name], arguments))
    except Exception as error:  # noqa: BLE001 - a defect, or a plugin's, is one cell without a figure
        return _failed(name, error)


def _failed(name: str, error: Exception) -> Answer:
    explained = isinstance(error, KpiXlError)
    if not explained:
        _LOG.error("%s failed", name, exc_info=error)
    if name in {_EXPLAINING, _REFRESHING}:
        return text_cell(str(error) if explained else f"{type(error).__name__}: {error}")
    return CellError.WRONG if isinstance(error, UsageError) else CellError.MISSING


@cache
def _answering(name: str) -> Answering:
    module = import_module(f"kpi_xl.excel.{_HOMES[name]}")
    return cast("Answering", getattr(module, name.lower()))


def _key(name: str, arguments: Sequence[object]) -> Hashable:
    return name, *map(_hashable, arguments)


def _hashable(value: object) -> Hashable:
    if isinstance(value, list | tuple):
        return tuple(map(_hashable, value))
    if isinstance(value, bool):  # for Python TRUE is 1
        return bool, value
    return cast("Hashable", value)
