"""Stocks such as followers: the last known day counts, account by account."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kpi_xl.kpis.values.columns import rows_column, sum_column
from kpi_xl.kpis.values.cube import NO_DAY
from kpi_xl.kpis.variants import fields_in

if TYPE_CHECKING:
    from kpi_xl.kpis.formula.tree import Aggregate
    from kpi_xl.kpis.values.cube import Cube
    from kpi_xl.kpis.variants import Variant
    from kpi_xl.vocabulary.periods import Period

Entity = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Series:
    """The known days of one stock of one account, in order."""

    days: list[int]
    values: list[float]
    batches: list[str]

    def last(self, period: Period) -> int | None:
        """The last known day inside the period, as an index."""
        at = bisect_right(self.days, period.last.toordinal()) - 1
        return at if at >= 0 and self.days[at] >= period.first.toordinal() else None

    def start(self, period: Period) -> tuple[int | None, bool]:
        """The last known day before the period; without one the first day in it, which is True for partial."""
        at = bisect_left(self.days, period.first.toordinal())
        if at > 0:
            return at - 1, False
        inside = at < len(self.days) and self.days[at] <= period.last.toordinal()
        return (at if inside else None), True

    def on(self, day: int) -> float | None:
        """The value as it was known on a day."""
        at = bisect_right(self.days, day) - 1
        return self.values[at] if at >= 0 else None


def series_of(cube: Cube, variant: Variant, leaf: Aggregate) -> Mapping[Entity, Series]:
    """Every account's series. Zeros before the first other count are the time before the platform reported it."""
    values, rows = cube.columns[sum_column(variant, leaf)], cube.columns[rows_column(variant, leaf)]
    files = cube.files(fields_in(leaf.row, variant.table))
    found: dict[Entity, dict[int, tuple[float, str]]] = {}
    for at in np.flatnonzero((rows > 0) & (cube.first != NO_DAY)):
        days = found.setdefault(cube.entities[cube.entity[at]], {})
        day = int(cube.first[at])
        days[day] = (days.get(day, (0.0, ""))[0] + float(values[at]), files.names[files.codes[at]])
    return {entity: _series(days) for entity, days in found.items()}


def _series(days: Mapping[int, tuple[float, str]]) -> Series:
    ordered = sorted(days)
    while ordered and days[ordered[0]][0] == 0:
        ordered.pop(0)
    return Series(ordered, [days[day][0] for day in ordered], [days[day][1] for day in ordered])


def series_for(found: Mapping[Entity, Series], entity: Entity) -> Series | None:
    """The account's series; the only one of its platform where the two exports do not name accounts alike."""
    if entity in found:
        return found[entity]
    others = [series for (platform, _), series in found.items() if platform == entity[0]]
    return others[0] if len(others) == 1 else None
