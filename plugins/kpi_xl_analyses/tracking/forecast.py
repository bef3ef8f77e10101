"""What a KPI will come to at the end of the period, with the interval that holds four times out of five."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
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
    find_kpi,
    format_number,
    hookimpl,
    labels,
    no_table,
    texts_beside,
)
from kpi_xl_analyses._columns import ACTUAL, DATE, HIGH_FIGURE, KPI, LOW_FIGURE
from kpi_xl_analyses.by_hand._arguments import figure
from kpi_xl_analyses.statistics.forecasting import Forecast, forecast
from kpi_xl_analyses.statistics.intervals import Interval
from kpi_xl_analyses.tracking._calendar import day_name
from kpi_xl_analyses.tracking._days import WEEK, chosen, is_flow

if TYPE_CHECKING:
    from kpi_xl import Data, Language, Period, Scope, Settings

COLUMNS = (
    DATE,
    KPI,
    ACTUAL,
    AnalysisColumn("forecast", labels("Forecast", "Prognose", "Prognos"), "number"),
    LOW_FIGURE,
    HIGH_FIGURE,
    AnalysisColumn("total", labels("Total so far", "Sum hittil", "Summa hittills"), "number"),
    AnalysisColumn("total_low", labels("Total from", "Sum fra", "Summa från"), "number"),
    AnalysisColumn("total_high", labels("Total to", "Sum til", "Summa till"), "number"),
    AnalysisColumn("method", labels("Method", "Metode", "Metod")),
    AnalysisColumn("mase", labels("MASE in the backtest", "MASE i bakprøven", "MASE i baktestet"), "number"),
)
_SAY = texts_beside(__file__)
_LEAST = 56
_LOOKED_BACK = 18 * WEEK
_MOST_AHEAD = 92
_DAY = timedelta(days=1)


def forecast_kpi(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    asked = str(settings["kpi"])
    if asked and not is_flow(data, find_kpi(data, asked).id):
        text = _SAY("no_flow", language, kpi=find_kpi(data, asked).label[language])
        return no_table(COLUMNS, "not_additive", text)
    days = chosen(data, asked, scope, scope.period.first - _LOOKED_BACK, _LEAST)
    if days is None or len(days.values) < _LEAST or not days.is_dense():
        return no_table(COLUMNS, "too_few", _SAY("few", language))
    known = _known(data, scope, days.last)
    period = scope.period if known < scope.period.last else scope.period.shifted(1)
    ahead = min((period.last - known).days, _MOST_AHEAD)
    history = replace(days, values=days.values[: (known - days.first).days + 1])
    told = forecast(history.filled(), ahead)
    table = _table(
        days.kpi.label[language], _actual(history.first, history.values, period), known, told, settings, language
    )
    notes = (*table.notes, _SAY("next", language)) if period != scope.period else table.notes
    return replace(table, notes=notes)


def by_hand(given: Given, settings: Settings, language: Language) -> AnalysisTable:
    """`values=… days=14`: a figure day by day, and how many days to look ahead.

    Raises:
        UsageError: there are less than two weeks of values, or no day is asked for.
    """
    values = given.values.get("values")
    ahead = int(figure(given, "days", 7))
    if not isinstance(values, tuple) or len(values) < 14 or ahead < 1:  # noqa: PLR2004 - two weeks tell a season at least
        raise UsageError(
            "“values” is to be a list of at least 14 days, “days” 1 or more.", "Write values=12,14,… days=7."
        )
    told = forecast(values, ahead)
    start = date(2026, 1, 5)
    return _table("values", [], start - _DAY, told, settings, language)


def _known(data: Data, scope: Scope, last: date) -> date:
    """The last day that is known: files may end before the last day that has a value of some other file."""
    reached = [one.last for one in data.coverage if scope.platform in (None, one.platform)]
    return min([last, *([max(reached)] if reached else []), scope.period.last])


def _actual(first: date, values: Sequence[float | None], period: Period) -> list[tuple[date, float | None]]:
    dated = [(first + timedelta(days=at), value) for at, value in enumerate(values)]
    return [(day, value) for day, value in dated if period.contains(day)]


def _table(  # noqa: PLR0913, PLR0917 - what was, what will be, and how to tell it
    name: str,
    actual: Sequence[tuple[date, float | None]],
    known: date,
    told: Forecast,
    settings: Settings,
    language: Language,
) -> AnalysisTable:
    rows: list[tuple[date | str | float | None, ...]] = []
    total = 0.0
    for day, value in actual:
        total += value or 0.0
        rows.append((day, name, value, None, None, None, total, None, None, None, None))
    confidence, method = float(settings["confidence"]), _SAY(told.method, language)
    ends = Interval(0.0, 0.0)
    for at, value in enumerate(told.days):
        own, ends = told.interval(at, confidence), told.sum_interval(at, confidence)
        sums = (total + sum(told.days[: at + 1]), max(total, total + ends.low), total + ends.high)
        day = known + timedelta(days=at + 1)
        rows.append((day, name, None, value, max(0.0, own.low), own.high, *sums, method, told.mase))
    notes = [_SAY("assumes", language)]
    if told.mase is not None:
        notes.append(_SAY("backtest", language, mase=format_number(told.mase, language, 2)))
    return AnalysisTable(COLUMNS, rows, tuple(notes), findings=_findings(name, rows, told, language))


def _findings(
    name: str, rows: Sequence[tuple[date | str | float | None, ...]], told: Forecast, language: Language
) -> tuple[Finding, ...]:
    """Only of a method that did at least as well as last week's figures, and of an interval that says something."""
    day, *_, total, low, high, _method, _mase = rows[-1]
    if told.mase is None or told.mase > 1 or not isinstance(day, date):
        return ()
    total, low, high = (one if isinstance(one, int | float) else 0.0 for one in (total, low, high))
    if not total or (high - low) / total > 1:
        return ()
    shown = {"total": total, "low": low, "high": high}
    figures = {key: format_number(value, language) for key, value in shown.items()}
    text = _SAY("will", language, kpi=name, day=day_name(day, language), **figures)
    return (Finding(text, 0.3 * (1 - (high - low) / total), len(rows) - 1),)


ANALYSIS = Analysis(
    id="forecast",
    area="tracking",
    label=labels("Forecast", "Prognose", "Prognos"),
    columns=COLUMNS,
    needs=("account_daily.date", "posts.published_on", "ads.date_start", "web.date"),
    calculate=forecast_kpi,
    source="https://otexts.com/fpp3/",
    settings=(
        Setting("kpi", "", labels("KPI", "KPI", "KPI")),
        Setting("confidence", 0.8, labels("Confidence", "Konfidens", "Konfidens")),
    ),
    by_hand=ByHand(
        by_hand,
        (
            Argument("values", "numbers", labels("Values day by day", "Verdier dag for dag", "Värden dag för dag")),
            Argument("days", "number", labels("Days ahead", "Dager fremover", "Dagar framåt"), required=False),
        ),
    ),
    aliases=("prediction", "outlook", "anslag", "framskriving", "framskrivning"),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
