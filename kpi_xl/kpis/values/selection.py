"""Which rows count for a period where rows repeat each other or cover more days than were asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kpi_xl.kpis.figures import grain_of
from kpi_xl.kpis.values.columns import Column, complete_for
from kpi_xl.kpis.values.cube import NO_DAY

if TYPE_CHECKING:
    from kpi_xl.kpis.values.cube import Cube, Ints, Mask
    from kpi_xl.kpis.values.question import Question
    from kpi_xl.kpis.variants import Variant

_LEVELS = {"account": 0, "campaign": 1, "ad_set": 2, "ad": 3}


@dataclass(frozen=True, slots=True)
class Selection:
    """Masks over the groups of a cube."""

    inside: Mask  # lie wholly in the period and scope, whatever they hold
    counted: Mask  # of those, the ones that count for this variant
    left_out: Mask  # cover the period only in part


def select(cube: Cube, variant: Variant, question: Question) -> Selection:
    """The groups that count for a variant in a period: whole rows, of files that export it, none of them twice."""
    first, last = question.period.first.toordinal(), question.period.last.toordinal()
    in_scope = _of_campaign(cube, question.campaign) & (cube.first != NO_DAY)
    inside = in_scope & (cube.first >= first) & (cube.last <= last)
    left_out = in_scope & ~inside & (cube.first <= last) & (cube.last >= first)
    counted = inside & exporting(cube, variant, by_platform=question.by_platform)
    if cube.table == "ads":
        counted &= highest_levels(cube, counted)
    if cube.table == "web":
        counted &= one_part(cube, counted, variant)
    return Selection(inside, counted, left_out)


def _of_campaign(cube: Cube, campaign: str | None) -> Mask:
    if campaign is None:
        return np.ones(cube.first.shape, dtype=np.bool_)
    return cube.campaign.codes == cube.campaign.number(campaign)


def exporting(cube: Cube, variant: Variant, *, by_platform: bool) -> Mask:
    """Groups of files that have a value of everything needed; a blank row of such a file says that nothing happened."""
    grain = grain_of(cube.table)
    in_full = grain.in_full or cube.table == "web"
    needed = variant.conditions | variant.figures if in_full else variant.conditions
    if by_platform and not grain.owned:
        needed |= {"platform"} & grain.scopes
    mask = np.ones(cube.first.shape, dtype=np.bool_)
    for field in needed:
        mask &= cube.exports(field)
    return mask


def highest_levels(cube: Cube, candidates: Mask) -> Mask:
    """Ads: campaign, ad set and ad rows repeat the spend of the rows above them, so of overlapping days the highest."""
    kept = candidates.copy()
    level = cube.extra["level"]
    levels = np.array([_LEVELS.get(name, 1) for name in level.names], dtype=np.int64)[level.codes]
    if len(np.unique(levels[candidates])) < 2:  # noqa: PLR2004 - nothing repeats anything
        return kept
    for entity in np.unique(cube.entity[candidates]):
        mine = np.flatnonzero(candidates & (cube.entity == entity))
        ranks = np.unique(levels[mine])
        for rank in ranks[1:]:
            above, here = mine[levels[mine] < rank], mine[levels[mine] == rank]
            kept[here[_overlap(cube, here, above)]] = False
    return kept


def _overlap(cube: Cube, rows: Ints, others: Ints) -> Mask:
    """Which of the rows share a day with any of the others."""
    start = int(min(cube.first[rows].min(), cube.first[others].min()))
    end = int(max(cube.last[rows].max(), cube.last[others].max()))
    edges = np.zeros(end - start + 2, dtype=np.int64)
    np.add.at(edges, cube.first[others] - start, 1)
    np.add.at(edges, cube.last[others] - start + 1, -1)
    taken = np.concatenate(([0], np.cumsum(np.cumsum(edges)[:-1] > 0)))
    shared = taken[cube.last[rows] - start + 1] - taken[cube.first[rows] - start]
    return np.asarray(shared > 0, dtype=np.bool_)


def one_part(cube: Cube, candidates: Mask, variant: Variant) -> Mask:
    """Web: the tables of one report repeat the same traffic, so one counts for each property, a daily one first."""
    kept = np.zeros(candidates.shape, dtype=np.bool_)
    complete = cube.columns[Column("rows", None, complete_for(variant))]
    owner, part = cube.extra["property"].codes, cube.extra["part"].codes
    for one in np.unique(owner[candidates]):
        mine = candidates & (owner == one)
        parts = [mine & (part == other) for other in np.unique(part[mine])]
        kept |= max(parts, key=lambda mask: _worth(cube, mask, complete))
    return kept


def _worth(cube: Cube, part: Mask, complete: np.ndarray[tuple[int], np.dtype[np.float64]]) -> tuple[bool, int, float]:
    """Daily before whole ranges, then more days, then the table that is cut into fewer rows."""
    days = cube.first[part]
    daily = bool((cube.last[part] == days).all())
    return daily, len(np.unique(days)), -float(complete[part].sum())
