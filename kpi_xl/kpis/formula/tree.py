"""The tree of a formula. Every node keeps its place in the text, so that a finding can point at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Operator = Literal["+", "-", "*", "/"]
Test = Literal["=", "in", "is blank", "is not blank", "between"]
Value = str | float | bool


@dataclass(frozen=True, slots=True)
class Place:
    """Characters of the formula, the first included and the last not. Two nodes that differ only in place are equal."""

    at: int
    end: int

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Place)

    def __hash__(self) -> int:
        return 0

    def to(self, other: Place) -> Place:
        return Place(self.at, other.end)


@dataclass(frozen=True, slots=True)
class Number:
    value: float
    place: Place


@dataclass(frozen=True, slots=True)
class FieldName:
    """`table.field`, or a field alone inside an aggregation over its table (then `table` is empty)."""

    table: str
    field: str
    place: Place


@dataclass(frozen=True, slots=True)
class Name:
    """Another KPI by its id."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Rate:
    """A number of the inputs workbook by its name: `rate(margin)`."""

    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows enter an aggregation: `channel_group = social`, `score between 9 and 10`, `won_at is not blank`."""

    left: Node
    test: Test
    values: tuple[Value, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Aggregate:
    """`sum(row arithmetic, filters, by day field)`; `by` is empty for the table's own day."""

    function: str
    row: Node
    filters: tuple[Filter, ...]
    by: str
    place: Place


@dataclass(frozen=True, slots=True)
class Negative:
    operand: Node
    place: Place


@dataclass(frozen=True, slots=True)
class Binary:
    operator: Operator
    left: Node
    right: Node
    place: Place


@dataclass(frozen=True, slots=True)
class Else:
    """The first of the two that the data have."""

    first: Node
    second: Node
    place: Place


@dataclass(frozen=True, slots=True)
class Slot:
    """Inside a cluster: its figure of this number, added up over accounts."""

    number: int
    place: Place


@dataclass(frozen=True)
class Cluster:
    """The part of a formula that reads one table, whose figures therefore come from the same rows.

    `tree` is its arithmetic over slots; each of `slots` is an aggregation, or a choice between several. The costs of a
    social platform are `paired`: they are those of the ads platform that belongs to it.
    """

    table: str
    by: str
    tree: Node
    slots: tuple[Node, ...]
    place: Place
    paired: bool = False

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """Worked out once: clusters are looked up for every scope."""
        return hash((self.table, self.by, self.tree, self.slots, self.paired))


Node = Number | FieldName | Name | Rate | Aggregate | Negative | Binary | Else | Slot | Cluster


def children(node: Node) -> tuple[Node, ...]:
    """The nodes right below one: an aggregation's row arithmetic and the left sides of its filters included."""
    match node:
        case Aggregate(row=row, filters=filters):
            return (row, *(one.left for one in filters))
        case Negative(operand=operand):
            return (operand,)
        case Binary(left=left, right=right):
            return (left, right)
        case Else(first=first, second=second):
            return (first, second)
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, from left to right."""
    yield node
    for child in children(node):
        yield from walk(child)
