"""Counts, means, ranks and spread."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kpi_xl.workbook.calc.areas import Operand, Reference
from kpi_xl.workbook.calc.coercion import text_number
from kpi_xl.workbook.calc.functions.reading import lenient_numbers, numbers
from kpi_xl.workbook.calc.functions.registry import Takes, function
from kpi_xl.workbook.calc.reader import Reader
from kpi_xl.workbook.calc.values import Array, ErrorValue, Fault, Value


@function("COUNT", Takes.RANGE, repeats=1, reader=True)
def count(reader: Reader, *arguments: Operand) -> Value:
    """COUNT: numbers; a text that reads as one counts only as an argument of its own."""
    found = 0
    for argument in arguments:
        if isinstance(argument, Reference | Array):
            found += sum(type(value) is float for value in argument.each())
        elif isinstance(argument, str):
            found += text_number(argument, reader.calendar) is not None
        else:
            found += not isinstance(argument, ErrorValue)
    return float(found)


@function("COUNTA", Takes.RANGE, repeats=1)
def counta(*arguments: Operand) -> Value:
    """COUNTA: all but blank cells."""
    found = 0
    for argument in arguments:
        if isinstance(argument, Reference | Array):
            found += sum(value is not None for value in argument.each())
        else:
            found += 1
    return float(found)


@function("COUNTBLANK", Takes.RANGE)
def countblank(given: Operand) -> Value:
    """COUNTBLANK: blank cells and empty texts."""
    if not isinstance(given, Reference):
        raise Fault(ErrorValue.VALUE)
    filled = sum(value is not None and value != "" for value in given.each())
    return float(sum(area.rows * area.columns for area in given.areas) - filled)


@function("AVERAGE", Takes.RANGE, repeats=1, reader=True)
def average(reader: Reader, *arguments: Operand) -> Value:
    """AVERAGE."""
    return mean(numbers(reader, arguments))


@function("AVERAGEA", Takes.RANGE, repeats=1, reader=True)
def averagea(reader: Reader, *arguments: Operand) -> Value:
    """AVERAGEA: text counts as 0."""
    return mean(lenient_numbers(reader, arguments))


def mean(found: Sequence[float]) -> float:
    """The mean; #DIV/0! of nothing."""
    if not found:
        raise Fault(ErrorValue.DIV0)
    return math.fsum(found) / len(found)


@function("MIN", Takes.RANGE, repeats=1, reader=True)
def min_(reader: Reader, *arguments: Operand) -> Value:
    """MIN: 0 of nothing."""
    return min(numbers(reader, arguments), default=0.0)


@function("MAX", Takes.RANGE, repeats=1, reader=True)
def max_(reader: Reader, *arguments: Operand) -> Value:
    """MAX: 0 of nothing."""
    return max(numbers(reader, arguments), default=0.0)


@function("MINA", Takes.RANGE, repeats=1, reader=True)
def mina(reader: Reader, *arguments: Operand) -> Value:
    """MINA."""
    return min(lenient_numbers(reader, arguments), default=0.0)


@function("MAXA", Takes.RANGE, repeats=1, reader=True)
def maxa(reader: Reader, *arguments: Operand) -> Value:
    """MAXA."""
    return max(lenient_numbers(reader, arguments), default=0.0)


@function("VAR", Takes.RANGE, repeats=1, reader=True)
@function("VAR.S", Takes.RANGE, repeats=1, reader=True)
def var_s(reader: Reader, *arguments: Operand) -> Value:
    """VAR.S."""
    return variance(numbers(reader, arguments), 1)


@function("VARP", Takes.RANGE, repeats=1, reader=True)
@function("VAR.P", Takes.RANGE, repeats=1, reader=True)
def var_p(reader: Reader, *arguments: Operand) -> Value:
    """VAR.P."""
    return variance(numbers(reader, arguments), 0)


@function("STDEV", Takes.RANGE, repeats=1, reader=True)
@function("STDEV.S", Takes.RANGE, repeats=1, reader=True)
def stdev_s(reader: Reader, *arguments: Operand) -> Value:
    """STDEV.S."""
    return math.sqrt(variance(numbers(reader, arguments), 1))


@function("STDEVP", Takes.RANGE, repeats=1, reader=True)
@function("STDEV.P", Takes.RANGE, repeats=1, reader=True)
def stdev_p(reader: Reader, *arguments: Operand) -> Value:
    """STDEV.P."""
    return math.sqrt(variance(numbers(reader, arguments), 0))


def variance(found: Sequence[float], fewer: int) -> float:
    """The variance of a sample (`fewer` is 1) or of all there is (0)."""
    if len(found) <= fewer:
        raise Fault(ErrorValue.DIV0)
    centre = mean(found)
    return math.fsum((value - centre) ** 2 for value in found) / (len(found) - fewer)


@function("AVEDEV", Takes.RANGE, repeats=1, reader=True)
def avedev(reader: Reader, *arguments: Operand) -> Value:
    """AVEDEV."""
    found = _some(numbers(reader, arguments))
    centre = mean(found)
    return mean([abs(value - centre) for value in found])


@function("DEVSQ", Takes.RANGE, repeats=1, reader=True)
def devsq(reader: Reader, *arguments: Operand) -> Value:
    """DEVSQ."""
    found = _some(numbers(reader, arguments))
    return variance(found, 0) * len(found)


@function("GEOMEAN", Takes.RANGE, repeats=1, reader=True)
def geomean(reader: Reader, *arguments: Operand) -> Value:
    """GEOMEAN."""
    found = _some(numbers(reader, arguments))
    if min(found) <= 0:
        raise Fault(ErrorValue.NUM)
    return math.exp(mean([math.log(value) for value in found]))


def _some(found: list[float]) -> list[float]:
    if not found:
        raise Fault(ErrorValue.NUM)
    return found
