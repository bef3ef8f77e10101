"""SUBTOTAL and AGGREGATE: totals that leave out hidden rows, errors and one another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kpi_xl.workbook.calc.areas import Operand, Reference, SheetArea
from kpi_xl.workbook.calc.functions import maths, ranks, statistics
from kpi_xl.workbook.calc.functions.registry import Takes, function
from kpi_xl.workbook.calc.reader import Reader
from kpi_xl.workbook.calc.source import Content, FormulaCell
from kpi_xl.workbook.calc.values import Array, ErrorValue, Fault, Stop, Value


def _counta(_: Reader, values: Operand) -> Operand:
    return statistics.counta(values)


_TOTALS: dict[int, Callable[..., Operand]] = {
    1: statistics.average,
    2: statistics.count,
    3: _counta,
    4: statistics.max_,
    5: statistics.min_,
    6: maths.product,
    7: statistics.stdev_s,
    8: statistics.stdev_p,
    9: maths.sum_,
    10: statistics.var_s,
    11: statistics.var_p,
}
_AGGREGATES: dict[int, Callable[..., Operand]] = _TOTALS | {12: ranks.median, 13: ranks.mode}
_RANKED: dict[int, Callable[..., Operand]] = {
    14: ranks.large,
    15: ranks.small,
    16: ranks.percentile,
    17: ranks.quartile,
}
_WITHOUT_HIDDEN = 100
_NAMES = ("SUBTOTAL(", "AGGREGATE(")


@dataclass(frozen=True, slots=True)
class _LeavesOut:
    hidden: bool
    errors: bool
    totals: bool


@function("SUBTOTAL", Takes.WHOLE, Takes.RANGE, repeats=1, reader=True)
def subtotal(reader: Reader, kind: int, *arguments: Operand) -> Operand:
    """SUBTOTAL: kinds from 101 leave out all hidden rows, lower ones those that a filter hides."""
    total = _TOTALS.get(kind % _WITHOUT_HIDDEN)
    if total is None or not 0 < kind < 2 * _WITHOUT_HIDDEN:
        raise Fault(ErrorValue.VALUE)
    leaves_out = _LeavesOut(hidden=kind > _WITHOUT_HIDDEN, errors=False, totals=True)
    if not leaves_out.hidden:
        _refuse_hidden(reader, arguments)
    return total(reader, _kept(reader, arguments, leaves_out))


def _refuse_hidden(reader: Reader, arguments: tuple[Operand, ...]) -> None:
    for area in _areas(arguments):
        if any(area.first_row <= row <= area.last_row for row in reader.source.hidden_rows(area.sheet)):
            raise Stop("whether rows are hidden by a filter or by hand is not known")


@function("AGGREGATE", Takes.WHOLE, Takes.WHOLE, Takes.ARRAY, repeats=1, reader=True)
def aggregate(reader: Reader, kind: int, leave: int, *arguments: Operand) -> Operand:
    """AGGREGATE."""
    if not 0 <= leave <= 7:  # noqa: PLR2004 - Excel's options
        raise Fault(ErrorValue.VALUE)
    leaves_out = _LeavesOut(hidden=leave in (1, 3, 5, 7), errors=leave in (2, 3, 6, 7), totals=leave < 4)  # noqa: PLR2004
    if kind in _AGGREGATES:
        return _AGGREGATES[kind](reader, _kept(reader, arguments, leaves_out))
    ranked = _RANKED.get(kind)
    if ranked is None or len(arguments) != 2:  # noqa: PLR2004 - the list and the place in it
        raise Fault(ErrorValue.VALUE)
    place = arguments[1].value() if isinstance(arguments[1], Reference) else arguments[1]
    if not isinstance(place, float):
        raise Fault(ErrorValue.VALUE)
    given = _kept(reader, arguments[:1], leaves_out)
    return ranked(reader, given, int(place) if kind == 17 else place)  # noqa: PLR2004 - quartile


def _areas(arguments: tuple[Operand, ...]) -> Iterator[SheetArea]:
    for argument in arguments:
        if isinstance(argument, Reference):
            yield from argument.areas
        elif isinstance(argument, ErrorValue):
            raise Fault(argument)


def _kept(reader: Reader, arguments: tuple[Operand, ...], leaves_out: _LeavesOut) -> Array:
    """The values that count, as one column."""
    values: list[Value] = []
    for argument in arguments:
        if isinstance(argument, Reference):
            for area in argument.areas:
                values += _cells(reader, area, leaves_out)
        elif isinstance(argument, Array):
            values += argument.each()
        else:
            raise Fault(argument if isinstance(argument, ErrorValue) else ErrorValue.VALUE)
    if leaves_out.errors:
        values = [value for value in values if not isinstance(value, ErrorValue)]
    return Array(len(values), 1, values)


def _cells(reader: Reader, area: SheetArea, leaves_out: _LeavesOut) -> Iterable[Value]:
    hidden = reader.source.hidden_rows(area.sheet) if leaves_out.hidden else ()
    totals = _totals(reader, area) if leaves_out.totals else frozenset[int]()
    values = reader.block(area).values
    if not hidden and not totals:
        return values
    first = area.first_row
    return [
        value
        for place, value in enumerate(values)
        if place not in totals and first + place // area.columns not in hidden
    ]


def _totals(reader: Reader, area: SheetArea) -> frozenset[int]:
    """Where in the area other subtotals stand, counted row by row."""
    found: set[int] = set()
    last = min(area.last_row, reader.source.used(area.sheet)[0])
    for across in range(area.columns):
        contents = reader.source.column(area.sheet, area.first_column + across, area.first_row, last)
        found.update(down * area.columns + across for down, content in enumerate(contents) if _is_total(content))
    return frozenset(found)


def _is_total(content: Content) -> bool:
    return isinstance(content, FormulaCell) and any(name in content.text.upper() for name in _NAMES)
