"""How a resolved formula is worked out: its parts that read one table are put together as clusters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from kpi_xl.kpis.formula.resolve import table_of
from kpi_xl.kpis.formula.tree import (
    Aggregate,
    Binary,
    Cluster,
    Else,
    Negative,
    Node,
    Number,
    Slot,
    walk,
)

STOCK_FUNCTIONS = frozenset({"last", "change", "start"})
ALONE = frozenset({"distinct", "median", "min", "max"})  # worked out from the rows of each scope

_Key = tuple[str, str, Node | None]
_ANY: _Key = ("", "", None)


@cache
def plan(node: Node) -> Node:
    """The tree with every part that reads one table made a cluster."""
    planned = _planned(node)
    read = {part.table for part in walk(planned) if isinstance(part, Cluster)}
    return _paired(planned) if "ads" in read and len(read) > 1 else planned


def _planned(node: Node) -> Node:
    key = _key(node)
    return mapped(node, _planned) if key is None or key == _ANY else _cluster(node, key)


def _paired(node: Node) -> Node:
    if isinstance(node, Cluster):
        return _same(replace(node, paired=node.table == "ads"))
    return mapped(node, _paired)


def mapped(node: Node, change: Callable[[Node], Node]) -> Node:
    """The node with its operands changed."""
    match node:
        case Negative(operand=operand):
            return replace(node, operand=change(operand))
        case Binary(left=left, right=right):
            return replace(node, left=change(left), right=change(right))
        case Else(first=first, second=second):
            return replace(node, first=change(first), second=change(second))
        case _:
            return node


def _key(node: Node) -> _Key | None:
    """What the parts of one cluster have in common, `_ANY` for plain numbers, None where they differ."""
    match node:
        case Number():
            return _ANY
        case Aggregate(function=function, row=row, by=by):
            return table_of(row), by, node if function in ALONE else None
        case Negative(operand=operand):
            return _key(operand)
        case Binary(left=left, right=right):
            return _common(_key(left), _key(right))
        case Else(first=first, second=second):
            linear = _is_linear(first) and _is_linear(second)
            return _common(_key(first), _key(second)) if linear else None
        case _:
            return None


def _common(left: _Key | None, right: _Key | None) -> _Key | None:
    if left == _ANY:
        return right
    return left if right in (_ANY, left) else None


def _is_linear(node: Node) -> bool:
    """Whether the node's value over several accounts is the sum of its values for each."""
    match node:
        case Aggregate():
            return node.function not in ALONE | {"unique"}
        case Negative(operand=operand):
            return _is_linear(operand)
        case Binary(operator="+" | "-", left=left, right=right) | Else(first=left, second=right):
            return _is_linear(left) and _is_linear(right)
        case _:
            return False


def _cluster(node: Node, key: _Key) -> Cluster:
    slots: list[Node] = []
    tree = _with_slots(node, slots)
    return _same(Cluster(key[0], key[1], tree, tuple(slots), node.place))


@cache
def _same(cluster: Cluster) -> Cluster:
    """The first of all equal clusters: they are looked up for every scope, and one is quickly found equal to itself."""
    return cluster


def _with_slots(node: Node, slots: list[Node]) -> Node:
    match node:
        case Aggregate() | Else():
            if node not in slots:
                slots.append(node)
            return Slot(slots.index(node), node.place)
        case _:
            return mapped(node, lambda one: _with_slots(one, slots))
