"""The sheets of the inputs workbook and what they are called in each language (layout.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

InputKind = Literal[
    "kpi", "platform", "currency", "choice", "yes_no", "place", "name", "scope", "text", "pattern", "person",
    "row", "day", "moment", "year", "number", "amount", "count", "minutes",
]  # fmt: skip
Labels = Mapping[str, str]  # by language

YES_NO: Mapping[str, Labels] = {
    "yes": {"en": "Yes", "nb": "Ja", "sv": "Ja"},
    "no": {"en": "No", "nb": "Nei", "sv": "Nej"},
}
_NOT_LABELS = frozenset({"kind", "needed", "each_of"})


@dataclass(frozen=True, slots=True)
class InputColumn:
    """One column: the field it fills, and what may stand in it."""

    field: str
    kind: InputKind
    needed: bool
    labels: Labels
    help: Labels
    choices: Mapping[str, Labels]  # what is stored → what is shown
    each_of: str  # the column whose figure an average in this one is multiplied by


@dataclass(frozen=True, slots=True)
class InputSheet:
    """One sheet: the canonical table that it fills."""

    table: str
    labels: Labels
    about: Labels
    columns: tuple[InputColumn, ...]
    not_after: tuple[tuple[str, str], ...]  # pairs of which the first may not be above the second
    any_of: tuple[str, ...]  # columns of which one at least has to be filled
    unique: tuple[str, ...]  # what no two rows may have in common


@cache
def input_sheets() -> tuple[InputSheet, ...]:
    """All sheets, in the order of the workbook."""
    text = files("kpi_xl.project.inputs").joinpath("layout.toml").read_text(encoding="utf-8")
    return tuple(_sheet(table, about) for table, about in tomllib.loads(text).items())


def _sheet(table: str, about: Mapping[str, Any]) -> InputSheet:
    choices, helps = about.get("choices", {}), about.get("help", {})
    return InputSheet(
        table=table,
        labels=about["label"],
        about=about["about"],
        columns=tuple(
            _column(field, one, choices.get(field, {}), helps.get(field, {})) for field, one in about["columns"].items()
        ),
        not_after=tuple((first, second) for first, second in about.get("not_after", ())),
        any_of=tuple(about.get("any_of", ())),
        unique=tuple(about.get("unique", ())),
    )


def _column(field: str, about: Mapping[str, Any], choices: Mapping[str, Labels], told: Labels) -> InputColumn:
    return InputColumn(
        field=field,
        kind=about["kind"],
        needed=about.get("needed", False),
        labels={key: text for key, text in about.items() if key not in _NOT_LABELS},
        help=told,
        choices=YES_NO if about["kind"] == "yes_no" else choices,
        each_of=about.get("each_of", ""),
    )
