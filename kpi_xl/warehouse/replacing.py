"""Which figures of older files give way to newer ones, where rows have no id and only days tell what repeats what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date


@dataclass(frozen=True, slots=True)
class Cover:
    """The days and figures that one file covers, within one account, platform, level, part and breakdown."""

    age: int  # the newest file has the highest
    first: date
    last: date
    figures: frozenset[str]


def given_way(covers: Iterable[Cover]) -> Mapping[Cover, frozenset[str]]:
    """The figures that each cover has to leave to another one; what leaves nothing is not in the answer.

    A newer file replaces the days it covers. A longer range of an older file, of which a newer one holds only some
    days, cannot be cut: it stays whole and those days give way to it, so that nothing is counted twice and no more
    than those days is lost.
    """
    by_figure: dict[str, list[Cover]] = defaultdict(list)
    for cover in covers:
        for figure in cover.figures:
            by_figure[figure].append(cover)
    # Figures that always come together are settled together.
    together: dict[tuple[Cover, ...], list[str]] = defaultdict(list)
    for figure, ones in by_figure.items():
        together[tuple(sorted(ones, key=_order))].append(figure)
    lost: dict[Cover, set[str]] = defaultdict(set)
    for ones, figures in together.items():
        for cover in _losers(ones):
            lost[cover].update(figures)
    return {cover: frozenset(figures) for cover, figures in lost.items()}


def _order(cover: Cover) -> tuple[int, date, date]:
    return -cover.age, cover.first, cover.last


def _losers(covers: Sequence[Cover]) -> set[Cover]:
    """Settle one figure, newest file first; covers of one file never compete."""
    losers: set[Cover] = set()
    holders: dict[int, set[Cover]] = defaultdict(set)
    for age in sorted({cover.age for cover in covers}, reverse=True):
        standing: list[Cover] = []
        for cover in (one for one in covers if one.age == age):
            beaten = _beaten_by(cover, holders)
            losers |= beaten
            if cover not in beaten:
                standing.append(cover)
                _release(beaten, holders)
        for cover in standing:
            for day in _days(cover):
                holders[day].add(cover)
    return losers


def _beaten_by(older: Cover, holders: Mapping[int, set[Cover]]) -> set[Cover]:
    """Who gives way when an older cover meets the newer ones: itself, or those that lie inside it."""
    days = _days(older)
    held = [day for day in days if holders.get(day)]
    newer = {cover for day in held for cover in holders[day]}
    inside = all(older.first <= cover.first and cover.last <= older.last for cover in newer)
    if not newer or (inside and len(held) < len(days)):
        return newer
    return {older}


def _release(covers: Iterable[Cover], holders: Mapping[int, set[Cover]]) -> None:
    for cover in covers:
        for day in _days(cover):
            holders[day].discard(cover)


def _days(cover: Cover) -> range:
    return range(cover.first.toordinal(), cover.last.toordinal() + 1)
