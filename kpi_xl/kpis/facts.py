"""The facts table of a workbook: what native formulas add up, by month, platform, account and campaign.

Choices are already made in it: which table a figure is read from, which of repeating rows count, what stands in for
what. So the formulas are plain SUMIFS, and for every month they come to what `evaluate` says.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kpi_xl.kpis.components import Component, clusters_of, components_of, is_native, names_of
from kpi_xl.kpis.figures import grain_of
from kpi_xl.kpis.plan import readable_tables
from kpi_xl.kpis.scope import Scope
from kpi_xl.kpis.values.choice import Choice, choose
from kpi_xl.kpis.values.evaluate import Evaluation
from kpi_xl.kpis.values.reading import Question
from kpi_xl.kpis.values.reasons import not_added, without_rate

if TYPE_CHECKING:
    from datetime import date

    from kpi_xl.kpis.catalogue import Catalogue
    from kpi_xl.kpis.formula.tree import Cluster
    from kpi_xl.kpis.values.stocks import Entity
    from kpi_xl.kpis.values.tables import Tables
    from kpi_xl.vocabulary.periods import Period
    from kpi_xl.warehouse.data import Data

NONE = "(none)"  # a row that belongs to no platform, account or campaign: SUMIFS cannot find blanks


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """One row. `in_total` is false for ads whose delivery the organic figures of all platforms already hold."""

    month: date  # its first day
    platform: str
    account: str
    campaign: str
    in_total: bool = True


@dataclass(frozen=True, slots=True)
class Facts:
    """The table: one row a key, one column a component; a figure that is not there is None."""

    keys: tuple[Key, ...]
    columns: Mapping[str, tuple[float | None, ...]]  # by header
    native: frozenset[str]  # KPIs whose formula comes to the right value for any one month and selection


def facts(catalogue: Catalogue, kpi_ids: Sequence[str], months: Sequence[Period], data: Data) -> Facts:
    """The facts that the native formulas of these KPIs need, for these calendar months."""
    evaluation = Evaluation(catalogue, kpi_ids, data)
    plans = {kpi_id: evaluation.plans[kpi_id] for kpi_id in kpi_ids if kpi_id in evaluation.plans}
    plans = {kpi_id: node for kpi_id, node in plans.items() if is_native(node)}
    clusters = tuple(dict.fromkeys(cluster for node in plans.values() for cluster in clusters_of(node)))
    building = _Building(evaluation.tables, data)
    for month in months:
        for cluster in clusters:
            building.add(cluster, month)
    names = names_of(catalogue)
    components = {one: names[one] for cluster in clusters for one in components_of(cluster) or ()}
    keys = tuple(sorted(building.rows))
    columns = {name: tuple(building.rows[key].get(one) for key in keys) for one, name in components.items()}
    native = frozenset(name for name, node in plans.items() if not building.unsafe.intersection(clusters_of(node)))
    return Facts(keys, columns, native)


class _Building:
    """The rows of a facts table, filled cluster by cluster and month by month."""

    def __init__(self, tables: Tables, data: Data) -> None:
        self._tables = tables
        self._data = data
        self.rows: dict[Key, dict[Component, float]] = {}
        self.unsafe: set[Cluster] = set()  # where adding up would hide that a total is missing

    def add(self, cluster: Cluster, month: Period) -> None:
        choice = self._choose(cluster, Scope(month))
        if not_added(choice, "en") or without_rate(choice, self._data, "en"):
            self.unsafe.add(cluster)
        campaigns = self._campaigns(cluster, month)
        self._add_entities(cluster, month, choice, campaigns, in_total=True)
        for ads in choice.paid_left_out:
            held = self._choose(cluster, Scope(month, platform=ads))
            self._add_entities(cluster, month, held, campaigns, in_total=False)

    def _choose(self, cluster: Cluster, scope: Scope) -> Choice:
        return choose(self._tables, cluster, Question(scope.period, scope.campaign), scope)

    def _campaigns(self, cluster: Cluster, month: Period) -> dict[str, dict[Entity, tuple[float, ...]]]:
        """Figures by campaign and account, for the campaigns that the month has rows of."""
        found: dict[str, dict[Entity, tuple[float, ...]]] = {}
        for name in sorted(self._campaign_names(cluster, month)):
            choice = self._choose(cluster, Scope(month, campaign=name))
            figures = _figures(choice)
            for ads in choice.paid_left_out:
                figures |= _figures(self._choose(cluster, Scope(month, platform=ads, campaign=name)))
            found[name] = figures
        return found

    def _campaign_names(self, cluster: Cluster, month: Period) -> set[str]:
        names: set[str] = set()
        for table in readable_tables(cluster):
            cube = self._tables.cube(table, cluster.by)
            if cube is not None and "campaign" in grain_of(table).scopes:
                inside = (cube.first >= month.first.toordinal()) & (cube.last <= month.last.toordinal())
                names |= {cube.campaigns[at] for at in np.unique(cube.campaign[inside])}
        return names - {""}

    def _add_entities(
        self,
        cluster: Cluster,
        month: Period,
        choice: Choice,
        campaigns: Mapping[str, Mapping[Entity, tuple[float, ...]]],
        *,
        in_total: bool,
    ) -> None:
        for entity, figures in _figures(choice).items():
            parts = {name: found[entity] for name, found in campaigns.items() if entity in found}
            for name, values in parts.items():
                self._set(cluster, Key(month.first, *_named(entity), name, in_total), values)
            rest = tuple(
                _without(figure, [values[at] for values in parts.values()]) for at, figure in enumerate(figures)
            )
            if not parts or any(rest):
                self._set(cluster, Key(month.first, *_named(entity), NONE, in_total), rest)

    def _set(self, cluster: Cluster, key: Key, values: Sequence[float]) -> None:
        row = self.rows.setdefault(key, {})
        for component in components_of(cluster) or ():
            row[component] = values[component.slot]


def _figures(choice: Choice) -> dict[Entity, tuple[float, ...]]:
    return {entity: reading.figures[entity] for entity, reading in choice.chosen}


def _named(entity: Entity) -> tuple[str, str]:
    return entity[0] or NONE, entity[1] or NONE


def _without(figure: float, parts: Sequence[float]) -> float:
    """What belongs to no campaign; differences within the precision of floats are nothing."""
    rest = figure - math.fsum(parts)
    return 0.0 if abs(rest) <= 1e-9 * max(abs(figure), 1.0) and parts else rest
