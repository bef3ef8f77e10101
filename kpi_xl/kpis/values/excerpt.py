"""The groups of a cube that lie in some periods, so that all of the periods are added up at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from kpi_xl.kpis.values.cube import NO_DAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi_xl.kpis.values.columns import Column
    from kpi_xl.kpis.values.cube import Coded, Cube, Floats, Ints, Mask
    from kpi_xl.kpis.values.stocks import Entity
    from kpi_xl.vocabulary.periods import Period


@dataclass(frozen=True)
class Excerpt:
    """Every group once for each period that it shares a day with.

    A place is an account in a period. Places are numbered: the accounts of the first period, those of the second …
    """

    cube: Cube
    periods: tuple[Period, ...]
    group: Ints  # its number in the cube
    period: Ints  # the number of the period
    _amounts: dict[Column, Floats] = field(default_factory=dict["Column", "Floats"], init=False, repr=False)

    @property
    def entities(self) -> tuple[Entity, ...]:
        return self.cube.entities

    @property
    def places(self) -> int:
        return len(self.periods) * len(self.entities)

    @cached_property
    def place(self) -> Ints:
        return self.period * len(self.entities) + self.cube.entity[self.group]

    @cached_property
    def first(self) -> Ints:
        return self.cube.first[self.group]

    @cached_property
    def last(self) -> Ints:
        return self.cube.last[self.group]

    @cached_property
    def inside(self) -> Mask:
        """Groups that lie wholly in their period."""
        first, last = _edges(self.periods)
        return (self.first >= first[self.period]) & (self.last <= last[self.period])

    @cached_property
    def fitting(self) -> Mask:
        """Groups that cover exactly their period."""
        first, last = _edges(self.periods)
        return (self.first == first[self.period]) & (self.last == last[self.period])

    def codes(self, coded: Coded) -> Ints:
        return coded.codes[self.group]

    def values(self, column: Column) -> Floats:
        """What each group comes to; NaN where no row has the figure."""
        return self.cube.columns[column][self.group]

    def amounts(self, column: Column) -> Floats:
        """What each group adds to a sum."""
        if column not in self._amounts:
            values = self.values(column)
            self._amounts[column] = np.where(np.isnan(values), 0.0, values)
        return self._amounts[column]


def excerpt_of(cube: Cube, periods: Sequence[Period], campaign: str | None) -> Excerpt:
    """The groups of a campaign (of all if None) that share a day with the periods."""
    known = cube.first != NO_DAY
    if campaign is not None:
        known &= cube.campaign.codes == cube.campaign.number(campaign)
    first, last = _edges(periods)
    period, group = np.nonzero(known & (cube.first <= last[:, None]) & (cube.last >= first[:, None]))
    return Excerpt(cube, tuple(periods), group, period)


def _edges(periods: Sequence[Period]) -> tuple[Ints, Ints]:
    """The first and the last day of each period."""
    days = np.array([(one.first.toordinal(), one.last.toordinal()) for one in periods], dtype=np.int64)
    return days[:, 0], days[:, 1]
