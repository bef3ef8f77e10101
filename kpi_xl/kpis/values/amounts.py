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
    from kpi_xl.kpis.values.cube import Floats, Mask
    from kpi_xl.kpis.values.excerpt import Excerpt
    from kpi_xl.kpis.variants import Variant
    from kpi_xl.vocabulary.periods import Period

Stocks = Callable[[Aggregate], Mapping[Entity, Series]]


class Amounts:
    """Figures by place, from one excerpt and the stocks of any table."""

    def __init__(self, excerpt: Excerpt, stocks: Stocks) -> None:
        self._excerpt = excerpt
        self._stocks = stocks

    def slots(self, variant: Variant, counted: Mask, *, native: bool) -> tuple[list[Floats], frozenset[int]]:
        """An array a slot, with one number a place (NaN without figures), and places whose growth is partial."""
        partial: set[int] = set()
        leaves: dict[Aggregate, Floats] = {}
        for leaf in variant.leaves:
            if leaf.function in STOCK_FUNCTIONS:
                leaves[leaf], late = self._stock(leaf)
                partial |= late
            else:
                leaves[leaf] = self._flow(variant, leaf, counted, native=native)
        return [_arithmetic(slot, leaves) for slot in variant.slots], frozenset(partial)

    def _flow(self, variant: Variant, leaf: Aggregate, counted: Mask, *, native: bool) -> Floats:
        there = tallies.sums(self._excerpt, Column("rows", None, complete_for(variant)), counted)
        _, stock = own_row(leaf.row, variant.table)
        if stock is not None:
            return self._per_stock(variant, leaf, stock, counted)
        in_money = is_money(leaf.row) and native and leaf.function not in {"count", "counted"}
        column = native_column(variant, leaf) if in_money else sum_column(variant, leaf)
        return np.where(there > 0, tallies.sums(self._excerpt, column, counted), np.nan)

    def _per_stock(self, variant: Variant, leaf: Aggregate, stock: FieldName, counted: Mask) -> Floats:
        """Rows divided by the stock as it was known on their day; rows before the first known day do not enter."""
        excerpt, rows = self._excerpt, rows_column(variant, leaf)
        base = self._base(stock)
        entering = counted & (excerpt.amounts(rows) > 0) & (base != 0)
        values = excerpt.amounts(rows if leaf.function == "counted" else sum_column(variant, leaf))[entering]
        shares = values if leaf.function == "counted" else values / base[entering]
        places = excerpt.place[entering]
        totals = np.bincount(places, weights=shares, minlength=excerpt.places)
        return np.where(np.bincount(places, minlength=excerpt.places) > 0, totals, np.nan)

    def _base(self, stock: FieldName) -> Floats:
        """The stock of each group's account as it was known on the group's day; 0 where it was not."""
        excerpt = self._excerpt
        found = self._stocks(Aggregate("last", stock, (), "", stock.place))
        base = np.zeros(excerpt.first.shape)
        entity = excerpt.cube.entity[excerpt.group]
        for at, one in enumerate(excerpt.entities):
            series = series_for(found, one)
            if series and series.days:
                mine = entity == at
                day = np.searchsorted(series.days, excerpt.first[mine], side="right") - 1
                base[mine] = np.where(day >= 0, np.array(series.values)[day], 0.0)
        return base

    def _stock(self, leaf: Aggregate) -> tuple[Floats, set[int]]:
        partial: set[int] = set()
        values = np.full(self._excerpt.places, np.nan)
        found = self._stocks(replace(leaf, function="last"))
        for at, (period, entity) in enumerate(self._places()):
            series = found.get(entity)
            value, late = _stock_value(leaf.function, series, period) if series else (None, False)
            if value is not None:
                values[at] = value
                partial |= {at} if late else set()
        return values, partial

    def _places(self) -> list[tuple[Period, Entity]]:
        return [(one.period, entity) for one in self._excerpt.slices for entity in self._excerpt.entities]


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
