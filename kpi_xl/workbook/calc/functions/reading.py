"""What functions read out of their arguments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi_xl.workbook.calc.areas import Operand, Reference
from kpi_xl.workbook.calc.coercion import number
from kpi_xl.workbook.calc.reader import Reader
from kpi_xl.workbook.calc.values import Array, ErrorValue, Fault, Value


def numbers(reader: Reader, arguments: Sequence[Operand]) -> list[float]:
    """The numbers among the arguments.

    In ranges and arrays text, bools and blanks are passed over; written as an argument of their own they count.
    """
    found: list[float] = []
    for argument in arguments:
        if isinstance(argument, Reference | Array):
            found += _numbers_of(argument.each())
        else:
            found.append(number(argument, reader.calendar))
    return found


def _numbers_of(values: Iterator[Value]) -> list[float]:
    found: list[float] = []
    for value in values:
        if type(value) is float:
            found.append(value)
        elif isinstance(value, ErrorValue):
            raise Fault(value)
    return found


def lenient_numbers(reader: Reader, arguments: Sequence[Operand]) -> list[float]:
    """The numbers as AVERAGEA, MAXA and MINA see them: in ranges text is 0 and TRUE is 1."""
    found: list[float] = []
    for argument in arguments:
        if isinstance(argument, Reference | Array):
            found += [
                0.0 if isinstance(value, str) else number(value, reader.calendar)
                for value in argument.each()
                if value is not None
            ]
        else:
            found.append(number(argument, reader.calendar))
    return found


def array(operand: Operand) -> Array:
    """The operand as a block of values; a single value is a block of one."""
    if isinstance(operand, Reference):
        return operand.array()
    return operand if isinstance(operand, Array) else Array(1, 1, [operand])


def pairs(first: Operand, second: Operand) -> list[tuple[float, float]]:
    """The places where both hold a number; #N/A unless they have as many cells."""
    left, right = array(first), array(second)
    if left.rows * left.columns != right.rows * right.columns:
        raise Fault(ErrorValue.NA)
    found: list[tuple[float, float]] = []
    for one, other in zip(left.each(), right.each(), strict=True):
        for value in (one, other):
            if isinstance(value, ErrorValue):
                raise Fault(value)
        if type(one) is float and type(other) is float:
            found.append((one, other))
    return found
