"""From the tree as written to the tree that is worked out.

Bare fields get the aggregation of their own additivity, fields inside an aggregation their table, other KPIs their
formula, and a mean becomes a sum over a count.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kpi_xl.kpis.figures import field_of
from kpi_xl.kpis.formula.tree import Aggregate, Binary, Else, FieldName, Filter, Name, Negative, Node, walk


def natural_function(table: str, name: str) -> str | None:
    """How a field adds up by itself: `sum`, `last`, or None where the formula has to say it."""
    field = field_of(table, name)
    if field is None or not field.is_metric:
        return None
    if field.is_additive:
        return "sum"
    return "last" if field.over_time == "last" else None


def table_of(row: Node) -> str:
    """The table whose rows an aggregation runs over: the first that its row arithmetic names."""
    return next((node.table for node in walk(row) if isinstance(node, FieldName) and node.table), "")


def resolve(node: Node, formula_of: Callable[[str], Node | None]) -> Node:  # noqa: PLR0911 - one answer a kind of node
    """The tree to work out; `formula_of` gives another KPI's tree, or None where it is calculated outside formulas."""
    match node:
        case FieldName(table=table, field=name, place=place):
            return Aggregate(natural_function(table, name) or "sum", node, (), "", place)
        case Name(text=text):
            inner = formula_of(text)
            return resolve(inner, formula_of) if inner else node
        case Aggregate():
            return _mean(_complete(node))
        case Negative(operand=operand):
            return replace(node, operand=resolve(operand, formula_of))
        case Binary(left=left, right=right):
            return replace(node, left=resolve(left, formula_of), right=resolve(right, formula_of))
        case Else(first=first, second=second):
            return replace(node, first=resolve(first, formula_of), second=resolve(second, formula_of))
        case _:
            return node


def _complete(node: Aggregate) -> Aggregate:
    table = table_of(node.row)
    filters = tuple(replace(one, left=_in_row(one.left, table)) for one in node.filters)
    return replace(node, row=_in_row(node.row, table), filters=filters)


def _in_row(node: Node, table: str) -> Node:
    """Row arithmetic in which every field names its table."""
    match node:
        case Name(text=text, place=place):
            return FieldName(table, text, place)
        case Negative(operand=operand):
            return replace(node, operand=_in_row(operand, table))
        case Binary(left=left, right=right):
            return replace(node, left=_in_row(left, table), right=_in_row(right, table))
        case _:
            return node


def _mean(node: Aggregate) -> Node:
    """A mean as its sum over the number of rows that entered it, which unlike a count is a plain number."""
    if node.function != "mean":
        return node
    return Binary("/", replace(node, function="sum"), replace(node, function="counted"), node.place)


def filters_fields(filters: tuple[Filter, ...]) -> frozenset[str]:
    """The fields that filters look at."""
    return frozenset(node.field for one in filters for node in walk(one.left) if isinstance(node, FieldName))
