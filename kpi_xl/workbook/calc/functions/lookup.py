"""Finding a value: MATCH, VLOOKUP, HLOOKUP, LOOKUP and the plain uses of XMATCH and XLOOKUP."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from kpi_xl.workbook.calc.areas import Operand, Reference
from kpi_xl.workbook.calc.comparison import compare
from kpi_xl.workbook.calc.criteria import wildcard
from kpi_xl.workbook.calc.functions.reading import array
from kpi_xl.workbook.calc.functions.registry import Takes, function
from kpi_xl.workbook.calc.reader import Reader
from kpi_xl.workbook.calc.searching import SearchedValues
from kpi_xl.workbook.calc.values import Array, ErrorValue, Fault, Stop, Value


@function("MATCH", Takes.SCALAR, Takes.SEARCHED, Takes.NUMBER, least=2, reader=True)
def match(reader: Reader, wanted: Value, given: Operand, kind: float = 1.0) -> Value:
    """MATCH."""
    line = _line(reader, given)
    if kind == 0:
        return 1.0 + exact(line, wanted)
    return 1.0 + nearest(line.values, wanted, descending=kind < 0)


def _line(reader: Reader, given: Operand) -> SearchedValues:
    """A row or column prepared for searching; #N/A if it is neither."""
    block = given.area if isinstance(given, Reference) else array(given)
    if block.rows > 1 and block.columns > 1:
        raise Fault(ErrorValue.NA)
    return _searched(reader, given)


def _searched(reader: Reader, given: Operand) -> SearchedValues:
    if isinstance(given, Reference):
        return reader.searched(given.area)
    block = array(given)
    return SearchedValues(block.values, block.rows * block.columns, reader.calendar)


def exact(line: SearchedValues, wanted: Value) -> int:
    """Where a value stands first; text may hold wildcards; a blank is looked for as 0."""
    wanted = 0.0 if wanted is None else wanted
    if isinstance(wanted, ErrorValue):
        raise Fault(wanted)
    if isinstance(wanted, str) and any(mark in wanted for mark in "*?~"):
        found = line.first_matching(wildcard(wanted))
    else:
        found = line.first(wanted)
    if found is None:
        raise Fault(ErrorValue.NA)
    return found


def nearest(values: Sequence[Value], wanted: Value, *, descending: bool = False) -> int:
    """The last place whose value is not above `wanted` (not below it in a descending list).

    Excel searches by halving, so that it finds nothing certain in a list out of order: only its end, where all
    values are passed, can be told.
    """
    wanted = 0.0 if wanted is None else wanted
    if isinstance(wanted, ErrorValue):
        raise Fault(wanted)
    like = [place for place, value in enumerate(values) if _alike(value, wanted)]
    passed = _passed(values, wanted, descending=descending)
    hits = [place for place in like if passed(place)]
    if not hits:
        if like and not _sorted(values, like, descending=descending):
            raise Stop("a list searched for the nearest value is not sorted")
        raise Fault(ErrorValue.NA)
    if len(hits) < len(like) and not _sorted(values, like, descending=descending):
        raise Stop("a list searched for the nearest value is not sorted")
    return hits[-1] if not descending else _first_equal(values, hits)


def _passed(values: Sequence[Value], wanted: Value, *, descending: bool) -> Callable[[int], bool]:
    if descending:
        return lambda place: compare(values[place], wanted) >= 0
    return lambda place: compare(values[place], wanted) <= 0


def _first_equal(values: Sequence[Value], hits: Sequence[int]) -> int:
    """In a descending list equal values are found at their first place."""
    return next(place for place in hits if compare(values[place], values[hits[-1]]) == 0)


def _alike(value: Value, wanted: Value) -> bool:
    if isinstance(wanted, bool):
        return isinstance(value, bool)
    return type(value) is type(wanted)


def _sorted(values: Sequence[Value], places: Sequence[int], *, descending: bool) -> bool:
    steps = (compare(values[one], values[other]) for one, other in pairwise(places))
    return all(step >= 0 if descending else step <= 0 for step in steps)


@function("VLOOKUP", Takes.SCALAR, Takes.SEARCHED, Takes.WHOLE, Takes.LOGICAL, least=3, reader=True)
def vlookup(reader: Reader, wanted: Value, given: Operand, column: int, near: bool = True) -> Operand:  # noqa: FBT001, FBT002
    """VLOOKUP."""
    block = given.area if isinstance(given, Reference) else array(given)
    _inside(column, block.columns)
    line = _searched(reader, _part(given, 0, 0, block.rows, 1))
    row = nearest(line.values, wanted) if near else exact(line, wanted)
    return _cell(given, row, column - 1)


@function("HLOOKUP", Takes.SCALAR, Takes.SEARCHED, Takes.WHOLE, Takes.LOGICAL, least=3, reader=True)
def hlookup(reader: Reader, wanted: Value, given: Operand, row: int, near: bool = True) -> Operand:  # noqa: FBT001, FBT002
    """HLOOKUP."""
    block = given.area if isinstance(given, Reference) else array(given)
    _inside(row, block.rows)
    line = _searched(reader, _part(given, 0, 0, 1, block.columns))
    column = nearest(line.values, wanted) if near else exact(line, wanted)
    return _cell(given, row - 1, column)


def _inside(index: int, size: int) -> None:
    if index < 1:
        raise Fault(ErrorValue.VALUE)
    if index > size:
        raise Fault(ErrorValue.REF)


def _part(given: Operand, row: int, column: int, rows: int, columns: int) -> Operand:
    if isinstance(given, Reference):
        return given.at(given.area.part(row, column, rows, columns))
    block = array(given)
    places = ((row + down, column + right) for down in range(rows) for right in range(columns))
    return Array(rows, columns, [block.at(*place) for place in places])


def _cell(given: Operand, row: int, column: int) -> Value:
    if isinstance(given, Reference):
        return given.at(given.area.part(row, column)).value()
    return array(given).at(row, column)


@function("LOOKUP", Takes.SCALAR, Takes.ARRAY, Takes.ARRAY, least=2, reader=True)
def lookup(reader: Reader, wanted: Value, given: Operand, results: Operand = None) -> Value:
    """LOOKUP: in a list, or in the longer side of a block, the result at its far edge."""
    block = given.area if isinstance(given, Reference) else array(given)
    down = block.rows >= block.columns
    line = _searched(reader, _part(given, 0, 0, block.rows, 1) if down else _part(given, 0, 0, 1, block.columns))
    place = nearest(line.values, wanted)
    if results is None:
        return _cell(given, place, block.columns - 1) if down else _cell(given, block.rows - 1, place)
    target = results.area if isinstance(results, Reference) else array(results)
    return _cell(results, place, 0) if target.columns == 1 else _cell(results, 0, place)


@function("XMATCH", Takes.SCALAR, Takes.SEARCHED, Takes.WHOLE, Takes.WHOLE, least=2, reader=True)
def xmatch(reader: Reader, wanted: Value, given: Operand, near: int = 0, direction: int = 1) -> Value:
    """XMATCH, for exact matches from the top."""
    return 1.0 + _exactly(_line(reader, given), wanted, near, direction)


@function("XLOOKUP", Takes.SCALAR, *[Takes.SEARCHED] * 2, Takes.ANYTHING, *[Takes.WHOLE] * 2, least=3, reader=True)
def xlookup(  # noqa: PLR0913, PLR0917 - as many as in Excel
    reader: Reader,
    wanted: Value,
    given: Operand,
    results: Operand,
    otherwise: Value = ErrorValue.NA,
    near: int = 0,
    direction: int = 1,
) -> Operand:
    """XLOOKUP, for exact matches from the top that give one cell."""
    line = _line(reader, given)
    searched = given.area if isinstance(given, Reference) else array(given)
    target = results.area if isinstance(results, Reference) else array(results)
    try:
        place = _exactly(line, wanted, near, direction)
    except Fault as fault:
        if fault.value is ErrorValue.NA:
            return otherwise
        raise
    if searched.columns == 1:
        return _part(results, place, 0, 1, target.columns)
    return _part(results, 0, place, target.rows, 1)


def _exactly(line: SearchedValues, wanted: Value, near: int, direction: int) -> int:
    if near != 0 or direction != 1:
        raise Stop("XLOOKUP and XMATCH are computed for exact matches from the top only")
    found = line.first("" if wanted is None else 0.0 if isinstance(wanted, ErrorValue) else wanted)
    if found is None:
        raise Fault(ErrorValue.NA)
    return found
