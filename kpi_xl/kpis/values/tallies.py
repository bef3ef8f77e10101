"""Groups of a cube put together account by account."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from kpi_xl.kpis.values.columns import Column
    from kpi_xl.kpis.values.cube import Coded, Cube, Floats, Ints, Mask
    from kpi_xl.kpis.values.stocks import Entity


def sums(cube: Cube, column: Column, mask: Mask) -> Floats:
    """The column's sum for each account, 0 without groups."""
    values = np.nan_to_num(cube.columns[column][mask])
    totals = np.bincount(cube.entity[mask], weights=values, minlength=len(cube.entities))
    return totals.astype(np.float64)


def counts(cube: Cube, column: Column, mask: Mask) -> dict[Entity, int]:
    """Accounts that have rows, with their number."""
    totals = sums(cube, column, mask)
    return {cube.entities[at]: int(totals[at]) for at in np.flatnonzero(totals)}


def rows_by_file(cube: Cube, column: Column, mask: Mask, files: Coded) -> dict[Entity, dict[str, int]]:
    """The column's rows for each account and file."""
    width = len(files.names)
    cells = cube.entity[mask] * width + files.codes[mask]
    totals = np.bincount(cells, weights=np.nan_to_num(cube.columns[column][mask]), minlength=len(cube.entities) * width)
    found: dict[Entity, dict[str, int]] = {}
    for cell in np.flatnonzero(totals):
        entity, file = divmod(int(cell), width)
        found.setdefault(cube.entities[entity], {})[files.names[file]] = int(totals[cell])
    return found


def spans(cube: Cube, mask: Mask) -> dict[Entity, tuple[int, int]]:
    """The first and the last day of each account's groups."""
    size = len(cube.entities)
    first = np.full(size, np.iinfo(np.int64).max)
    last = np.full(size, np.iinfo(np.int64).min)
    np.minimum.at(first, cube.entity[mask], cube.first[mask])
    np.maximum.at(last, cube.entity[mask], cube.last[mask])
    return {cube.entities[at]: (int(first[at]), int(last[at])) for at in np.flatnonzero(first <= last)}


def names(cube: Cube, coded: Coded, mask: Mask) -> dict[Entity, frozenset[str]]:
    """The names that occur in each account's groups."""
    pairs: Ints = np.unique(cube.entity[mask] * len(coded.names) + coded.codes[mask])
    found: dict[Entity, set[str]] = {}
    for pair in pairs:
        entity, name = divmod(int(pair), len(coded.names))
        found.setdefault(cube.entities[entity], set()).add(coded.names[name])
    return {entity: frozenset(values) for entity, values in found.items()}


def highest(cube: Cube, column: Column, mask: Mask) -> dict[Entity, float]:
    """The column's highest value for each account."""
    known = mask & ~np.isnan(cube.columns[column])
    peaks = np.full(len(cube.entities), -np.inf)
    np.maximum.at(peaks, cube.entity[known], cube.columns[column][known])
    return {cube.entities[at]: float(peaks[at]) for at in np.flatnonzero(np.isfinite(peaks))}
