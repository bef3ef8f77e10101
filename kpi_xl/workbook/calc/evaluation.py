"""One formula, evaluated at one place."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from kpi_xl.workbook.calc.areas import Operand, Place, Reference
from kpi_xl.workbook.calc.arguments import called
from kpi_xl.workbook.calc.arithmetic import operate, snapped
from kpi_xl.workbook.calc.functions import FUNCTIONS, VOLATILE
from kpi_xl.workbook.calc.functions.registry import Function
from kpi_xl.workbook.calc.mode import Mode
from kpi_xl.workbook.calc.parser import parse
from kpi_xl.workbook.calc.reader import Reader
from kpi_xl.workbook.calc.resolving import areas_of, table_area
from kpi_xl.workbook.calc.syntax import (
    AreaReference,
    ArrayLiteral,
    Call,
    Group,
    Literal,
    NameReference,
    Node,
    Operation,
    OutsideReference,
    Percent,
    Prefixed,
    TableReference,
)
from kpi_xl.workbook.calc.values import Array, ErrorValue, Fault, Stop, Value, combined

_REFERENCE_OPERATORS = frozenset({":", " ", ","})


class Evaluation:
    """Evaluates at a place. Inside a defined name `origin` is the place too, since names move relative references."""

    def __init__(
        self, reader: Reader, place: Place, origin: Place | None = None, names: frozenset[str] = frozenset()
    ) -> None:
        self.reader = reader
        self.place = place
        self._origin = origin
        self._names = names

    def result(self, node: Node, mode: Mode) -> Value | Array:
        """What the whole formula comes to."""
        if isinstance(node, Operation) and node.operator in ("+", "-"):
            left, right = self.single(node.left, mode), self.single(node.right, mode)
            result = self._applied(node.operator, left, right)
            if isinstance(left, Array) or isinstance(right, Array) or isinstance(result, Array):
                return result
            return snapped(node.operator, left, right, result)
        return self.single(node, mode)

    def single(self, node: Node, mode: Mode) -> Value | Array:
        """A part of the formula as one value, or as an array where whole ranges count."""
        operand = self.evaluate(node, mode)
        if not isinstance(operand, Reference):
            return operand
        try:
            if operand.is_cell:
                sheet, row, column, _, _ = operand.areas[0]
                return self.reader.value(sheet, row, column)
            if mode.whole:
                return operand.array()
            if mode is Mode.UNSURE:
                raise Stop("Excel and LibreOffice do not agree on this formula unless it is an array formula")
            return operand.seen_from(self.place)
        except Fault as fault:
            return fault.value

    def evaluate(self, node: Node, mode: Mode) -> Operand:
        """A part of the formula; a reference stays a reference."""
        try:
            match node:  # the usual ones here: each further call is felt in reports of many formulas
                case Literal():
                    return node.value
                case TableReference():
                    return Reference(self.reader, (table_area(node, self.reader, self.place),))
                case Call():
                    return self._call(node, mode)
                case _:
                    return self._evaluated(node, mode)
        except Fault as fault:
            return fault.value

    def _evaluated(self, node: Node, mode: Mode) -> Operand:  # noqa: PLR0911 - one for each kind of node
        match node:
            case AreaReference():
                return Reference(self.reader, areas_of(node, self.reader, self.place, self._origin))
            case Operation():
                return self._operation(node, mode)
            case NameReference():
                return self._name(node)
            case Group():
                return self.evaluate(node.inner, mode)
            case Prefixed():
                return self._prefixed(node, mode)
            case Percent():
                return self._applied("/", self.single(node.operand, mode), 100.0)
            case ArrayLiteral():
                return Array(len(node.rows), len(node.rows[0]), [value for row in node.rows for value in row])
            case OutsideReference():
                return self._outside(node)
            case _:  # an argument left empty
                return None

    def _operation(self, node: Operation, mode: Mode) -> Operand:
        if node.operator in _REFERENCE_OPERATORS:
            return self._joined(node, mode)
        chain: list[Operation] = []  # a sum of a thousand terms is a thousand levels deep
        first: Node = node
        while isinstance(first, Operation) and first.operator not in _REFERENCE_OPERATORS:
            chain.append(first)
            first = first.left
        left = self.single(first, mode)
        for each in reversed(chain):
            left = self._applied(each.operator, left, self.single(each.right, mode))
        return left

    def _applied(self, operator: str, left: Value | Array, right: Value | Array) -> Value | Array:
        if isinstance(left, Array) or isinstance(right, Array):
            return combined(partial(operate, operator, calendar=self.reader.calendar), left, right)
        return operate(operator, left, right, self.reader.calendar)

    def _joined(self, node: Operation, mode: Mode) -> Operand:
        left, right = self.evaluate(node.left, mode), self.evaluate(node.right, mode)
        for operand in (left, right):
            if isinstance(operand, ErrorValue):
                return operand
        if not (isinstance(left, Reference) and isinstance(right, Reference)):
            raise Fault(ErrorValue.VALUE)
        if node.operator == ",":
            return Reference(self.reader, left.areas + right.areas)
        if node.operator == ":":
            return left.at(left.area.spanning(right.area))
        common = [one.common(other) for one in left.areas for other in right.areas]
        found = tuple(area for area in common if area is not None)
        if not found:
            raise Fault(ErrorValue.NULL)
        return Reference(self.reader, found)

    def _prefixed(self, node: Prefixed, mode: Mode) -> Operand:
        if node.operator == "@":
            return self.level(node.operand)
        operand = self.single(node.operand, mode)
        return operand if node.operator == "+" else self._applied("*", operand, -1.0)

    def level(self, node: Node) -> Value:
        """`@`: the value level with the formula, or the first of an array."""
        operand = self.evaluate(node, Mode.ARRAY)
        if isinstance(operand, Reference):
            return operand.seen_from(self.place)
        return operand.at(0, 0) if isinstance(operand, Array) else operand

    def _name(self, node: NameReference) -> Operand:
        sheet = self.place.sheet if node.sheet is None else self.reader.sheet(node.sheet)
        name = self.reader.name(node.name, sheet)
        if name is None:
            table = self.reader.table(node.name)
            if table is None:
                return ErrorValue.NAME
            return Reference(
                self.reader, (table_area(TableReference(table.name, (), None, None), self.reader, self.place),)
            )
        key = node.name.lower()
        if key in self._names:
            raise Stop(f"the name {node.name} goes round in a circle")
        inner = Evaluation(self.reader, self.place, self.place, self._names | {key})
        return inner.evaluate(parse(name.text.removeprefix("=")), Mode.ARRAY)

    def _outside(self, node: OutsideReference) -> Operand:
        """What is kept of another workbook: values without a place, which no reference can point to."""
        area = areas_of(replace(node.area, sheet=None), self.reader, self.place, self._origin)[0]
        block = self.reader.outside_block(node.workbook, area._replace(sheet=node.area.sheet or ""))
        if block is None:
            raise Stop(f"{node.text} is in another workbook")
        return block.at(0, 0) if block.rows == block.columns == 1 else block

    def _call(self, node: Call, mode: Mode) -> Operand:
        found = FUNCTIONS.get(node.name)
        if found is None:
            volatile = node.name in VOLATILE
            raise Stop(f"{node.name} gives another value each time" if volatile else f"{node.name} is not known")
        if isinstance(found, Function):
            return called(self, found, node.arguments, mode)
        if not found.least <= len(node.arguments) <= found.most:
            raise Stop(f"{node.name} has {len(node.arguments)} arguments")
        return found.call(self, node.arguments, mode)
