"""Calling a function: its arguments evaluated and turned into the kinds that it takes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpi_xl.workbook.calc.areas import Operand, Reference
from kpi_xl.workbook.calc.coercion import logical, number, text
from kpi_xl.workbook.calc.functions.registry import Argument, Function, Takes
from kpi_xl.workbook.calc.mode import Mode
from kpi_xl.workbook.calc.syntax import Call
from kpi_xl.workbook.calc.values import Array, ErrorValue, Fault, Stop, Value, combined

if TYPE_CHECKING:
    from kpi_xl.workbook.calc.evaluation import Evaluation
    from kpi_xl.workbook.calc.serials import Calendar
    from kpi_xl.workbook.calc.syntax import Node

_COUNTING = frozenset({"ROW", "COLUMN"})


def called(evaluation: Evaluation, function: Function, nodes: tuple[Node, ...], mode: Mode) -> Operand:
    """The function's result; with arrays where it takes single values, an array of results."""
    if len(nodes) < function.least:
        raise Stop(f"{function.name} lacks an argument")
    arguments = function.arguments(len(nodes))
    if arguments is None:
        raise Stop(f"{function.name} has too many arguments")
    operands = [
        evaluation.single(node, mode) if argument.single else _range(evaluation, node, argument.kind, mode)
        for node, argument in zip(nodes, arguments, strict=True)
    ]
    singles = [index for index, argument in enumerate(arguments) if argument.single]
    if not any(isinstance(operands[index], Array) for index in singles):
        return _once(evaluation, function, arguments, operands)

    def at_one_place(*values: Value) -> Value:
        given = list(operands)
        for index, value in zip(singles, values, strict=True):
            given[index] = value
        try:
            result = _once(evaluation, function, arguments, given)
        except Fault as fault:
            return fault.value
        if isinstance(result, Array | Reference):
            raise Stop(f"{function.name} gives an array for each value of an array")
        return result

    return combined(at_one_place, *(_not_reference(operands[index]) for index in singles))


def _range(evaluation: Evaluation, node: Node, kind: Takes, mode: Mode) -> Operand:
    if mode is Mode.PLAIN and kind is not Takes.RANGE:
        mode = Mode.FORCED if kind is Takes.ARRAY else Mode.UNSURE
    operand = evaluation.evaluate(node, mode)
    if mode is Mode.PLAIN and isinstance(operand, Array) and isinstance(node, Call) and node.name in _COUNTING:
        raise Stop(f"{node.name} of several cells differs between programs unless it is in an array formula")
    return operand


def _not_reference(operand: Operand) -> Value | Array:
    return operand.array() if isinstance(operand, Reference) else operand


def _once(
    evaluation: Evaluation, function: Function, arguments: Sequence[Argument], operands: Sequence[Operand]
) -> Operand:
    calendar = evaluation.reader.calendar
    given = [
        operand if isinstance(operand, (Array, Reference)) else _converted(argument.kind, operand, calendar)
        for argument, operand in zip(arguments, operands, strict=True)
    ]
    return function.call(evaluation.reader, *given) if function.reader else function.call(*given)


def _converted(kind: Takes, value: Value, calendar: Calendar) -> Value | int:
    if kind is Takes.ANYTHING:
        return value
    if kind is Takes.NUMBER:
        return number(value, calendar)
    if kind is Takes.WHOLE:
        return math.trunc(number(value, calendar))
    if kind is Takes.TEXT:
        return text(value)
    if kind is Takes.LOGICAL:
        return logical(value)
    if kind is Takes.SCALAR and isinstance(value, ErrorValue):
        raise Fault(value)
    return value
