"""Accounts on which nothing happened: their exports cover the period, and it holds no row of them. A true 0."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from kpi_xl.kpis.figures import EVENTS, grain_of
from kpi_xl.kpis.plan import STOCK_FUNCTIONS

if TYPE_CHECKING:
    from kpi_xl.kpis.values.coverage import CoveredDays
    from kpi_xl.kpis.values.cube import Cube
    from kpi_xl.kpis.values.question import Slice
    from kpi_xl.kpis.values.stocks import Entity
    from kpi_xl.kpis.variants import Variant


def nothing_happened(
    cube: Cube, covered: CoveredDays, variant: Variant, asked: Slice, known: Mapping[Entity, int]
) -> Collection[Entity]:
    """The accounts; `known` counts the rows of the slice, whether or not they have the figures."""
    if variant.table not in EVENTS or any(leaf.function in STOCK_FUNCTIONS for leaf in variant.leaves):
        return ()
    if asked.campaign is not None and asked.campaign not in cube.campaign.names:
        return ()
    waiting = [entity for entity in covered.covering(variant.table, asked.period) if not known.get(entity)]
    if not waiting:
        return ()
    exported = _exported(cube, variant)
    if not grain_of(variant.table).owned:
        exported = {("", "")} if exported and not known else set()
    return [entity for entity in waiting if entity in exported]


def _exported(cube: Cube, variant: Variant) -> set[Entity]:
    """Accounts for which some file, whenever, has a value of everything that the variant needs."""
    found = set(cube.entities)
    for name in variant.figures | variant.conditions:
        having = cube.having(name)
        if not having:
            return set()
        if grain_of(variant.table).owned:
            found &= having
    return found
