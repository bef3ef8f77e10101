"""Days on which a KPI was far from what its trend and weekday make one expect.

The last days of an export may still be counted up, so they are shown but not flagged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import sqrt
from statistics import median
from typing import TYPE_CHECKING

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    Argument,
    ByHand,
    Finding,
    Given,
    Setting,
    UsageError,
    format_number,
    format_percent,
    hookimpl,
    labels,
    no_table,
    texts_beside,
)
from kpi_xl_analyses._columns import DATE, KPI, VALUE
from kpi_xl_analyses.statistics.level_shift import level_shifts, raised, without
from kpi_xl_analyses.statistics.outliers import LIMIT, PER_DEVIATION, modified_z, usual_step
from kpi_xl_analyses.statistics.stl import stl
from kpi_xl_analyses.tracking._calendar import day_name, occasion
from kpi_xl_analyses.tracking._days import WEEK, chosen, is_flow

if TYPE_CHECKING:
    from kpi_xl import Data, Language, Scope, Settings

COLUMNS = (
    DATE,
    KPI,
    VALUE,
    AnalysisColumn("expected", labels("Expected", "Forventet", "Förväntat"), "number"),
    AnalysisColumn("low", labels("Usual from", "Vanlig fra", "Vanligt från"), "number"),
    AnalysisColumn("high", labels("Usual to", "Vanlig til", "Vanligt till"), "number"),
    AnalysisColumn("score", labels("Score", "Skår", "Poäng"), "number"),
    AnalysisColumn("flag", labels("Unusual", "Uvanlig", "Ovanlig"), "count"),
    AnalysisColumn("occasion", labels("Occasion", "Anledning", "Tillfälle")),
)
_SAY = texts_beside(__file__)
_LEAST = 21
_LOOKED_BACK = 18 * WEEK
_LATE = 2  # days that platforms may still count up
_LEAST_SPREAD = 0.05  # of the usual level: what varies less has hiccups, no anomalies
_SURE = 5.0  # deviations before a day is told: of the many days of a month one always is the oddest
_SEASON_WINDOW, _TREND_WINDOW = 15, 29  # days of a weekday, and days, that are smoothed over


@dataclass(frozen=True, slots=True)
class Judged:
    """A day with what was expected of it."""

    day: date
    value: float | None
    expected: float
    reach: float  # how far from it is still usual
    score: float
    flagged: bool
    lasting: bool = False  # whether the days after it stay on its level


def anomaly_flag(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    first = scope.period.first - _LOOKED_BACK
    days = chosen(data, str(settings["kpi"]), scope, first, _LEAST)
    if days is None or len(days.values) < _LEAST or not days.is_dense():
        return no_table(COLUMNS, "too_few", _SAY("few", language))
    reached = max((one.last for one in data.coverage), default=days.last)
    last = min(days.last, reached - timedelta(days=_LATE))
    counted = is_flow(data, days.kpi.id) and days.kpi.unit == "count"
    every = judged(days.first, days.values, days.filled(), float(settings["limit"]), counted=counted)
    shown = [one for one in every if scope.period.contains(one.day)]
    shown = [one if one.day <= last else _unflagged(one) for one in shown]
    name, percent = days.kpi.label[language], days.kpi.unit == "percent"
    rows = [_cells(name, one, language) for one in shown]
    notes = [_SAY("basis", language, days=len(days.values), limit=format_number(float(settings["limit"]), language, 1))]
    if any(one.day > last for one in shown):
        notes.append(_SAY("late", language, days=_LATE))
    return AnalysisTable(COLUMNS, rows, tuple(notes), findings=_findings(name, shown, language, percent=percent))


def by_hand(given: Given, settings: Settings, language: Language) -> AnalysisTable:
    """`values=…`: a figure day by day, 21 days at least; the last one was yesterday unless `first` says otherwise.

    Raises:
        UsageError: there are too few values, or `first` is no day.
    """
    values = given.values.get("values")
    if not isinstance(values, tuple) or len(values) < _LEAST:
        raise UsageError(f"“values” is to be a list of at least {_LEAST} days.", "Write values=12,14,13,…")
    try:
        first = date.fromisoformat(str(given.values.get("first", "2026-01-01")))
    except ValueError as error:
        raise UsageError("“first” is no day.", "Write first=2026-01-01.") from error
    found = judged(first, values, values, float(settings["limit"]), counted=False)
    name = "values"
    rows = [_cells(name, one, language) for one in found]
    return AnalysisTable(COLUMNS, rows, findings=_findings(name, found, language, percent=False))


def judged(
    first: date, values: Sequence[float | None], filled: Sequence[float], limit: float, *, counted: bool
) -> list[Judged]:
    """Every day against trend and season. A count varies by its own square root at least, whatever the series says.

    After a jump that lasts the days are held against their new level; only its first day stands out.
    """
    level = median(abs(value) for value in filled)
    floor = max(_LEAST_SPREAD * level, sqrt(level) if counted else 0.0, usual_step(filled))
    shifts = level_shifts(filled, limit * floor)
    jumps = {one.at: one.size for one in shifts}
    parts = stl(without(filled, shifts), season_window=_SEASON_WINDOW, trend_window=_TREND_WINDOW)
    scores = modified_z(parts.rest, floor)
    middle = median(parts.rest)
    unit = max(median(abs(one - middle) for one in parts.rest), PER_DEVIATION * floor) / PER_DEVIATION
    found: list[Judged] = []
    for at, value in enumerate(values):
        jump = jumps.get(at, 0.0)
        expected = parts.trend[at] + parts.season[at] + middle + raised(shifts, at) - jump
        score = scores[at] + (jump / unit if jump else 0.0)
        flagged = value is not None and abs(score) > limit
        found.append(Judged(first + timedelta(days=at), value, expected, limit * unit, score, flagged, bool(jump)))
    return found


def _unflagged(one: Judged) -> Judged:
    return replace(one, flagged=False)


def _cells(name: str, one: Judged, language: Language) -> tuple[date | str | float | None, ...]:
    low = max(0.0, one.expected - one.reach) if one.value is None or one.value >= 0 else one.expected - one.reach
    shown = (one.day, name, one.value, one.expected, low, one.expected + one.reach)
    score = None if one.value is None else one.score
    return (*shown, score, int(one.flagged), occasion(one.day, language))


def _findings(name: str, days: Sequence[Judged], language: Language, *, percent: bool) -> tuple[Finding, ...]:
    found: list[Finding] = []
    every = sum(abs(one.value or 0.0) for one in days)
    for at, one in enumerate(days):
        if not one.flagged or one.value is None or abs(one.score) < _SURE:
            continue
        text = _SAY(
            _told_as(one),
            language,
            kpi=name,
            day=day_name(one.day, language),
            value=_figure(one.value, language, percent=percent),
            expected=_figure(max(0.0, one.expected), language, percent=percent),
        )
        far = abs(one.value - one.expected) * (WEEK.days if one.lasting else 1)
        found.append(Finding(text, min(1.0, far / every) if every else 0.0, at, _advice(one, language)))
    return tuple(found)


def _told_as(one: Judged) -> str:
    if one.lasting:
        return "rose" if one.score > 0 else "fell"
    return "above" if one.score > 0 else "below"


def _advice(one: Judged, language: Language) -> str:
    if one.lasting:
        return _SAY("changed", language)
    told = occasion(one.day, language)
    return _SAY("occasion", language, occasion=told) if told else _SAY("look", language)


def _figure(value: float, language: Language, *, percent: bool) -> str:
    return format_percent(value, language, 2) if percent else format_number(value, language)


ANALYSIS = Analysis(
    id="anomaly_flag",
    area="tracking",
    label=labels("Unusual days", "Avviksvarsling", "Avvikelsevarning"),
    columns=COLUMNS,
    needs=("account_daily.date", "posts.published_on", "ads.date_start", "web.date"),
    calculate=anomaly_flag,
    source="https://www.itl.nist.gov/div898/handbook/eda/section3/eda35h.htm",
    settings=(
        Setting("kpi", "", labels("KPI", "KPI", "KPI")),
        Setting("limit", LIMIT, labels("Limit", "Grense", "Gräns")),
    ),
    by_hand=ByHand(
        by_hand,
        (
            Argument("values", "numbers", labels("Values day by day", "Verdier dag for dag", "Värden dag för dag")),
            Argument("first", "text", labels("First day", "Første dag", "Första dag"), required=False),
        ),
    ),
    aliases=("anomalies", "anomaly detection", "outliers", "avvik", "avvikelser"),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
