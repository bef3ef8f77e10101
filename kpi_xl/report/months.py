"""Which months a report can tell of."""

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
QUIET = timedelta(days=7)  # posts come less than daily, and a file may end some days before its month


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
    return month if last >= month.last - QUIET or _is_first(month, past) else month.previous()


def history(coverage: Iterable[Coverage], last: Period) -> tuple[Period, ...]:
    """The months that a page may show: those with data, as far back as the first that can be chosen looks."""
    first = min((one.first for one in coverage), default=last.first)
    return Period(min(first, last.first), last.last).months()[-_CHOICES - LOOKED_BACK :]


def choices(known: tuple[Period, ...]) -> tuple[Period, ...]:
    """Of these months, those that the drop-down offers."""
    return known[-_CHOICES:]


def last_day(coverage: Iterable[Coverage], platform: str | None = None) -> date | None:
    """The last day that the data reach."""
    return max((one.last for one in coverage if platform is None or one.platform == platform), default=None)


def _is_first(month: Period, coverage: Sequence[Coverage]) -> bool:
    return min(one.first for one in coverage) >= month.first
