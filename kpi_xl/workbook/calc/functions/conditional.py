"""SUMIFS and its family."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from kpi_xl.workbook.calc.areas import Operand, Reference
from kpi_xl.workbook.calc.functions.registry import Takes, function
from kpi_xl.workbook.calc.reader import Reader
from kpi_xl.workbook.calc.searching import SearchedValues
from kpi_xl.workbook.calc.values import Array, ErrorValue, Fault, Value

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PAIR = (Takes.RANGE, Takes.ANYTHING)


class _Selection:
    """The cells that meet all criteria: which of those that are stored, and how many blank ones below them."""

    def __init__(self, reader: Reader, pairs: Sequence[Operand]) -> None:
        ranges = [_reference(each).area for each in pairs[::2]]
        self.shape = {(each.rows, each.columns) for each in ranges}
        if len(self.shape) != 1:
            raise Fault(ErrorValue.VALUE)
        searched = [reader.searched(each) for each in ranges]
        stored = max(len(each.values) for each in searched)
        self.mask: NDArray[np.bool_] | None = None
        blanks = searched[0].size - stored
        for values, given in zip(searched, pairs[1::2], strict=True):
            met = values.meeting(_value(given))
            mask = self._padded(met.mask, stored, blank_meets=met.blanks)
            self.mask = mask if self.mask is None else self.mask & mask
            blanks = blanks if met.blanks else 0
        self.blanks = blanks

    def _padded(self, mask: NDArray[np.bool_], length: int, *, blank_meets: bool) -> NDArray[np.bool_]:
        if len(mask) == length:
            return mask
        return np.concatenate([mask, np.full(length - len(mask), blank_meets)])

    @property
    def count(self) -> int:
        return int(np.count_nonzero(self._met)) + self.blanks

    def numbers(self, values: SearchedValues) -> NDArray[np.float64]:
        """The numbers of a range level with the selected cells."""
        return values.chosen(self._met)

    @property
    def _met(self) -> NDArray[np.bool_]:
        if self.mask is None:
            raise Fault(ErrorValue.VALUE)
        return self.mask


def _reference(operand: Operand) -> Reference:
    if isinstance(operand, Reference):
        return operand
    raise Fault(operand if isinstance(operand, ErrorValue) else ErrorValue.VALUE)


def _value(operand: Operand) -> Value:
    if isinstance(operand, Reference | Array):
        raise Fault(ErrorValue.VALUE)
    return operand


def _selected(reader: Reader, given: Operand, pairs: Sequence[Operand]) -> NDArray[np.float64]:
    """The numbers of `given` where all criteria are met; #VALUE! unless all ranges are of one size."""
    area = _reference(given).area
    selection = _Selection(reader, pairs)
    if selection.shape != {(area.rows, area.columns)}:
        raise Fault(ErrorValue.VALUE)
    return selection.numbers(reader.searched(area))


def _selected_alike(reader: Reader, searched: Operand, wanted: Operand, given: Operand | None) -> NDArray[np.float64]:
    """As `_selected`, for SUMIF and AVERAGEIF: of their last range only the first cell counts, its size does not."""
    shape = _reference(searched).area
    area = shape if given is None else _reference(given).area.part(0, 0, shape.rows, shape.columns)
    return _Selection(reader, [searched, wanted]).numbers(reader.searched(area))


def _sum(numbers: NDArray[np.float64]) -> float:
    return math.fsum(numbers.tolist())


def _mean(numbers: NDArray[np.float64]) -> float:
    if not len(numbers):
        raise Fault(ErrorValue.DIV0)
    return _sum(numbers) / len(numbers)


@function("SUMIFS", Takes.RANGE, *_PAIR, repeats=2, reader=True)
def sumifs(reader: Reader, given: Operand, *pairs: Operand) -> Value:
    """SUMIFS."""
    return _sum(_selected(reader, given, pairs))


@function("COUNTIFS", *_PAIR, repeats=2, reader=True)
def countifs(reader: Reader, *pairs: Operand) -> Value:
    """COUNTIFS."""
    return float(_Selection(reader, pairs).count)


@function("AVERAGEIFS", Takes.RANGE, *_PAIR, repeats=2, reader=True)
def averageifs(reader: Reader, given: Operand, *pairs: Operand) -> Value:
    """AVERAGEIFS."""
    return _mean(_selected(reader, given, pairs))


@function("MAXIFS", Takes.RANGE, *_PAIR, repeats=2, reader=True)
def maxifs(reader: Reader, given: Operand, *pairs: Operand) -> Value:
    """MAXIFS: 0 of nothing."""
    return float(max(_selected(reader, given, pairs).tolist(), default=0.0))


@function("MINIFS", Takes.RANGE, *_PAIR, repeats=2, reader=True)
def minifs(reader: Reader, given: Operand, *pairs: Operand) -> Value:
    """MINIFS: 0 of nothing."""
    return float(min(_selected(reader, given, pairs).tolist(), default=0.0))


@function("SUMIF", *_PAIR, Takes.RANGE, least=2, reader=True)
def sumif(reader: Reader, searched: Operand, wanted: Operand, given: Operand | None = None) -> Value:
    """SUMIF."""
    return _sum(_selected_alike(reader, searched, wanted, given))


@function("COUNTIF", *_PAIR, reader=True)
def countif(reader: Reader, searched: Operand, wanted: Operand) -> Value:
    """COUNTIF."""
    return float(_Selection(reader, [searched, wanted]).count)


@function("AVERAGEIF", *_PAIR, Takes.RANGE, least=2, reader=True)
def averageif(reader: Reader, searched: Operand, wanted: Operand, given: Operand | None = None) -> Value:
    """AVERAGEIF."""
    return _mean(_selected_alike(reader, searched, wanted, given))
