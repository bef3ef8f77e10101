"""Places in an order: medians, percentiles, the largest and the smallest, ranks."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from kpi_xl.workbook.calc.areas import Operand, Reference
from kpi_xl.workbook.calc.functions.reading import array, numbers
from kpi_xl.workbook.calc.functions.registry import Takes, function
from kpi_xl.workbook.calc.reader import Reader
from kpi_xl.workbook.calc.values import Array, ErrorValue, Fault, Value


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
