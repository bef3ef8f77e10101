"""A canonical table as one file has filled it, for checks that look at all of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kpi_xl.importing.reading.canonical import FIRST_DAYS, LAST_DAYS, day_of
from kpi_xl.importing.reading.sql import name

if TYPE_CHECKING:
    import duckdb

    from kpi_xl.importing.reading.canonical import Summary


@dataclass(frozen=True)
class WrittenTable:
    """The rows of one table, written but not yet handed over."""

    connection: duckdb.DuckDBPyConnection
    name: str
    source: str  # SQL that reads the rows
    summary: Summary
    zone: str  # of the project, in which times fall on days
    stated: tuple[date, date] | None  # the days that the file says it covers
    omits_days: bool = False  # the platform leaves out days on which nothing happened

    @property
    def rows(self) -> int:
        return self.summary.rows

    @cached_property
    def columns(self) -> frozenset[str]:
        """The fields that hold anything."""
        return frozenset(self.summary.columns)

    @property
    def first_day(self) -> str:
        """SQL for the first day of a row."""
        return day_of(FIRST_DAYS, self.summary.columns, self.zone)

    @property
    def last_day(self) -> str:
        """SQL for the last day of a row."""
        return day_of(LAST_DAYS, self.summary.columns, self.zone)

    def ask(self, expressions: Mapping[str, str]) -> dict[str, Any]:
        """What these aggregates come to over all rows."""
        if not expressions:
            return {}
        listed = ", ".join(f"{expression} AS {name(label)}" for label, expression in expressions.items())
        (row,) = self.connection.sql(f"SELECT {listed} FROM {self.source}").fetchall()
        return dict(zip(expressions, row, strict=True))
