"""Whether the imported files cover a period whole, so that something may be said of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kpi_xl.vocabulary.periods import Period

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from kpi_xl.warehouse.data import Coverage

_DAY = timedelta(days=1)
# Nothing may have happened on the last days of a month, and a file then ends before it; posts come less than daily.
_QUIET, _QUIET_POSTS = timedelta(days=3), timedelta(days=7)
_TABLES = ("posts", "account_daily", "ads", "web")


def whole(
    coverage: Sequence[Coverage], platform: str | None, period: Period, tables: Collection[str] = _TABLES
) -> bool:
    """Whether every account's files cover the period; of one platform, or without one of all that have any figures."""
    touched = _touched(coverage, platform, period, tables)
    return bool(touched) and all(covers(spans, period) for spans in touched)


def comparable(
    coverage: Sequence[Coverage], platform: str | None, period: Period, tables: Collection[str] = _TABLES
) -> bool:
    """Whether the period can be held against the one before: every account's files cover both.

    An account that is new this month makes its platform's months differ, and would otherwise read as growth.
    """
    touched = _touched(coverage, platform, period, tables)
    return bool(touched) and all(covers(spans, one) for spans in touched for one in (period, period.previous()))


def covers(coverage: Iterable[Coverage], period: Period) -> bool:
    """Whether rows of these files cover the period from its first to its last day, quiet days aside."""
    spans = sorted((one.first, one.last, _QUIET_POSTS if one.table == "posts" else _QUIET) for one in coverage)
    reached, quiet = period.first - _DAY, _QUIET
    for first, last, allowed in spans:
        if first > reached + _DAY + max(quiet, allowed):
            break
        reached, quiet = max((reached, quiet), (last, allowed))
    return reached >= period.last - quiet


def _series(coverage: Iterable[Coverage], platform: str | None, tables: Collection[str]) -> Iterable[list[Coverage]]:
    """Files that go on from each other. A platform's posts are covered where its daily figures are, too."""
    found: dict[tuple[str | None, ...], list[Coverage]] = {}
    wanted = [one for one in coverage if one.table in tables and platform in (None, one.platform)]
    for one in wanted:
        if one.table != "posts":
            found.setdefault((one.table, one.platform, one.account), []).append(one)
    for one in wanted:
        if one.table == "posts":
            daily = [other for other in wanted if other.table == "account_daily" and other.platform == one.platform]
            found.setdefault(("posts", one.platform, one.account), daily).append(one)
    return found.values()


def _touched(
    coverage: Iterable[Coverage], platform: str | None, period: Period, tables: Collection[str]
) -> list[list[Coverage]]:
    """The files of every account that has figures in the period or in the one before."""
    days = Period(period.previous().first, period.last)
    return [
        spans
        for spans in _series(coverage, platform, tables)
        if any(one.first <= days.last and one.last >= days.first for one in spans)
    ]
