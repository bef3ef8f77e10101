"""One way to read a formula's part from one table, for one period: a figure for each account."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from kpi_xl.kpis.figures import EVENTS, grain_of
from kpi_xl.kpis.formula.tree import Aggregate, Binary, FieldName, Negative, Node
from kpi_xl.kpis.plan import STOCK_FUNCTIONS, Variant
from kpi_xl.kpis.values import tallies
from kpi_xl.kpis.values.cube import (
    Column,
    complete_for,
    converted_column,
    is_money,
    max_column,
    native_column,
    own_row,
    rows_column,
    sum_column,
)
from kpi_xl.kpis.values.selection import Selection, select
from kpi_xl.kpis.values.stocks import Entity, Series, series_for

if TYPE_CHECKING:
    from kpi_xl.kpis.values.coverage import CoveredDays
    from kpi_xl.kpis.values.cube import Cube, Floats
    from kpi_xl.vocabulary.periods import Period

Stocks = Callable[[Aggregate], Mapping[Entity, Series]]


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


@dataclass(frozen=True, slots=True)
class Question:
    """What decides about a reading besides the variant."""

    period: Period
    campaign: str | None = None
    native: bool = False  # money in the currency of the file
    by_platform: bool = False  # rows must say which platform they came from


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
        values, partial = self._slots(variant, selection, question)
        figures = {
            entity: tuple(float(slot[at]) for slot in values)
            for at, entity in enumerate(cube.entities)
            if not any(np.isnan(slot[at]) for slot in values)
        }
        known = tallies.counts(cube, Column("rows", None), selection.inside)
        figures |= self._nothing_happened(variant, question, figures, known)
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

    def _slots(
        self, variant: Variant, selection: Selection, question: Question
    ) -> tuple[list[Floats], frozenset[Entity]]:
        partial: set[Entity] = set()
        leaves: dict[Aggregate, Floats] = {}
        for leaf in variant.leaves:
            if leaf.function in STOCK_FUNCTIONS:
                leaves[leaf], late = self._stock(leaf, question.period)
                partial |= late
            else:
                leaves[leaf] = self._flow(variant, leaf, selection, native=question.native)
        return [_arithmetic(slot, leaves) for slot in variant.slots], frozenset(partial)

    def _flow(self, variant: Variant, leaf: Aggregate, selection: Selection, *, native: bool) -> Floats:
        there = tallies.sums(self._cube, Column("rows", None, complete_for(variant)), selection.counted)
        _, stock = own_row(leaf.row, variant.table)
        if stock is not None:
            return self._per_stock(variant, leaf, stock, selection)
        in_money = is_money(leaf.row) and native and leaf.function not in {"count", "counted"}
        column = native_column(variant, leaf) if in_money else sum_column(variant, leaf)
        return np.where(there > 0, tallies.sums(self._cube, column, selection.counted), np.nan)

    def _per_stock(self, variant: Variant, leaf: Aggregate, stock: FieldName, selection: Selection) -> Floats:
        """Rows divided by the stock as it was known on their day; rows before the first known day do not enter."""
        cube = self._cube
        found = self._stocks(Aggregate("last", stock, (), "", stock.place))
        values = cube.columns[rows_column(variant, leaf) if leaf.function == "counted" else sum_column(variant, leaf)]
        totals = np.full(len(cube.entities), np.nan)
        for at in np.flatnonzero(selection.counted & (cube.columns[rows_column(variant, leaf)] > 0)):
            series = series_for(found, cube.entities[cube.entity[at]])
            base = series.on(int(cube.first[at])) if series else None
            if base:
                share = values[at] if leaf.function == "counted" else values[at] / base
                totals[cube.entity[at]] = np.nan_to_num(totals[cube.entity[at]]) + share
        return totals

    def _stock(self, leaf: Aggregate, period: Period) -> tuple[Floats, set[Entity]]:
        partial: set[Entity] = set()
        values = np.full(len(self._cube.entities), np.nan)
        found = self._stocks(replace(leaf, function="last"))
        for at, entity in enumerate(self._cube.entities):
            series = found.get(entity)
            value, late = _stock_value(leaf.function, series, period) if series else (None, False)
            if value is not None:
                values[at] = value
                partial |= {entity} if late else set()
        return values, partial

    def _nothing_happened(
        self,
        variant: Variant,
        question: Question,
        figures: Mapping[Entity, tuple[float, ...]],
        known: Mapping[Entity, int],
    ) -> dict[Entity, tuple[float, ...]]:
        """Accounts whose exports cover the period without a row in it: a true 0."""
        cube = self._cube
        functions = {leaf.function for leaf in variant.leaves}
        if variant.table not in EVENTS or functions & STOCK_FUNCTIONS:
            return {}
        if question.campaign is not None and question.campaign not in cube.campaign.names:
            return {}
        exported = self._exported(variant)
        if not grain_of(variant.table).owned:
            exported = {("", "")} if exported and not known else set()
        return {
            entity: tuple(0.0 for _ in variant.slots)
            for entity in self._covered.entities(variant.table)
            if entity not in figures
            and not known.get(entity)
            and entity in exported
            and self._covered.covers(variant.table, entity, question.period)
        }

    def _exported(self, variant: Variant) -> set[Entity]:
        """Accounts for which some file, whenever, has a value of everything that the variant needs."""
        found = set(self._cube.entities)
        everything = np.ones(self._cube.first.shape, dtype=np.bool_)
        for name in variant.figures | variant.conditions:
            having = tallies.counts(self._cube, Column("has", None, field=name), everything).keys()
            if not having:
                return set()
            if grain_of(variant.table).owned:
                found &= having
        return found

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


def _stock_value(function: str, series: Series, period: Period) -> tuple[float | None, bool]:
    """The stock at the end, at the start, or its change; True if the start is only the first day in the period."""
    end = series.last(period)
    start, late = series.start(period)
    match function:
        case "last":
            return (series.values[end], False) if end is not None else (None, False)
        case "start":
            return (series.values[start], late) if start is not None and end is not None else (None, False)
        case _:
            if start is None or end is None:
                return None, False
            return series.values[end] - series.values[start], late


def _arithmetic(node: Node, leaves: Mapping[Aggregate, Floats]) -> Floats:
    match node:
        case Aggregate():
            return leaves[node]
        case Negative(operand=operand):
            return -_arithmetic(operand, leaves)
        case Binary(operator="+", left=left, right=right):
            return _arithmetic(left, leaves) + _arithmetic(right, leaves)
        case Binary(operator="-", left=left, right=right):
            return _arithmetic(left, leaves) - _arithmetic(right, leaves)
        case _:
            message = f"{node} cannot be added up over accounts"
            raise TypeError(message)
