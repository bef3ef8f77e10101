"""Counts, means, ranks and spread."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from kpi_xl.workbook.calc.areas import Operand, Reference
from kpi_xl.workbook.calc.coercion import text_number
from kpi_xl.workbook.calc.functions.reading import array, lenient_numbers, numbers
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


@function("MEDIAN", Takes.RANGE, repeats=1, reader=True)
def median(reader: Reader, *arguments: Operand) -> Value:
    """MEDIAN."""
    return _percentile(sorted(numbers(reader, arguments)), 0.5)


@function("MODE", Takes.RANGE, repeats=1, reader=True)
@function("MODE.SNGL", Takes.RANGE, repeats=1, reader=True)
def mode(reader: Reader, *arguments: Operand) -> Value:
    """MODE: the first of the most frequent numbers."""
    counted = Counter(numbers(reader, arguments)).most_common(1)
    if not counted or counted[0][1] == 1:
        raise Fault(ErrorValue.NA)
    return counted[0][0]


@function("LARGE", Takes.RANGE, Takes.NUMBER, reader=True)
def large(reader: Reader, given: Operand, place: float) -> Value:
    """LARGE."""
    return _kth(sorted(numbers(reader, [given]), reverse=True), place)


@function("SMALL", Takes.RANGE, Takes.NUMBER, reader=True)
def small(reader: Reader, given: Operand, place: float) -> Value:
    """SMALL."""
    return _kth(sorted(numbers(reader, [given])), place)


def _kth(found: Sequence[float], place: float) -> float:
    if not 1 <= math.ceil(place) <= len(found):
        raise Fault(ErrorValue.NUM)
    return found[math.ceil(place) - 1]


@function("PERCENTILE", Takes.RANGE, Takes.NUMBER, reader=True)
@function("PERCENTILE.INC", Takes.RANGE, Takes.NUMBER, reader=True)
def percentile(reader: Reader, given: Operand, share: float) -> Value:
    """PERCENTILE: between two values in proportion."""
    return _percentile(sorted(numbers(reader, [given])), share)


@function("QUARTILE", Takes.RANGE, Takes.WHOLE, reader=True)
@function("QUARTILE.INC", Takes.RANGE, Takes.WHOLE, reader=True)
def quartile(reader: Reader, given: Operand, quarter: int) -> Value:
    """QUARTILE."""
    return _percentile(sorted(numbers(reader, [given])), quarter / 4)


def _percentile(found: Sequence[float], share: float) -> float:
    if not found or not 0 <= share <= 1:
        raise Fault(ErrorValue.NUM)
    below, rest = divmod(share * (len(found) - 1), 1)
    lower = found[int(below)]
    return lower + rest * (found[int(below) + 1] - lower) if rest else lower


@function("PERCENTRANK", Takes.RANGE, Takes.NUMBER, Takes.WHOLE, least=2, reader=True)
@function("PERCENTRANK.INC", Takes.RANGE, Takes.NUMBER, Takes.WHOLE, least=2, reader=True)
def percentrank(reader: Reader, given: Operand, value: float, digits: int = 3) -> Value:
    """PERCENTRANK: cut, not rounded, to three digits."""
    found = sorted(numbers(reader, [given]))
    if not found or not found[0] <= value <= found[-1]:
        raise Fault(ErrorValue.NA)
    if len(found) == 1:
        return 1.0
    below = sum(each < value for each in found)
    share = float(below)
    if found[below] != value:
        share = below - 1 + (value - found[below - 1]) / (found[below] - found[below - 1])
    scale = 10.0**digits
    return math.floor(round(share / (len(found) - 1) * scale, 9)) / scale


@function("RANK", Takes.NUMBER, Takes.RANGE, Takes.LOGICAL, least=2, reader=True)
@function("RANK.EQ", Takes.NUMBER, Takes.RANGE, Takes.LOGICAL, least=2, reader=True)
def rank(reader: Reader, value: float, given: Operand, ascending: bool = False) -> Value:  # noqa: FBT001, FBT002
    """RANK: equal numbers share the better place."""
    found = _ranked(reader, value, given)
    return 1.0 + sum(each < value if ascending else each > value for each in found)


@function("RANK.AVG", Takes.NUMBER, Takes.RANGE, Takes.LOGICAL, least=2, reader=True)
def rank_avg(reader: Reader, value: float, given: Operand, ascending: bool = False) -> Value:  # noqa: FBT001, FBT002
    """RANK.AVG: equal numbers share the mean of their places."""
    found = _ranked(reader, value, given)
    better = sum(each < value if ascending else each > value for each in found)
    return better + (1 + found.count(value)) / 2


def _ranked(reader: Reader, value: float, given: Operand) -> list[float]:
    if not isinstance(given, Reference):
        raise Fault(ErrorValue.VALUE)
    found = numbers(reader, [given])
    if value not in found:
        raise Fault(ErrorValue.NA)
    return found


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


@function("FREQUENCY", Takes.ARRAY, Takes.ARRAY, reader=True)
def frequency(reader: Reader, given: Operand, bins: Operand) -> Operand:
    """FREQUENCY: how many lie up to each limit, and above the last."""
    found = sorted(numbers(reader, [array(given)]))
    limits = numbers(reader, [array(bins)])
    counts: list[Value] = []
    for index, limit in enumerate(limits):
        if limit in limits[:index]:
            counts.append(0.0)
            continue
        lower = max((other for other in limits if other < limit), default=-math.inf)
        counts.append(float(sum(lower < value <= limit for value in found)))
    counts.append(float(sum(value > max(limits, default=-math.inf) for value in found)))
    return Array(len(counts), 1, counts)
