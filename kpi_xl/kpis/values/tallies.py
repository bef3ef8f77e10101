"""Groups of an excerpt put together account by account: one mapping a slice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from kpi_xl.kpis.values.columns import Column
    from kpi_xl.kpis.values.cube import Coded, Floats, Ints, Mask
    from kpi_xl.kpis.values.excerpt import Excerpt
    from kpi_xl.kpis.values.stocks import Entity

_Found = TypeVar("_Found")


def sums(excerpt: Excerpt, column: Column, mask: Mask) -> Floats:
    """The column's sum for each place, 0 without groups."""
    totals = np.bincount(excerpt.place[mask], weights=excerpt.amounts(column)[mask], minlength=excerpt.places)
    return totals.astype(np.float64)


def counts(excerpt: Excerpt, column: Column, mask: Mask) -> list[dict[Entity, int]]:
    """Accounts that have rows, with their number."""
    totals = sums(excerpt, column, mask)
    there = np.flatnonzero(totals)
    return by_slice(excerpt, zip(there.tolist(), map(int, totals[there].tolist()), strict=True))


def rows_by_file(excerpt: Excerpt, column: Column, mask: Mask, files: Coded) -> list[dict[Entity, dict[str, int]]]:
    """The column's rows for each account and file."""
    width = len(files.names)
    cells = excerpt.place[mask] * width + excerpt.codes(files)[mask]
    totals = np.bincount(cells, weights=excerpt.amounts(column)[mask], minlength=excerpt.places * width)
    found: dict[int, dict[str, int]] = {}
    there = np.flatnonzero(totals)
    for cell, rows in zip(there.tolist(), totals[there].tolist(), strict=True):
        place, file = divmod(cell, width)
        found.setdefault(place, {})[files.names[file]] = int(rows)
    return by_slice(excerpt, found.items())


def spans(excerpt: Excerpt, mask: Mask) -> list[dict[Entity, tuple[int, int]]]:
    """The first and the last day of each account's groups."""
    first = np.full(excerpt.places, np.iinfo(np.int64).max)
    last = np.full(excerpt.places, np.iinfo(np.int64).min)
    np.minimum.at(first, excerpt.place[mask], excerpt.first[mask])
    np.maximum.at(last, excerpt.place[mask], excerpt.last[mask])
    there = np.flatnonzero(first <= last)
    days = zip(first[there].tolist(), last[there].tolist(), strict=True)
    return by_slice(excerpt, zip(there.tolist(), days, strict=True))


def names(excerpt: Excerpt, coded: Coded, mask: Mask) -> list[dict[Entity, frozenset[str]]]:
    """The names that occur in each account's groups."""
    width = len(coded.names)
    pairs: Ints = np.flatnonzero(np.bincount(excerpt.place[mask] * width + excerpt.codes(coded)[mask]))
    found: dict[int, list[str]] = {}
    for pair in pairs.tolist():
        place, name = divmod(pair, width)
        found.setdefault(place, []).append(coded.names[name])
    return by_slice(excerpt, ((place, frozenset(values)) for place, values in found.items()))


def highest(excerpt: Excerpt, column: Column, mask: Mask) -> list[dict[Entity, float]]:
    """The column's highest value for each account."""
    values = excerpt.values(column)
    known = mask & ~np.isnan(values)
    peaks = np.full(excerpt.places, -np.inf)
    np.maximum.at(peaks, excerpt.place[known], values[known])
    there = np.flatnonzero(np.isfinite(peaks))
    return by_slice(excerpt, zip(there.tolist(), peaks[there].tolist(), strict=True))


def by_slice(excerpt: Excerpt, found: Iterable[tuple[int, _Found]]) -> list[dict[Entity, _Found]]:
    """What was found for places, by account for each slice."""
    slices: list[dict[Entity, _Found]] = [{} for _ in excerpt.slices]
    entities = excerpt.entities
    for place, one in found:
        number, entity = divmod(place, len(entities))
        slices[number][entities[entity]] = one
    return slices
