"""A formula worked out from typed numbers, by the same rules as from imported rows."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from statistics import fmean, median
from typing import TYPE_CHECKING

from kpi_xl.kpis.by_hand.inputs import input_node, is_time
from kpi_xl.kpis.by_hand.supply import lone_number
from kpi_xl.kpis.formula.tree import (
    Aggregate,
    Binary,
    Else,
    FieldName,
    Name,
    Negative,
    Node,
    Number,
    Operator,
    Rate,
    walk,
)
from kpi_xl.kpis.result import Missing
from kpi_xl.kpis.sentences import Language, say
from kpi_xl.kpis.values.outcome import Outcome, arithmetic

if TYPE_CHECKING:
    from kpi_xl.kpis.by_hand.supply import Supply
    from kpi_xl.kpis.by_hand.typed import Numbers
    from kpi_xl.kpis.catalogue import Catalogue

_OVER_ROWS: Mapping[str, Callable[[Sequence[float]], float]] = {
    "sum": math.fsum,
    "counted": len,
    "count": math.fsum,
    "mean": fmean,
    "median": median,
    "min": min,
    "max": max,
    "distinct": lambda values: len(set(values)),
    "last": lambda values: values[-1],
    "start": lambda values: values[0],
    "change": lambda values: values[-1] - values[0],
}
# A stock's change, start or end follows from the other two.
_FROM_OTHERS: Mapping[str, tuple[Operator, str, str]] = {
    "change": ("-", "last", "start"),
    "start": ("-", "last", "change"),
    "last": ("+", "start", "change"),
}
_SINGLE_IS_THE_ANSWER = frozenset({"sum", "count", "distinct", "last", "start", "change", "unique"})


class NotGivenError(Exception):
    """A number that the formula needs was not typed."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        self.node = node


class TypedFormula:
    """Works out a formula, as written, from a supply of typed numbers."""

    def __init__(
        self, tree: Node, supply: Supply, catalogue: Catalogue | None, language: Language, *, lists: bool
    ) -> None:
        self._supply = supply
        self._catalogue = catalogue
        self._language: Language = language
        self._lists = lists  # whether several of the numbers are lists, which therefore are rows
        counted = (part for part in walk(tree) if isinstance(part, Aggregate) and part.function == "counted")
        self._means = {input_node(part) for part in counted}

    def outcome(self, node: Node) -> Outcome:  # noqa: PLR0911 - one answer a kind of node
        """What the formula comes to.

        Raises:
            NotGivenError: a number was not typed.
            UsageError: a list stands where one number is needed.
        """
        match node:
            case Number(value=value):
                return Outcome(value)
            case Rate():
                return self._one(node)
            case Name(text=text):
                return self._named(node, text)
            case Aggregate():
                return self._aggregate(node)
            case Negative(operand=operand):
                return arithmetic("-", Outcome(0.0), self.outcome(operand), self._language)
            case Else(first=first, second=second):
                return self._first_of(first, second)
            case Binary(operator=operator, left=left, right=right):
                return arithmetic(operator, self.outcome(left), self.outcome(right), self._language)
            case _:
                message = f"{node} cannot be typed"
                raise TypeError(message)

    def _first_of(self, first: Node, second: Node) -> Outcome:
        used = self._supply.used()
        try:
            found = self.outcome(first)
        except NotGivenError as error:
            self._supply.used_only(used)
            try:
                return self.outcome(second)
            except NotGivenError:
                raise error from None
        if found.value is not None or found.bounds is not None:
            return found
        try:
            other = self.outcome(second)
        except NotGivenError:
            return found
        return other if other.value is not None else found

    def _named(self, node: Name, text: str) -> Outcome:
        """Another KPI: its number, or what its own formula comes to."""
        inner = self._catalogue.written(text) if self._catalogue else None
        if self._supply.take(node) is not None or inner is None:
            return self._one(node)
        try:
            return self.outcome(inner)
        except NotGivenError as error:
            raise NotGivenError(node) from error

    def _one(self, node: Node) -> Outcome:
        return self._over("sum", self._taken(node), self._supply.name(node))

    def _aggregate(self, leaf: Aggregate) -> Outcome:
        if isinstance(leaf.row, Name):
            return self._over(leaf.function, self._taken(leaf.row), self._supply.name(leaf.row), rows=True)
        if not isinstance(leaf.row, FieldName) and not is_time(leaf.row):
            return self._over(leaf.function, self._row(leaf.row), "", rows=True)
        node = input_node(leaf)
        if leaf.function in _FROM_OTHERS and self._supply.take(node) is None:
            operator, *others = _FROM_OTHERS[leaf.function]
            first, second = (self._one(replace(leaf, function=other)) for other in others)
            return arithmetic(operator, first, second, self._language)
        return self._over(leaf.function, self._taken(node), self._supply.name(node), rows=node in self._means)

    def _taken(self, node: Node) -> Numbers:
        values = self._supply.take(node)
        if values is None:
            raise NotGivenError(node)
        return values

    def _over(self, function: str, values: Numbers, name: str, *, rows: bool = False) -> Outcome:
        """The function over the numbers, which may be a list where they are rows."""
        known = [value for value in values if value is not None]
        if not known:
            text = say("left_blank", self._language, name=name) if name else say("no_rows", self._language)
            return Outcome(None, Missing("no_data", text))
        if len(values) == 1 and function in _SINGLE_IS_THE_ANSWER:
            return Outcome(known[0])
        if function == "unique":
            missing = Missing("not_additive", say("unique_people", self._language))
            return Outcome(None, missing, bounds=(max(known), math.fsum(known)))
        if function in {"sum", "count"} and not (rows or self._lists):
            lone_number(name, values)
        return Outcome(float(_OVER_ROWS[function](known)))

    def _row(self, row: Node) -> Numbers:
        """Row arithmetic, row by row; a single number stands in every row."""
        match row:
            case Number(value=value):
                return (value,)
            case FieldName():
                return self._taken(row)
            case Negative(operand=operand):
                return tuple(None if value is None else -value for value in self._row(operand))
            case Binary(operator=operator, left=left, right=right):
                return _by_rows(operator, self._row(left), self._row(right))
            case _:
                message = f"{row} is no row arithmetic"
                raise TypeError(message)


def _by_rows(operator: Operator, left: Numbers, right: Numbers) -> Numbers:
    length = max(len(left), len(right))
    sides = zip(*(one * length if len(one) == 1 else one for one in (left, right)), strict=True)
    return tuple(_of_row(operator, one, other) for one, other in sides)


def _of_row(operator: Operator, left: float | None, right: float | None) -> float | None:
    if left is None or right is None or (operator == "/" and right == 0):
        return None
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return left / right
