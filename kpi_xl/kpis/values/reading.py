"""One way to read a formula's part from one table, in many slices at once: for each a figure of each account."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from kpi_xl.kpis.plan import STOCK_FUNCTIONS
from kpi_xl.kpis.values import tallies
from kpi_xl.kpis.values.absence import nothing_happened
from kpi_xl.kpis.values.amounts import Amounts, Stocks
from kpi_xl.kpis.values.columns import Column, complete_for, converted_column, is_money, max_column, rows_column
from kpi_xl.kpis.values.selection import counted

if TYPE_CHECKING:
    from kpi_xl.kpis.values.coverage import CoveredDays
    from kpi_xl.kpis.values.cube import Floats, Mask
    from kpi_xl.kpis.values.excerpt import Excerpt
    from kpi_xl.kpis.values.stocks import Entity
    from kpi_xl.kpis.variants import Variant
    from kpi_xl.vocabulary.periods import Period


_ROWS = Column("rows", None)


@dataclass(frozen=True)
class Behind:
    """The rows behind the figures of a variant in every slice, worked out for those who ask."""

    excerpt: Excerpt
    variant: Variant
    entering: Mask  # the groups that have the figures
    stock_rows: Callable[[int], Mapping[Entity, Mapping[str, int]]]  # of a slice: the rows that its stocks stand in

    @cached_property
    def rows(self) -> list[Mapping[Entity, Mapping[str, int]]]:
        """By file."""
        files = self.excerpt.cube.files(self.variant.figures)
        found: list[dict[Entity, dict[str, int]]] = [{} for _ in self.excerpt.slices]
        if any(leaf.function not in STOCK_FUNCTIONS for leaf in self.variant.leaves):
            found = tallies.rows_by_file(self.excerpt, _complete(self.variant), self.entering, files)
        return [rows or self.stock_rows(number) for number, rows in enumerate(found)]

    @cached_property
    def currencies(self) -> list[dict[Entity, frozenset[str]]]:
        return tallies.names(self.excerpt, self.excerpt.cube.currency, self.entering)

    @cached_property
    def result_types(self) -> list[dict[Entity, frozenset[str]]]:
        coded = self.excerpt.cube.extra.get("result_type")
        return tallies.names(self.excerpt, coded, self.entering) if coded else [{} for _ in self.excerpt.slices]

    @cached_property
    def days(self) -> list[dict[Entity, tuple[int, int]]]:
        return tallies.spans(self.excerpt, self.entering)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a variant comes to for each account. Accounts that lack anything it needs are not in `figures`."""

    variant: Variant
    figures: Mapping[Entity, tuple[float, ...]]  # one number a slot
    known: Mapping[Entity, int]  # rows in the slice, whether or not they have the figures
    left_out: Mapping[Entity, int]  # rows that lie in the period only in part
    unconverted: Collection[Entity]  # money without a rate
    partial: Collection[Entity]  # growth from the first known day in the period
    highest: Mapping[Entity, float]  # unique people: the highest single figure
    exact: Collection[Entity]  # unique people: one figure for exactly the period
    behind: Behind
    number: int  # of the slice

    @property
    def rows(self) -> Mapping[Entity, Mapping[str, int]]:
        """Rows behind the figures by file."""
        return self.behind.rows[self.number]

    @property
    def currencies(self) -> Mapping[Entity, frozenset[str]]:
        return self.behind.currencies[self.number]

    @property
    def result_types(self) -> Mapping[Entity, frozenset[str]]:
        return self.behind.result_types[self.number]

    @property
    def days(self) -> Mapping[Entity, tuple[int, int]]:
        """First and last day of the rows behind a figure."""
        return self.behind.days[self.number]


@dataclass(frozen=True, slots=True)
class Read:
    """A variant as it was read in all slices: what `Reading` says of each."""

    variant: Variant
    figures: Sequence[dict[Entity, tuple[float, ...]]]
    known: Sequence[Mapping[Entity, int]]
    left_out: Sequence[Mapping[Entity, int]]
    unconverted: Sequence[Collection[Entity]]
    partial: Sequence[Collection[Entity]]
    highest: Sequence[Mapping[Entity, float]]
    exact: Sequence[Collection[Entity]]
    behind: Behind
    covered: CoveredDays

    def of(self, number: int) -> Reading:
        """The variant in one slice."""
        figures, known = self.figures[number], self.known[number]
        excerpt = self.behind.excerpt
        idle = nothing_happened(excerpt.cube, self.covered, self.variant, excerpt.slices[number], known)
        nothing = dict.fromkeys(idle, tuple(0.0 for _ in self.variant.slots))
        return Reading(
            variant=self.variant,
            figures={**figures, **{entity: zeros for entity, zeros in nothing.items() if entity not in figures}},
            known=known,
            left_out=self.left_out[number],
            unconverted=self.unconverted[number],
            partial=self.partial[number],
            highest=self.highest[number],
            exact=self.exact[number],
            behind=self.behind,
            number=number,
        )


class Reader:
    """Reads variants from one excerpt."""

    def __init__(self, excerpt: Excerpt, covered: CoveredDays, stocks: Stocks) -> None:
        self._excerpt = excerpt
        self._covered = covered
        self._stocks = stocks
        self._known = tallies.counts(excerpt, _ROWS, excerpt.inside)
        self._left_out = tallies.counts(excerpt, _ROWS, ~excerpt.inside)

    def read(self, variant: Variant, *, native: bool, by_platform: bool) -> Read:
        """What the variant comes to for every account in each of the slices."""
        excerpt = self._excerpt
        chosen = counted(excerpt, variant, by_platform=by_platform)
        entering = chosen & (excerpt.amounts(_complete(variant)) > 0)
        values, partial = Amounts(excerpt, self._stocks).slots(variant, chosen, native=native)
        figures = self._figures(values)
        return Read(
            variant=variant,
            figures=figures,
            known=self._known,
            left_out=self._left_out,
            unconverted=self._unconverted(variant, chosen),
            partial=tallies.by_slice(excerpt, ((place, True) for place in partial)),
            highest=self._highest(variant, chosen),
            exact=self._exact(variant, chosen),
            behind=Behind(
                excerpt, variant, entering, lambda at: self._stock_rows(variant, excerpt.slices[at].period, figures[at])
            ),
            covered=self._covered,
        )

    def _figures(self, values: list[Floats]) -> list[dict[Entity, tuple[float, ...]]]:
        slots = np.stack(values, axis=1)
        there = np.flatnonzero(~np.isnan(slots).any(axis=1))
        numbers = map(tuple, slots[there].tolist())
        return tallies.by_slice(self._excerpt, zip(there.tolist(), numbers, strict=True))

    def _stock_rows(
        self, variant: Variant, period: Period, figures: Mapping[Entity, tuple[float, ...]]
    ) -> dict[Entity, dict[str, int]]:
        """The one row that a stock stands in, for each account."""
        found: dict[Entity, dict[str, int]] = {}
        for leaf in variant.leaves:
            if leaf.function in STOCK_FUNCTIONS:
                series_of = self._stocks(replace(leaf, function="last"))
                for entity in figures:
                    series = series_of.get(entity)
                    at = series.last(period) if series else None
                    if series and at is not None:
                        found[entity] = {series.batches[at]: 1}
        return found

    def _highest(self, variant: Variant, chosen: Mask) -> list[dict[Entity, float]]:
        people = next((leaf for leaf in variant.leaves if leaf.function == "unique"), None)
        if people is None:
            return [{} for _ in self._excerpt.slices]
        return tallies.highest(self._excerpt, max_column(variant, people), chosen)

    def _exact(self, variant: Variant, chosen: Mask) -> list[dict[Entity, bool]]:
        """Accounts with a single row for exactly the period; a post's people are those of its whole life."""
        if variant.table == "posts" or all(leaf.function != "unique" for leaf in variant.leaves):
            return [{} for _ in self._excerpt.slices]
        complete = _complete(variant)
        rows = tallies.sums(self._excerpt, complete, chosen)
        fitting = tallies.sums(self._excerpt, complete, chosen & self._excerpt.fitting)
        single = np.flatnonzero((rows == 1) & (fitting == 1))
        return tallies.by_slice(self._excerpt, ((place, True) for place in single.tolist()))

    def _unconverted(self, variant: Variant, chosen: Mask) -> list[dict[Entity, bool]]:
        found = np.zeros(self._excerpt.places, dtype=np.bool_)
        for leaf in variant.leaves:
            if is_money(leaf.row) and leaf.function not in {"count", "counted"}:
                rows = tallies.sums(self._excerpt, rows_column(variant, leaf), chosen)
                found |= rows > tallies.sums(self._excerpt, converted_column(variant, leaf), chosen)
        return tallies.by_slice(self._excerpt, ((place, True) for place in np.flatnonzero(found).tolist()))


def _complete(variant: Variant) -> Column:
    return Column("rows", None, complete_for(variant))
