"""The columns of a cube: what a variant needs added up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

from kpi_xl.kpis.figures import grain_of
from kpi_xl.kpis.formula.tree import Aggregate, Binary, FieldName, Filter, Node, walk
from kpi_xl.kpis.plan import STOCK_FUNCTIONS
from kpi_xl.kpis.variants import Variant
from kpi_xl.vocabulary.tables import tables

_PLACE = re.compile(r"Place\(at=\d+, end=\d+\)")  # where in its text a formula says it


@dataclass(frozen=True, slots=True)
class Column:
    """What is added up: `what` of the rows that have all of `complete` and enter `leaf` (all rows without one)."""

    what: str  # sum, native (the same in the file's currency), max, rows, has
    leaf: Aggregate | None
    complete: frozenset[str] = frozenset()
    field: str = ""  # for `has`: rows that hold this field


@dataclass(frozen=True, slots=True)
class Sum:
    """What the rows of a table add up to for a column; columns that come to the same are added up once."""

    what: str  # sum, native, max, rows, converted
    row: Node | None
    present: frozenset[str]  # the columns of the frame that a row must have
    filters: frozenset[Filter]

    @property
    def key(self) -> str:
        """A short name that is the same in every run."""
        told = (self.what, repr(self.row), sorted(self.present), sorted(map(repr, self.filters)))
        return sha256(_PLACE.sub("", repr(told)).encode()).hexdigest()[:20]


def sum_of(column: Column, table: str) -> Sum:
    """What is to be added up for a column."""
    present = {_native(table, field) for field in column.complete}
    if column.what == "has":
        return Sum("rows", None, frozenset({_native(table, column.field)}), frozenset())
    leaf = column.leaf
    if leaf is None:
        return Sum("rows", None, frozenset(present), frozenset())
    row, _ = own_row(leaf.row, table)
    present |= {_native(part.table, part.field) for part in walk(row) if isinstance(part, FieldName)}
    counted = column.what == "rows" or (column.what != "converted" and leaf.function in {"count", "counted"})
    what = "rows" if counted else column.what
    return Sum(what, None if counted else row, frozenset(present), frozenset(leaf.filters))


def _native(table: str, field: str) -> str:
    """Money counts as there before it is converted."""
    return f"{field}_native" if tables()[table].fields[field].unit == "money" else field


def columns_of(variant: Variant) -> tuple[Column, ...]:
    """The columns that a variant needs."""
    found: dict[Column, None] = {Column("rows", None): None, Column("rows", None, complete_for(variant)): None}
    told_by_rows = {"platform"} & grain_of(variant.table).scopes
    for field in sorted(variant.figures | variant.conditions | told_by_rows):
        found[Column("has", None, field=field)] = None
    for leaf in variant.leaves:
        found[sum_column(variant, leaf)] = None
        if _needs_rows(variant, leaf):
            found[rows_column(variant, leaf)] = None
        if is_money(leaf.row):
            found[native_column(variant, leaf)] = None
            found[converted_column(variant, leaf)] = None
        if leaf.function == "unique":
            found[max_column(variant, leaf)] = None
    return tuple(found)


def _needs_rows(variant: Variant, leaf: Aggregate) -> bool:
    """Whether the rows with a figure matter besides their sum: stocks, what is divided by them, unconverted money."""
    _, stock = own_row(leaf.row, variant.table)
    return leaf.function in STOCK_FUNCTIONS or stock is not None or is_money(leaf.row)


def complete_for(variant: Variant) -> frozenset[str]:
    """The figures that a row must have all of; none over ads, where a blank says that nothing happened."""
    return frozenset() if grain_of(variant.table).in_full else variant.figures


def sum_column(variant: Variant, leaf: Aggregate) -> Column:
    return Column("sum", leaf, _complete(variant, leaf))


def native_column(variant: Variant, leaf: Aggregate) -> Column:
    return Column("native", leaf, _complete(variant, leaf))


def converted_column(variant: Variant, leaf: Aggregate) -> Column:
    """Rows whose money could be converted, to be held against all rows that have it."""
    return Column("converted", leaf, _complete(variant, leaf))


def max_column(variant: Variant, leaf: Aggregate) -> Column:
    return Column("max", leaf, _complete(variant, leaf))


def rows_column(variant: Variant, leaf: Aggregate) -> Column:
    return Column("rows", leaf, _complete(variant, leaf))


def _complete(variant: Variant, leaf: Aggregate) -> frozenset[str]:
    return frozenset() if leaf.function in STOCK_FUNCTIONS else complete_for(variant)


def is_money(row: Node) -> bool:
    match row:
        case FieldName(table=table, field=field):
            return tables()[table].fields[field].unit == "money"
        case Binary(left=left, right=right):
            return is_money(left) or is_money(right)
        case _:
            return False


def own_row(row: Node, table: str) -> tuple[Node, FieldName | None]:
    """Row arithmetic of the table itself, and the other table's stock that it is divided by, if any."""
    if isinstance(row, Binary) and isinstance(row.right, FieldName) and row.right.table != table:
        return row.left, row.right
    return row, None
