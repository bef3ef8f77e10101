"""Journeys: the channels that somebody touched, in order, and whether that led to a conversion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kpi_xl import Period, as_dicts, rows_in_scope

if TYPE_CHECKING:
    from kpi_xl import Data, Scope

_ALL_TIME = Period(date(1970, 1, 1), date(9999, 12, 31))


@dataclass(frozen=True, slots=True)
class Journey:
    """A path of channels; a path that several people went is one journey with their number."""

    channels: tuple[str, ...]
    conversions: float
    nulls: float = 0.0  # journeys on this path that ended without a conversion
    value: float | None = None  # of all its conversions together
    ages: tuple[float, ...] | None = None  # days from each touch to the end; None where nobody wrote them down


@dataclass(frozen=True, slots=True)
class Touch:
    journey: str
    at: datetime
    channel: str
    converted: bool
    value: float | None


def journeys_in(data: Data, scope: Scope, lookback_days: int) -> list[Journey] | None:
    """The journeys that ended in the period; None where there are no touchpoints or they have no such scope."""
    rows = rows_in_scope(data, "touchpoints", replace(scope, period=_ALL_TIME))
    if rows is None:
        return None
    wanted = ("journey_id", "touched_at", "touched_on", "channel", "converted", "value")
    # Lists with days but no clock hold several touches of one moment, in the order in which they happened.
    listed = as_dicts(rows.select(*wanted, "_row").sort("journey_id", "touched_at", "_row"))
    days = {(str(row["journey_id"]), row["touched_at"]): row["touched_on"] for row in listed}
    ended = (run for run in runs(map(_touch, listed)) if scope.period.contains(days[run[-1].journey, run[-1].at]))
    return [journey_of(run, lookback_days) for run in ended]


def _touch(row: Mapping[str, Any]) -> Touch:
    value = None if row["value"] is None else float(row["value"])
    channel = str(row["channel"] or "(none)")
    return Touch(str(row["journey_id"]), row["touched_at"], channel, bool(row["converted"]), value)


def runs(touches: Iterable[Touch]) -> Iterator[list[Touch]]:
    """Touches that led to one end. A journey goes on after a conversion; what follows it is a run of its own.

    Lists of touchpoints mark either the touch that converted or every touch of a journey that did; where all are
    marked it is one conversion.
    """
    for _, group in groupby(touches, key=lambda touch: touch.journey):
        journey = list(group)
        if all(touch.converted for touch in journey):
            yield journey
            continue
        run: list[Touch] = []
        for touch in journey:
            run.append(touch)
            if touch.converted:
                yield run
                run = []
        if run:
            yield run


def journey_of(run: Sequence[Touch], lookback_days: int) -> Journey:
    """One run as a journey, without the touches that lie further back than the window."""
    end, converted = run[-1].at, run[-1].converted
    kept = [touch for touch in run if end - touch.at <= timedelta(days=lookback_days)]
    values = [touch.value for touch in run if touch.value is not None]
    ages = tuple((end - touch.at) / timedelta(days=1) for touch in kept)
    value = values[-1] if values and converted else None
    return Journey(tuple(touch.channel for touch in kept), float(converted), float(not converted), value, ages)
