"""The sheets of the inputs workbook and what they are called in each language (inputs.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

InputKind = Literal["kpi", "platform", "currency", "choice", "text", "day", "number", "amount"]
Labels = Mapping[str, str]  # by language


@dataclass(frozen=True, slots=True)
class InputColumn:
    """One column: the field it fills, and what may stand in it."""

    field: str
    kind: InputKind
    needed: bool
    labels: Labels
    choices: Mapping[str, Labels]  # what is stored → what is shown


@dataclass(frozen=True, slots=True)
class InputSheet:
    """One sheet: the canonical table that it fills."""

    table: str
    labels: Labels
    about: Labels
    columns: tuple[InputColumn, ...]


@cache
def input_sheets() -> tuple[InputSheet, ...]:
    """All sheets, in the order of the workbook."""
    text = files("kpi_xl.project").joinpath("inputs.toml").read_text(encoding="utf-8")
    return tuple(_sheet(table, about) for table, about in tomllib.loads(text).items())


def _sheet(table: str, about: Mapping[str, Any]) -> InputSheet:
    choices = about.get("choices", {})
    columns = tuple(_column(field, one, choices.get(field, {})) for field, one in about["columns"].items())
    return InputSheet(table, about["label"], about["about"], columns)


def _column(field: str, about: Mapping[str, Any], choices: Mapping[str, Labels]) -> InputColumn:
    labels = {key: text for key, text in about.items() if key not in {"kind", "needed"}}
    return InputColumn(field, about["kind"], about.get("needed", False), labels, choices)
