"""Drives the cells of a real LibreOffice Calc: every case as a formula that is typed in."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from excel_hosts.cases import OMITTED, OTHER_PROJECT, Case
from kpi_xl.excel.cells import HOSTS, CellError
from kpi_xl.printing.programs import libreoffice
from kpi_xl.workbook.calc.addresses import column_letters

_DRIVER = Path(__file__).with_name("calc_driver.py")
_EXCEL_DAY_0 = date(1899, 12, 30).toordinal()
_ERRORS = {HOSTS["calc_code"][error]: str(error) for error in CellError}
_LONGEST = 240  # seconds


@cache
def office_python() -> str | None:
    """A Python that has LibreOffice's bridge: that of the system, or LibreOffice's own."""
    beside = libreoffice()
    candidates = ["/usr/bin/python3", shutil.which("python3"), str(beside.with_name("python")) if beside else None]
    for candidate in filter(None, candidates):
        if (
            Path(candidate).exists()
            and subprocess.run([candidate, "-c", "import uno"], check=False, capture_output=True).returncode == 0
        ):
            return candidate
    return None


def drive(profile: Path, **job: Any) -> Mapping[str, Any]:
    """Let a LibreOffice of its own profile do a job; the tests that need one skip where there is none."""
    python, office = office_python(), libreoffice()
    if office is None or python is None:
        pytest.skip("LibreOffice with python3-uno is not installed")
    profile.mkdir(parents=True, exist_ok=True)
    asked = json.dumps({"profile": str(profile), "soffice": str(office), **job})
    done = subprocess.run(
        [python, str(_DRIVER)], check=False, input=asked, capture_output=True, text=True, timeout=_LONGEST
    )
    if done.returncode != 0:
        pytest.fail(f"LibreOffice: {done.stderr[-2000:]}")
    return json.loads(done.stdout)


@dataclass
class Sheet:
    """One document: its formulas, and the values that they refer to, on a sheet of their own."""

    project: str
    formulas: list[dict[str, Any]] = field(default_factory=list)
    values: list[tuple[int, int, Any]] = field(default_factory=list)
    _next_formula: int = 0
    _next_value: int = 1

    def add(self, case: Case, separator: str = ";", name: str | None = None) -> None:
        """Type a case's formula below the others."""
        rows = case.gives if isinstance(case.gives, list) else []
        written = [self._written(argument) for argument in case.arguments]
        while written and written[-1] == "":
            written.pop()
        formula = f"={name or case.function}({separator.join(written)})"
        columns = len(rows[0]) if rows else 1
        self.formulas.append({"formula": formula, "row": self._next_formula, "rows": len(rows), "columns": columns})
        self._next_formula += max(len(rows), 1) + 1

    def _written(self, argument: Any) -> str:
        """An argument as a person types it; only cells can be empty, hold dates, or be several."""
        match argument:
            case list():
                return self._reference(argument)
            case None:
                return self._reference([[None]])
            case date():
                return self._reference([[argument]])
            case bool():
                return f"{argument}()".upper()
            case str():
                return "" if argument == OMITTED else '"' + argument.replace('"', '""') + '"'
            case _:
                return repr(argument)

    def _reference(self, rows: Sequence[Sequence[Any]]) -> str:
        top = self._next_value
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is not None:
                    self.values.append((top + at - 1, column, _serial(value)))
        self._next_value += len(rows) + 1
        last = column_letters(len(rows[0]))
        first, end = f"$Values.$A${top}", f"${last}${top + len(rows) - 1}"
        return first if len(rows) == len(rows[0]) == 1 else f"{first}:{end}"


def can_be_typed(case: Case) -> bool:
    """Calc hands no error in a cell over to a function (the error is the answer), and its TRUE is the number 1."""
    flat = [cell for argument in case.arguments for cell in _flat(argument)]
    return not case.relative and not any(cell is True or cell in _ERRORS.values() for cell in flat)


def sheets_of(cases: Iterable[Case], own: str) -> Iterator[tuple[Sheet, list[Case]]]:
    """A document for each project that workbooks of the cases name."""
    everything = [case for case in cases if can_be_typed(case)]
    for workbook, project in {"none": "", "own": own, "other": OTHER_PROJECT}.items():
        sheet, mine = Sheet(project), [case for case in everything if case.workbook == workbook]
        for case in mine:
            sheet.add(case)
        yield sheet, mine


def as_shown(cell: Any) -> Any:
    """A cell as the table of cases has it."""
    if isinstance(cell, list):
        return [as_shown(one) for one in cell]
    return _ERRORS.get(cell["error"], cell["error"]) if isinstance(cell, dict) else cell


def interpreter() -> Path:
    """The Python of the tests, which has kpi_xl."""
    return Path(sys.executable)


def _flat(argument: Any) -> Iterator[Any]:
    if isinstance(argument, list):
        for one in argument:
            yield from _flat(one)
    else:
        yield argument


def _serial(value: Any) -> Any:
    return float(value.toordinal() - _EXCEL_DAY_0) if isinstance(value, date) else value
