"""The rows of a facts table, filled cluster by cluster and month by month."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kpi_xl.kpis.components import Component, components_of
from kpi_xl.kpis.figures import grain_of
from kpi_xl.kpis.scope import Scope
from kpi_xl.kpis.values.choice import Choice, choose
from kpi_xl.kpis.values.question import Slice
from kpi_xl.kpis.values.reasons import not_added, without_rate
from kpi_xl.kpis.variants import readable_tables

if TYPE_CHECKING:
    from datetime import date

    from kpi_xl.kpis.formula.tree import Cluster
    from kpi_xl.kpis.values.stocks import Entity
    from kpi_xl.kpis.values.tables import Tables
    from kpi_xl.vocabulary.periods import Period
    from kpi_xl.warehouse.data import Data

NONE = "(none)"  # a row that belongs to no platform, account or campaign: SUMIFS cannot find blanks

_Figures = tuple[float, ...]  # one a slot


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """One row. `in_total` is false for ads whose delivery the organic figures of all platforms already hold."""

    month: date  # its first day
    platform: str
    account: str
    campaign: str
    in_total: bool = True


class FactRows:
    """Rows by key, each with the components that it has."""

    def __init__(self, tables: Tables, data: Data) -> None:
        self._tables = tables
        self._data = data
        self.rows: dict[Key, dict[Component, float]] = {}
        self.unsafe: set[Cluster] = set()  # where adding up would hide that a total is missing
        self._named: dict[tuple[str, str, Period], frozenset[tuple[str, str]]] = {}

    def expect(self, clusters: Sequence[Cluster], months: Sequence[Period]) -> None:
        """What will be added, so that all months and all campaigns are read at one go."""
        whole = (Slice(month) for month in months)
        named = (
            Slice(month, name)
            for month in months
            for cluster in clusters
            for _, name in sorted(self._origins(cluster, month))
            if name
        )
        self._tables.expect([*whole, *named])

    def add(self, cluster: Cluster, month: Period) -> None:
        """Work out a cluster for a month, for every account and campaign that has rows in it."""
        choice = self._choose(cluster, Scope(month))
        if cluster.paired or not_added(choice, "en") or without_rate(choice, self._data, "en"):
            self.unsafe.add(cluster)
        if not all(grain_of(table).owned for table in readable_tables(cluster)):
            self._add_margins(cluster, month)
            return
        campaigns = self._by_campaign(cluster, month)
        self._add_accounts(cluster, month, choice, campaigns, in_total=True)
        for ads in choice.paid_left_out:
            held = self._choose(cluster, Scope(month, platform=ads))
            self._add_accounts(cluster, month, held, campaigns, in_total=False)

    def _choose(self, cluster: Cluster, scope: Scope) -> Choice:
        return choose(self._tables, cluster, scope)

    def _by_campaign(self, cluster: Cluster, month: Period) -> dict[str, dict[Entity, _Figures]]:
        """Figures by campaign and account, for the campaigns that the month has rows of."""
        found: dict[str, dict[Entity, _Figures]] = {}
        for _, name in sorted(self._origins(cluster, month)):
            if name and name not in found:
                choice = self._choose(cluster, Scope(month, campaign=name))
                found[name] = _by_account(choice)
                for ads in choice.paid_left_out:
                    found[name] |= _by_account(self._choose(cluster, Scope(month, platform=ads, campaign=name)))
        return found

    def _origins(self, cluster: Cluster, month: Period) -> set[tuple[str, str]]:
        """The platforms and campaigns that rows of the month name."""
        found: set[tuple[str, str]] = set()
        for table in readable_tables(cluster):
            place = (table, cluster.by, month)
            if place not in self._named:
                self._named[place] = frozenset(self._named_in(table, cluster.by, month))
            found |= self._named[place]
        return found

    def _named_in(self, table: str, by: str, month: Period) -> Iterable[tuple[str, str]]:
        cube = self._tables.cube(table, by)
        if cube is not None:
            inside = (cube.first >= month.first.toordinal()) & (cube.last <= month.last.toordinal())
            width = len(cube.campaign.names)
            for pair in np.unique(cube.entity[inside] * width + cube.campaign.codes[inside]).tolist():
                entity, campaign = divmod(pair, width)
                yield cube.entities[entity][0], cube.campaign.names[campaign]

    def _add_accounts(
        self,
        cluster: Cluster,
        month: Period,
        choice: Choice,
        campaigns: Mapping[str, Mapping[Entity, _Figures]],
        *,
        in_total: bool,
    ) -> None:
        for entity, figures in _by_account(choice).items():
            parts = {name: found[entity] for name, found in campaigns.items() if entity in found}
            for name, values in parts.items():
                self._set(cluster, Key(month.first, *_named(entity), name, in_total), values)
            rest = _left(figures, parts.values())
            if not parts or any(rest):
                self._set(cluster, Key(month.first, *_named(entity), NONE, in_total), rest)

    def _add_margins(self, cluster: Cluster, month: Period) -> None:
        """Tables whose platform and campaign are told by some of their rows only.

        Each may come from another part of the export, so the rows that name neither take what is left of the totals.
        """
        origins = self._origins(cluster, month)
        platforms = sorted(({platform for platform, _ in origins} | self._tables.social_platforms()) - {""})
        campaigns = sorted({campaign for _, campaign in origins} - {""})
        total = self._total(cluster, Scope(month))
        if total is None:
            return
        of_platform = {name: self._total(cluster, Scope(month, platform=name)) for name in platforms}
        of_campaign = {name: self._total(cluster, Scope(month, campaign=name)) for name in campaigns}
        both = {
            (platform, campaign): self._total(cluster, Scope(month, platform=platform, campaign=campaign))
            for platform, campaign in origins
            if platform and campaign
        }
        corner = _left(total, _known([*of_platform.values(), *of_campaign.values()]))
        self._set(
            cluster,
            Key(month.first, NONE, NONE, NONE),
            _left(corner, [_negative(one) for one in _known(both.values())]),
        )
        for (platform, campaign), figures in both.items():
            self._set_known(cluster, Key(month.first, platform, NONE, campaign), figures, ())
        for name, figures in of_platform.items():
            inside = _known(one for key, one in both.items() if key[0] == name)
            self._set_known(cluster, Key(month.first, name, NONE, NONE), figures, inside)
        for name, figures in of_campaign.items():
            inside = _known(one for key, one in both.items() if key[1] == name)
            self._set_known(cluster, Key(month.first, NONE, NONE, name), figures, inside)

    def _total(self, cluster: Cluster, scope: Scope) -> _Figures | None:
        found = list(_by_account(self._choose(cluster, scope)).values())
        return tuple(math.fsum(values) for values in zip(*found, strict=True)) if found else None

    def _set_known(self, cluster: Cluster, key: Key, figures: _Figures | None, parts: Sequence[_Figures]) -> None:
        if figures is not None:
            self._set(cluster, key, _left(figures, parts))

    def _set(self, cluster: Cluster, key: Key, values: _Figures) -> None:
        row = self.rows.setdefault(key, {})
        for component in components_of(cluster) or ():
            row[component] = values[component.slot]


def _by_account(choice: Choice) -> dict[Entity, _Figures]:
    return {entity: reading.figures[entity] for entity, reading in choice.chosen}


def _named(entity: Entity) -> tuple[str, str]:
    return entity[0] or NONE, entity[1] or NONE


def _known(found: Iterable[_Figures | None]) -> list[_Figures]:
    return [figures for figures in found if figures is not None]


def _negative(figures: _Figures) -> _Figures:
    return tuple(-figure for figure in figures)


def _left(figures: _Figures, parts: Iterable[_Figures]) -> _Figures:
    """What the parts leave of the figures; differences within the precision of floats are nothing."""
    taken = list(parts)
    return tuple(_rest(figure, [values[at] for values in taken]) for at, figure in enumerate(figures))


def _rest(figure: float, parts: Sequence[float]) -> float:
    rest = math.fsum((figure, *(-part for part in parts)))
    return 0.0 if parts and abs(rest) <= 1e-9 * max(abs(figure), 1.0) else rest
