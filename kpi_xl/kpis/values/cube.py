"""The rows of one table added up by day, account and file: small enough to answer every scope from memory.

One query a table, whatever the number of KPIs, periods and scopes. Days stay apart, so any period can be put together;
files stay apart, so that a number can say where it came from and what a file does not export.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import narwhals as nw
import numpy as np
import pyarrow as pa

from kpi_xl.kpis.figures import day_of, grain_of
from kpi_xl.kpis.values.columns import Column, Sum, sum_of
from kpi_xl.kpis.values.expressions import all_of, columns_in, passes, value_of
from kpi_xl.kpis.values.kept_cubes import FIGURE, keep, kept
from kpi_xl.kpis.variants import fields_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kpi_xl.kpis.formula.tree import Filter
    from kpi_xl.warehouse.data import Data

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Mask = NDArray[np.bool_]

NO_DAY = np.iinfo(np.int64).min
_EPOCH = date(1970, 1, 1).toordinal()
_EXTRA_KEYS: Mapping[str, tuple[str, ...]] = {
    "ads": ("level", "result_type"),
    "web": ("property", "part"),
}


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of names, one number a group that indexes the sorted list of names."""

    names: tuple[str, ...]
    codes: Ints

    def number(self, name: str) -> int:
        """The code of a name; -1, which no group has, for a name that does not occur."""
        return self.names.index(name) if name in self.names else -1


@dataclass(frozen=True)
class Cube:
    """Sums of one table. Every array has one entry a group of rows; a blank name is the empty text."""

    table: str
    first: Ints  # the first and last day that a group covers, as ordinals
    last: Ints
    entity: Ints
    entities: tuple[tuple[str, str], ...]  # platform and account, "" where the table or the row has none
    campaign: Coded
    batch: Coded
    origins: Mapping[str, Coded]  # by figure: its file, where rows of several files were made into one
    extra: Mapping[str, Coded]
    currency: Coded
    columns: Mapping[Column, Floats]
    _exports: dict[str, Mask] = field(default_factory=dict[str, "Mask"], init=False, repr=False)

    @cached_property
    def units(self) -> Ints:
        """Groups that one table of one file gave: what it exports is judged for all of them together."""
        platforms = np.unique([platform for platform, _ in self.entities], return_inverse=True)[1].reshape(-1)
        owner = platforms[self.entity] if grain_of(self.table).owned else np.zeros_like(self.entity)
        parts = (self.extra[name].codes for name in ("property", "part") if name in self.extra)
        return _numbered_rows([self.batch.codes, owner, *parts])

    def files(self, figures: Iterable[str]) -> Coded:
        """The file that each group has the first of these figures from."""
        return next((self.origins[name] for name in sorted(figures) if name in self.origins), self.batch)

    def exports(self, field: str) -> Mask:
        """For each group whether its file has a value of the field anywhere."""
        if field not in self._exports:
            has = self.columns[Column("has", None, field=field)]
            size = int(self.units.max(initial=-1)) + 1
            self._exports[field] = (np.bincount(self.units, weights=has, minlength=size) > 0)[self.units]
        return self._exports[field]

    def having(self, field: str) -> set[tuple[str, str]]:
        """The platforms and accounts that have a value of the field in any row."""
        has = self.columns[Column("has", None, field=field)]
        return {self.entities[at] for at in np.unique(self.entity[has > 0])}


def cube_of(data: Data, table: str, by: str, columns: Iterable[Column]) -> Cube | None:
    """The sums of one table for all columns; None where no file has given the table any row.

    A table is queried once for them, and not again as long as the same data are asked for columns among them.
    """
    if table not in data.frames:
        return None
    wanted = dict.fromkeys(columns)
    known = data.added_up.setdefault((table, by), [])
    found = next((cube for cube in known if isinstance(cube, Cube) and wanted.keys() <= cube.columns.keys()), None)
    if found is None:
        found = _queried(data, table, by, wanted)
        known.append(found)
    return found


def _queried(data: Data, table: str, by: str, columns: Iterable[Column]) -> Cube:
    named = {column: f"{FIGURE}{sum_of(column, table).key}" for column in columns}
    rows = data.rows_in.get(table)
    groups = kept(rows, by, {*named.values()}) if rows else None
    if groups is None:
        groups = _groups(data, table, by, named)
        if rows:
            keep(rows, by, groups)
    return _cube(table, groups, named)


def _groups(data: Data, table: str, by: str, named: Mapping[Column, str]) -> pa.Table:
    """One row a group, with what its rows come to."""
    frame = data.frames[table]
    schema = frame.collect_schema()
    keys = {**_keys(table, by, schema.names()), **_origins(table, named, schema.names())}
    rows = frame.filter(nw.col("breakdown").is_null() | (nw.col("breakdown") == "")) if table == "ads" else frame
    sums = {name: sum_of(column, table) for column, name in named.items()}
    conditions = {
        one: f"?{at}" for at, one in enumerate({each: None for every in sums.values() for each in every.filters})
    }
    prepared = _judged(rows, conditions).select(
        *(expression.alias(name) for name, expression in keys.items()),
        *(_cell(one, conditions).alias(name) for name, one in sums.items()),
    )
    totals = (_total(name, one) for name, one in sums.items())
    groups = prepared.group_by(*keys).agg(*totals).collect().to_arrow()
    # Engines give groups in any order, and floats added up in another order come to another last digit.
    return groups.sort_by([(name, "ascending") for name in keys])


def _judged(rows: nw.LazyFrame[Any], conditions: Mapping[Filter, str]) -> nw.LazyFrame[Any]:
    """The rows and whether each meets each condition: found out once, as engines do it anew for every sum."""
    found = [passes(one).alias(name) for one, name in conditions.items()]
    return rows.with_columns(*found) if found else rows


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


def _cell(one: Sum, conditions: Mapping[Filter, str]) -> nw.Expr:
    """What one row adds to a sum; of rows that are counted anything but blank."""
    passing = [nw.col(conditions[each]) for each in sorted(one.filters, key=repr)]
    if one.what == "rows" and len(one.present) == 1 and not passing:
        return nw.col(next(iter(one.present)))
    native = one.what == "native"
    value = nw.lit(1) if one.row is None else value_of(one.row, native=native)
    # Arithmetic over a blank is blank already.
    blank = columns_in(one.row, native=native) if one.row is not None else frozenset[str]()
    needed = [*_there(one.present - blank), *passing]
    return nw.when(all_of(needed)).then(value) if needed else value


def _total(name: str, one: Sum) -> nw.Expr:
    match one.what:
        case "max":
            return nw.col(name).max()
        case "rows" | "converted":  # engines count sooner than they add up ones
            return nw.col(name).count()
        case _:
            return nw.col(name).sum()


def _there(present: Iterable[str]) -> list[nw.Expr]:
    return [~nw.col(name).is_null() for name in sorted(present)]


def _cube(table: str, groups: Any, named: Mapping[Column, str]) -> Cube:
    names = groups.column_names
    coded = {name: _coded(groups[name]) for name in names if name not in {"first", "last", *named.values()}}
    blank = Coded(("",), np.zeros(groups.num_rows, dtype=np.int64))
    platform, account = coded.get("platform", blank), coded.get("account", blank)
    owners = len(account.names)
    places, entity = np.unique(platform.codes * owners + account.codes, return_inverse=True)
    return Cube(
        table=table,
        first=_days(groups["first"]),
        last=_days(groups["last"]),
        entity=entity.reshape(-1).astype(np.int64),
        entities=tuple((platform.names[at // owners], account.names[at % owners]) for at in places),
        campaign=coded.get("campaign", blank),
        batch=coded["batch"],
        origins={name.removesuffix("_batch"): one for name, one in coded.items() if name.endswith("_batch")},
        extra={name: coded.get(name, blank) for name in _EXTRA_KEYS.get(table, ())},
        currency=coded.get("currency", blank),
        columns={column: _floats(groups[name]) for column, name in named.items()},
    )


def _coded(column: Any) -> Coded:
    values = column.cast(pa.string()).combine_chunks().dictionary_encode("encode")
    found = [name or "" for name in values.dictionary.to_pylist()]
    names = sorted(set(found))
    places = {name: at for at, name in enumerate(names)}
    codes, _ = _buffer(values.indices, np.int32)
    return Coded(tuple(names), np.array([places[name] for name in found], dtype=np.int64)[codes])


def _days(column: Any) -> Ints:
    """Ordinals as Python counts them."""
    days, missing = _buffer(column.cast(pa.date32()).combine_chunks(), np.int32)
    return np.where(missing, NO_DAY, days.astype(np.int64) + _EPOCH)


def _floats(column: Any) -> Floats:
    values, missing = _buffer(column.cast(pa.float64()).combine_chunks(), np.float64)
    return np.where(missing, np.nan, values)


def _buffer(array: Any, kind: type[np.generic]) -> tuple[NDArray[Any], Mask]:
    """An Arrow array's values, and where there are none. Arrow's own way imports pandas, which takes half a second."""
    size, start = len(array), array.offset
    validity, values = array.buffers()
    if values is None:
        return np.zeros(size, kind), np.ones(size, np.bool_)
    missing = np.zeros(size, np.bool_)
    if validity is not None:
        bits = np.unpackbits(np.frombuffer(validity, np.uint8), bitorder="little")
        missing = bits[start : start + size] == 0
    return np.frombuffer(values, kind)[start : start + size], missing


def _numbered_rows(keys: list[Ints]) -> Ints:
    """Rows that have the same codes get the same number; one number a row sorts sooner than several."""
    together = keys[0]
    for codes in keys[1:]:
        together = together * (codes.max(initial=0) + 1) + codes
    return np.unique(together, return_inverse=True)[1].reshape(-1).astype(np.int64)
