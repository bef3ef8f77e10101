"""The operators on single values."""

from __future__ import annotations

import math
from collections.abc import Callable

from kpi_xl.workbook.calc.coercion import number, text
from kpi_xl.workbook.calc.comparison import compare, same_text
from kpi_xl.workbook.calc.serials import Calendar
from kpi_xl.workbook.calc.values import ErrorValue, Fault, Value

_COMPARISONS: dict[str, tuple[int, ...]] = {
    "=": (0,), "<>": (-1, 1), "<": (-1,), ">": (1,), "<=": (-1, 0), ">=": (0, 1),
}  # fmt: skip
_CLOSE = 2**-48


def finite(value: float) -> float:
    """The number, without a negative zero; #NUM! where it is too large for Excel."""
    if not math.isfinite(value):
        raise Fault(ErrorValue.NUM)
    return value + 0.0


def operate(operator: str, left: Value, right: Value, calendar: Calendar) -> Value:
    """Two values and the operator between them; an error on the left goes before one on the right."""
    for value in (left, right):
        if isinstance(value, ErrorValue):
            return value
    try:
        return _operated(operator, left, right, calendar)
    except Fault as fault:
        return fault.value
    except OverflowError:
        return ErrorValue.NUM


def _operated(operator: str, left: Value, right: Value, calendar: Calendar) -> Value:
    if operator == "&":
        return text(left) + text(right)
    if operator not in _COMPARISONS:
        return finite(_ARITHMETIC[operator](number(left, calendar), number(right, calendar)))
    if operator in ("=", "<>") and isinstance(left, str) and isinstance(right, str):
        return same_text(left, right) is (operator == "=")
    return compare(left, right) in _COMPARISONS[operator]


def power(base: float, exponent: float) -> float:
    """`^`: 0^0 and roots of negative numbers are #NUM!."""
    if base == 0 and exponent <= 0:
        raise Fault(ErrorValue.NUM if exponent == 0 else ErrorValue.DIV0)
    if base < 0 and not exponent.is_integer():
        raise Fault(ErrorValue.NUM)
    return base**exponent


def _quotient(left: float, right: float) -> float:
    if right == 0:
        raise Fault(ErrorValue.DIV0)
    return left / right


_ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": _quotient,
    "^": power,
}


def snapped(operator: str, left: Value, right: Value, result: Value) -> Value:
    """Excel's last step: a sum or difference that ends a formula is 0 where only the binary rest is left of it."""
    if operator not in ("+", "-") or not isinstance(result, float) or not isinstance(left, float):
        return result
    other = right if isinstance(right, float) else 0.0
    return 0.0 if abs(result) < max(abs(left), abs(other)) * _CLOSE else result
