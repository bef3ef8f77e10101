"""Whether a story brings more visits to the site than an ordinary post.

By clicks on the links of each story and post where the platform counts them; then it is also known how much items
differ among themselves (quasi-Poisson). By sessions with a utm_content there are only totals, and no verdict.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
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
    as_dicts,
    format_number,
    hookimpl,
    labels,
    no_data,
    not_exported,
    rows_in_scope,
    texts_beside,
    whole,
)
from kpi_xl_analyses._columns import HIGH_FIGURE, LOW_FIGURE, VERDICT, Cells, P
from kpi_xl_analyses._verdicts import Verdict, verdict_of, verdict_word
from kpi_xl_analyses._web import web_sums
from kpi_xl_analyses.content._types import type_of, types_by_content
from kpi_xl_analyses.statistics.intervals import two_sided
from kpi_xl_analyses.statistics.ratios import RateRatio, overdispersion, rate_ratio

if TYPE_CHECKING:
    from kpi_xl import Data, Language, Scope, Settings

COLUMNS = (
    AnalysisColumn("kind", labels("Kind", "Type", "Typ")),
    AnalysisColumn("basis", labels("Counted by", "Talt etter", "Räknat på")),
    AnalysisColumn("items", labels("Published", "Publisert", "Publicerade"), "count"),
    AnalysisColumn("visits", labels("Visits", "Besøk", "Besök"), "count"),
    AnalysisColumn("per_item", labels("Visits each", "Besøk per stykk", "Besök per styck"), "number"),
    LOW_FIGURE,
    HIGH_FIGURE,
    AnalysisColumn("ratio", labels("Times as many", "Ganger så mange", "Gånger så många"), "number"),
    AnalysisColumn("ratio_low", labels("Ratio from", "Forhold fra", "Kvot från"), "number"),
    AnalysisColumn("ratio_high", labels("Ratio to", "Forhold til", "Kvot till"), "number"),
    P,
    VERDICT,
)
_SAY = texts_beside(__file__)
_KINDS = ("story", "post")
_ENOUGH = 10  # items of each kind


@dataclass(frozen=True, slots=True)
class Traffic:
    """What items of one kind brought; `each` where it is known of every single one."""

    items: int
    visits: float
    each: tuple[float, ...] = ()

    @property
    def per_item(self) -> float:
        return self.visits / self.items


def story_vs_post_traffic(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    rows = rows_in_scope(data, "posts", scope)
    if rows is None:
        return no_data(COLUMNS, language, "posts")
    posts = [
        ("story" if row["format"] == "story" else "post", row["link_clicks"])
        for row in as_dicts(rows.select("format", "link_clicks"))
    ]
    wanted = ("link_clicks", "sessions") if settings["basis"] == "auto" else (str(settings["basis"]),)
    for basis in wanted:
        found = _by_clicks(posts) if basis == "link_clicks" else _by_sessions(data, scope, posts)
        if all(found[kind].items for kind in _KINDS) and any(found[kind].visits for kind in _KINDS):
            return _table(
                found, basis, language, sayable=whole(data.coverage, scope.platform, scope.period, ("posts",))
            )
    return not_exported(COLUMNS, language, "posts.format", "posts.link_clicks")


def by_hand(given: Given, settings: Settings, language: Language) -> AnalysisTable:
    """`stories=12,8,15 posts=4,6,9`: the visits that each single one brought.

    Raises:
        UsageError: a list is missing, or holds a number below 0.
    """
    del settings
    found: dict[str, Traffic] = {}
    for kind, name in zip(_KINDS, ("stories", "posts"), strict=True):
        each = given.values.get(name)
        if not isinstance(each, tuple) or min(each) < 0:
            raise UsageError(f"“{name}” is to be a list of visits.", f"Write {name}=12,8,15.")
        found[kind] = Traffic(len(each), sum(each), each)
    return _table(found, "link_clicks", language, sayable=True)


def _by_clicks(posts: Sequence[tuple[str, float | None]]) -> dict[str, Traffic]:
    found: dict[str, Traffic] = {}
    for kind in _KINDS:
        each = tuple(sorted(clicks for own, clicks in posts if own == kind and clicks is not None))
        found[kind] = Traffic(len(each), sum(each), each)
    return found


def _by_sessions(data: Data, scope: Scope, posts: Sequence[tuple[str, float | None]]) -> dict[str, Traffic]:
    known = types_by_content(data)
    visits = dict.fromkeys(_KINDS, 0.0)
    for row in web_sums(data, scope, ("content",), ("sessions",)) or ():
        kind = type_of(row["content"], known)
        if kind:
            visits["story" if kind == "story" else "post"] += row["sessions"]
    return {kind: Traffic(sum(own == kind for own, _ in posts), visits[kind]) for kind in _KINDS}


def _table(found: Mapping[str, Traffic], basis: str, language: Language, *, sayable: bool) -> AnalysisTable:
    story, post = (found[kind] for kind in _KINDS)
    dispersion = overdispersion(story.each, post.each) if story.each and post.each else None
    test = rate_ratio((story.visits, story.items), (post.visits, post.items), dispersion or 1.0)
    enough = dispersion is not None and min(story.items, post.items) >= _ENOUGH
    verdict = verdict_of(test.ratio - 1, test.p, enough=enough) if test else "few"
    rows = [
        (*_own(kind, found[kind], basis, dispersion, language), *_against(kind, test, dispersion, verdict, language))
        for kind in _KINDS
    ]
    notes = (_SAY("hours", language),) if dispersion else (_SAY("hours", language), _SAY("totals", language))
    told = sayable and test is not None and verdict in {"higher", "lower"}
    return AnalysisTable(COLUMNS, rows, notes, findings=_findings(found, test, language) if told and test else ())


def _own(kind: str, traffic: Traffic, basis: str, dispersion: float | None, language: Language) -> Cells:
    reach = two_sided() * sqrt(dispersion * traffic.visits) / traffic.items if dispersion else None
    low = max(0.0, traffic.per_item - reach) if reach is not None else None
    high = traffic.per_item + reach if reach is not None else None
    shown = (_SAY(kind, language), _SAY(basis, language))
    return (*shown, traffic.items, traffic.visits, traffic.per_item, low, high)


def _against(
    kind: str, test: RateRatio | None, dispersion: float | None, verdict: Verdict, language: Language
) -> Cells:
    """The story's row holds the comparison; chance is told only where the spread of items is known."""
    if kind != "story" or test is None:
        return (None, None, None, None, "")
    word = verdict_word(verdict, language)
    if dispersion is None:
        return (test.ratio, None, None, None, word)
    return (test.ratio, *test.interval, test.p, word)


def _findings(found: Mapping[str, Traffic], test: RateRatio, language: Language) -> tuple[Finding, ...]:
    each = {kind: format_number(found[kind].per_item, language, 1) for kind in _KINDS}
    text = _SAY("differs", language, ratio=format_number(test.ratio, language, 1 if test.ratio >= 1 else 2), **each)
    advice = _SAY("more_stories" if test.ratio > 1 else "more_posts", language)
    return (Finding(text, 0.5 * (1 - test.p), 0, advice),)


ANALYSIS = Analysis(
    id="story_vs_post_traffic",
    area="content",
    label=labels("Stories against posts: visits", "Stories mot innlegg: trafikk", "Stories mot inlägg: trafik"),
    columns=COLUMNS,
    needs=("posts.format", "posts.link_clicks", "web.content", "web.sessions"),
    calculate=story_vs_post_traffic,
    source="https://www.statsmodels.org/stable/generated/statsmodels.stats.rates.test_poisson_2indep.html",
    settings=(
        Setting("basis", "auto", labels("Counted by", "Talt etter", "Räknat på"), ("auto", "link_clicks", "sessions")),
    ),
    by_hand=ByHand(
        by_hand,
        (
            Argument("stories", "numbers", labels("Visits of each story", "Besøk per story", "Besök per story")),
            Argument("posts", "numbers", labels("Visits of each post", "Besøk per innlegg", "Besök per inlägg")),
        ),
    ),
    aliases=("stories vs posts", "stories mot innlegg", "stories mot inlägg", "story traffic"),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
