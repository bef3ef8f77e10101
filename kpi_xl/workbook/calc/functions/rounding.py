"""Rounding: on the 15 decimal digits that Excel shows, half away from zero."""

from __future__ import annotations

import math
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, ROUND_UP, Decimal

from kpi_xl.workbook.calc.arithmetic import finite
from kpi_xl.workbook.calc.functions.registry import Takes, function
from kpi_xl.workbook.calc.values import ErrorValue, Fault, Stop, Value

_DIGITS = 15


def decimal(value: float) -> Decimal:
    """The number as Excel shows it in full."""
    return Decimal(f"{value:.{_DIGITS - 1}e}")


def rounded(value: float, digits: int, how: str) -> float:
    """The number with so many decimals (negative: tens, hundreds …)."""
    exact = decimal(value)
    if value == 0 or exact.adjusted() + digits >= _DIGITS:
        return value
    if exact.adjusted() + digits < -1 and how in (ROUND_HALF_UP, ROUND_DOWN):
        return 0.0
    return finite(float(exact.quantize(Decimal(1).scaleb(-digits), how)))


@function("ROUND", Takes.NUMBER, Takes.WHOLE)
def round_(value: float, digits: int) -> Value:
    """ROUND."""
    return rounded(value, digits, ROUND_HALF_UP)


@function("ROUNDUP", Takes.NUMBER, Takes.WHOLE)
def roundup(value: float, digits: int) -> Value:
    """ROUNDUP: away from zero."""
    return rounded(value, digits, ROUND_UP)


@function("ROUNDDOWN", Takes.NUMBER, Takes.WHOLE)
def rounddown(value: float, digits: int) -> Value:
    """ROUNDDOWN: towards zero."""
    return rounded(value, digits, ROUND_DOWN)


@function("TRUNC", Takes.NUMBER, Takes.WHOLE, least=1)
def trunc(value: float, digits: int = 0) -> Value:
    """TRUNC."""
    return rounded(value, digits, ROUND_DOWN)


@function("INT", Takes.NUMBER)
def int_(value: float) -> Value:
    """INT: down to the next whole number."""
    below = math.floor(value)
    if below != math.floor(float(decimal(value))):
        raise Stop("INT of a number that is whole but for its sixteenth digit differs between programs")
    return float(below)


@function("EVEN", Takes.NUMBER)
def even(value: float) -> Value:
    """EVEN: away from zero."""
    return math.copysign(math.ceil(abs(value) / 2) * 2, value) + 0.0


@function("ODD", Takes.NUMBER)
def odd(value: float) -> Value:
    """ODD: away from zero."""
    return math.copysign(max(math.ceil((abs(value) - 1) / 2), 0) * 2 + 1, value)


@function("MROUND", Takes.NUMBER, Takes.NUMBER)
def mround(value: float, step: float) -> Value:
    """MROUND."""
    if value * step < 0:
        raise Fault(ErrorValue.NUM)
    return _to_step(value, step, ROUND_HALF_UP)


def _to_step(value: float, step: float, how: str) -> float:
    """The multiple of `step` next to a number; 0 has only itself."""
    if step == 0 or value == 0:
        return 0.0
    steps = decimal(value / step).to_integral_value(how)
    return finite(float(steps * decimal(step)))


@function("CEILING", Takes.NUMBER, Takes.NUMBER)
def ceiling(value: float, step: float) -> Value:
    """CEILING: away from zero if both are negative."""
    if value > 0 > step:
        raise Fault(ErrorValue.NUM)
    return _to_step(value, step, ROUND_CEILING)


@function("FLOOR", Takes.NUMBER, Takes.NUMBER)
def floor(value: float, step: float) -> Value:
    """FLOOR: towards zero if both are negative."""
    if value > 0 > step:
        raise Fault(ErrorValue.NUM)
    if step == 0 and value != 0:
        raise Fault(ErrorValue.DIV0)
    return _to_step(value, step, ROUND_FLOOR)


@function("CEILING.MATH", Takes.NUMBER, Takes.NUMBER, Takes.NUMBER, least=1)
def ceiling_math(value: float, step: float = 1.0, away: float = 0.0) -> Value:
    """CEILING.MATH."""
    return _to_step(value, abs(step), ROUND_FLOOR if away and value < 0 else ROUND_CEILING)


@function("FLOOR.MATH", Takes.NUMBER, Takes.NUMBER, Takes.NUMBER, least=1)
def floor_math(value: float, step: float = 1.0, towards: float = 0.0) -> Value:
    """FLOOR.MATH."""
    return _to_step(value, abs(step), ROUND_CEILING if towards and value < 0 else ROUND_FLOOR)
