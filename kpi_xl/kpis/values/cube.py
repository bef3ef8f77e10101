"""The rows of one table added up by day, account and file: small enough to answer every scope from memory.

One query a table, whatever the number of KPIs, periods and scopes. Days stay apart, so any period can be put together;
files stay apart, so that a number can say where it came from and what a file does not export.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import narwhals as nw
import numpy as np

from kpi_xl.kpis.figures import day_of, grain_of
from kpi_xl.kpis.formula.tree import Aggregate, Binary, FieldName, Node
from kpi_xl.kpis.plan import STOCK_FUNCTIONS, Variant, fields_in
from kpi_xl.kpis.values.expressions import all_of, enters, value_of
from kpi_xl.vocabulary.tables import tables

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kpi_xl.warehouse.data import Data

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Mask = NDArray[np.bool_]

NO_DAY = np.iinfo(np.int64).min
_EXTRA_KEYS: Mapping[str, tuple[str, ...]] = {
    "ads": ("level", "result_type"),
    "web": ("property", "part"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """What is added up: `what` of the rows that have all of `complete` and enter `leaf` (all rows without one)."""

    what: str  # sum, native (the same in the file's currency), max, rows, has
    leaf: Aggregate | None
    complete: frozenset[str] = frozenset()
    field: str = ""  # for `has`: rows that hold this field


def columns_of(variant: Variant) -> tuple[Column, ...]:
    """The columns that a variant needs."""
    found: dict[Column, None] = {Column("rows", None): None, Column("rows", None, complete_for(variant)): None}
    told_by_rows = {"platform"} & grain_of(variant.table).scopes
    for field in sorted(variant.figures | variant.conditions | told_by_rows):
        found[Column("has", None, field=field)] = None
    for leaf in variant.leaves:
        found[sum_column(variant, leaf)] = None
        found[rows_column(variant, leaf)] = None
        if is_money(leaf.row):
            found[native_column(variant, leaf)] = None
            found[converted_column(variant, leaf)] = None
        if leaf.function == "unique":
            found[max_column(variant, leaf)] = None
    return tuple(found)


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


@dataclass(frozen=True)
class Cube:
    """Sums of one table. Every array has one entry a group of rows; keys are numbers that index the lists of names."""

    table: str
    first: Ints  # the first and last day that a group covers, as ordinals
    last: Ints
    entity: Ints
    entities: tuple[tuple[str, str], ...]  # platform and account, "" where the table or the row has none
    campaign: Ints
    campaigns: tuple[str, ...]
    batch: Ints
    batches: tuple[str, ...]
    origins: Mapping[str, Sequence[str]]  # by figure: its file, where rows of several files were made into one
    extra: Mapping[str, NDArray[Any]]
    currency: NDArray[Any]
    columns: Mapping[Column, Floats]

    @cached_property
    def units(self) -> Ints:
        """Groups that one table of one file gave: what it exports is judged for all of them together."""
        keys = [self.batch, *(_numbered(self.extra[name])[0] for name in ("property", "part") if name in self.extra)]
        return _numbered_rows(keys)

    def file_of(self, at: int, figures: Iterable[str]) -> str:
        """The file that a group has the first of these figures from."""
        own = next((self.origins[name] for name in sorted(figures) if name in self.origins), None)
        return own[at] if own else self.batches[self.batch[at]]

    def exports(self, field: str) -> Mask:
        """For each group whether its file has a value of the field anywhere."""
        has = self.columns[Column("has", None, field=field)]
        return (np.bincount(self.units, weights=has, minlength=int(self.units.max(initial=-1)) + 1) > 0)[self.units]


def cube_of(data: Data, table: str, by: str, columns: Iterable[Column]) -> Cube | None:
    """Query one table once for all columns; None where no file has given the table any row."""
    frame = data.frames.get(table)
    if frame is None:
        return None
    wanted = tuple(columns)
    schema = frame.collect_schema()
    keys = {**_keys(table, by, schema.names()), **_origins(table, wanted, schema.names())}
    named = {column: f"c{at}" for at, column in enumerate(wanted)}
    rows = frame.filter(nw.col("breakdown").is_null() | (nw.col("breakdown") == "")) if table == "ads" else frame
    prepared = rows.select(
        *(expression.alias(name) for name, expression in keys.items()),
        *(_cell(column, table).alias(name) for column, name in named.items()),
    )
    totals = (nw.col(name).max() if column.what == "max" else nw.col(name).sum() for column, name in named.items())
    collected = prepared.group_by(*keys).agg(*totals).collect().to_arrow()
    return _cube(table, {name: collected[name].to_pylist() for name in collected.column_names}, named)


def _keys(table: str, by: str, names: list[str]) -> dict[str, nw.Expr]:
    days = day_of(table, by)
    keys = {"first": nw.col(days[0]), "last": nw.col(days[-1])}
    if table == "web":
        keys = {key: nw.coalesce(nw.col("date"), nw.col(day)) for key, day in zip(keys, days, strict=True)}
    for name in ("platform", "account", "campaign", "currency", *_EXTRA_KEYS.get(table, ())):
        if name in names and (name in grain_of(table).scopes or name not in {"platform", "account", "campaign"}):
            keys[name] = nw.col(name)
    return {**keys, "batch": nw.col("_batch")}


def _origins(table: str, columns: Iterable[Column], names: list[str]) -> dict[str, nw.Expr]:
    """The file of each figure that may be from another one than its row."""
    figures = {figure for column in columns if column.leaf for figure in fields_in(column.leaf.row, table)}
    own = {f"{figure}_batch" for figure in figures} & {*names}
    return {name: nw.coalesce(nw.col(name), nw.col("_batch")) for name in sorted(own)}


def _cell(column: Column, table: str) -> nw.Expr:
    """What one row adds to a column."""
    conditions = [~nw.col(_native(table, field)).is_null() for field in sorted(column.complete)]
    if column.what == "has":
        return nw.when(~nw.col(_native(table, column.field)).is_null()).then(nw.lit(1.0)).otherwise(nw.lit(0.0))
    if column.leaf is None:
        return nw.when(all_of(conditions)).then(nw.lit(1.0)).otherwise(nw.lit(0.0))
    row, _ = own_row(column.leaf.row, table)
    leaf = Aggregate(column.leaf.function, row, column.leaf.filters, "", column.leaf.place)
    counted = all_of([enters(leaf), *conditions])
    match column.what:
        case "rows":
            return nw.when(counted).then(nw.lit(1.0)).otherwise(nw.lit(0.0))
        case "converted":
            return nw.when(counted & ~value_of(row).is_null()).then(nw.lit(1.0)).otherwise(nw.lit(0.0))
        case _ if leaf.function in {"count", "counted"}:
            return nw.when(counted).then(nw.lit(1.0)).otherwise(nw.lit(0.0))
        case what:
            return nw.when(counted).then(value_of(row, native=what == "native"))


def _native(table: str, field: str) -> str:
    return f"{field}_native" if tables()[table].fields[field].unit == "money" else field


def _cube(table: str, lists: Mapping[str, list[Any]], named: Mapping[Column, str]) -> Cube:
    size = len(lists["batch"])
    blank: list[Any] = [None] * size
    places = list(zip(_text(lists.get("platform", blank)), _text(lists.get("account", blank)), strict=True))
    entities = tuple(sorted(set(places)))
    campaigns, campaign = _coded(_text(lists.get("campaign", blank)))
    batches, batch = _coded(_text(lists["batch"]))
    numbers = {one: at for at, one in enumerate(entities)}
    return Cube(
        table=table,
        first=_days(lists["first"]),
        last=_days(lists["last"]),
        entity=np.array([numbers[one] for one in places], dtype=np.int64),
        entities=entities,
        campaign=campaign,
        campaigns=campaigns,
        batch=batch,
        batches=batches,
        origins={name.removesuffix("_batch"): _text(lists[name]) for name in lists if name.endswith("_batch")},
        extra={
            name: np.array(_text(lists[name]), dtype=object) for name in _EXTRA_KEYS.get(table, ()) if name in lists
        },
        currency=np.array(_text(lists.get("currency", blank)), dtype=object),
        columns={column: _floats(lists[name]) for column, name in named.items()},
    )


def _text(values: list[Any]) -> list[str]:
    return ["" if value is None else str(value) for value in values]


def _coded(values: list[str]) -> tuple[tuple[str, ...], Ints]:
    names = tuple(sorted(set(values)))
    numbers = {name: at for at, name in enumerate(names)}
    return names, np.array([numbers[value] for value in values], dtype=np.int64)


def _days(values: list[Any]) -> Ints:
    return np.array([NO_DAY if value is None else value.toordinal() for value in values], dtype=np.int64)


def _floats(values: list[Any]) -> Floats:
    return np.array([np.nan if value is None else float(value) for value in values], dtype=np.float64)


def _numbered(values: NDArray[Any]) -> tuple[Ints, int]:
    names, codes = np.unique(values.astype(str), return_inverse=True)
    return codes.astype(np.int64), len(names)


def _numbered_rows(keys: list[Ints]) -> Ints:
    if not keys[0].size:
        return np.zeros(0, dtype=np.int64)
    _, codes = np.unique(np.stack(keys, axis=1), axis=0, return_inverse=True)
    return codes.reshape(-1).astype(np.int64)
