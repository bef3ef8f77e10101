"""The table of cases, and how an answer is held against one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

OMITTED = "OMITTED"
OTHER_PROJECT = "0123456789abcdef"  # a project that is not on this machine

# How a host answers: the function, its arguments (OMITTED among them), the project id that the workbook names.
# Errors come back as "#N/A" and "#VALUE!", blocks as rows.
Drive = Callable[[str, Sequence[Any], str], object]


@dataclass(frozen=True)
class Case:
    """One line of the table."""

    function: str
    arguments: tuple[Any, ...]
    gives: Any = None
    contains: tuple[str, ...] = ()
    workbook: str = "none"
    relative: bool = False

    def __str__(self) -> str:
        shown = "; ".join(str(argument) for argument in self.arguments)
        return f"{self.function}({shown}){'' if self.workbook == 'none' else f' in {self.workbook}'}"

    def check(self, drive: Drive, own_project: str) -> None:
        """Ask the host and compare."""
        project = {"none": "", "own": own_project, "other": OTHER_PROJECT}[self.workbook]
        answer = drive(self.function, self.arguments, project)
        if self.contains:
            assert isinstance(answer, str)
            assert [part for part in self.contains if part not in answer] == []
        else:
            assert plain(answer) == expected(self.gives)


def cases() -> list[Case]:
    """Every case."""
    lines = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8"))
    return [_case(line) for line in lines]


def plain(answer: object) -> object:
    """Rows as lists of lists, whatever the host makes them of."""
    return [plain(one) for one in answer] if isinstance(answer, list | tuple) else answer


def expected(gives: object) -> object:
    """Numbers to six places; a text is never a number."""
    if isinstance(gives, list):
        return [expected(one) for one in gives]
    return pytest.approx(gives, rel=1e-6, abs=1e-9) if isinstance(gives, int | float) else gives


def _case(line: dict[str, Any]) -> Case:
    function, *arguments = line["call"]
    about = {name: line[name] for name in ("gives", "workbook", "relative") if name in line}
    return Case(function, tuple(arguments), contains=tuple(line.get("contains", ())), **about)
