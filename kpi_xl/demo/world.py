"""The months that the demo covers, and how many people care about wool on each of their days."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import accumulate
from zoneinfo import ZoneInfo

from kpi_xl.demo.company import CAMPAIGNS, CLIENT, TIMEZONE
from kpi_xl.vocabulary.periods import Period, add_months

MONTHS = 14
_SEASON = (1.0, 0.92, 0.84, 0.74, 0.62, 0.54, 0.5, 0.7, 0.98, 1.22, 1.5, 1.42)  # January to December
_WEEKDAY = (1.04, 1.02, 1.0, 1.03, 0.96, 0.9, 1.12)  # Monday to Sunday: people shop for wool on Sunday evenings


@dataclass(frozen=True, slots=True)
class World:
    """Everything that happens to the company in a period."""

    period: Period

    @classmethod
    def until(cls, month: Period) -> World:
        """The fourteen months that end with `month`."""
        return cls(Period(month.shifted(1 - MONTHS).first, month.last))

    @property
    def days(self) -> tuple[date, ...]:
        return days_of(self.period)

    def random(self, name: str) -> random.Random:
        """A stream of its own for each file, so that a change in one leaves the others as they were."""
        return random.Random(f"{CLIENT} {self.period} {name}")  # noqa: S311 - made-up figures, not secrets

    def progress(self, day: date) -> float:
        """How far into the demo a day lies: 0 on the first day, 1 on the last."""
        return (day - self.period.first).days / (self.period.days - 1)

    def demand(self, day: date) -> float:
        """Season, weekday and campaigns; 1.0 is an ordinary day in January."""
        lift = max((campaign.lift for campaign in CAMPAIGNS if campaign.runs_on(day.month, day.day)), default=1.0)
        return _season(day) * _WEEKDAY[day.weekday()] * lift

    def growth(self, day: date) -> float:
        """How much of the demo's growth has come by a day: it comes when people care, not evenly."""
        return _growth(self)[min(max(day, self.period.first), self.period.last)]

    def cut(self, *months: int) -> tuple[Period, ...]:
        """The days in pieces, cut after so many months, as when a colleague exports them now and then."""
        starts = [self.period.first, *(add_months(self.period.first, count) for count in months)]
        ends = [*(start - timedelta(days=1) for start in starts[1:]), self.period.last]
        return tuple(Period(start, end) for start, end in zip(starts, ends, strict=True))


@cache
def _growth(world: World) -> Mapping[date, float]:
    grown = [*accumulate(world.demand(day) for day in world.days)]
    return {day: so_far / grown[-1] for day, so_far in zip(world.days, grown, strict=True)}


def days_of(period: Period) -> tuple[date, ...]:
    """Every day of a period."""
    return tuple(period.first + timedelta(days=at) for at in range(period.days))


def local_time(day: date, minute: int) -> datetime:
    """Minutes after midnight where the company is."""
    return datetime.combine(day, time(minute // 60, minute % 60), ZoneInfo(TIMEZONE))


def _season(day: date) -> float:
    """The month's level, sliding into its neighbour's so that nothing jumps on the first."""
    here, there = _SEASON[day.month - 1], _SEASON[day.month % 12 if day.day > 15 else day.month - 2]  # noqa: PLR2004 - mid-month
    return here + (there - here) * abs(day.day - 15.5) / 31


def downloaded(period: Period) -> datetime:
    """The morning after a period, when somebody downloads its figures."""
    return datetime.combine(period.last + timedelta(days=1), time(9, 12), ZoneInfo(TIMEZONE))
