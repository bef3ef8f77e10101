"""Two KPIs that move together tell what one alone does not: clicks up and bounces up, look at the landing page.

The rules are a table, rules.csv: which KPI has to move how, what that means and what to try. None of them fires on a
month that the data do not cover, on small numbers, or on a change that is within what a KPI does anyway.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise
from statistics import stdev
from typing import TYPE_CHECKING, Literal

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    Finding,
    Language,
    Setting,
    Settings,
    comparable,
    format_number,
    format_percent,
    hookimpl,
    kpi_of,
    kpi_values,
    labels,
    no_data,
    texts_beside,
)
from kpi_xl_analyses._columns import Cells

if TYPE_CHECKING:
    from kpi_xl import Data, Scope

Moved = Literal["up", "down", "flat", ""]

COLUMNS = (
    AnalysisColumn("rule", labels("Rule", "Regel", "Regel")),
    AnalysisColumn("fires", labels("Holds now", "Gjelder nå", "Gäller nu")),
    AnalysisColumn("first", labels("First KPI", "Første KPI", "Första KPI")),
    AnalysisColumn("first_change", labels("Change", "Endring", "Ändring"), "percent"),
    AnalysisColumn("second", labels("Second KPI", "Andre KPI", "Andra KPI")),
    AnalysisColumn("second_change", labels("Its change", "Dens endring", "Dess ändring"), "percent"),
    AnalysisColumn("meaning", labels("Meaning", "Betydning", "Betydelse")),
    AnalysisColumn("advice", labels("What to try", "Hva en kan prøve", "Vad man kan pröva")),
)
_HISTORY = 6  # periods before, whose usual changes a change has to exceed
_FEW = 50
_SAY = texts_beside(__file__)


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    first: tuple[str, Moved]
    second: tuple[str, Moved]
    meaning: Mapping[str, str]
    advice: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """A KPI in the period and the ones before it, newest first."""

    unit: str
    values: tuple[float | None, ...]

    @property
    def known(self) -> bool:
        return self.values[0] is not None and bool(self.values[1])

    @property
    def difference(self) -> float:
        return (self.values[0] or 0.0) - (self.values[1] or 0.0)

    @property
    def share(self) -> float | None:
        return self.difference / abs(self.values[1] or 0.0) if self.known else None

    def moved(self, threshold: float) -> Moved:
        """Up or down beyond the threshold and its usual changes, flat within half of it; else nothing is said."""
        share = self.share
        if share is None or (self.unit in {"count", "people"} and max(self.values[0] or 0, self.values[1] or 0) < _FEW):
            return ""
        if abs(share) <= threshold / 2:
            return "flat"
        if abs(share) < threshold or abs(share) <= self._usual():
            return ""
        return "up" if share > 0 else "down"

    def _usual(self) -> float:
        """The standard deviation of the changes before, where there are enough of them to have one."""
        earlier = self.values[1:]
        pairs = [(now, then) for now, then in pairwise(earlier) if now is not None and then]
        changes = [(now - then) / abs(then) for now, then in pairs]
        return stdev(changes) if len(changes) >= _HISTORY // 2 else 0.0


@cache
def rules() -> Sequence[Rule]:
    text = files("kpi_xl_analyses.practices").joinpath("rules.csv").read_text(encoding="utf-8")
    return tuple(_rule(row) for row in csv.DictReader(text.splitlines()))


def _rule(row: Mapping[str, str]) -> Rule:
    def side(name: str) -> tuple[str, Moved]:
        moved: dict[str, Moved] = {"up": "up", "down": "down", "flat": "flat"}
        return row[name], moved[row[f"{name}_moved"]]

    languages = ("en", "nb", "sv")
    advice = {one: row[f"advice_{one}"] for one in languages}
    return Rule(row["id"], side("first"), side("second"), {one: row[one] for one in languages}, advice)


def diagnose(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    threshold = float(settings["threshold"])
    wanted = [rule for rule in rules() if kpi_of(data, rule.first[0]) and kpi_of(data, rule.second[0])]
    changes = _changes(data, scope, sorted({side[0] for rule in wanted for side in (rule.first, rule.second)}))
    if not any(change.known for change in changes.values()):
        return no_data(COLUMNS, language, "posts", "account_daily", "ads", "web")
    told = [_told(rule, changes, threshold) for rule in wanted]
    ranked = sorted(told, key=lambda one: -one[1])
    rows = [_row(data, rule, changes, score, language) for rule, score in ranked]
    table = AnalysisTable(COLUMNS, rows)
    if not comparable(data.coverage, scope.platform, scope.period):
        return replace(table, notes=(_SAY("incomplete", language),))
    firing = [(at, rule, score) for at, (rule, score) in enumerate(ranked) if score > 0]
    findings = (
        Finding(_meaning(rule, changes, language), min(score, 1.0), at, rule.advice[language], rule.second[0])
        for at, rule, score in firing
    )
    return replace(table, findings=tuple(findings))


def _changes(data: Data, scope: Scope, kpis: Sequence[str]) -> Mapping[str, Change]:
    periods = [scope.period]
    for _ in range(_HISTORY):
        periods.append(periods[-1].previous())
    scopes = [replace(scope, period=period) for period in periods]
    results = kpi_values(data, [(kpi, one) for kpi in kpis for one in scopes])
    found: dict[str, Change] = {}
    for at, kpi in enumerate(kpis):
        own = results[at * len(scopes) : (at + 1) * len(scopes)]
        found[kpi] = Change(own[0].unit, tuple(one.value for one in own))
    return found


def _told(rule: Rule, changes: Mapping[str, Change], threshold: float) -> tuple[Rule, float]:
    """How strongly a rule holds: by how much its KPIs moved; 0 where it does not hold, less where that is not known."""
    sides = [(changes[kpi], moved) for kpi, moved in (rule.first, rule.second)]
    if any(not change.known for change, _ in sides):
        return rule, -1.0
    if any(change.moved(threshold) != moved for change, moved in sides):
        return rule, 0.0
    return rule, max(abs(change.share or 0.0) for change, _ in sides)


def _row(data: Data, rule: Rule, changes: Mapping[str, Change], score: float, language: Language) -> Cells:
    fires = "yes" if score > 0 else "no" if score == 0 else "unknown"
    cells: list[str | float | None] = [rule.id, _SAY(fires, language)]
    for name, _ in (rule.first, rule.second):
        kpi = kpi_of(data, name)
        cells += [kpi.label.get(language, name) if kpi else name, changes[name].share]
    meaning = _meaning(rule, changes, language) if score > 0 else ""
    return (*cells, meaning, rule.advice[language] if score > 0 else "")


def _meaning(rule: Rule, changes: Mapping[str, Change], language: Language) -> str:
    first, second = (_moved_by(changes[side[0]], language) for side in (rule.first, rule.second))
    return rule.meaning[language].format(first=first, second=second)


def _moved_by(change: Change, language: Language) -> str:
    """+12 %, or +1.4 pp for a rate."""
    sign = "+" if change.difference > 0 else "−" if change.difference < 0 else "±"
    if change.unit == "percent":
        return _SAY("points", language, sign=sign, number=format_number(abs(change.difference) * 100, language, 2))
    return sign + format_percent(abs(change.share or 0.0), language, 0)


ANALYSIS = Analysis(
    id="diagnostic_rules",
    area="practice",
    label=labels("What KPIs mean together", "Hva KPI-er betyr sammen", "Vad KPI:er betyder tillsammans"),
    columns=COLUMNS,
    needs=("posts.impressions", "posts.engagements", "ads.spend", "web.sessions"),
    calculate=diagnose,
    source="the project",
    settings=(Setting("threshold", 0.1, labels("Least change", "Minste endring", "Minsta ändring")),),
    aliases=("diagnosis", "diagnose", "diagnos", "diagnostic rules"),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
