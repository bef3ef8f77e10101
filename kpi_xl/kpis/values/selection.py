"""Which rows count for a period where rows repeat each other or come from files that do not export what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kpi_xl.kpis.figures import grain_of
from kpi_xl.kpis.values.columns import Column, complete_for

if TYPE_CHECKING:
    from kpi_xl.kpis.values.cube import Cube, Floats, Ints, Mask
    from kpi_xl.kpis.values.excerpt import Excerpt
    from kpi_xl.kpis.variants import Variant

_LEVELS = {"account": 0, "campaign": 1, "ad_set": 2, "ad": 3}


def counted(excerpt: Excerpt, variant: Variant, *, by_platform: bool) -> Mask:
    """The groups that count for a variant: whole rows, of files that export it, none of them twice."""
    mask = excerpt.inside & exporting(excerpt.cube, variant, by_platform=by_platform)[excerpt.group]
    match excerpt.cube.table:
        case "ads":
            return highest_levels(excerpt, mask)
        case "web":
            return one_part(excerpt, mask, variant)
        case _:
            return mask


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


def highest_levels(excerpt: Excerpt, candidates: Mask) -> Mask:
    """Ads: campaign, ad set and ad rows repeat the spend of the rows above them, so of overlapping days the highest."""
    kept = candidates.copy()
    level = excerpt.cube.extra["level"]
    levels = np.array([_LEVELS.get(name, 1) for name in level.names], dtype=np.int64)[excerpt.codes(level)]
    if len(np.unique(levels[candidates])) < 2:  # noqa: PLR2004 - nothing repeats anything
        return kept
    for place in np.unique(excerpt.place[candidates]):
        mine = np.flatnonzero(candidates & (excerpt.place == place))
        ranks = np.unique(levels[mine])
        for rank in ranks[1:]:
            above, here = mine[levels[mine] < rank], mine[levels[mine] == rank]
            kept[here[_overlap(excerpt, here, above)]] = False
    return kept


def _overlap(excerpt: Excerpt, rows: Ints, others: Ints) -> Mask:
    """Which of the rows share a day with any of the others."""
    start = int(min(excerpt.first[rows].min(), excerpt.first[others].min()))
    end = int(max(excerpt.last[rows].max(), excerpt.last[others].max()))
    edges = np.zeros(end - start + 2, dtype=np.int64)
    np.add.at(edges, excerpt.first[others] - start, 1)
    np.add.at(edges, excerpt.last[others] - start + 1, -1)
    taken = np.concatenate(([0], np.cumsum(np.cumsum(edges)[:-1] > 0)))
    shared = taken[excerpt.last[rows] - start + 1] - taken[excerpt.first[rows] - start]
    return np.asarray(shared > 0, dtype=np.bool_)


def one_part(excerpt: Excerpt, candidates: Mask, variant: Variant) -> Mask:
    """Web: the tables of one report repeat the same traffic, so one counts for each property, a daily one first."""
    kept = np.zeros(candidates.shape, dtype=np.bool_)
    complete = excerpt.amounts(Column("rows", None, complete_for(variant)))
    owner, part = (excerpt.codes(excerpt.cube.extra[name]) for name in ("property", "part"))
    if len(np.unique(part[candidates])) < 2:  # noqa: PLR2004 - nothing repeats anything
        return candidates
    reports = excerpt.slice * (int(owner.max(initial=0)) + 1) + owner
    for one in np.unique(reports[candidates]):
        mine = candidates & (reports == one)
        parts = [mine & (part == other) for other in np.unique(part[mine])]
        kept |= max(parts, key=lambda mask: _worth(excerpt, mask, complete))
    return kept


def _worth(excerpt: Excerpt, part: Mask, complete: Floats) -> tuple[bool, int, float]:
    """Daily before whole ranges, then more days, then the table that is cut into fewer rows."""
    days = excerpt.first[part]
    daily = bool((excerpt.last[part] == days).all())
    return daily, len(np.unique(days)), -float(complete[part].sum())
