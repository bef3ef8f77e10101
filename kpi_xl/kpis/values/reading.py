"""One way to read a formula's part from one table, for one period: a figure for each account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from kpi_xl.kpis.plan import STOCK_FUNCTIONS
from kpi_xl.kpis.values import tallies
from kpi_xl.kpis.values.absence import nothing_happened
from kpi_xl.kpis.values.amounts import Amounts, Stocks
from kpi_xl.kpis.values.columns import Column, complete_for, converted_column, is_money, max_column, rows_column
from kpi_xl.kpis.values.selection import Selection, select

if TYPE_CHECKING:
    from kpi_xl.kpis.values.coverage import CoveredDays
    from kpi_xl.kpis.values.cube import Cube
    from kpi_xl.kpis.values.question import Question
    from kpi_xl.kpis.values.stocks import Entity
    from kpi_xl.kpis.variants import Variant
    from kpi_xl.vocabulary.periods import Period


@dataclass(frozen=True, slots=True)
class Reading:
    """What a variant comes to for each account. Accounts that lack anything it needs are not in `figures`."""

    variant: Variant
    figures: Mapping[Entity, tuple[float, ...]]  # one number a slot
    rows: Mapping[Entity, Mapping[str, int]]  # rows behind them by file
    known: Mapping[Entity, int]  # rows in the period, whether or not they have the figures
    left_out: Mapping[Entity, int]  # rows that cover the period only in part
    unconverted: frozenset[Entity]  # money without a rate
    currencies: Mapping[Entity, frozenset[str]]
    result_types: Mapping[Entity, frozenset[str]]
    days: Mapping[Entity, tuple[int, int]]  # first and last day of the rows behind a figure
    partial: frozenset[Entity]  # growth from the first known day in the period
    highest: Mapping[Entity, float]  # unique people: the highest single figure
    exact: frozenset[Entity]  # unique people: one figure for exactly the period


class Reader:
    """Reads variants from one cube."""

    def __init__(self, cube: Cube, covered: CoveredDays, stocks: Stocks) -> None:
        self._cube = cube
        self._covered = covered
        self._stocks = stocks

    def read(self, variant: Variant, question: Question) -> Reading:
        """What the variant comes to for every account."""
        cube = self._cube
        selection = select(cube, variant, question)
        complete = Column("rows", None, complete_for(variant))
        entering = selection.counted & (cube.columns[complete] > 0)
        values, partial = Amounts(cube, self._stocks).slots(variant, selection, question)
        figures = {
            entity: tuple(float(slot[at]) for slot in values)
            for at, entity in enumerate(cube.entities)
            if not any(np.isnan(slot[at]) for slot in values)
        }
        known = tallies.counts(cube, Column("rows", None), selection.inside)
        for entity in nothing_happened(cube, self._covered, variant, question, known):
            figures.setdefault(entity, tuple(0.0 for _ in variant.slots))
        flows = any(leaf.function not in STOCK_FUNCTIONS for leaf in variant.leaves)
        rows = tallies.rows_by_file(cube, complete, entering, cube.files(variant.figures)) if flows else {}
        return Reading(
            variant=variant,
            figures=figures,
            rows=rows or self._stock_rows(variant, question.period, figures),
            known=known,
            left_out=tallies.counts(cube, Column("rows", None), selection.left_out),
            unconverted=self._unconverted(variant, selection),
            currencies=tallies.names(cube, cube.currency, entering),
            result_types=tallies.names(cube, cube.extra["result_type"], entering)
            if "result_type" in cube.extra
            else {},
            days=tallies.spans(cube, entering),
            partial=partial,
            highest=self._highest(variant, selection),
            exact=self._exact(variant, selection, question.period),
        )

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

    def _highest(self, variant: Variant, selection: Selection) -> Mapping[Entity, float]:
        people = next((leaf for leaf in variant.leaves if leaf.function == "unique"), None)
        return tallies.highest(self._cube, max_column(variant, people), selection.counted) if people else {}

    def _exact(self, variant: Variant, selection: Selection, period: Period) -> frozenset[Entity]:
        """Accounts with a single row for exactly the period; a post's people are those of its whole life."""
        if variant.table == "posts":
            return frozenset()
        cube = self._cube
        rows = tallies.counts(self._cube, Column("rows", None, complete_for(variant)), selection.counted)
        window = (cube.first == period.first.toordinal()) & (cube.last == period.last.toordinal())
        fitting = tallies.counts(self._cube, Column("rows", None, complete_for(variant)), selection.counted & window)
        return frozenset(entity for entity, count in fitting.items() if count == rows[entity] == 1)

    def _unconverted(self, variant: Variant, selection: Selection) -> frozenset[Entity]:
        found: set[Entity] = set()
        for leaf in variant.leaves:
            if is_money(leaf.row) and leaf.function not in {"count", "counted"}:
                rows = tallies.sums(self._cube, rows_column(variant, leaf), selection.counted)
                converted = tallies.sums(self._cube, converted_column(variant, leaf), selection.counted)
                found |= {self._cube.entities[at] for at in np.flatnonzero(rows > converted)}
        return frozenset(found)
