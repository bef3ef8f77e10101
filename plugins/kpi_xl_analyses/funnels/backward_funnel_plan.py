"""Backwards from a goal: how many of each step it takes, up to how often one must be seen and what that costs.

Each step's rate is an estimate; the range of what is needed comes from their errors together (delta method on the
logarithm of their product).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from typing import TYPE_CHECKING

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    Argument,
    ByHand,
    Given,
    Language,
    Setting,
    Settings,
    UsageError,
    as_dicts,
    hookimpl,
    kpi_of,
    kpi_values,
    labels,
    no_table,
    texts_beside,
)
from kpi_xl_analyses._columns import HIGH_FIGURE, LOW_FIGURE, Cells
from kpi_xl_analyses.funnels._profiles import MODEL, profile
from kpi_xl_analyses.statistics.intervals import two_sided

if TYPE_CHECKING:
    from kpi_xl import Data, Scope

COLUMNS = (
    AnalysisColumn("step", labels("Step", "Steg", "Steg")),
    AnalysisColumn("needed", labels("Needed", "Trengs", "Behövs"), "number"),
    LOW_FIGURE,
    HIGH_FIGURE,
    AnalysisColumn("rate", labels("Rate to the next", "Rate til neste", "Andel till nästa"), "percent"),
    AnalysisColumn("now", labels("Now", "Nå", "Nu"), "number"),
)
_SAY = texts_beside(__file__)


@dataclass(frozen=True, slots=True)
class Link:
    """From one step to the next: the rate, and how many it was measured on (None: taken as certain)."""

    rate: float
    base: float | None = None

    @property
    def log_variance(self) -> float:
        return 0.0 if self.base is None else (1 - self.rate) / (self.rate * self.base)


@dataclass(frozen=True, slots=True)
class Needed:
    amount: float
    low: float | None
    high: float | None


def backwards(goal: float, links: Sequence[Link]) -> list[Needed]:
    """What each step needs, the first step first and the goal last."""
    found = [Needed(goal, goal, goal)]
    factor, variance, known = 1.0, 0.0, True
    for link in reversed(links):
        factor, variance, known = factor / link.rate, variance + link.log_variance, known and link.base is not None
        spread = exp(two_sided() * sqrt(variance))
        needed = goal * factor
        found.append(Needed(needed, needed / spread if known else None, needed * spread if known else None))
    return found[::-1]


def plan(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    counts = _counts(data, scope, str(settings["model"]))
    targets = _targets(data, scope)
    named = next((kpi for kpi in reversed(counts) if kpi in targets), None)
    goal = float(settings["goal"]) or (targets[named] if named else 0.0)
    if not goal:
        return no_table(COLUMNS, "needs_input", _SAY("no_goal", language))
    if named and not float(settings["goal"]):
        places = [*counts]
        counts = {kpi: counts[kpi] for kpi in places[: places.index(named) + 1]}
    links = [
        Link(below / above, above) for above, below in zip([*counts.values()], [*counts.values()][1:], strict=False)
    ]
    if not links or any(not 0 < link.rate <= 1 for link in links):
        return no_table(COLUMNS, "too_few", _SAY("no_steps", language))
    cost = kpi_values(data, [("spend", scope)], language)[0].value if kpi_of(data, "spend") else None
    rows = _rows([_label(data, kpi, language) for kpi in counts], backwards(goal, links), links, [*counts.values()])
    first = next(iter(counts.values()))
    if cost and first:
        rows.insert(0, _budget(cost / first, rows[0], cost, _SAY("budget", language, currency=data.currency)))
    return AnalysisTable(COLUMNS, rows, (_SAY("range", language),))


def _counts(data: Data, scope: Scope, model: str) -> dict[str, float]:
    """The funnel's steps that the period has figures of, each no less than the one after it.

    Read from its end: an early step that few files count is left out, and not all that comes after it.
    """
    kpis = [place.kpi for place in profile(model) if place.step and kpi_of(data, place.kpi)]
    found: list[tuple[str, float]] = []
    for kpi, result in zip(reversed(kpis), reversed(kpi_values(data, [(kpi, scope) for kpi in kpis])), strict=True):
        if result.value and (not found or result.value >= found[-1][1]):
            found.append((kpi, result.value))
    return dict(reversed(found))


def _targets(data: Data, scope: Scope) -> Mapping[str, float]:
    """Targets of the period for the whole business, or for the scope's platform."""
    frame = data.frames.get("targets")
    rows = as_dicts(frame) if frame is not None else ()
    return {
        str(row["kpi"]): float(row["value"])
        for row in rows
        if row["value"] is not None
        and (row["scope"] or None) == scope.platform
        and row["period_start"] <= scope.period.last
        and row["period_end"] >= scope.period.first
    }


def _label(data: Data, kpi_id: str, language: Language) -> str:
    kpi = kpi_of(data, kpi_id)
    return kpi.label.get(language, kpi_id) if kpi else kpi_id


def _rows(
    names: Sequence[str], needed: Sequence[Needed], links: Sequence[Link], now: Sequence[float | None]
) -> list[Cells]:
    rates = [*(link.rate for link in links), None]
    return [
        (name, one.amount, one.low, one.high, rate, current)
        for name, one, rate, current in zip(names, needed, rates, now, strict=True)
    ]


def _budget(price: float, top: Cells, now: float | None, label: str) -> Cells:
    return (label, *(price * amount if isinstance(amount, float) else None for amount in top[1:4]), None, now)


def by_hand(given: Given, settings: Settings, language: Language) -> AnalysisTable:
    """The plan for typed rates, those of the first step first.

    Raises:
        UsageError: there is no goal, a rate is not above 0 and at most 1, or lists are of different length.
    """
    rates, bases = given.values.get("rates"), given.values.get("bases")
    goal = float(settings["goal"])
    if goal <= 0:
        raise UsageError("There is no goal.", "Write goal=100: so many of the last step.")
    if not isinstance(rates, tuple) or not all(0 < rate <= 1 for rate in rates):
        raise UsageError("Each rate is to be above 0 and at most 1.", "Write rates=0.01,0.05,0.2 or rates=1%,5%,20%.")
    measured = bases if isinstance(bases, tuple) else (None,) * len(rates)
    if len(measured) != len(rates):
        raise UsageError("There are not as many bases as rates.", "Write what each rate was measured on.")
    links = [Link(rate, base) for rate, base in zip(rates, measured, strict=True)]
    named = str(given.values.get("steps", "")).split(">")
    names = [name.strip() for name in named] if len(named) == len(rates) + 1 else [*map(str, range(1, len(rates) + 2))]
    rows = _rows(names, backwards(goal, links), links, [None] * len(names))
    price = _price(given)
    if price is not None:
        rows.insert(0, _budget(price, rows[0], None, _SAY("budget", language, currency="–")))
    return AnalysisTable(COLUMNS, rows, (_SAY("range" if bases else "certain", language),))


def _price(given: Given) -> float | None:
    """What one of the first step costs: per thousand (cpm) or each (cpc)."""
    cpm, cpc = given.values.get("cpm"), given.values.get("cpc")
    return float(str(cpm)) / 1000 if cpm is not None else float(str(cpc)) if cpc is not None else None


ANALYSIS = Analysis(
    id="backward_funnel_plan",
    area="analysis",
    label=labels("Backward plan from the goal", "Planlegg bakover fra målet", "Arbeta bakåt från slutmålet"),
    columns=COLUMNS,
    needs=("targets.value", "posts.impressions", "ads.spend", "web.sessions"),
    calculate=plan,
    source="the project",
    settings=(
        MODEL,
        Setting("goal", 0.0, labels("Goal (0: the target)", "Mål (0: målsettingen)", "Mål (0: målsättningen)")),
    ),
    by_hand=ByHand(
        by_hand,
        (
            Argument("rates", "numbers", labels("Rates", "Rater", "Andelar")),
            Argument("bases", "numbers", labels("Measured on", "Målt på", "Mätt på"), required=False),
            Argument("steps", "text", labels("Names: a > b", "Navn: a > b", "Namn: a > b"), required=False),
            Argument(
                "cpm", "number", labels("Cost per thousand", "Pris per tusen", "Kostnad per tusen"), required=False
            ),
            Argument("cpc", "number", labels("Cost each", "Pris per stykk", "Kostnad styck"), required=False),
        ),
    ),
    aliases=("backward plan", "bakover fra målet", "bakåt från målet", "funnel plan", "traktplan", "trattplan"),
    finds=False,
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
