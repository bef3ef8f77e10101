"""Functions that give or measure references: INDEX, OFFSET, INDIRECT, ROW and COLUMNS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.workbook.calc.addresses import column_letters
from kpi_xl.workbook.calc.areas import Operand, Place, Reference, SheetArea
from kpi_xl.workbook.calc.coercion import number, text
from kpi_xl.workbook.calc.functions.reading import array
from kpi_xl.workbook.calc.functions.registry import Takes, function, special
from kpi_xl.workbook.calc.mode import Mode
from kpi_xl.workbook.calc.parser import parse
from kpi_xl.workbook.calc.syntax import AreaReference, NameReference, Node, Operation, TableReference
from kpi_xl.workbook.calc.values import Array, ErrorValue, Fault, Stop, Value

if TYPE_CHECKING:
    from kpi_xl.workbook.calc.evaluation import Evaluation

_PLAIN_NAME = str.maketrans("", "", "_.")


@function("INDEX", Takes.ARRAY, Takes.WHOLE, Takes.WHOLE, Takes.WHOLE, least=2)
def index(given: Operand, row: int, column: int | None = None, area: int = 1) -> Operand:
    """INDEX: row or column 0 is all of them; in a single row the only number is a column."""
    if isinstance(given, ErrorValue):
        return given
    if isinstance(given, Reference):
        if not 1 <= area <= len(given.areas):
            raise Fault(ErrorValue.REF)
        given = given.at(given.areas[area - 1])
    block = given.area if isinstance(given, Reference) else array(given)
    if column is None:
        if block.rows > 1 and block.columns > 1:
            raise Stop("INDEX of a block without a column differs between programs")
        row, column = (row, 1) if block.columns == 1 else (1, row)
    if row < 0 or column < 0:
        raise Fault(ErrorValue.VALUE)
    if row > block.rows or column > block.columns:
        raise Fault(ErrorValue.REF)
    top, rows = (row - 1, 1) if row else (0, block.rows)
    left, columns = (column - 1, 1) if column else (0, block.columns)
    if isinstance(given, Reference):
        return given.at(given.area.part(top, left, rows, columns))
    values = array(given)
    if rows == columns == 1:
        return values.at(top, left)
    return Array(
        rows, columns, [values.at(top + down, left + right) for down in range(rows) for right in range(columns)]
    )


@function("OFFSET", Takes.RANGE, *[Takes.WHOLE] * 4, least=3)
def offset(given: Operand, rows: int, columns: int, height: int | None = None, width: int | None = None) -> Operand:
    """OFFSET."""
    if not isinstance(given, Reference):
        raise Fault(given if isinstance(given, ErrorValue) else ErrorValue.VALUE)
    area = given.area
    height = area.rows if height is None else height
    width = area.columns if width is None else width
    if height == 0 or width == 0:
        raise Fault(ErrorValue.REF)
    top = rows if height > 0 else rows + height + 1
    left = columns if width > 0 else columns + width + 1
    return given.at(area.part(top, left, abs(height), abs(width)))


@special("INDIRECT", 1, 2)
def indirect(evaluation: Evaluation, nodes: tuple[Node, ...], mode: Mode) -> Operand:
    """INDIRECT, for addresses written A1."""
    written = evaluation.single(nodes[0], mode)
    if isinstance(written, Array):
        raise Stop("INDIRECT of several addresses is not supported")
    if len(nodes) > 1 and not number(_value(evaluation, nodes[1], mode), evaluation.reader.calendar):
        raise Stop("INDIRECT with R1C1 addresses is not supported")
    try:
        node = parse(text(written))
    except Stop:
        raise Fault(ErrorValue.REF) from None
    if not isinstance(node, AreaReference | NameReference | TableReference | Operation):
        raise Fault(ErrorValue.REF)
    found = evaluation.evaluate(node, mode)
    return found if isinstance(found, Reference) else ErrorValue.REF


def _value(evaluation: Evaluation, node: Node, mode: Mode) -> Value:
    value = evaluation.single(node, mode)
    return value.at(0, 0) if isinstance(value, Array) else value


@special("ROW", 0, 1)
def row(evaluation: Evaluation, nodes: tuple[Node, ...], mode: Mode) -> Operand:
    """ROW."""
    area = _place(evaluation, nodes, mode)
    if area.rows == 1:
        return float(area.first_row)
    return Array(area.rows, 1, [float(each) for each in range(area.first_row, area.last_row + 1)])


@special("COLUMN", 0, 1)
def column(evaluation: Evaluation, nodes: tuple[Node, ...], mode: Mode) -> Operand:
    """COLUMN."""
    area = _place(evaluation, nodes, mode)
    if area.columns == 1:
        return float(area.first_column)
    return Array(1, area.columns, [float(each) for each in range(area.first_column, area.last_column + 1)])


def _place(evaluation: Evaluation, nodes: tuple[Node, ...], mode: Mode) -> SheetArea:
    place: Place = evaluation.place
    if not nodes:
        return SheetArea(place.sheet, place.row, place.column, place.row, place.column)
    return _reference(evaluation.evaluate(nodes[0], mode)).area


def _reference(operand: Operand) -> Reference:
    if not isinstance(operand, Reference):
        raise Fault(operand if isinstance(operand, ErrorValue) else ErrorValue.VALUE)
    return operand


@function("ROWS", Takes.ARRAY)
def rows(given: Operand) -> Value:
    """ROWS."""
    return float(given.area.rows if isinstance(given, Reference) else array(given).rows)


@function("COLUMNS", Takes.ARRAY)
def columns(given: Operand) -> Value:
    """COLUMNS."""
    return float(given.area.columns if isinstance(given, Reference) else array(given).columns)


@function("AREAS", Takes.RANGE)
def areas(given: Operand) -> Value:
    """AREAS."""
    return float(len(_reference(given).areas))


@function("ADDRESS", Takes.WHOLE, Takes.WHOLE, Takes.WHOLE, Takes.LOGICAL, Takes.TEXT, least=2)
def address(
    row: int,
    column: int,
    kind: int = 1,
    a1: bool = True,  # noqa: FBT001, FBT002 - a value of a cell
    sheet: str | None = None,
) -> Value:
    """ADDRESS."""
    if not 1 <= kind <= 4 or row < 1 or column < 1:  # noqa: PLR2004
        raise Fault(ErrorValue.VALUE)
    row_fixed, column_fixed = kind in (1, 2), kind in (1, 3)
    if a1:
        found = f"{'$' * column_fixed}{column_letters(column)}{'$' * row_fixed}{row}"
    else:
        found = f"R{row if row_fixed else f'[{row}]'}C{column if column_fixed else f'[{column}]'}"
    if sheet is None:
        return found
    plain = sheet.translate(_PLAIN_NAME)
    quoted = (
        sheet if not plain or (plain.isalnum() and not sheet[0].isdigit()) else "'" + sheet.replace("'", "''") + "'"
    )
    return f"{quoted}!{found}"


@function("HYPERLINK", Takes.SCALAR, Takes.ANYTHING, least=1)
def hyperlink(target: Value, shown: Value = None) -> Value:
    """HYPERLINK: what the cell shows."""
    return target if shown is None else shown
