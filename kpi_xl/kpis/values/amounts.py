"""What each slot of a variant comes to for every account: sums, counts, stocks, rows over the stock of their day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from kpi_xl.kpis.formula.tree import Aggregate, Binary, FieldName, Negative, Node
from kpi_xl.kpis.plan import STOCK_FUNCTIONS
from kpi_xl.kpis.values import tallies
from kpi_xl.kpis.values.columns import Column, complete_for, is_money, native_column, own_row, rows_column, sum_column
from kpi_xl.kpis.values.stocks import Entity, Series, series_for

if TYPE_CHECKING:
    from kpi_xl.kpis.values.cube import Cube, Floats
    from kpi_xl.kpis.values.question import Question
    from kpi_xl.kpis.values.selection import Selection
    from kpi_xl.kpis.variants import Variant
    from kpi_xl.vocabulary.periods import Period

Stocks = Callable[[Aggregate], Mapping[Entity, Series]]


class Amounts:
    """Figures by account, from one cube and the stocks of any table."""

    def __init__(self, cube: Cube, stocks: Stocks) -> None:
        self._cube = cube
        self._stocks = stocks

    def slots(
        self, variant: Variant, selection: Selection, question: Question
    ) -> tuple[list[Floats], frozenset[Entity]]:
        """An array a slot, with one number an account (NaN without figures), and accounts whose growth is partial."""
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
