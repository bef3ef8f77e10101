"""The criteria of SUMIFS and its family: `">=5"`, `"face*"`, `"<>"`, a plain value."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kpi_xl.workbook.calc.coercion import may_be_day, text_number
from kpi_xl.workbook.calc.serials import Calendar
from kpi_xl.workbook.calc.values import ErrorValue, Value

_OPERATOR = re.compile(r"<=|>=|<>|[=<>]")
_ERRORS = {error.value: error for error in ErrorValue}


@dataclass(frozen=True, slots=True)
class Criterion:
    """What a cell must be. `value` None is a blank cell; `pattern` is set for text that equals, with wildcards or not.

    `maybe_day` marks text that some languages read as a day: `2026-10`.
    """

    operator: str
    value: Value
    pattern: re.Pattern[str] | None = None
    maybe_day: bool = False


def criterion(given: Value, calendar: Calendar) -> Criterion:
    """Read a criterion as given to the function: a blank cell counts as 0."""
    if given is None:
        return Criterion("=", 0.0)
    if not isinstance(given, str):
        return Criterion("=", given)
    match = _OPERATOR.match(given)
    operator = match.group() if match else "="
    operand = given[len(operator) :] if match else given
    if not operand:
        return Criterion(operator, None if match else "")
    return _reading(operator, operand, calendar)


def _reading(operator: str, operand: str, calendar: Calendar) -> Criterion:
    if operand.upper() in ("TRUE", "FALSE"):
        return Criterion(operator, operand.upper() == "TRUE")
    if operand.upper() in _ERRORS:
        return Criterion(operator, _ERRORS[operand.upper()])
    if may_be_day(operand):
        return Criterion(operator, operand, None, maybe_day=True)
    number = text_number(operand, calendar)
    if number is not None:
        return Criterion(operator, number)
    if operator in ("=", "<>") and any(mark in operand for mark in "*?~"):
        return Criterion(operator, operand, wildcard(operand))
    return Criterion(operator, operand)


def wildcard(written: str) -> re.Pattern[str]:
    """The pattern of a text with `*` and `?`, which `~` makes plain; it matches lower-case text."""
    text = written.lower()
    parts: list[str] = []
    position = 0
    while position < len(text):
        character = text[position]
        if character == "~" and text[position + 1 : position + 2] in ("*", "?", "~"):
            position += 1
            parts.append(re.escape(text[position]))
        elif character in "*?":
            parts.append(".*" if character == "*" else ".")
        else:
            parts.append(re.escape(character))
        position += 1
    return re.compile("".join(parts), re.DOTALL)
