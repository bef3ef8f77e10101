"""The funnel of a kind of business: its KPIs by stage, and how many go on from each step to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    Argument,
    ByHand,
    Finding,
    Given,
    Language,
    Result,
    Settings,
    UsageError,
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
from kpi_xl_analyses._columns import BEFORE, HIGH, KPI, LOW, UNIT, VALUE, Cells
from kpi_xl_analyses._verdicts import verdict_of
from kpi_xl_analyses.funnels._profiles import MODEL, MODELS, STAGES, Place, profile
from kpi_xl_analyses.statistics.proportions import Part, difference, wilson

if TYPE_CHECKING:
    from kpi_xl import Data, Scope

COLUMNS = (
    AnalysisColumn("stage", labels("Stage", "Steg", "Steg")),
    KPI,
    VALUE,
    UNIT,
    BEFORE,
    AnalysisColumn("step_rate", labels("Went on", "Gikk videre", "Gick vidare"), "percent"),
    LOW,
    HIGH,
    AnalysisColumn("drop_off", labels("Fell off", "Falt fra", "Föll bort"), "percent"),
    AnalysisColumn("id", labels("KPI's id", "KPI-ens id", "KPI:ns id")),
    AnalysisColumn("is_step", labels("Is a step", "Er et steg", "Är ett steg"), "count"),
)
_ENOUGH = 30
_SAY = texts_beside(__file__)


@dataclass(frozen=True, slots=True)
class Step:
    """One KPI of the funnel in both periods; the part is of the step before, None where that says nothing."""

    place: Place
    label: str
    now: Result
    before: Result
    part: Part | None = None
    part_before: Part | None = None
    alike: bool = False  # whether the step before is counted in the same files


def funnel(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    places = [place for place in profile(str(settings["model"])) if kpi_of(data, place.kpi)]
    steps = _linked(_steps(data, scope, places, language))
    if not any(step.now.value is not None for step in steps):
        return no_data(COLUMNS, language, "posts", "account_daily", "ads", "web")
    table = AnalysisTable(COLUMNS, [_row(step, language) for step in steps], _notes(steps, language))
    if not comparable(data.coverage, scope.platform, scope.period):
        return table
    return replace(table, findings=_findings(steps, language))


def _steps(data: Data, scope: Scope, places: Sequence[Place], language: Language) -> list[Step]:
    earlier = replace(scope, period=scope.period.previous())
    requests = [(place.kpi, one) for place in places for one in (scope, earlier)]
    results = kpi_values(data, requests, language)
    found: list[Step] = []
    for at, place in enumerate(places):
        kpi = kpi_of(data, place.kpi)
        label = kpi.label.get(language, kpi.id) if kpi else place.kpi
        found.append(Step(place, label, results[2 * at], results[2 * at + 1]))
    return found


def _linked(steps: Sequence[Step]) -> list[Step]:
    """Each step with the part that it is of the step before it."""
    previous: Step | None = None
    found: list[Step] = []
    for step in steps:
        linked = step
        if step.place.step and previous is not None:
            linked = replace(
                step,
                part=_part(step.now.value, previous.now.value),
                part_before=_part(step.before.value, previous.before.value),
                alike=_files(step.now) == _files(previous.now) and _files(step.before) == _files(previous.before),
            )
        found.append(linked)
        previous = step if step.place.step else previous
    return found


def _files(result: Result) -> set[str]:
    return {source.file for source in result.sources}


def _part(value: float | None, of: float | None) -> Part | None:
    return None if value is None or not of else Part(value, of)


def _row(step: Step, language: Language) -> Cells:
    head = (STAGES[step.place.stage][language], step.label, step.now.value, step.now.unit, step.before.value)
    return (*head, *_rates(step.part), step.place.kpi, int(step.place.step))


def _rates(part: Part | None) -> tuple[float | None, ...]:
    if part is None or not part.is_sound():
        return (None, None, None, None)
    return (part.share, *wilson(part), 1 - part.share)


def _notes(steps: Sequence[Step], language: Language) -> tuple[str, ...]:
    lacking = [
        _SAY("missing", language, kpi=step.label, why=step.now.missing.text) for step in steps if step.now.missing
    ]
    broken = [step.label for step in steps if step.part and not step.part.is_sound()]
    return (*(_SAY("not_nested", language, kpi=label) for label in broken), *lacking)


def _findings(steps: Sequence[Step], language: Language) -> tuple[Finding, ...]:
    """Steps that fewer take than in the period before, beyond chance.

    Only between steps of the same files: impressions of six platforms over clicks of two say nothing, if a seventh
    joins.
    """
    found: list[Finding] = []
    names = {id(now): before.label for before, now in pairwise([one for one in steps if one.place.step])}
    for at, step in enumerate(steps):
        now, before = step.part, step.part_before
        if not step.alike or now is None or before is None or not now.is_sound() or not before.is_sound():
            continue
        test = difference(before, now)
        enough = min(now.of, before.of) >= _ENOUGH and abs(test.difference) >= before.share / 10
        if verdict_of(test.difference, test.p, enough=enough) != "lower":
            continue
        told = {"now": format_percent(now.share, language, 2), "before": format_percent(before.share, language, 2)}
        change = format_number(100 * test.difference, language, 2)
        text = _SAY("fell", language, one=names[id(step)], other=step.label, change=change, **told)
        importance = min(1.0, -test.difference / before.share)
        found.append(Finding(text, importance, at, _SAY("advice", language), step.place.kpi))
    return tuple(found)


def by_hand(given: Given, _: Settings, language: Language) -> AnalysisTable:
    """Rates and intervals between counts that were typed, the widest step first.

    Raises:
        UsageError: there are fewer than two counts, or as many names as counts are not given.
    """
    counts = given.values.get("counts")
    if not isinstance(counts, tuple) or len(counts) < 2:  # noqa: PLR2004 - a rate needs two
        raise UsageError("A funnel has at least two steps.", "Write counts=10000,500,40.")
    named = str(given.values.get("steps", ""))
    names = [name.strip() for name in named.split(">")] if named else [str(at) for at in range(1, len(counts) + 1)]
    if len(names) != len(counts):
        raise UsageError(f"There are {len(counts)} counts and {len(names)} steps.", "Write one name for each count.")
    parts = [None, *(_part(now, before) for before, now in pairwise(counts))]
    rows = [
        ("", name, count, "count", None, *_rates(part), "", 1)
        for name, count, part in zip(names, counts, parts, strict=True)
    ]
    broken = [name for name, part in zip(names, parts, strict=True) if part and not part.is_sound()]
    return AnalysisTable(COLUMNS, rows, tuple(_SAY("not_nested", language, kpi=name) for name in broken))


BY_HAND = ByHand(
    by_hand,
    (
        Argument("counts", "numbers", labels("Counts of the steps", "Antall i hvert steg", "Antal i varje steg")),
        Argument("steps", "text", labels("Names: a > b > c", "Navn: a > b > c", "Namn: a > b > c"), required=False),
    ),
)
_NEEDS = ("posts.impressions", "ads.link_clicks", "web.sessions", "leads.lead_id", "orders.order_id", "visits.visitors")


def restaurant(data: Data, scope: Scope, _: Settings, language: Language) -> AnalysisTable:
    return funnel(data, scope, {"model": "restaurant"}, language)


def _names(*models: str) -> tuple[str, ...]:
    every: Mapping[str, Mapping[str, str]] = MODELS
    return tuple(name for model in models for name in dict.fromkeys((f"{model} funnel", *every[model].values())))


ANALYSES = (
    Analysis(
        id="business_model_funnel",
        area="practice",
        label=labels("Funnel by business model", "Trakt etter forretningsmodell", "Tratt per affärsmodell"),
        columns=COLUMNS,
        needs=_NEEDS,
        calculate=funnel,
        source="the project",
        settings=(MODEL,),
        by_hand=BY_HAND,
        aliases=("funnel", "trakt", "tratt", *_names("dtc", "b2b", "saas", "car_dealer", "store")),
    ),
    Analysis(
        id="restaurant_pack",
        area="practice",
        label=labels("Restaurant pack", "Restaurantpakke", "Restaurangpaket"),
        columns=COLUMNS,
        needs=("visits.visitors", "reviews.review_id", "posts.engagements", "orders.customer"),
        calculate=restaurant,
        source="the project",
        aliases=("restaurant", "restaurang"),
    ),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return ANALYSES
