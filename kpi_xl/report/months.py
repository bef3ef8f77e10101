"""Which months a report can tell of, and which of them the data cover whole."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from kpi_xl.errors import ProjectError
from kpi_xl.vocabulary.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kpi_xl.warehouse.data import Coverage

_CHOICES = 25  # two years and the month that they are held against
LOOKED_BACK = 12  # pages show the year before the chosen month
_DAY = timedelta(days=1)
# Nothing may have happened on the last days of a month, and a file then ends before it; posts come less than daily.
_QUIET, _QUIET_POSTS = timedelta(days=3), timedelta(days=7)
_TABLES = ("posts", "account_daily", "ads", "web")


def report_month(coverage: Sequence[Coverage], today: date | None = None) -> Period:
    """The last month that the data reach the end of. Days that are still to come are a slip of an export.

    Raises:
        ProjectError: nothing with a day has been imported.
    """
    now = today or date.today()  # noqa: DTZ011 - the user's own day
    past = [one for one in coverage if one.first <= now]
    last = max((min(one.last, now) for one in past), default=None)
    if last is None:
        raise ProjectError(
            "There are no figures with a date to report on.", "Import export files first: kpi-xl import."
        )
    month = Period.month(last.year, last.month)
    return month if last >= month.last - _QUIET_POSTS or _is_first(month, past) else month.previous()


def history(coverage: Iterable[Coverage], last: Period) -> tuple[Period, ...]:
    """The months that a page may show: those with data, as far back as the first that can be chosen looks."""
    first = min((one.first for one in coverage), default=last.first)
    return Period(min(first, last.first), last.last).months()[-_CHOICES - LOOKED_BACK :]


def choices(known: tuple[Period, ...]) -> tuple[Period, ...]:
    """Of these months, those that the drop-down offers."""
    return known[-_CHOICES:]


def covers(coverage: Iterable[Coverage], month: Period) -> bool:
    """Whether rows of these files cover the month from its first to its last day, quiet days aside."""
    spans = sorted((one.first, one.last, _QUIET_POSTS if one.table == "posts" else _QUIET) for one in coverage)
    reached, quiet = month.first - _DAY, _QUIET
    for first, last, allowed in spans:
        if first > reached + _DAY + max(quiet, allowed):
            break
        reached, quiet = max((reached, quiet), (last, allowed))
    return reached >= month.last - quiet


def whole(coverage: Sequence[Coverage], platform: str | None, month: Period) -> bool:
    """Whether every account's files cover the month; of one platform, or without one of all that have any figures."""
    touched = _touched(coverage, platform, month)
    return bool(touched) and all(covers(spans, month) for spans in touched)


def comparable(coverage: Sequence[Coverage], platform: str | None, month: Period) -> bool:
    """Whether the month can be held against the one before: every account's files cover both.

    An account that is new this month makes its platform's months differ, and would otherwise read as growth.
    """
    touched = _touched(coverage, platform, month)
    return bool(touched) and all(covers(spans, one) for spans in touched for one in (month, month.previous()))


def last_day(coverage: Iterable[Coverage], platform: str | None = None) -> date | None:
    """The last day that the data reach."""
    return max((one.last for one in coverage if platform is None or one.platform == platform), default=None)


def _series(coverage: Iterable[Coverage], platform: str | None) -> Iterable[list[Coverage]]:
    """Files that go on from each other. A platform's posts are covered where its daily figures are, too."""
    found: dict[tuple[str | None, ...], list[Coverage]] = {}
    wanted = [one for one in coverage if one.table in _TABLES and platform in (None, one.platform)]
    for one in wanted:
        if one.table != "posts":
            found.setdefault((one.table, one.platform, one.account), []).append(one)
    for one in wanted:
        if one.table == "posts":
            daily = [other for other in wanted if other.table == "account_daily" and other.platform == one.platform]
            found.setdefault(("posts", one.platform, one.account), daily).append(one)
    return found.values()


def _touched(coverage: Iterable[Coverage], platform: str | None, month: Period) -> list[list[Coverage]]:
    """The files of every account that has figures in the month or in the one before."""
    days = Period(month.previous().first, month.last)
    return [
        spans
        for spans in _series(coverage, platform)
        if any(one.first <= days.last and one.last >= days.first for one in spans)
    ]


def _is_first(month: Period, coverage: Sequence[Coverage]) -> bool:
    return min(one.first for one in coverage) >= month.first
