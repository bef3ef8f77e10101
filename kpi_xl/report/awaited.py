"""Whether everything that a month's report lives on has been exported yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kpi_xl.report.months import QUIET

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpi_xl.vocabulary.periods import Period
    from kpi_xl.warehouse.data import Coverage

# Its platforms are where people wrote, not who exports: a month without mentions on one of them is no late export.
_ABOUT_OTHERS = frozenset({"mentions"})


@dataclass(frozen=True, slots=True, order=True)
class Awaited:
    """Exports that were there for the month before and do not reach the end of this one."""

    platform: str
    table: str
    until: date  # the last day that they reach


def awaited(coverage: Iterable[Coverage], month: Period) -> tuple[Awaited, ...]:
    """What is still to be exported for a month: each platform's tables that had figures in the month before."""
    before = month.previous()
    until: dict[tuple[str, str], date] = {}
    usual: set[tuple[str, str]] = set()
    for one in coverage:
        key = ("" if one.table in _ABOUT_OTHERS else one.platform or "", one.table)
        until[key] = max(one.last, until.get(key, one.last))
        if one.first <= before.last and one.last >= before.first:
            usual.add(key)
    late = [key for key in usual if until[key] < month.last - QUIET]
    return tuple(sorted(Awaited(*key, until[key]) for key in late))
