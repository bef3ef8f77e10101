"""What a part of a formula comes to, before it is a result for the reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from kpi_xl.kpis.result import Missing, MissingKind
from kpi_xl.kpis.sentences import Language, say

if TYPE_CHECKING:
    from kpi_xl.kpis.formula.tree import Operator

# Of several reasons the one that a person can act on last: a currency matters only once there are figures.
_ORDER: tuple[MissingKind, ...] = (
    "needs_period",
    "needs_answer",
    "needs_input",
    "no_data",
    "not_exported",
    "not_additive",
    "too_few",
    "zero_denominator",
    "needs_currency",
)


Rows = Mapping[str, Mapping[str, int]]  # by table and file


class Behind(Protocol):
    """What stands behind a part of a figure; worked out for those who ask, as most cells are only looked at."""

    def flags(self) -> tuple[str, ...]:
        """Sentences on it."""
        ...

    def rows(self) -> Rows:
        """The rows that it stands on."""
        ...

    def currencies(self) -> frozenset[str]:
        """The currencies of those rows."""
        ...

    def tables(self) -> tuple[str, ...]:
        """The tables that have it, with rows or without."""
        ...


@dataclass(frozen=True, slots=True)
class Known:
    """What stands behind a part of a figure, where it is known at once."""

    said: tuple[str, ...] = ()
    counted: Rows = field(default_factory=dict[str, Mapping[str, int]])
    read: tuple[str, ...] = ()

    def flags(self) -> tuple[str, ...]:
        return self.said

    def rows(self) -> Rows:
        return self.counted

    def currencies(self) -> frozenset[str]:
        return frozenset()

    def tables(self) -> tuple[str, ...]:
        return self.read


@dataclass(frozen=True, slots=True)
class Outcome:
    value: float | None
    missing: Missing | None = None
    bounds: tuple[float, float] | None = None
    behind: tuple[Behind, ...] = ()

    @property
    def flags(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(flag for part in self.behind for flag in part.flags()))

    @property
    def rows(self) -> Rows:
        parts = [part.rows() for part in self.behind]
        if len(parts) == 1:
            return parts[0]
        found: dict[str, dict[str, int]] = {}
        for part in parts:
            for table, files in part.items():
                mine = found.setdefault(table, {})
                for name, count in files.items():
                    mine[name] = max(mine.get(name, 0), count)  # both sides of a ratio stand on the same rows
        return found

    @property
    def currencies(self) -> frozenset[str]:
        return frozenset[str]().union(*(part.currencies() for part in self.behind))

    @property
    def tables(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(table for part in self.behind for table in part.tables()))

    def remarked(self, *flags: str) -> Outcome:
        return Outcome(self.value, self.missing, self.bounds, (*self.behind, Known(flags)))


def reason(*parts: Outcome) -> Missing | None:
    """Why there is no number, if any part has none."""
    found = [part.missing for part in parts if part.missing is not None]
    return min(found, key=lambda missing: _ORDER.index(missing.kind)) if found else None


def _joined(value: float | None, missing: Missing | None, left: Outcome, right: Outcome) -> Outcome:
    return Outcome(value, missing, None, left.behind + right.behind)


def arithmetic(operator: Operator, left: Outcome, right: Outcome, language: Language) -> Outcome:
    """Both sides put together. Whatever is missing on a side is missing; so is a ratio over zero."""
    missing = reason(left, right)
    waits = missing is not None and missing.kind == "needs_currency"
    if operator == "/" and right.value == 0 and (missing is None or waits):
        nothing = _joined(None, Missing("zero_denominator", say("zero_denominator", language)), left, right)
        return nothing.remarked(say("inconsistent", language)) if (left.value or 0) > 0 else nothing
    if missing is not None or left.value is None or right.value is None:
        return _joined(None, missing, left, right)
    match operator:
        case "+":
            return _joined(left.value + right.value, None, left, right)
        case "-":
            return _joined(left.value - right.value, None, left, right)
        case "*":
            return _joined(left.value * right.value, None, left, right)
        case "/":
            return _joined(left.value / right.value, None, left, right)
