"""Which accounts of which table a figure is added up from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import compress
from typing import TYPE_CHECKING

from kpi_xl.kpis.figures import CHOICES, grain_of
from kpi_xl.kpis.values.coverage import clipped, joined, within
from kpi_xl.kpis.values.question import Question, Slice
from kpi_xl.kpis.variants import readable_tables, variants
from kpi_xl.vocabulary.platforms import HOLD_PAID, SOCIAL

if TYPE_CHECKING:
    from kpi_xl.kpis.formula.tree import Cluster
    from kpi_xl.kpis.scope import Scope
    from kpi_xl.kpis.values.reading import Reading
    from kpi_xl.kpis.values.stocks import Entity
    from kpi_xl.kpis.values.tables import Tables
    from kpi_xl.vocabulary.periods import Period

Readings = Mapping["Entity", "Reading"]  # for each account the reading that has its figures


@dataclass(frozen=True, slots=True)
class Choice:
    """The accounts that enter a figure, each with the reading that gives it."""

    chosen: tuple[tuple[Entity, Reading], ...]
    readings: tuple[Reading, ...]  # everything that was looked at, for saying what is missing
    paid_left_out: tuple[str, ...]  # ads platforms whose delivery the organic figures already hold
    scopeless: str = ""  # the part of the scope that no table has


@dataclass(frozen=True)
class Resolved:
    """Every account of a cluster with its reading, before a scope narrows them down."""

    organic: Readings
    paid: Readings
    readings: tuple[Reading, ...]

    @cached_property
    def everyone(self) -> Readings:
        return {**self.organic, **self.paid}

    @cached_property
    def by_platform(self) -> Mapping[str, tuple[tuple[Entity, Reading], ...]]:
        found: dict[str, tuple[tuple[Entity, Reading], ...]] = {}
        for entity, reading in self.everyone.items():
            found[entity[0]] = (*found.get(entity[0], ()), (entity, reading))
        return found

    def of(self, scope: Scope) -> tuple[tuple[Entity, Reading], ...]:
        """The accounts of one platform or of one name."""
        found = tuple(self.everyone.items()) if scope.platform is None else self.by_platform.get(scope.platform, ())
        if scope.account is None:
            return found
        return tuple(one for one in found if one[0][1] == scope.account)


def choose(tables: Tables, cluster: Cluster, scope: Scope, *, native: bool = False) -> Choice:
    """The accounts that enter the figures of a cluster in a scope, each from one table."""
    question = Question(Slice(scope.period, scope.campaign), native, by_platform=scope.platform is not None)
    parts = (scope.platform is not None, scope.account is not None, scope.campaign is not None)
    candidates, scopeless = _in_scope(readable_tables(cluster), parts)
    found = _resolved(tables, cluster, candidates, question)
    if scope.platform is not None or scope.account is not None:
        return Choice(found.of(scope) or _none_came_from(found.everyone, scope), found.readings, (), scopeless)
    held = tuple(_held(found.paid, found.organic)) if cluster.table in CHOICES else ()
    everyone = {**found.organic, **{one: reading for one, reading in found.paid.items() if one[0] not in held}}
    return Choice(tuple(everyone.items()), found.readings, held, scopeless)


def _resolved(tables: Tables, cluster: Cluster, candidates: tuple[str, ...], question: Question) -> Resolved:
    key = (cluster, candidates, question)
    found = tables.resolved.get(key)
    if found is None:
        found = tables.resolved[key] = _resolve(tables, cluster, candidates, question)
    return found


def _resolve(tables: Tables, cluster: Cluster, candidates: tuple[str, ...], question: Question) -> Resolved:
    looked_at = {table: _readings(tables, cluster, table, question) for table in candidates}
    everything = tuple(reading for readings, _ in looked_at.values() for reading in readings)
    best = {table: found for table, (_, found) in looked_at.items()}
    organic = {table: found for table, found in best.items() if table != "ads"}
    return Resolved(
        dict(_organic(tables, cluster.table, organic, question.slice.period)), best.get("ads", {}), everything
    )


def _none_came_from(chosen: Readings, scope: Scope) -> tuple[tuple[Entity, Reading], ...]:
    """A true 0 where rows say which platform they came from and none came from the one asked for."""
    if scope.platform is None or scope.platform not in SOCIAL or scope.account is not None:
        return ()
    for (platform, _), reading in chosen.items():
        sums = all(leaf.function in {"sum", "count"} for leaf in reading.variant.leaves)
        if platform and sums and not grain_of(reading.variant.table).owned:
            entity = (scope.platform, "")
            nothing = replace(reading, figures={entity: tuple(0.0 for _ in reading.variant.slots)})
            return ((entity, nothing),)
    return ()


@cache
def _in_scope(candidates: tuple[str, ...], parts: tuple[bool, bool, bool]) -> tuple[tuple[str, ...], str]:
    """The tables that have these parts of a scope, and the part that is in the way if there are none."""
    kept = candidates
    for name in compress(("platform", "account", "campaign"), parts):
        kept = tuple(table for table in kept if name in grain_of(table).scopes)
        if not kept:
            return (), name
    return kept, ""


def _readings(
    tables: Tables, cluster: Cluster, table: str, question: Question
) -> tuple[tuple[Reading, ...], dict[Entity, Reading]]:
    """All readings of a table, and for each account the first that has its figures."""
    found = [tables.read(variant, question) for variant in variants(cluster, table)]
    readings = tuple(reading for reading in found if reading is not None)
    best: dict[Entity, Reading] = {}
    for reading in readings:
        for entity in reading.figures:
            best.setdefault(entity, reading)
    return readings, best


def _organic(
    tables: Tables, choice: str, found: Mapping[str, Readings], period: Period
) -> Iterable[tuple[Entity, Reading]]:
    """Platform by platform the table that the choice prefers, and accounts that only the other table names."""
    names = [table for table in CHOICES.get(choice, tuple(found)) if table in found]
    if len(names) < 2:  # noqa: PLR2004 - nothing to choose
        for table in names:
            yield from found[table].items()
        return
    first, second = names
    for platform in sorted({entity[0] for table in names for entity in found[table]}):
        one, other = _of(found[first], platform), _of(found[second], platform)
        if choice == "activity" and one and other and not _covers(tables, first, one, second, period):
            one, other, first_used = other, one, second
        else:
            first_used = first
        yield from one.items()
        yield from _accounts_of_their_own(tables, first_used, platform, one, other)


def _of(readings: Readings, platform: str) -> dict[Entity, Reading]:
    return {entity: reading for entity, reading in readings.items() if entity[0] == platform}


def _accounts_of_their_own(
    tables: Tables, table: str, platform: str, one: Readings, other: Readings
) -> Iterable[tuple[Entity, Reading]]:
    """Accounts that the used table never names, if the tables name any alike: else two names may be one account."""
    cube = tables.cube(table)
    named = {entity for entity in cube.entities if entity[0] == platform} if cube else set[tuple[str, str]]()
    if not one or named & other.keys():
        for entity in other.keys() - named if one else other.keys():
            yield entity, other[entity]


def _covers(tables: Tables, daily: str, readings: Readings, posts: str, period: Period) -> bool:
    """Whether daily figures cover all days of the period that posts cover."""
    platform = next(iter(readings))[0]
    wanted = clipped(tables.covered.of_platform(posts, platform), period)
    seen = [reading.days[entity] for entity, reading in readings.items() if entity in reading.days]
    exported = [
        span
        for span in clipped(tables.covered.of_platform(daily, platform), period)
        if any(span[0] <= last and span[1] >= first for first, last in seen)
    ]
    return within(wanted, joined([*exported, *seen]))


def _held(paid: Readings, organic: Readings) -> Iterable[str]:
    """Ads platforms that are left out beside organic figures which hold paid delivery."""
    platforms = {entity[0] for entity in organic}
    for name in sorted({entity[0] for entity in paid}):
        if platforms.intersection(HOLD_PAID.get(name, ())):
            yield name
