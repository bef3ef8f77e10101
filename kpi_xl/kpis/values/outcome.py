"""What a part of a formula comes to, before it is a result for the reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

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


@dataclass(frozen=True, slots=True)
class Outcome:
    value: float | None
    missing: Missing | None = None
    bounds: tuple[float, float] | None = None
    flags: tuple[str, ...] = ()
    rows: Mapping[str, Mapping[str, int]] = field(default_factory=dict[str, Mapping[str, int]])  # by table and file
    currencies: frozenset[str] = frozenset()
    tables: tuple[str, ...] = ()

    def remarked(self, *flags: str) -> Outcome:
        return replace(self, flags=tuple(dict.fromkeys((*self.flags, *flags))))


def joined(value: float | None, missing: Missing | None, *parts: Outcome) -> Outcome:
    """A value worked out from several parts, with everything that is to be said of them."""
    rows: dict[str, dict[str, int]] = {}
    for part in parts:
        for table, files in part.rows.items():
            mine = rows.setdefault(table, {})
            for name, count in files.items():
                mine[name] = max(mine.get(name, 0), count)  # both sides of a ratio stand on the same rows
    return Outcome(
        value=value,
        missing=missing,
        flags=tuple(dict.fromkeys(flag for part in parts for flag in part.flags)),
        rows=rows,
        currencies=frozenset[str]().union(*(part.currencies for part in parts)),
        tables=tuple(dict.fromkeys(table for part in parts for table in part.tables)),
    )


def reason(*parts: Outcome) -> Missing | None:
    """Why there is no number, if any part has none."""
    found = [part.missing for part in parts if part.missing is not None]
    return min(found, key=lambda missing: _ORDER.index(missing.kind)) if found else None


def arithmetic(operator: Operator, left: Outcome, right: Outcome, language: Language) -> Outcome:
    """Both sides put together. Whatever is missing on a side is missing; so is a ratio over zero."""
    missing = reason(left, right)
    waits = missing is not None and missing.kind == "needs_currency"
    if operator == "/" and right.value == 0 and (missing is None or waits):
        nothing = joined(None, Missing("zero_denominator", say("zero_denominator", language)), left, right)
        return nothing.remarked(say("inconsistent", language)) if (left.value or 0) > 0 else nothing
    if missing is not None or left.value is None or right.value is None:
        return joined(None, missing, left, right)
    match operator:
        case "+":
            return joined(left.value + right.value, None, left, right)
        case "-":
            return joined(left.value - right.value, None, left, right)
        case "*":
            return joined(left.value * right.value, None, left, right)
        case "/":
            return joined(left.value / right.value, None, left, right)
