"""What kind of value something is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.workbook.calc.areas import Operand, Reference
from kpi_xl.workbook.calc.functions.registry import Takes, function, special
from kpi_xl.workbook.calc.source import FormulaCell
from kpi_xl.workbook.calc.values import Array, ErrorValue, Fault, Stop, Value

if TYPE_CHECKING:
    from kpi_xl.workbook.calc.evaluation import Evaluation
    from kpi_xl.workbook.calc.mode import Mode
    from kpi_xl.workbook.calc.reader import Reader
    from kpi_xl.workbook.calc.syntax import Node

_ERROR_NUMBERS = {error: float(number) for number, error in enumerate(ErrorValue, 1)}


@function("ISBLANK", Takes.ANYTHING)
def isblank(value: Value) -> Value:
    """ISBLANK."""
    return value is None


@function("ISNUMBER", Takes.ANYTHING)
def isnumber(value: Value) -> Value:
    """ISNUMBER."""
    return type(value) is float


@function("ISTEXT", Takes.ANYTHING)
def istext(value: Value) -> Value:
    """ISTEXT."""
    return isinstance(value, str)


@function("ISNONTEXT", Takes.ANYTHING)
def isnontext(value: Value) -> Value:
    """ISNONTEXT."""
    return not isinstance(value, str)


@function("ISLOGICAL", Takes.ANYTHING)
def islogical(value: Value) -> Value:
    """ISLOGICAL."""
    return isinstance(value, bool)


@function("ISERROR", Takes.ANYTHING)
def iserror(value: Value) -> Value:
    """ISERROR."""
    return isinstance(value, ErrorValue)


@function("ISERR", Takes.ANYTHING)
def iserr(value: Value) -> Value:
    """ISERR: any error but #N/A."""
    return isinstance(value, ErrorValue) and value is not ErrorValue.NA


@function("ISNA", Takes.ANYTHING)
def isna(value: Value) -> Value:
    """ISNA."""
    return value is ErrorValue.NA


@function("ISEVEN", Takes.WHOLE)
def iseven(value: int) -> Value:
    """ISEVEN."""
    return value % 2 == 0


@function("ISODD", Takes.WHOLE)
def isodd(value: int) -> Value:
    """ISODD."""
    return value % 2 == 1


@function("ERROR.TYPE", Takes.ANYTHING)
def error_type(value: Value) -> Value:
    """ERROR.TYPE."""
    if not isinstance(value, ErrorValue):
        raise Fault(ErrorValue.NA)
    return _ERROR_NUMBERS[value]


@function("NA")
def na() -> Value:
    """NA."""
    return ErrorValue.NA


@function("N", Takes.SCALAR)
def n(value: Value) -> Value:
    """N: numbers and bools as numbers, all else 0."""
    return float(value) if isinstance(value, float | bool) else 0.0


@function("T", Takes.SCALAR)
def t(value: Value) -> Value:
    """T: text as it is, all else empty."""
    return value if isinstance(value, str) else ""


@function("TYPE", Takes.RANGE)
def type_(operand: Operand) -> Value:
    """TYPE."""
    if isinstance(operand, Array) or (isinstance(operand, Reference) and not operand.is_cell):
        return 64.0
    value = operand.value() if isinstance(operand, Reference) else operand
    if isinstance(value, bool):
        return 4.0
    if isinstance(value, str):
        return 2.0
    return 16.0 if isinstance(value, ErrorValue) else 1.0


@special("ISREF", 1, 1)
def isref(evaluation: Evaluation, nodes: tuple[Node, ...], mode: Mode) -> Operand:
    """ISREF."""
    return isinstance(evaluation.evaluate(nodes[0], mode), Reference)


@function("ISFORMULA", Takes.RANGE, reader=True)
def isformula(reader: Reader, operand: Operand) -> Value:
    """ISFORMULA, which a formula whose value was given beforehand cannot answer."""
    if not isinstance(operand, Reference):
        raise Fault(ErrorValue.VALUE)
    area = operand.area
    if not isinstance(reader.source.cell(area.sheet, area.first_row, area.first_column), FormulaCell):
        raise Stop("whether a cell with a known value has a formula cannot be told")
    return True


@special("SHEETS", 0, 0)
def sheets(evaluation: Evaluation, nodes: tuple[Node, ...], mode: Mode) -> Operand:  # noqa: ARG001 - as all of them
    """SHEETS."""
    return float(len(evaluation.reader.source.sheets))


@special("SINGLE", 1, 1)
def single(evaluation: Evaluation, nodes: tuple[Node, ...], mode: Mode) -> Operand:  # noqa: ARG001 - as all of them
    """`@` as the file writes it."""
    return evaluation.level(nodes[0])
