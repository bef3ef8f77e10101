"""The canonical tables and fields: type, unit, and how each figure adds up over time and over entities."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

FieldType = Literal["string", "int", "float", "decimal", "bool", "date", "timestamp UTC"]
FieldKind = Literal["key", "dimension", "metric", "meta"]
Unit = Literal["", "count", "people", "seconds", "money", "fraction", "points"]
OverTime = Literal["", "sum", "last", "none"]
OverEntities = Literal["", "sum", "none", "within_platform"]


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a canonical table."""

    table: str
    name: str
    type: FieldType
    kind: FieldKind
    unit: Unit
    over_time: OverTime
    over_entities: OverEntities
    meaning: str

    @property
    def is_metric(self) -> bool:
        return self.kind == "metric"

    @property
    def is_additive(self) -> bool:
        """Whether the figure may be summed over days and over posts, accounts or (within a platform) ads."""
        return self.over_time == "sum" and self.over_entities in {"sum", "within_platform"}


@dataclass(frozen=True, slots=True)
class Table:
    """One canonical table; `fields` keeps the order of the vocabulary."""

    name: str
    fields: Mapping[str, Field]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(name for name, field in self.fields.items() if field.kind == "key")

    @property
    def metrics(self) -> tuple[str, ...]:
        return tuple(name for name, field in self.fields.items() if field.is_metric)

    @property
    def additive(self) -> tuple[str, ...]:
        return tuple(name for name, field in self.fields.items() if field.is_additive)


@cache
def tables() -> Mapping[str, Table]:
    """Every canonical table by name."""
    found: dict[str, dict[str, Field]] = {}
    text = files("kpi_xl.vocabulary").joinpath("tables.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        field = Field(
            table=row["table"],
            name=row["field"],
            type=cast("FieldType", row["type"]),
            kind=cast("FieldKind", row["kind"]),
            unit=cast("Unit", row["unit"]),
            over_time=cast("OverTime", row["over_time"]),
            over_entities=cast("OverEntities", row["over_entities"]),
            meaning=row["meaning"],
        )
        found.setdefault(field.table, {})[field.name] = field
    return {name: Table(name, fields) for name, fields in found.items()}
