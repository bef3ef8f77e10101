"""The part of a formula that reads one table: which accounts enter, what they add up to, what is to be said of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kpi_xl.kpis.formula.tree import Aggregate, Binary, Cluster, Negative, Node, Number, Slot
from kpi_xl.kpis.plan import ALONE
from kpi_xl.kpis.result import Missing
from kpi_xl.kpis.sentences import Language, say
from kpi_xl.kpis.values.choice import Choice, choose
from kpi_xl.kpis.values.outcome import Known, Outcome, arithmetic
from kpi_xl.kpis.values.reasons import no_data, not_added, pending, why_nothing, without_rate
from kpi_xl.kpis.values.remarks import platforms, remarks
from kpi_xl.kpis.variants import readable_tables, variants
from kpi_xl.vocabulary.platforms import platform_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi_xl.kpis.scope import Scope
    from kpi_xl.kpis.values.coverage import CoveredDays
    from kpi_xl.kpis.values.reading import Reading
    from kpi_xl.kpis.values.stocks import Entity
    from kpi_xl.kpis.values.tables import Tables
    from kpi_xl.warehouse.data import Data


class Clusters:
    """Works out clusters over one set of data."""

    def __init__(self, data: Data, tables: Tables, language: Language) -> None:
        self._data = data
        self._tables = tables
        self._language: Language = language
        self._outcomes: dict[tuple[Cluster, Scope, bool], Outcome] = {}

    def outcome(self, cluster: Cluster, scope: Scope, *, native: bool) -> Outcome:
        """What a cluster comes to; worked out once, as many formulas have the same."""
        key = (cluster, scope, native)
        found = self._outcomes.get(key)
        if found is None:
            found = self._outcomes[key] = self._in_pairs(cluster, scope, native=native)
        return found

    def _in_pairs(self, cluster: Cluster, scope: Scope, *, native: bool) -> Outcome:
        """The costs of a social platform are those of its ads platform."""
        ads = self._data.pairs.get(scope.platform or "") if cluster.paired else None
        if ads:
            outcome = self._outcome(cluster, replace(scope, platform=ads, account=None), native=native)
            names = platforms((name for name, own in self._data.pairs.items() if own == ads), self._language)
            return outcome.remarked(say("paired", self._language, ads=platform_name(ads), platforms=names))
        return self._outcome(cluster, scope, native=native)

    def _outcome(self, cluster: Cluster, scope: Scope, *, native: bool) -> Outcome:
        if _function(cluster.slots[0]) in ALONE:
            return self._single(cluster, scope)
        choice = choose(self._tables, cluster, scope, native=native)
        if not choice.chosen:
            known = Known(read=() if choice.scopeless else readable_tables(cluster))
            return Outcome(None, why_nothing(cluster, choice, scope, self._data, self._language), behind=(known,))
        missing = not_added(choice, self._language)
        if missing is None and not native and (no_rate := without_rate(choice, self._data, self._language)):
            # Whether there is anything to divide by is known without a rate, and matters more.
            missing = self._outcome(cluster, scope, native=True).missing or no_rate
        found = Outcome(None, missing) if missing else self._total(cluster, choice, scope)
        chosen = ChosenRows(cluster, choice, scope, self._tables.covered, self._language)
        return Outcome(found.value, found.missing, found.bounds, (*found.behind, chosen))

    def _total(self, cluster: Cluster, choice: Choice, scope: Scope) -> Outcome:
        totals: list[Outcome] = []
        for at, slot in enumerate(cluster.slots):
            if _function(slot) == "unique":
                totals.append(self._people(at, choice, scope))
            else:
                totals.append(Outcome(sum(reading.figures[entity][at] for entity, reading in choice.chosen)))
        return over_slots(cluster.tree, totals, self._language)

    def _people(self, at: int, choice: Choice, scope: Scope) -> Outcome:
        """Unique people: the platform's own figure for exactly the period, else how few and how many there can be."""
        own = [self._own_figure(at, entity, reading, scope) for entity, reading in choice.chosen]
        if len(own) == 1 and own[0] is not None:
            return Outcome(own[0])
        lows: list[float] = []
        highs: list[float] = []
        for figure, (entity, reading) in zip(own, choice.chosen, strict=True):
            lows.append(reading.highest.get(entity, 0.0) if figure is None else figure)
            highs.append(reading.figures[entity][at] if figure is None else figure)
        missing = Missing("not_additive", say("unique_people", self._language))
        return Outcome(None, missing, bounds=(max(lows), sum(highs)))

    def _own_figure(self, at: int, entity: Entity, reading: Reading, scope: Scope) -> float | None:
        if entity in reading.exact:
            return reading.figures[entity][at]
        leaf = reading.variant.slots[at]
        assert isinstance(leaf, Aggregate)  # noqa: S101 - unique() is no part of sums
        return self._tables.window_figure(leaf, reading.variant.table, entity, scope.period)

    def _single(self, cluster: Cluster, scope: Scope) -> Outcome:
        for table in readable_tables(cluster):
            for variant in variants(cluster, table):
                value, rows = self._tables.singles.value(variant, scope)
                if value is not None:
                    found = Outcome(value, behind=(Known((), {table: rows}, (table,)),))
                    return over_slots(cluster.tree, [found], self._language)
        waiting = pending(cluster, scope, self._data, self._language)
        known = Known(read=readable_tables(cluster))
        return Outcome(None, waiting or no_data(cluster, self._language), behind=(known,))


def over_slots(node: Node, totals: Sequence[Outcome], language: Language) -> Outcome:
    """A cluster's arithmetic over the totals of its slots."""
    match node:
        case Slot(number=number):
            return totals[number]
        case Number(value=value):
            return Outcome(value)
        case Negative(operand=operand):
            return arithmetic("-", Outcome(0.0), over_slots(operand, totals, language), language)
        case Binary(operator=operator, left=left, right=right):
            return arithmetic(
                operator, over_slots(left, totals, language), over_slots(right, totals, language), language
            )
        case _:
            message = f"{node} does not stand in a cluster"
            raise TypeError(message)


def _function(slot: Node) -> str:
    return slot.function if isinstance(slot, Aggregate) else ""


@dataclass(frozen=True, slots=True)
class ChosenRows:
    """What stands behind the figure of a cluster: the rows of the accounts that were chosen."""

    cluster: Cluster
    choice: Choice
    scope: Scope
    covered: CoveredDays
    language: Language

    def flags(self) -> tuple[str, ...]:
        return remarks(self.cluster, self.choice, self.scope, self.covered, self.language)

    def rows(self) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for entity, reading in self.choice.chosen:
            mine = found.setdefault(reading.variant.table, {})
            for name, count in reading.rows.get(entity, {}).items():
                mine[name] = mine.get(name, 0) + count
        return found

    def currencies(self) -> frozenset[str]:
        found = (reading.currencies.get(entity, frozenset[str]()) for entity, reading in self.choice.chosen)
        return frozenset[str]().union(*found)

    def tables(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(reading.variant.table for _, reading in self.choice.chosen))
