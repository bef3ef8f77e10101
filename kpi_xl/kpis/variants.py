"""What a cluster reads: every way without a choice left, canonical table by canonical table, best first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import product

from kpi_xl.kpis.figures import STAND_INS, candidates, grain_of
from kpi_xl.kpis.formula.resolve import filters_fields
from kpi_xl.kpis.formula.tree import Aggregate, Binary, Cluster, Else, FieldName, Filter, Negative, Node, walk
from kpi_xl.kpis.plan import STOCK_FUNCTIONS, mapped
from kpi_xl.vocabulary.tables import tables


@dataclass(frozen=True)
class Variant:
    """One way to read a cluster from one canonical table, without any choice left."""

    table: str
    by: str
    slots: tuple[Node, ...]  # sums and differences of aggregations
    stands_in: tuple[tuple[str, str], ...] = ()  # (field that was asked for, field that is read instead)

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """Worked out once: variants are looked up for every scope."""
        return hash((self.table, self.by, self.slots))

    @cached_property
    def leaves(self) -> tuple[Aggregate, ...]:
        return tuple(dict.fromkeys(node for slot in self.slots for node in walk(slot) if isinstance(node, Aggregate)))

    @cached_property
    def figures(self) -> frozenset[str]:
        """The figures that a row must have to enter (stocks stand on days of their own)."""
        return frozenset(
            field
            for leaf in self.leaves
            if leaf.function not in STOCK_FUNCTIONS
            for field in fields_in(leaf.row, self.table)
            if tables()[self.table].fields[field].kind != "key"
        )

    @cached_property
    def conditions(self) -> frozenset[str]:
        """The fields that filters look at, and the day that decides about the period if it is not the table's own."""
        looked_at = (filters_fields(leaf.filters) for leaf in self.leaves)
        return frozenset({self.by} - {""}).union(*looked_at)


@cache
def variants(cluster: Cluster, table: str) -> tuple[Variant, ...]:
    """The ways to read a cluster from one canonical table, best first; none where the table lacks a field."""
    found: dict[Variant, None] = {}
    for slots in product(*(_branches(slot) for slot in cluster.slots)):
        bound = tuple(_bound(slot, table) for slot in slots)
        if all(_readable(slot, table) for slot in bound):
            found[Variant(table, cluster.by, bound)] = None
    for variant in tuple(found):
        if replaced := _with_stand_ins(variant):
            found.setdefault(replaced)
    return tuple(found)


@cache
def readable_tables(cluster: Cluster) -> tuple[str, ...]:
    """The canonical tables that have all that the cluster asks for, best first."""
    return tuple(table for table in candidates(cluster.table) if variants(cluster, table))


def fields_in(node: Node, table: str) -> frozenset[str]:
    """The fields of one table that row arithmetic names."""
    return frozenset(part.field for part in walk(node) if isinstance(part, FieldName) and part.table == table)


def _branches(node: Node) -> tuple[Node, ...]:
    """The node without any `else`, once for each way to choose, best first."""
    match node:
        case Else(first=first, second=second):
            return (*_branches(first), *_branches(second))
        case Negative(operand=operand):
            return tuple(replace(node, operand=one) for one in _branches(operand))
        case Binary(left=left, right=right):
            pairs = product(_branches(left), _branches(right))
            return tuple(replace(node, left=one, right=other) for one, other in pairs)
        case _:
            return (node,)


def _bound(node: Node, table: str) -> Node:
    """The node with a choice of tables replaced by one of them."""
    match node:
        case FieldName() if len(candidates(node.table)) > 1:
            return replace(node, table=table)
        case Aggregate(row=row, filters=filters):
            bound = tuple(_bound_filter(one, table) for one in filters)
            return replace(node, row=_bound(row, table), filters=bound)
        case _:
            return mapped(node, lambda one: _bound(one, table))


def _bound_filter(one: Filter, table: str) -> Filter:
    return replace(one, left=_bound(one.left, table))


def _readable(node: Node, table: str) -> bool:
    parts = [part for part in walk(node) if isinstance(part, FieldName)]
    return all(part.field in tables()[part.table].fields for part in parts if part.table == table)


def _with_stand_ins(variant: Variant) -> Variant | None:
    instead = {field: other for (table, field), other in STAND_INS.items() if table == variant.table}
    used = tuple((field, instead[field]) for field in sorted(variant.figures & instead.keys()))
    if not used or not grain_of(variant.table).in_full:
        return None
    slots = tuple(_renamed(slot, instead) for slot in variant.slots)
    return replace(variant, slots=slots, stands_in=used)


def _renamed(node: Node, instead: dict[str, str]) -> Node:
    match node:
        case FieldName(field=field):
            return replace(node, field=instead.get(field, field))
        case Aggregate(row=row):
            return replace(node, row=_renamed(row, instead))
        case _:
            return mapped(node, lambda one: _renamed(one, instead))
