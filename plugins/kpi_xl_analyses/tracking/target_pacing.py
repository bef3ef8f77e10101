"""How far each KPI is on the way to its target, and where it will be at the end of the target's period.

A figure that adds up is held against what is usually there by now, weekends and seasons counted in. A rate or a level
has no pace: it is held against the target as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

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
    UsageError,
    as_dicts,
    format_number,
    format_percent,
    hookimpl,
    kpi_of,
    kpi_values,
    labels,
    no_table,
    texts_beside,
    whole,
)
from kpi_xl_analyses._columns import ACTUAL, KPI_ID, KPI_LABEL, OWNER, TARGET
from kpi_xl_analyses.by_hand._arguments import figure
from kpi_xl_analyses.tracking._calendar import period_name
from kpi_xl_analyses.tracking._days import is_flow
from kpi_xl_analyses.tracking._pace import Pace, pace_of
from kpi_xl_analyses.tracking._progress import Progress, Target

if TYPE_CHECKING:
    from kpi_xl import Data, Language, Scope, Settings


COLUMNS = (
    KPI_ID,
    KPI_LABEL,
    AnalysisColumn("scope", labels("For", "Gjelder", "Gäller")),
    OWNER,
    AnalysisColumn("period_start", labels("From", "Fra", "Från"), "date"),
    AnalysisColumn("period_end", labels("To", "Til", "Till"), "date"),
    TARGET,
    ACTUAL,
    AnalysisColumn("attainment", labels("Of the target", "Av målet", "Av målet"), "percent"),
    AnalysisColumn("elapsed", labels("Usually by now", "Vanligvis nå", "Normalt vid det här laget"), "percent"),
    AnalysisColumn("pace", labels("Pace", "Takt", "Takt"), "percent"),
    AnalysisColumn("projected", labels("Heading for", "Går mot", "Går mot"), "number"),
    AnalysisColumn("low", labels("At least", "Minst", "Minst"), "number"),
    AnalysisColumn("high", labels("At most", "Høyst", "Högst"), "number"),
    AnalysisColumn("status", labels("Status", "Status", "Status")),
    AnalysisColumn("weights", labels("Pace by", "Takt etter", "Takt efter")),
)
_SAY = texts_beside(__file__)


def target_pacing(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    del settings
    targets = list(_targets(data, scope))
    if not targets:
        return no_table(COLUMNS, "needs_input", _SAY("no_targets", language))
    found = [_progress(data, scope, target, language) for target in targets]
    known = _known(data, scope)
    notes = [_SAY("by_now", language, day=known.isoformat())]
    notes += [_SAY("gaps", language, kpi=one.target.kpi.label[language]) for one in found if not one.complete]
    rows = [_cells(one, language) for one in found]
    return AnalysisTable(COLUMNS, rows, tuple(notes), findings=tuple(_findings(found, data.currency, language)))


def by_hand(given: Given, settings: Settings, language: Language) -> AnalysisTable:
    """`actual=420 target=1000 elapsed=0.5`, or day=15 days=31 for the days that are over.

    Raises:
        UsageError: no target is given, or the elapsed share is not between 0 and 1.
    """
    del settings
    elapsed = figure(given, "elapsed", 0.0) or figure(given, "day", 0.0) / (figure(given, "days", 0.0) or 1.0)
    if not 0 < elapsed <= 1:
        raise UsageError("The elapsed share is to be above 0 and at most 1.", "Write elapsed=0.5, or day=15 days=31.")
    kpi = Kpi("value", "count", "higher", "", labels("Value", "Verdi", "Värde"), "", formula="")
    target = Target(kpi, "", "", Period.parse("2026"), figure(given, "target"))
    one = Progress(target, figure(given, "actual"), is_over=elapsed == 1, pace=Pace(elapsed, "days", None))
    return AnalysisTable(COLUMNS, [_cells(one, language)])


def _targets(data: Data, scope: Scope) -> Iterable[Target]:
    """Targets whose period the asked one touches, of the asked platform, account or campaign if there is one."""
    frame = data.frames.get("targets")
    wanted = scope.campaign or scope.account or scope.platform
    rows: Sequence[Mapping[str, Any]] = as_dicts(frame) if frame is not None else ()
    for row in sorted(rows, key=lambda row: (str(row["kpi"]), str(row["scope"] or ""), str(row["period_start"]))):
        kpi = kpi_of(data, str(row["kpi"]))
        if kpi is None or row["value"] is None or row["period_start"] is None or row["period_end"] is None:
            continue
        period = Period(row["period_start"], row["period_end"])
        touches = period.first <= scope.period.last and period.last >= scope.period.first
        if touches and wanted in {None, row["scope"]}:
            yield Target(kpi, str(row["scope"] or ""), str(row["owner"] or ""), period, float(row["value"]))


def _known(data: Data, scope: Scope) -> date:
    """Up to when the asked period is known."""
    reached = [one.last for one in data.coverage if scope.platform in (None, one.platform)]
    return min(scope.period.last, max(reached, default=scope.period.last))


def _progress(data: Data, scope: Scope, target: Target, language: Language) -> Progress:
    known = _known(data, scope)
    last = min(known, target.period.last)
    if last < target.period.first:
        return Progress(target, None, is_over=False)
    own = _scope_of(data, target, Period(target.period.first, last), scope)
    actual = kpi_values(data, [(target.kpi.id, own)], language)[0].value
    is_over = last == target.period.last
    pace = None
    if is_flow(data, target.kpi.id) and not is_over:
        pace = pace_of(data, target.kpi.id, own, target.period, last)
    complete = whole(data.coverage, own.platform, own.period)
    return Progress(target, actual, is_over, complete, pace)


def _scope_of(data: Data, target: Target, period: Period, scope: Scope) -> Scope:
    """What a target's own word for its scope names: a platform, an account or a campaign that the data have."""
    own = replace(scope, period=period)
    if not target.scope:
        return own
    places = {one.platform for one in data.coverage} | {*data.pairs, *data.pairs.values()}
    if target.scope in places:
        return replace(own, platform=target.scope)
    if target.scope in {one.account for one in data.coverage}:
        return replace(own, account=target.scope)
    return replace(own, campaign=target.scope)


def _cells(one: Progress, language: Language) -> tuple[date | str | float | None, ...]:
    target, running = one.target, one.pace is not None
    low, high = one.interval or (None, None)
    pace = one.projected / target.value if running and one.projected is not None and target.value else None
    return (
        target.kpi.id,
        target.kpi.label[language],
        target.scope,
        target.owner,
        target.period.first,
        target.period.last,
        target.value,
        one.actual,
        one.attainment,
        one.pace.elapsed if one.pace else None,
        pace,
        one.projected if running else None,
        low,
        high,
        _SAY(one.status, language),
        _SAY(one.pace.weights, language) if one.pace else "",
    )


def _findings(found: Sequence[Progress], currency: str, language: Language) -> list[Finding]:
    told: list[Finding] = []
    for at, one in enumerate(found):
        if one.status not in {"reached", "missed", "ahead", "behind"} or one.actual is None or not one.complete:
            continue
        if one.pace is None and not one.is_over:
            continue  # a rate of a period that still runs
        values = {"actual": one.actual, "target": one.target.value, "projected": one.projected or 0.0}
        shown = {key: _figure(value, one.target.kpi, currency, language) for key, value in values.items()}
        scope = f" ({one.target.scope})" if one.target.scope else ""
        named = {"kpi": one.target.kpi.label[language], "period": period_name(one.target.period, language)}
        text = _SAY(f"tell_{one.status}", language, scope=scope, **named, **shown)
        bad = one.status in {"missed", "behind"}
        advice = _SAY("act", language) if one.status == "behind" else ""
        told.append(Finding(text, 0.7 if bad else 0.4, at, advice, "" if one.target.scope else one.target.kpi.id))
    return told


def _figure(value: float, kpi: Kpi, currency: str, language: Language) -> str:
    if kpi.unit == "percent":
        return format_percent(value, language, 2)
    written = format_number(value, language, 0 if abs(value) >= 100 else 2)  # noqa: PLR2004 - a click costs 3.21
    return f"{written} {currency}" if kpi.unit == "money" else written


_ARGUMENTS = {
    "actual": ("Actual", "Faktisk", "Utfall"),
    "target": ("Target", "Mål", "Mål"),
    "elapsed": ("Elapsed share", "Andel av perioden", "Andel av perioden"),
    "day": ("Days over", "Dager gått", "Dagar som gått"),
    "days": ("Days in all", "Dager i alt", "Dagar totalt"),
}
ANALYSIS = Analysis(
    id="target_pacing",
    area="tracking",
    label=labels("Target pacing", "Fremdrift mot mål", "Takt mot mål"),
    columns=COLUMNS,
    needs=("targets.kpi", "targets.value", "targets.period_start", "targets.period_end"),
    calculate=target_pacing,
    source="the project",
    by_hand=ByHand(
        by_hand,
        tuple(
            Argument(name, "number", labels(*label), required=name in {"actual", "target"})
            for name, label in _ARGUMENTS.items()
        ),
    ),
    aliases=("target attainment", "pacing", "måloppnåelse", "måluppfyllelse", "framdrift"),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
