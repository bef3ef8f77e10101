"""How much effort people made: a like is little, a click more, a lead most. The weights are opinion, and are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
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
    as_dicts,
    formula_values,
    hookimpl,
    labels,
    no_data,
    platform_name,
    rows_in_scope,
    texts_beside,
)
from kpi_xl_analyses._columns import PLATFORM, Cells
from kpi_xl_analyses.platforms._present import platforms_in

if TYPE_CHECKING:
    from kpi_xl import Data, Scope

COLUMNS = (
    PLATFORM,
    AnalysisColumn("action", labels("Action", "Handling", "Handling")),
    AnalysisColumn("count", labels("Count", "Antall", "Antal"), "count"),
    AnalysisColumn("weight", labels("Weight", "Vekt", "Vikt"), "number"),
    AnalysisColumn("points", labels("Points", "Poeng", "Poäng"), "number"),
    AnalysisColumn("per_thousand", labels("Per 1,000 seen by", "Per 1000 sett av", "Per 1 000 sett av"), "number"),
)
# The action, its usual weight, where it is counted.
_ACTIONS: Mapping[str, tuple[float, str, Mapping[str, str]]] = {
    "likes": (1, "content.likes", labels("Likes", "Likerklikk", "Gilla-markeringar")),
    "comments": (3, "content.comments", labels("Comments", "Kommentarer", "Kommentarer")),
    "shares": (3, "content.shares", labels("Shares", "Delinger", "Delningar")),
    "saves": (3, "content.saves", labels("Saves", "Lagringer", "Sparade")),
    "link_clicks": (5, "content.link_clicks", labels("Link clicks", "Lenkeklikk", "Länkklick")),
    "profile_visits": (2, "activity.profile_visits", labels("Profile visits", "Profilbesøk", "Profilbesök")),
    "follows": (4, "account_daily.follows", labels("New followers", "Nye følgere", "Nya följare")),
    "leads": (20, "count(leads.lead_id)", labels("Leads", "Leads", "Leads")),
}
_SEEN = ("reach", "impressions", "views")
_SAY = texts_beside(__file__)


def intent_score(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    rows: list[Cells] = []
    notes = [_SAY("opinion", language)]
    platforms = platforms_in(data, scope, ("posts", "account_daily"))
    scopes = [replace(scope, platform=platform) for platform in platforms]
    every = {name: formula_values(data, scopes, formula, "count") for name, (_, formula, _) in _ACTIONS.items()}
    for at, platform in enumerate(platforms):
        counts = {name: found[at].value for name, found in every.items()}
        rows += _rows(platform_name(platform), counts, _seen(data, scopes[at]), settings, language)
        missing = [_ACTIONS[name][2][language] for name, count in counts.items() if count is None]
        told = {"platform": platform_name(platform), "actions": ", ".join(missing)}
        notes += [_SAY("missing", language, **told)] if missing else []
    return AnalysisTable(COLUMNS, rows, tuple(notes)) if rows else no_data(COLUMNS, language, "posts", "account_daily")


def _seen(data: Data, scope: Scope) -> float | None:
    """How often somebody was reached by a post, one person once for each: it is only what points are held against."""
    import narwhals as nw  # noqa: PLC0415 - plugins are listed without loading an engine

    posts = rows_in_scope(data, "posts", scope)
    if posts is None:
        return None
    sums = as_dicts(posts.select(nw.col(figure).cast(nw.Float64).sum() for figure in _SEEN))[0]
    return next((float(sums[figure]) for figure in _SEEN if sums[figure]), None)


def _rows(
    platform: str, counts: Mapping[str, float | None], seen: float | None, settings: Settings, language: Language
) -> list[Cells]:
    """An action a row; the last row has all points, and how many that is for each thousand who saw something."""
    rows: list[Cells] = []
    total = 0.0
    for name, count in counts.items():
        if count is not None:
            weight = float(settings[f"weight_{name}"])
            total += count * weight
            rows.append((platform, _ACTIONS[name][2][language], count, weight, count * weight, None))
    if not rows:
        return []
    return [*rows, (platform, _SAY("all", language), None, None, total, 1000 * total / seen if seen else None)]


def by_hand(given: Given, settings: Settings, language: Language) -> AnalysisTable:
    numbers = {name: float(value) for name, value in given.values.items() if isinstance(value, int | float)}
    counts = {name: numbers.get(name) for name in _ACTIONS}
    return AnalysisTable(
        COLUMNS, _rows("", counts, numbers.get("reach"), settings, language), (_SAY("opinion", language),)
    )


ANALYSIS = Analysis(
    id="intent_score",
    area="analysis",
    label=labels("Depth of intent", "Intensjonspoeng", "Avsiktspoäng"),
    columns=COLUMNS,
    needs=("posts.likes", "posts.comments", "posts.shares", "posts.link_clicks", "posts.reach", "leads.lead_id"),
    calculate=intent_score,
    source="the project",
    settings=tuple(
        Setting(f"weight_{name}", float(weight), labels(*(f"{label[one]}" for one in ("en", "nb", "sv"))))
        for name, (weight, _, label) in _ACTIONS.items()
    ),
    by_hand=ByHand(
        by_hand,
        (
            *(Argument(name, "number", label, required=False) for name, (_, _, label) in _ACTIONS.items()),
            Argument("reach", "number", labels("Reach", "Rekkevidde", "Räckvidd"), required=False),
        ),
    ),
    aliases=("intent score", "depth of intent", "intensjon", "avsikt"),
    finds=False,
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
