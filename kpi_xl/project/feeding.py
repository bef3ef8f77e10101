"""Which exports give what a KPI or an analysis needs: it follows from the fields that importers declare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kpi_xl.kpis.components import clusters_of
from kpi_xl.kpis.formula.tree import FieldName, Name, Rate, walk
from kpi_xl.kpis.plan import plan
from kpi_xl.kpis.variants import readable_tables, variants
from kpi_xl.project.inputs.layout import input_sheets
from kpi_xl.vocabulary.tables import tables

if TYPE_CHECKING:
    from kpi_xl.importing.importer import Importer, Part
    from kpi_xl.kpis.catalogue import Catalogue
    from kpi_xl.kpis.kpi import Kpi

INPUTS = "inputs workbook"

# What the warehouse works out from other columns, or from the user's own rules.
_ENGAGED = frozenset({"likes", "comments", "shares", "saves"})
_BY_RULES = frozenset({"topic", "tag", "campaign", "influencer", "page_type", "brand", "about_competitor"})
_PLACED = frozenset({"web", "orders", "leads"})


@dataclass(frozen=True, slots=True)
class Feed:
    """One format of an importer, with the fields that it gives by table."""

    importer: str
    export: str
    fields: Mapping[str, frozenset[str]]

    def gives(self, table: str, needed: Iterable[str]) -> bool:
        return table in self.fields and frozenset(needed) <= self.fields[table]


class Feeds:
    """All formats that can be imported, and the inputs workbook."""

    def __init__(self, importers: Sequence[Importer]) -> None:
        self._importers = importers

    @cached_property
    def _feeds(self) -> tuple[Feed, ...]:
        found = [
            Feed(importer.name, export.name, _by_table(export.parts))
            for importer in self._importers
            for export in importer.formats
        ]
        typed = {sheet.table: frozenset(column.field for column in sheet.columns) for sheet in input_sheets()}
        complete = {table: _completed(table, fields) for table, fields in typed.items() if table in tables()}
        goals = {"goals": frozenset(tables()["goals"].fields)}  # of kpi-xl.toml
        return (*found, Feed(INPUTS, INPUTS, {**complete, **goals}))

    def of_kpi(self, catalogue: Catalogue, kpi: Kpi) -> tuple[Feed, ...]:
        """The formats that give at least one whole part of the KPI, in the order of the importers."""
        readings = [*_readings(catalogue, kpi)]
        return tuple(feed for feed in self._feeds if any(feed.gives(*reading) for reading in readings))

    def of_needs(self, needs: Sequence[str]) -> tuple[Feed, ...]:
        """The formats that give all fields of one of the tables."""
        readings = [*_of_needs(needs)]
        return tuple(feed for feed in self._feeds if any(feed.gives(*reading) for reading in readings))


def _readings(catalogue: Catalogue, kpi: Kpi) -> Iterator[tuple[str, frozenset[str]]]:
    """The ways to read a part of the KPI: a table, and the fields that it has to have."""
    tree = catalogue.tree(kpi.id)
    if tree is None:
        yield from _of_needs(kpi.needs)
        return
    for cluster in clusters_of(plan(tree)):
        for table in readable_tables(cluster):
            for variant in variants(cluster, table):
                parts = (part for slot in variant.slots for part in walk(slot) if isinstance(part, FieldName))
                yield table, frozenset(part.field for part in parts if part.table == table) | variant.conditions
    for node in walk(tree):
        if isinstance(node, Name):
            yield from _readings(catalogue, catalogue.get(node.text))
        elif isinstance(node, Rate):
            yield "rates", frozenset({"name", "value"})


def _of_needs(needs: Iterable[str]) -> Iterator[tuple[str, frozenset[str]]]:
    by_table: dict[str, set[str]] = {}
    for need in needs:
        table, _, field = need.partition(".")
        by_table.setdefault(table, set()).add(field)
    yield from ((table, frozenset(fields)) for table, fields in by_table.items())


def _by_table(parts: Iterable[Part]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for part in parts:
        if part.table is not None:
            fields = {column.field for column in part.all_columns()} | {one.field for one in part.derived}
            have = _completed(part.table, fields | part.constants.keys())
            found[part.table] = found.get(part.table, frozenset()) | have
    return found


def _completed(table: str, fields: Iterable[str]) -> frozenset[str]:
    """The fields with those that the warehouse works out from them."""
    have = {*fields}
    known = tables()[table].fields
    if have & _ENGAGED and "engagements" in known:
        have.add("engagements")
    have |= {f"{name.removesuffix('_at')}_on" for name in have if name.endswith("_at")}
    have |= {name for name in known if known[name].kind == "key" and name not in _BREAKDOWNS}
    have |= _BY_RULES & known.keys()
    if table in _PLACED and have & {"source", "medium", "channel_group"}:
        have.add("platform")
    return frozenset(have)


# Keys that not every export of a table has: formulas ask for them by name.
_BREAKDOWNS = frozenset({"channel_group", "page", "event", "country", "city", "device", "source", "medium", "content"})
