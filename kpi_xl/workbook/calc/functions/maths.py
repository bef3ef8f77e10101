"""Sums, products, powers and logarithms."""

from __future__ import annotations

import math
from functools import reduce

from kpi_xl.workbook.calc.areas import Operand
from kpi_xl.workbook.calc.arithmetic import finite, power
from kpi_xl.workbook.calc.functions.reading import array, numbers, pairs
from kpi_xl.workbook.calc.functions.registry import Takes, function
from kpi_xl.workbook.calc.reader import Reader
from kpi_xl.workbook.calc.values import Array, ErrorValue, Fault, Value


@function("SUM", Takes.RANGE, repeats=1, reader=True)
def sum_(reader: Reader, *arguments: Operand) -> Value:
    """SUM."""
    return finite(math.fsum(numbers(reader, arguments)))


@function("PRODUCT", Takes.RANGE, repeats=1, reader=True)
def product(reader: Reader, *arguments: Operand) -> Value:
    """PRODUCT: 0 where there is no number."""
    found = numbers(reader, arguments)
    return finite(math.prod(found)) if found else 0.0


@function("SUMSQ", Takes.RANGE, repeats=1, reader=True)
def sumsq(reader: Reader, *arguments: Operand) -> Value:
    """SUMSQ."""
    return finite(math.fsum(value * value for value in numbers(reader, arguments)))


@function("SUMPRODUCT", Takes.ARRAY, repeats=1)
def sumproduct(*arguments: Operand) -> Value:
    """SUMPRODUCT: what is no number counts as 0, also TRUE."""
    blocks = [array(argument) for argument in arguments]
    if len({(block.rows, block.columns) for block in blocks}) != 1:
        raise Fault(ErrorValue.VALUE)
    if len(blocks) == 1:
        return finite(math.fsum(_factor(value) for value in blocks[0].each()))
    lists = [map(_factor, block.each()) for block in blocks]
    return finite(math.fsum(map(math.prod, zip(*lists, strict=True))))


def _factor(value: Value) -> float:
    if type(value) is float:
        return value
    if isinstance(value, ErrorValue):
        raise Fault(value)
    return 0.0


@function("SUMX2MY2", Takes.ARRAY, Takes.ARRAY)
def sumx2my2(first: Operand, second: Operand) -> Value:
    """SUMX2MY2."""
    return finite(math.fsum(x * x - y * y for x, y in pairs(first, second)))


@function("SUMXMY2", Takes.ARRAY, Takes.ARRAY)
def sumxmy2(first: Operand, second: Operand) -> Value:
    """SUMXMY2."""
    return finite(math.fsum((x - y) ** 2 for x, y in pairs(first, second)))


@function("ABS", Takes.NUMBER)
def abs_(value: float) -> Value:
    """ABS."""
    return abs(value)


@function("SIGN", Takes.NUMBER)
def sign(value: float) -> Value:
    """SIGN."""
    return float((value > 0) - (value < 0))


@function("SQRT", Takes.NUMBER)
def sqrt(value: float) -> Value:
    """SQRT."""
    if value < 0:
        raise Fault(ErrorValue.NUM)
    return math.sqrt(value)


@function("POWER", Takes.NUMBER, Takes.NUMBER)
def power_(base: float, exponent: float) -> Value:
    """POWER."""
    try:
        return finite(power(base, exponent))
    except OverflowError:
        raise Fault(ErrorValue.NUM) from None


@function("EXP", Takes.NUMBER)
def exp(value: float) -> Value:
    """EXP."""
    try:
        return math.exp(value)
    except OverflowError:
        raise Fault(ErrorValue.NUM) from None


@function("LN", Takes.NUMBER)
def ln(value: float) -> Value:
    """LN."""
    return _log(value, math.e)


@function("LOG10", Takes.NUMBER)
def log10(value: float) -> Value:
    """LOG10."""
    return _log(value, 10.0)


@function("LOG", Takes.NUMBER, Takes.NUMBER, least=1)
def log(value: float, base: float = 10.0) -> Value:
    """LOG."""
    if base == 1:
        raise Fault(ErrorValue.DIV0)
    return _log(value, base)


def _log(value: float, base: float) -> float:
    if value <= 0 or base <= 0:
        raise Fault(ErrorValue.NUM)
    if base == 10:  # noqa: PLR2004
        return math.log10(value)
    return math.log(value) if base == math.e else math.log(value) / math.log(base)


@function("MOD", Takes.NUMBER, Takes.NUMBER)
def mod(value: float, divisor: float) -> Value:
    """MOD: the sign is that of the divisor."""
    if divisor == 0:
        raise Fault(ErrorValue.DIV0)
    return finite(value - divisor * math.floor(value / divisor))


@function("QUOTIENT", Takes.NUMBER, Takes.NUMBER)
def quotient(value: float, divisor: float) -> Value:
    """QUOTIENT."""
    if divisor == 0:
        raise Fault(ErrorValue.DIV0)
    return float(math.trunc(value / divisor))


@function("GCD", Takes.RANGE, repeats=1, reader=True)
def gcd(reader: Reader, *arguments: Operand) -> Value:
    """GCD."""
    return float(reduce(math.gcd, _wholes(reader, arguments), 0))


@function("LCM", Takes.RANGE, repeats=1, reader=True)
def lcm(reader: Reader, *arguments: Operand) -> Value:
    """LCM."""
    return float(reduce(math.lcm, _wholes(reader, arguments), 1))


def _wholes(reader: Reader, arguments: tuple[Operand, ...]) -> list[int]:
    found = [math.trunc(value) for value in numbers(reader, arguments)]
    if any(value < 0 for value in found):
        raise Fault(ErrorValue.NUM)
    return found


@function("FACT", Takes.WHOLE)
def fact(value: int) -> Value:
    """FACT."""
    if not 0 <= value <= 170:  # noqa: PLR2004 - 171! is beyond a double
        raise Fault(ErrorValue.NUM)
    return float(math.factorial(value))


@function("COMBIN", Takes.WHOLE, Takes.WHOLE)
def combin(items: int, chosen: int) -> Value:
    """COMBIN."""
    if items < 0 or chosen < 0 or items < chosen:
        raise Fault(ErrorValue.NUM)
    return float(math.comb(items, chosen))


@function("PI")
def pi() -> Value:
    """PI."""
    return math.pi


@function("TRANSPOSE", Takes.ARRAY)
def transpose(given: Operand) -> Operand:
    """TRANSPOSE."""
    block = array(given)
    values = [block.at(row, column) for column in range(block.columns) for row in range(block.rows)]
    return Array(block.columns, block.rows, values)


@function("MMULT", Takes.ARRAY, Takes.ARRAY)
def mmult(first: Operand, second: Operand) -> Operand:
    """MMULT."""
    left, right = array(first), array(second)
    if left.columns != right.rows:
        raise Fault(ErrorValue.VALUE)
    cells = [value for block in (left, right) for value in block.each()]
    if any(type(value) is not float for value in cells):
        raise Fault(ErrorValue.VALUE)
    values: list[Value] = [
        finite(math.fsum(_factor(left.at(row, k)) * _factor(right.at(k, column)) for k in range(left.columns)))
        for row in range(left.rows)
        for column in range(right.columns)
    ]
    return Array(left.rows, right.columns, values)
