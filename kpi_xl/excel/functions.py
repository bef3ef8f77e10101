"""The worksheet functions, described once (functions.toml): names, arguments, help and the shape of what they give.

Plugins add KPIs and analyses without adding functions: a KPI is a text argument. Each host makes its own functions from
this description and hands every call to `kpi_xl.excel.calling`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

CATEGORY = "KPI"  # what Excel's function wizard and LibreOffice list them under

Shape = Literal["number", "text", "block", "either"]
Texts = Mapping[str, str]  # by language: en, nb and sv


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument as the function wizard shows it."""

    name: str
    help: Texts
    required: bool
    many: bool  # takes a range of several cells; the others take one cell
    repeats: bool  # stands for any number of arguments; only the last one may


@dataclass(frozen=True, slots=True)
class Function:
    """One worksheet function. Required arguments come before those that may be left out."""

    name: str
    arguments: tuple[Argument, ...]
    help: Texts
    shape: Shape  # block: several cells that spill; either: a block or one cell

    def vba_name(self, argument: Argument) -> str:
        """An argument's name in VBA, where none may be called like its function, in whatever case."""
        return f"{argument.name}_" if argument.name.lower() == self.name.lower() else argument.name

    @property
    def required(self) -> tuple[Argument, ...]:
        return tuple(argument for argument in self.arguments if argument.required)


@cache
def functions() -> Mapping[str, Function]:
    """Every worksheet function by its name, in the order of the documentation."""
    found = tomllib.loads(files("kpi_xl.excel").joinpath("functions.toml").read_text(encoding="utf-8"))
    helps = found["arguments"]
    return {name: _function(name, about, helps) for name, about in found["functions"].items()}


def _function(name: str, about: Mapping[str, Any], helps: Mapping[str, Texts]) -> Function:
    arguments = tuple(_argument(text, helps) for text in about["arguments"])
    return Function(name, arguments, about["help"], about["shape"])


def _argument(text: str, helps: Mapping[str, Texts]) -> Argument:
    name = text.rstrip("?*[]")
    marks = text.removeprefix(name)
    return Argument(name, helps[name], "?" not in marks, "[]" in marks, "*" in marks)
