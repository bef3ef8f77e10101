"""Lines through points: SLOPE, INTERCEPT, FORECAST, TREND, CORREL, RSQ."""

from __future__ import annotations

import math

from kpi_xl.workbook.calc.areas import Operand
from kpi_xl.workbook.calc.functions.reading import array, pairs
from kpi_xl.workbook.calc.functions.registry import Takes, function
from kpi_xl.workbook.calc.functions.statistics import mean
from kpi_xl.workbook.calc.values import Array, ErrorValue, Fault, Stop, Value

_BOTH = (Takes.ARRAY, Takes.ARRAY)


@function("SLOPE", *_BOTH)
def slope(known_y: Operand, known_x: Operand) -> Value:
    """SLOPE."""
    return _line(known_y, known_x)[0]


@function("INTERCEPT", *_BOTH)
def intercept(known_y: Operand, known_x: Operand) -> Value:
    """INTERCEPT."""
    return _line(known_y, known_x)[1]


@function("FORECAST", Takes.NUMBER, *_BOTH)
@function("FORECAST.LINEAR", Takes.NUMBER, *_BOTH)
def forecast(x: float, known_y: Operand, known_x: Operand) -> Value:
    """FORECAST.LINEAR."""
    gradient, base = _line(known_y, known_x)
    return gradient * x + base


@function("TREND", *[Takes.ARRAY] * 3, least=1)
def trend(known_y: Operand, known_x: Operand = None, new_x: Operand = None) -> Operand:
    """TREND, along one variable; without x the points count from 1."""
    block = array(known_y)
    steps = Array(block.rows, block.columns, [float(step) for step in range(1, block.rows * block.columns + 1)])
    x = steps if known_x is None else array(known_x)
    if (x.rows, x.columns) != (block.rows, block.columns):
        raise Stop("TREND of several variables is not supported")
    gradient, base = _line(block, x)
    asked = x if new_x is None else array(new_x)
    return asked.map(lambda value: gradient * value + base if isinstance(value, float) else ErrorValue.VALUE)


def _line(known_y: Operand, known_x: Operand) -> tuple[float, float]:
    """Slope and intercept by least squares."""
    points = pairs(known_x, known_y)
    deviations = _deviations(points)
    across = math.fsum(x * x for x, _ in deviations)
    if not across:
        raise Fault(ErrorValue.DIV0)
    gradient = math.fsum(x * y for x, y in deviations) / across
    return gradient, mean([y for _, y in points]) - gradient * mean([x for x, _ in points])


def _deviations(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    centre_x, centre_y = mean([x for x, _ in points]), mean([y for _, y in points])
    return [(x - centre_x, y - centre_y) for x, y in points]


@function("CORREL", *_BOTH)
@function("PEARSON", *_BOTH)
def correl(first: Operand, second: Operand) -> Value:
    """CORREL."""
    deviations = _deviations(pairs(first, second))
    spread = math.sqrt(math.fsum(x * x for x, _ in deviations) * math.fsum(y * y for _, y in deviations))
    if not spread:
        raise Fault(ErrorValue.DIV0)
    return math.fsum(x * y for x, y in deviations) / spread


@function("RSQ", *_BOTH)
def rsq(first: Operand, second: Operand) -> Value:
    """RSQ."""
    correlation = correl(first, second)
    return correlation**2 if isinstance(correlation, float) else correlation


@function("COVAR", *_BOTH)
@function("COVARIANCE.P", *_BOTH)
def covariance_p(first: Operand, second: Operand) -> Value:
    """COVARIANCE.P."""
    return mean([x * y for x, y in _deviations(pairs(first, second))])


@function("COVARIANCE.S", *_BOTH)
def covariance_s(first: Operand, second: Operand) -> Value:
    """COVARIANCE.S."""
    deviations = _deviations(pairs(first, second))
    if len(deviations) < 2:  # noqa: PLR2004 - one point spreads nowhere
        raise Fault(ErrorValue.DIV0)
    return math.fsum(x * y for x, y in deviations) / (len(deviations) - 1)


@function("STEYX", *_BOTH)
def steyx(known_y: Operand, known_x: Operand) -> Value:
    """STEYX."""
    points = pairs(known_x, known_y)
    gradient, base = _line(known_y, known_x)
    if len(points) < 3:  # noqa: PLR2004 - two points lie on their line
        raise Fault(ErrorValue.DIV0)
    return math.sqrt(math.fsum((y - gradient * x - base) ** 2 for x, y in points) / (len(points) - 2))
