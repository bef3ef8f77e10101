"""Which KPIs one steers by, since when, how they went, and which are due for a second look.

KPIs are no statues: a target that nobody has touched for half a year, or one KPI alone, is worth a conversation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    Kpi,
    Language,
    Period,
    Setting,
    Settings,
    as_dicts,
    hookimpl,
    kpi_of,
    kpi_values,
    labels,
    needs_input,
    texts_beside,
)
from kpi_xl_analyses._columns import KPI, OWNER, TARGET, VALUE

if TYPE_CHECKING:
    from kpi_xl import Data, Scope

COLUMNS = (
    KPI,
    AnalysisColumn("since", labels("Since", "Siden", "Sedan"), "date"),
    AnalysisColumn("last_set", labels("Last target from", "Siste mål fra", "Senaste mål från"), "date"),
    AnalysisColumn("until", labels("Until", "Til", "Till"), "date"),
    TARGET,
    VALUE,
    AnalysisColumn("reached", labels("Reached", "Nådd", "Nått"), "percent"),
    OWNER,
    AnalysisColumn("action", labels("To do", "Å gjøre", "Att göra")),
)
_SAY = texts_beside(__file__)


@dataclass(frozen=True, slots=True)
class Target:
    kpi: str
    first: date
    last: date
    value: float | None
    owner: str


def review(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    targets = _targets(data, scope)
    if not targets:
        return needs_input(COLUMNS, language, "targets")
    histories = [list(own) for _, own in groupby(sorted(targets, key=_order), key=lambda one: one.kpi)]
    rows = [_row(data, scope, history, int(settings["months"]), language) for history in histories]
    kpis = [kpi for history in histories if (kpi := kpi_of(data, history[0].kpi)) is not None]
    return AnalysisTable(COLUMNS, rows, _notes(kpis, language))


def _targets(data: Data, scope: Scope) -> list[Target]:
    """Targets that had begun by the end of the period, for the whole business or the scope's platform."""
    frame = data.frames.get("targets")
    return [
        Target(str(row["kpi"]), row["period_start"], row["period_end"], row["value"], str(row["owner"] or ""))
        for row in (as_dicts(frame) if frame is not None else ())
        if (row["scope"] or None) == scope.platform and row["period_start"] <= scope.period.last
    ]


def _order(target: Target) -> tuple[str, date, date]:
    return target.kpi, target.first, target.last


def _row(
    data: Data, scope: Scope, history: Sequence[Target], months: int, language: Language
) -> tuple[str | float | date | None, ...]:
    """A KPI's targets as one row: the latest, what it came to, and what is to be done."""
    latest, today = history[-1], scope.period.last
    kpi = kpi_of(data, latest.kpi)
    period = Period(latest.first, min(latest.last, today))
    value = kpi_values(data, [(latest.kpi, replace(scope, period=period))], language)[0].value if kpi else None
    label = kpi.label.get(language, kpi.id) if kpi else latest.kpi
    dates = (history[0].first, latest.first, latest.last)
    reached = _reached(kpi, value, latest.value)
    return (label, *dates, latest.value, value, reached, latest.owner, _action(kpi, latest, today, months, language))


def _reached(kpi: Kpi | None, value: float | None, target: float | None) -> float | None:
    if kpi is None or not value or not target or kpi.better == "context":
        return None
    return target / value if kpi.better == "lower" else value / target


def _action(kpi: Kpi | None, target: Target, today: date, months: int, language: Language) -> str:
    age = (today.year - target.first.year) * 12 + today.month - target.first.month
    found = {
        "unknown": kpi is None,
        "over": target.last < today,
        "old": target.last >= today and age >= months,
        "nobody": not target.owner,
    }
    return " ".join(_SAY(key, language, months=months) for key, true in found.items() if true)


def _notes(kpis: Sequence[Kpi], language: Language) -> tuple[str, ...]:
    stages = {kpi.stage for kpi in kpis}
    if len(kpis) == 1:
        return (_SAY("one", language),)
    if len(stages) == 1 and "all" not in stages:
        return (_SAY("same_stage", language, stage=min(stages)),)
    return ()


ANALYSIS = Analysis(
    id="kpi_review",
    area="practice",
    label=labels("KPI review", "KPI-gjennomgang", "KPI-genomgång"),
    columns=COLUMNS,
    needs=("targets.kpi", "targets.value", "targets.period_start"),
    calculate=review,
    source="the project",
    settings=(Setting("months", 6, labels("Old after months", "Gammel etter måneder", "Gammal efter månader")),),
    aliases=("kpi review log", "kpi-logg", "kpi-logg över mål"),
    finds=False,
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
