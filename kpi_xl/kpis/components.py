"""The sums that native formulas are made of: one column of the facts table for each slot of a formula."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import chain, count
from typing import TYPE_CHECKING, Literal

from kpi_xl.kpis.formula.resolve import filters_fields
from kpi_xl.kpis.formula.tree import (
    Aggregate,
    Binary,
    Cluster,
    Else,
    FieldName,
    Filter,
    Negative,
    Node,
    Number,
    walk,
)
from kpi_xl.kpis.plan import ALONE, plan
from kpi_xl.kpis.variants import readable_tables, variants
from kpi_xl.vocabulary.tables import tables

if TYPE_CHECKING:
    from kpi_xl.kpis.catalogue import Catalogue

OverMonths = Literal["sum", "first", "last"]

_PREFIXES = {"activity": "", "content": "content_", "posts": "post_", "account_daily": "daily_", "orders": "order_"}
_JOINTS = {"+": "and", "-": "minus", "*": "times", "/": "per"}


@dataclass(frozen=True)
class Component:
    """One column: what it holds, and how the months of a longer period come together.

    Slots of different formulas that read the same rows are one column.
    """

    reads: tuple[tuple[str, str, Node, frozenset[str]], ...]  # table, day, slot and what its rows must have
    over_months: OverMonths
    cluster: Cluster = field(compare=False)
    slot: int = field(compare=False)

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """Worked out once: components are looked up for every row of the facts."""
        return hash((self.reads, self.over_months))


def clusters_of(plan: Node) -> tuple[Cluster, ...]:
    return tuple(dict.fromkeys(node for node in walk(plan) if isinstance(node, Cluster)))


@cache
def components_of(cluster: Cluster) -> tuple[Component, ...] | None:
    """The columns of a cluster, one a slot; None where sums cannot give it (distinct people, medians)."""
    ways: list[OverMonths] = [way for way in map(_over_months, cluster.slots) if way is not None]
    if len(ways) < len(cluster.slots):
        return None
    return tuple(Component(_reads(cluster, at), way, cluster, at) for at, way in enumerate(ways))


def _reads(cluster: Cluster, slot: int) -> tuple[tuple[str, str, Node, frozenset[str]], ...]:
    found = (variant for table in readable_tables(cluster) for variant in variants(cluster, table))
    return tuple((one.table, one.by, one.slots[slot], one.figures | one.conditions) for one in found)


def is_native(plan: Node) -> bool:
    """Whether columns and arithmetic give a KPI."""
    parts = tuple(walk(plan))
    arithmetic = all(isinstance(part, Cluster | Number | Binary | Negative | Else) for part in parts)
    columns = [components_of(cluster) for cluster in clusters_of(plan)]
    return arithmetic and bool(columns) and None not in columns


@lru_cache(maxsize=4)
def names_of(catalogue: Catalogue) -> Mapping[Component, str]:
    """The header of every column that the catalogue's KPIs can ask for: letters, digits and _ only."""
    found: dict[Component, str] = {}
    for kpi in catalogue:
        tree = catalogue.tree(kpi.id)
        clusters = clusters_of(plan(tree)) if tree is not None else ()
        for component in (one for cluster in clusters for one in components_of(cluster) or ()):
            if component not in found:
                found[component] = _unused(_name(component.cluster, component.slot), found.values())
    return found


def _unused(name: str, taken: Collection[str]) -> str:
    """The name, with a number where users' own KPIs lead to the same words."""
    numbered = (f"{name}_{number}" for number in count(2))
    return next(one for one in chain((name,), numbered) if one not in taken)


def _over_months(slot: Node) -> OverMonths | None:
    functions = {node.function for node in walk(slot) if isinstance(node, Aggregate)}
    if functions & (ALONE | {"unique"}):
        return None
    if functions <= {"last"}:
        return "last"
    if functions <= {"start"}:
        return "first"
    return None if functions & {"last", "start"} else "sum"


def _name(cluster: Cluster, number: int) -> str:
    own = cluster.slots[number]
    others = [slot for at, slot in enumerate(cluster.slots) if at != number]
    asked = dict.fromkeys(name for slot in others for name in _asked(slot))
    beside = [name for name in asked if name not in _asked(own)]
    return (
        _described(own)
        + (f"_with_{'_and_'.join(beside)}" if beside else "")
        + (f"_by_{cluster.by}" if cluster.by else "")
    )


def _described(node: Node) -> str:
    match node:
        case Else(first=first):
            return _described(first)
        case Aggregate(function=function, row=row, filters=filters):
            suffix = {"start": "_at_start", "change": "_change", "counted": "_rows"}.get(function, "")
            stem = _counted(row) if function == "count" else _described(row)
            return stem + suffix + "".join(f"_{_filtered(one)}" for one in filters)
        case FieldName(table=table, field=field):
            stock = tables().get(table) and tables()[table].fields[field].over_time == "last"
            return field if stock else f"{_PREFIXES.get(table, f'{table}_')}{field}"
        case Negative(operand=operand):
            return f"minus_{_described(operand)}"
        case Binary(operator=operator, left=left, right=right):
            return f"{_described(left)}_{_JOINTS[operator]}_{_described(right)}"
        case Number(value=value):
            return f"{value:g}".replace(".", "_").replace("-", "minus_")
        case _:
            message = f"{node} has no column"
            raise TypeError(message)


def _counted(row: Node) -> str:
    """Counting a table's own keys counts its rows: posts, orders, leads."""
    if isinstance(row, FieldName) and row.table in tables() and row.field in tables()[row.table].keys:
        return row.table
    return f"{_described(row)}_count"


def _filtered(one: Filter) -> str:
    field = _described(one.left).removeprefix(_PREFIXES.get(_table(one.left), f"{_table(one.left)}_"))
    match one.test:
        case "is blank":
            return f"without_{field}"
        case "is not blank":
            return f"having_{field}"
        case "between":
            return f"{field}_{one.values[0]:g}_to_{one.values[1]:g}".replace(".", "_").replace("-", "minus_")
        case _ if set(one.values) <= {True, False}:
            return field if one.values[0] is True else f"not_{field}"
        case _:
            return "_or_".join(_word(str(value)) for value in one.values)


def _table(node: Node) -> str:
    return next((part.table for part in walk(node) if isinstance(part, FieldName)), "")


def _word(text: str) -> str:
    return "".join(letter if letter.isalnum() else "_" for letter in text.lower()).strip("_")


def _asked(slot: Node) -> tuple[str, ...]:
    """The fields that rows must have to enter a slot."""
    first = slot
    while isinstance(first, Else):
        first = first.first
    leaves = [node for node in walk(first) if isinstance(node, Aggregate)]
    rows = (part for leaf in leaves for part in walk(leaf.row) if isinstance(part, FieldName) and not _is_key(part))
    filters = (name for leaf in leaves for name in sorted(filters_fields(leaf.filters)))
    return tuple(dict.fromkeys((*(part.field for part in rows), *filters)))


def _is_key(part: FieldName) -> bool:
    return part.table in tables() and part.field in tables()[part.table].keys
