"""How KPIs changed from the period before and from a year ago, and whether they rise or fall steadily."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    Argument,
    ByHand,
    Finding,
    Given,
    Kpi,
    Period,
    Setting,
    UsageError,
    find_kpi,
    format_number,
    format_percent,
    hookimpl,
    kpi_of,
    labels,
    no_data,
    texts_beside,
)
from kpi_xl_analyses._columns import CHANGE, KPI_ID, KPI_LABEL, Cells
from kpi_xl_analyses.statistics.trends import mann_kendall, theil_sen
from kpi_xl_analyses.tracking._course import LEAST, Course, course_of, trend_of

if TYPE_CHECKING:
    from kpi_xl import Data, Language, Scope, Settings

COLUMNS = (
    KPI_ID,
    KPI_LABEL,
    AnalysisColumn("value", labels("Now", "Nå", "Nu"), "number"),
    AnalysisColumn("previous", labels("Period before", "Perioden før", "Perioden före"), "number"),
    CHANGE,
    AnalysisColumn("change_points", labels("Change in points", "Endring i pp", "Förändring i pp"), "percent"),
    AnalysisColumn("change_per_day", labels("Change a day", "Endring per dag", "Förändring per dag"), "percent"),
    AnalysisColumn("last_year", labels("A year ago", "For ett år siden", "För ett år sedan"), "number"),
    AnalysisColumn("year_on_year", labels("Year on year", "År mot år", "År mot år"), "percent"),
    AnalysisColumn("year_points", labels("Year on year in points", "År mot år i pp", "År mot år i pp"), "percent"),
    AnalysisColumn("periods", labels("Periods", "Perioder", "Perioder"), "count"),
    AnalysisColumn("slope", labels("Slope a period", "Stigning per periode", "Lutning per period"), "number"),
    AnalysisColumn("slope_share", labels("Slope of the median", "Stigning av median", "Lutning av median"), "percent"),
    AnalysisColumn("p", labels("p of the trend", "p for trenden", "p för trenden"), "number"),
    AnalysisColumn("trend", labels("Trend", "Trend", "Trend")),
    AnalysisColumn("complete", labels("Complete", "Komplett", "Komplett"), "count"),
)
_SAY = texts_beside(__file__)
_USUAL = (
    "sales_revenue", "conversions", "conversion_rate", "social_sessions", "link_clicks", "ctr", "engagements",
    "engagement_rate_reach", "engagement_rate_impressions", "impressions", "views", "followers", "net_new_followers",
    "posts_published", "spend", "roas", "cpc",
)  # fmt: skip
_LARGE = 100  # below it decimals matter: a click costs 3.21


def trend_change(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    asked = [name.strip() for name in str(settings["kpis"]).split(",") if name.strip()]
    names = [find_kpi(data, name).id for name in asked] or [name for name in _USUAL if kpi_of(data, name)]
    periods = [scope.period.shifted(-step) for step in range(max(2, int(settings["periods"])))][::-1]
    courses = [one for name in names if (one := course_of(data, name, scope, periods, language)) is not None]
    if not courses:
        return no_data(COLUMNS, language, "posts", "account_daily", "ads", "web")
    rows = [_cells(one, language) for one in courses]
    notes = [_SAY("days", language)]
    if not all(one.complete for one in courses):
        notes.append(_SAY("incomplete", language))
    return AnalysisTable(COLUMNS, rows, tuple(notes), findings=tuple(_findings(courses, language)))


def by_hand(given: Given, settings: Settings, language: Language) -> AnalysisTable:
    """`values=12,14,13,17`: a figure period by period, the newest last.

    Raises:
        UsageError: there are fewer than two values.
    """
    del settings
    values = given.values.get("values")
    if not isinstance(values, tuple) or len(values) < 2:  # noqa: PLR2004 - one value has not changed
        raise UsageError("“values” is to be a list of at least two.", "Write values=12,14,13,17.")
    unit = "percent" if given.values.get("unit") == "percent" else "count"
    kpi = Kpi("values", unit, "context", "", labels("Values", "Verdier", "Värden"), "", formula="")
    month = Period.parse("2026-01")
    periods = [month.shifted(at - len(values) + 1) for at in range(len(values))]
    year_ago = values[-13] if len(values) > 12 else None  # noqa: PLR2004 - months
    course = Course(kpi, periods, values, year_ago, is_flow=False, complete=True, broken=False, broken_before=False)
    return AnalysisTable(COLUMNS, [_cells(course, language)], findings=tuple(_findings([course], language)))


def _cells(course: Course, language: Language) -> Cells:
    now, before = course.values[-1], course.values[-2]
    known = course.known
    slope, test = theil_sen(known), mann_kendall(known)
    is_rate = course.kpi.unit == "percent"
    middle = sorted(known)[len(known) // 2] if known else 0.0
    return (
        course.kpi.id,
        course.kpi.label[language],
        now,
        before,
        _share(now, before),
        _points(now, before) if is_rate else None,
        _share(known[-1], known[-2]) if course.is_flow and len(known) > 1 else None,
        course.last_year,
        _share(now, course.last_year),
        _points(now, course.last_year) if is_rate else None,
        len(known),
        slope,
        slope / abs(middle) if slope is not None and middle else None,
        test.p if len(known) >= LEAST else None,
        _SAY(trend_of(course, test), language),
        int(course.complete),
    )


def _share(now: float | None, before: float | None) -> float | None:
    return (now - before) / abs(before) if now is not None and before else None


def _points(now: float | None, before: float | None) -> float | None:
    return now - before if now is not None and before is not None else None


def _findings(courses: Sequence[Course], language: Language) -> list[Finding]:
    found: list[Finding] = []
    for at, course in enumerate(courses):
        test = mann_kendall(course.known)
        trend = trend_of(course, test)
        slope, now = theil_sen(course.known), course.values[-1]
        sayable = course.complete and not course.broken_before and trend in {"rising", "falling"}
        if not sayable or not slope or now is None:
            continue
        text = _SAY(
            "up" if trend == "rising" else "down",
            language,
            label=course.kpi.label[language],
            periods=len(course.known),
            slope=_figure(abs(slope), course.kpi, language, step=True),
            value=_figure(now, course.kpi, language),
        )
        good = course.kpi.better == ("higher" if trend == "rising" else "lower")
        found.append(Finding(text, 0.5 * (1 - test.p), at, _SAY("keep" if good else "stop", language), course.kpi.id))
    return found


def _figure(value: float, kpi: Kpi, language: Language, *, step: bool = False) -> str:
    """A figure in a sentence; the step of a rate is in percentage points."""
    if kpi.unit == "percent" and step:
        return f"{format_number(value * 100, language, 2)} pp"
    if kpi.unit == "percent":
        return format_percent(value, language, 2)
    return format_number(value, language, 0 if value >= _LARGE else 2)


ANALYSIS = Analysis(
    id="trend_change",
    area="tracking",
    label=labels("Trend over time", "Trend over tid", "Trend över tid"),
    columns=COLUMNS,
    needs=("account_daily.date", "posts.published_on", "ads.date_start", "web.date"),
    calculate=trend_change,
    source="https://doi.org/10.1080/01621459.1968.10480934",
    settings=(
        Setting(
            "kpis", "", labels("KPIs, with commas between", "KPI-er, med komma mellom", "KPI:er, med komma emellan")
        ),
        Setting("periods", 13, labels("Periods looked back", "Perioder tilbake", "Perioder bakåt")),
    ),
    by_hand=ByHand(
        by_hand,
        (
            Argument("values", "numbers", labels("Values, newest last", "Verdier, nyeste sist", "Värden, nyaste sist")),
            Argument("unit", "text", labels("Unit (percent)", "Enhet (percent)", "Enhet (percent)"), required=False),
        ),
    ),
    aliases=("trend", "month on month", "year on year", "theil-sen", "mann-kendall", "utvikling", "utveckling"),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
