"""A KPI's formula on the figures of a single post."""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals as nw

from kpi_xl.kpis.formula.tree import (
    Aggregate,
    Binary,
    Cluster,
    Else,
    FieldName,
    Name,
    Negative,
    Node,
    Number,
    Slot,
    walk,
)
from kpi_xl.kpis.plan import plan
from kpi_xl.kpis.values.expressions import enters, value_of
from kpi_xl.kpis.variants import variants

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi_xl.kpis.catalogue import Catalogue

_COUNTING = frozenset({"count", "counted"})
_OF_ONE = frozenset({"sum", "mean", "median", "min", "max", "unique"})  # of one post the post's own figure


class _NotOfPostsError(Exception):
    """Some part of the formula is not a figure of posts."""


def by_post(catalogue: Catalogue, kpi_id: str) -> nw.Expr | None:
    """The KPI as an expression over the rows of posts; None where its formula reads anything else."""
    tree = catalogue.tree(kpi_id)
    try:
        return None if tree is None else _expression(catalogue, plan(tree), ())
    except _NotOfPostsError:
        return None


def _expression(catalogue: Catalogue, node: Node, slots: Sequence[nw.Expr]) -> nw.Expr:  # noqa: PLR0911 - one a kind of node
    match node:
        case Number(value=value):
            return nw.lit(value)
        case Slot(number=number):
            return slots[number]
        case Cluster():
            return _cluster(catalogue, node)
        case Negative(operand=operand):
            return nw.lit(0.0) - _expression(catalogue, operand, slots)
        case Else(first=first, second=second):
            return nw.coalesce(_expression(catalogue, first, slots), _expression(catalogue, second, slots))
        case Binary():
            return _arithmetic(catalogue, node, slots)
        case Name(text=text) if (tree := catalogue.tree(text)) is not None:
            return _expression(catalogue, plan(tree), ())
        case _:
            raise _NotOfPostsError


def _arithmetic(catalogue: Catalogue, node: Binary, slots: Sequence[nw.Expr]) -> nw.Expr:
    left, right = _expression(catalogue, node.left, slots), _expression(catalogue, node.right, slots)
    match node.operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return left / nw.when(right != 0).then(right)


def _cluster(catalogue: Catalogue, cluster: Cluster) -> nw.Expr:
    """The first way to read a cluster from posts that a post has all figures for."""
    ways = [
        _expression(catalogue, cluster.tree, [_slot(slot) for slot in variant.slots])
        for variant in variants(cluster, "posts")
    ]
    if not ways:
        raise _NotOfPostsError
    return nw.coalesce(*ways) if len(ways) > 1 else ways[0]


def _slot(node: Node) -> nw.Expr:
    """A sum or difference of aggregations, each over this one post."""
    match node:
        case Aggregate(function=function, row=row):
            if any(part.table != "posts" for part in walk(row) if isinstance(part, FieldName)):
                raise _NotOfPostsError
            if function in _COUNTING:
                return nw.when(enters(node)).then(nw.lit(1.0))
            if function in _OF_ONE:
                return nw.when(enters(node)).then(value_of(row))
            raise _NotOfPostsError
        case Negative(operand=operand):
            return nw.lit(0.0) - _slot(operand)
        case Binary(operator="+", left=left, right=right):
            return _slot(left) + _slot(right)
        case Binary(operator="-", left=left, right=right):
            return _slot(left) - _slot(right)
        case _:
            raise _NotOfPostsError
