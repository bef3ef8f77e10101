"""Journeys that somebody typed: paths with counts, or one touch a row."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from kpi_xl import Argument, Given, UsageError, labels
from kpi_xl_analyses.attribution._journeys import Journey, Touch, journey_of, runs
from kpi_xl_analyses.by_hand._arguments import figure
from kpi_xl_analyses.by_hand._cells import Row, number, rows_of

_ALL_DAYS = 36_500
_NO_TIME = datetime(1970, 1, 1)  # noqa: DTZ001 - stands for an order, not for a time
_TIMES = ("touched_at", "timestamp", "time", "date")
_CONVERSIONS = ("conversions", "conversion", "total_conversions", "conv")
_YES = frozenset({"1", "1.0", "true", "yes", "y", "ja", "x", "sann", "sant"})

ARGUMENTS = (
    Argument("path", "text", labels("Path: a > b > c", "Sti: a > b > c", "Väg: a > b > c"), required=False),
    Argument(
        "days",
        "text",
        labels("Days before the end: 7 > 2 > 0", "Dager før slutten: 7 > 2 > 0", "Dagar före slutet: 7 > 2 > 0"),
        required=False,
    ),
    Argument("conversions", "number", labels("Conversions", "Konverteringer", "Konverteringar"), required=False),
    Argument("null", "number", labels("Without conversion", "Uten konvertering", "Utan konvertering"), required=False),
    Argument("paths", "text", labels("Paths as JSON", "Stier som JSON", "Vägar som JSON"), required=False),
    Argument("exact_set", "text", labels("Teams as JSON", "Lag som JSON", "Lag som JSON"), required=False),
)
PATHS = ("path",)
TOUCHES = ("journey_id", "channel")


def journeys_given(given: Given) -> list[Journey]:
    """The journeys of the file, or the one that the arguments describe.

    Raises:
        UsageError: there is neither, or a cell cannot be read.
    """
    rows = list(rows_of(given))
    if not rows and (in_json := _in_json(given)):
        return in_json
    if not rows:
        return [_argued(given)]
    if any("path" in row.cells for row in rows):
        return [_path(row) for row in rows if row.text("path")]
    journeys = [journey_of(run, _ALL_DAYS) for run in runs(_touches(rows))]
    timed = all(row.text(*_TIMES) for row in rows)
    return journeys if timed else [replace(journey, ages=None) for journey in journeys]


def _in_json(given: Given) -> list[Journey]:
    """`paths=[[["a","b"],1,0]]`, conversions and losses of each path; `exact_set={"AB":0.2}`, a letter a channel."""
    paths, teams = given.values.get("paths"), given.values.get("exact_set")
    if paths is None and teams is None:
        return []
    try:
        if paths is not None:
            found = [(path, float(won), float(lost)) for path, won, lost in json.loads(str(paths))]
        else:
            found = [([*team], float(worth), 0.0) for team, worth in json.loads(str(teams)).items()]
    except (ValueError, TypeError, AttributeError) as error:
        raise UsageError(
            "The JSON holds no paths with their counts.", 'Write paths=[[["a","b"],1,0]] or exact_set={"AB":0.2}.'
        ) from error
    return [_journey(" > ".join(path), None, (won, lost, None), "One path") for path, won, lost in found]


def _argued(given: Given) -> Journey:
    path = given.values.get("path")
    if not isinstance(path, str):
        raise UsageError("There is no path.", 'Write path="a > b > c", or give a file with --file.')
    days = given.values.get("days")
    ages = _ages(str(days), "days") if days is not None else None
    return _journey(path, ages, (figure(given, "conversions", 1.0), figure(given, "null", 0.0), None), "path")


def _path(row: Row) -> Journey:
    """How many converted, and how many did not; without such a column each row is one conversion."""
    ages = _ages(row.text("days"), f"“days” in line {row.at}") if row.text("days") else None
    counted = any(name in row.cells for name in _CONVERSIONS)
    conversions = row.number(*_CONVERSIONS, default=0.0 if counted else 1.0)
    nulls = row.number("null", "nulls", "total_null", "non_conversions", default=0.0)
    value = row.text("value", "conversion_value", "total_conversion_value", "revenue")
    worth = number(value, f"“value” in line {row.at}") if value else None
    return _journey(row.text("path"), ages, (conversions, nulls, worth), f"Line {row.at}")


def _journey(
    path: str, ages: tuple[float, ...] | None, counts: tuple[float, float, float | None], where: str
) -> Journey:
    channels = tuple(part.strip() for part in re.split(r">|→", path) if part.strip())
    if not channels or (ages is not None and len(ages) != len(channels)):
        raise UsageError(
            f"{where} has {len(channels)} channels and {len(ages or ())} days.", "Write one day a channel."
        )
    if counts[0] < 0 or counts[1] < 0:
        raise UsageError(f"{where} has fewer than no journeys.", "Write how many converted and how many did not.")
    return Journey(channels, *counts, ages)


def _ages(text: str, where: str) -> tuple[float, ...]:
    return tuple(number(part, where) for part in re.split(r">|→", text))


def _touches(rows: Sequence[Row]) -> list[Touch]:
    found = [_touch(row, at) for at, row in enumerate(rows)]
    return sorted(found, key=lambda touch: (touch.journey, touch.at))


def _touch(row: Row, order: int) -> Touch:
    """Without times the order of the rows counts."""
    moment = row.text(*_TIMES)
    value = row.text("value", "revenue")
    return Touch(
        row.text("journey_id", "journey", "customer", "user_id"),
        _moment(moment, row.at) if moment else _NO_TIME + timedelta(microseconds=order),
        row.text("channel") or "(none)",
        row.text("converted", "conversion", "conversions").casefold() in _YES,
        number(value, f"“value” in line {row.at}") if value else None,
    )


def _moment(text: str, line: int) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError as error:
        raise UsageError(f"“{text}” in line {line} is no time.", "Write it as 2026-10-31 14:05.") from error
