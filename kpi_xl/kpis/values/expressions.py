"""Row arithmetic and filters as narwhals expressions, the same on every engine."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import and_
from typing import cast

import narwhals as nw

from kpi_xl.kpis.figures import VALUE_GROUPS
from kpi_xl.kpis.formula.tree import Aggregate, Binary, FieldName, Filter, Negative, Node, Number, Value, walk
from kpi_xl.vocabulary.tables import tables


def value_of(row: Node, *, native: bool = False) -> nw.Expr:
    """Row arithmetic as a number; money as the file has it if `native`, else in the project's currency."""
    match row:
        case Number(value=value):
            return nw.lit(value)
        case FieldName(table=table, field=field):
            return nw.col(_column(table, field, native=native)).cast(nw.Float64)
        case Negative(operand=operand):
            return nw.lit(0.0) - value_of(operand, native=native)
        case Binary(operator="-", left=left, right=right) if _is_time(left):
            return _seconds_between(left, right)
        case Binary():
            return _arithmetic(row, native=native)
        case _:
            message = f"{row} is no row arithmetic"
            raise TypeError(message)


def _arithmetic(row: Binary, *, native: bool) -> nw.Expr:
    left, right = value_of(row.left, native=native), value_of(row.right, native=native)
    match row.operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return left / nw.when(right != 0).then(right)


def _column(table: str, field: str, *, native: bool) -> str:
    return f"{field}_native" if native and tables()[table].fields[field].unit == "money" else field


def _is_time(node: Node) -> bool:
    return isinstance(node, FieldName) and tables()[node.table].fields[node.field].type == "timestamp UTC"


def _seconds_between(later: Node, earlier: Node) -> nw.Expr:
    return _seconds(cast("FieldName", later).field) - _seconds(cast("FieldName", earlier).field)


def _seconds(stamp: str) -> nw.Expr:
    """Seconds since the year 1, out of the parts of a time: engines do not agree on what a difference of times is."""
    time = nw.col(stamp).dt
    before = time.year().cast(nw.Int64) - 1
    days = before * 365 + before // 4 - before // 100 + before // 400 + time.ordinal_day().cast(nw.Int64)
    clock = time.hour().cast(nw.Int64) * 3600 + time.minute().cast(nw.Int64) * 60 + time.second().cast(nw.Int64)
    return (days * 86400 + clock).cast(nw.Float64)


def columns_in(row: Node, *, native: bool) -> frozenset[str]:
    """The columns of the frame that row arithmetic reads."""
    parts = (part for part in walk(row) if isinstance(part, FieldName))
    return frozenset(_column(part.table, part.field, native=native) for part in parts)


def is_there(row: Node) -> nw.Expr:
    """Whether a row has every field that its arithmetic needs; money counts as there before it is converted."""
    parts = dict.fromkeys(part for part in walk(row) if isinstance(part, FieldName))
    return all_of(~nw.col(_column(part.table, part.field, native=True)).is_null() for part in parts)


def all_of(conditions: Iterable[nw.Expr]) -> nw.Expr:
    found = list(conditions)
    return reduce(and_, found) if found else nw.lit(value=True)


def passes(one: Filter) -> nw.Expr:
    """Whether a row passes a filter; a blank passes only `is blank`."""
    if one.test in {"is blank", "is not blank"}:
        there = all_of(~nw.col(part.field).is_null() for part in walk(one.left) if isinstance(part, FieldName))
        return there if one.test == "is not blank" else ~there
    if one.test == "between":
        low, high = (float(value) for value in one.values)
        number = value_of(one.left)
        return ((number >= low) & (number <= high)).fill_null(value=False)
    field = cast("FieldName", one.left)
    kind = tables()[field.table].fields[field.field].type
    if kind == "bool":
        return (nw.col(field.field) == one.values[0]).fill_null(value=False)
    if kind != "string":
        return value_of(field).is_in([float(value) for value in one.values]).fill_null(value=False)
    wanted = [text.lower() for value in one.values for text in _group(field.field, value)]
    return nw.col(field.field).str.to_lowercase().is_in(wanted).fill_null(value=False)


def _group(field: str, value: Value) -> tuple[str, ...]:
    return VALUE_GROUPS.get((field, str(value)), (str(value),))


def enters(leaf: Aggregate) -> nw.Expr:
    """Whether a row enters an aggregation: it has the figure and passes the filters."""
    return all_of([is_there(leaf.row), *(passes(one) for one in leaf.filters)])
