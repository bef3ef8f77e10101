"""The groups of a cube that lie in some slices, so that all of the slices are added up at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from kpi_xl.kpis.values.cube import NO_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kpi_xl.kpis.values.columns import Column
    from kpi_xl.kpis.values.cube import Coded, Cube, Floats, Ints, Mask
    from kpi_xl.kpis.values.question import Slice
    from kpi_xl.kpis.values.stocks import Entity

_NONE: Ints = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Excerpt:
    """Every group of the slices' campaigns, once for each slice whose period it shares a day with.

    A place is an account in a slice. Places are numbered: the accounts of the first slice, those of the second …
    """

    cube: Cube
    slices: tuple[Slice, ...]
    group: Ints  # its number in the cube
    slice: Ints  # the number of the slice
    _amounts: dict[Column, Floats] = field(default_factory=dict["Column", "Floats"], init=False, repr=False)

    @property
    def entities(self) -> tuple[Entity, ...]:
        return self.cube.entities

    @property
    def places(self) -> int:
        return len(self.slices) * len(self.entities)

    @cached_property
    def place(self) -> Ints:
        return self.slice * len(self.entities) + self.cube.entity[self.group]

    @cached_property
    def first(self) -> Ints:
        return self.cube.first[self.group]

    @cached_property
    def last(self) -> Ints:
        return self.cube.last[self.group]

    @cached_property
    def inside(self) -> Mask:
        """Groups that lie wholly in their period."""
        first, last = self._edges
        return (self.first >= first[self.slice]) & (self.last <= last[self.slice])

    @cached_property
    def fitting(self) -> Mask:
        """Groups that cover exactly their period."""
        first, last = self._edges
        return (self.first == first[self.slice]) & (self.last == last[self.slice])

    @cached_property
    def _edges(self) -> tuple[Ints, Ints]:
        return _edges(self.slices)

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


def excerpt_of(cube: Cube, slices: Sequence[Slice]) -> Excerpt:
    """The groups that share a day with the slices."""
    numbers: dict[str | None, list[int]] = {}
    for number, one in enumerate(slices):
        numbers.setdefault(one.campaign, []).append(number)
    groups_of = _groups_of(cube, numbers)
    numbered, groups = [_NONE], [_NONE]
    for campaign, of_campaign in numbers.items():
        candidates = groups_of[campaign]
        first, last = _edges([slices[number] for number in of_campaign])
        sharing = (cube.first[candidates] <= last[:, None]) & (cube.last[candidates] >= first[:, None])
        at, candidate = np.nonzero(sharing)
        numbered.append(np.array(of_campaign, dtype=np.int64)[at])
        groups.append(candidates[candidate])
    return Excerpt(cube, tuple(slices), np.concatenate(groups), np.concatenate(numbered))


def _groups_of(cube: Cube, campaigns: Iterable[str | None]) -> Mapping[str | None, Ints]:
    """The groups of each campaign that have a day; of None, those of all."""
    known: Ints = np.flatnonzero(cube.first != NO_DAY)
    ordered = known[np.argsort(cube.campaign.codes[known], kind="stable")]
    codes, all_codes = cube.campaign.codes[ordered], np.arange(len(cube.campaign.names))
    starts, ends = np.searchsorted(codes, all_codes, "left"), np.searchsorted(codes, all_codes, "right")
    of_campaign = {name: ordered[starts[at] : ends[at]] for at, name in enumerate(cube.campaign.names)}
    return {name: known if name is None else of_campaign.get(name, _NONE) for name in campaigns}


def _edges(slices: Sequence[Slice]) -> tuple[Ints, Ints]:
    """The first and the last day of each slice."""
    days = np.array([(one.period.first.toordinal(), one.period.last.toordinal()) for one in slices], dtype=np.int64)
    return days[:, 0], days[:, 1]
