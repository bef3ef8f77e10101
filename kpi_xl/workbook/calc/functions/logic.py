"""IF and its family: only the branch that counts is evaluated."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kpi_xl.workbook.calc.areas import Operand, Reference
from kpi_xl.workbook.calc.coercion import logical, number
from kpi_xl.workbook.calc.comparison import compare
from kpi_xl.workbook.calc.functions.registry import Takes, function, special
from kpi_xl.workbook.calc.mode import Mode
from kpi_xl.workbook.calc.values import Array, ErrorValue, Fault, Stop, Value, combined

if TYPE_CHECKING:
    from kpi_xl.workbook.calc.evaluation import Evaluation
    from kpi_xl.workbook.calc.syntax import Node


@special("IF", 2, 3)
def if_(evaluation: Evaluation, nodes: tuple[Node, ...], mode: Mode) -> Operand:
    """IF."""
    mode = _own(mode)
    condition = evaluation.single(nodes[0], mode)
    if isinstance(condition, Array):
        branches = [evaluation.single(node, mode) for node in nodes[1:]]
        return combined(_chosen, condition, *branches, *([False] if len(nodes) == 2 else []))  # noqa: PLR2004
    if logical(condition):
        return evaluation.evaluate(nodes[1], mode)
    return evaluation.evaluate(nodes[2], mode) if len(nodes) > 2 else False  # noqa: PLR2004


def _own(mode: Mode) -> Mode:
    """IF inside SUMPRODUCT works on whole ranges in LibreOffice, in Excel only in an array formula."""
    return Mode.UNSURE if mode is Mode.FORCED else mode


def _chosen(condition: Value, yes: Value, no: Value) -> Value:
    try:
        return yes if logical(condition) else no
    except Fault as fault:
        return fault.value


@special("IFERROR", 2, 2)
def iferror(evaluation: Evaluation, nodes: tuple[Node, ...], mode: Mode) -> Operand:
    """IFERROR."""
    return _unless(evaluation, nodes, mode, frozenset(ErrorValue))


@special("IFNA", 2, 2)
def ifna(evaluation: Evaluation, nodes: tuple[Node, ...], mode: Mode) -> Operand:
    """IFNA."""
    return _unless(evaluation, nodes, mode, frozenset({ErrorValue.NA}))


def _unless(evaluation: Evaluation, nodes: tuple[Node, ...], mode: Mode, caught: frozenset[ErrorValue]) -> Operand:
    tried = evaluation.single(nodes[0], mode)
    if isinstance(tried, Array):
        instead = evaluation.single(nodes[1], mode)
        return combined(partial(_caught, caught), tried, instead)
    return evaluation.evaluate(nodes[1], mode) if isinstance(tried, ErrorValue) and tried in caught else tried


def _caught(caught: frozenset[ErrorValue], value: Value, instead: Value) -> Value:
    return instead if isinstance(value, ErrorValue) and value in caught else value


@special("IFS", 2, 254)
def ifs(evaluation: Evaluation, nodes: tuple[Node, ...], mode: Mode) -> Operand:
    """IFS."""
    if len(nodes) % 2:
        raise Stop("IFS lacks a result")
    for condition, result in zip(nodes[::2], nodes[1::2], strict=True):
        if logical(_one(evaluation, condition, mode)):
            return evaluation.evaluate(result, mode)
    return ErrorValue.NA


@special("SWITCH", 3, 254)
def switch(evaluation: Evaluation, nodes: tuple[Node, ...], mode: Mode) -> Operand:
    """SWITCH."""
    wanted = _one(evaluation, nodes[0], mode)
    if isinstance(wanted, ErrorValue):
        return wanted
    cases = nodes[1:]
    for index in range(0, len(cases) - 1, 2):
        if compare(wanted, _one(evaluation, cases[index], mode)) == 0:
            return evaluation.evaluate(cases[index + 1], mode)
    return evaluation.evaluate(cases[-1], mode) if len(cases) % 2 else ErrorValue.NA


@special("CHOOSE", 2, 255)
def choose(evaluation: Evaluation, nodes: tuple[Node, ...], mode: Mode) -> Operand:
    """CHOOSE; with an array of numbers its branches are put side by side."""
    index = evaluation.single(nodes[0], mode)
    if isinstance(index, Array):
        branches = [evaluation.single(node, Mode.ARRAY) for node in nodes[1:]]
        return combined(partial(_branch, evaluation), index, *branches)
    return evaluation.evaluate(nodes[1 + _place(evaluation, index, len(nodes) - 1)], mode)


def _branch(evaluation: Evaluation, which: Value, *choices: Value) -> Value:
    try:
        return choices[_place(evaluation, which, len(choices))]
    except Fault as fault:
        return fault.value


def _place(evaluation: Evaluation, which: Value, choices: int) -> int:
    chosen = int(number(which, evaluation.reader.calendar))
    if not 1 <= chosen <= choices:
        raise Fault(ErrorValue.VALUE)
    return chosen - 1


def _one(evaluation: Evaluation, node: Node, mode: Mode) -> Value:
    value = evaluation.single(node, mode)
    if isinstance(value, Array):
        raise Stop("a choice by an array of conditions is not supported")
    return value


def _truths(arguments: tuple[Operand, ...]) -> list[bool]:
    """The truth values among the arguments: text and blanks inside ranges are passed over."""
    found: list[bool] = []
    for argument in arguments:
        if isinstance(argument, Reference | Array):
            found += [logical(value) for value in argument.each() if value is not None and not isinstance(value, str)]
        else:
            found.append(logical(argument))
    if not found:
        raise Fault(ErrorValue.VALUE)
    return found


@function("AND", Takes.RANGE, repeats=1)
def and_(*arguments: Operand) -> Value:
    """AND."""
    return all(_truths(arguments))


@function("OR", Takes.RANGE, repeats=1)
def or_(*arguments: Operand) -> Value:
    """OR."""
    return any(_truths(arguments))


@function("XOR", Takes.RANGE, repeats=1)
def xor(*arguments: Operand) -> Value:
    """XOR: true where an odd number is."""
    return sum(_truths(arguments)) % 2 == 1


@function("NOT", Takes.LOGICAL)
def not_(value: bool) -> Value:  # noqa: FBT001 - a value of a cell
    """NOT."""
    return not value


@function("TRUE")
def true() -> Value:
    """TRUE."""
    return True


@function("FALSE")
def false() -> Value:
    """FALSE."""
    return False
