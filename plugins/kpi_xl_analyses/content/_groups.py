"""Groups of posts held against each other: by format, by topic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import exp, log
from statistics import median
from typing import TYPE_CHECKING

from kpi_xl import (
    AnalysisColumn,
    AnalysisTable,
    Finding,
    Given,
    UsageError,
    format_number,
    format_percent,
    labels,
    no_data,
    not_exported,
    texts_beside,
    whole,
)
from kpi_xl_analyses._columns import HIGH_FIGURE, LOW_FIGURE, MEDIAN_RATE, P_ADJUSTED, POSTS, VERDICT, Cells, P
from kpi_xl_analyses._verdicts import Verdict, told_once, verdict_of, verdict_word
from kpi_xl_analyses.content._posts import Post, posts_with_rates
from kpi_xl_analyses.statistics.means import mann_whitney, sample_of, welch
from kpi_xl_analyses.statistics.multiple_testing import benjamini_hochberg

if TYPE_CHECKING:
    from kpi_xl import Data, Language, Scope, Settings

_ENOUGH = 10  # posts a group, before a verdict

_SAY = texts_beside(__file__)


@dataclass(frozen=True, slots=True)
class Pair:
    """One group of posts against another; the ratio is of typical rates, the first over the second."""

    group: str
    against: str
    posts: Sequence[Post]
    others: Sequence[Post]
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    p_welch: float | None = None
    p: float | None = None
    p_adjusted: float | None = None
    verdict: Verdict = "few"


def columns(key: str, label: Mapping[str, str]) -> tuple[AnalysisColumn, ...]:
    return (
        AnalysisColumn(key, label),
        AnalysisColumn("against", labels("Against", "Mot", "Mot")),
        POSTS,
        MEDIAN_RATE,
        AnalysisColumn("against_posts", labels("Their posts", "Deres innlegg", "Deras inlägg"), "count"),
        AnalysisColumn("against_median", labels("Their median", "Deres median", "Deras median"), "percent"),
        AnalysisColumn("ratio", labels("Times as high", "Ganger så høy", "Gånger så hög"), "number"),
        LOW_FIGURE,
        HIGH_FIGURE,
        AnalysisColumn("p_welch", labels("p by Welch", "p etter Welch", "p enligt Welch"), "number"),
        P,
        P_ADJUSTED,
        VERDICT,
    )


def compared(groups: Mapping[str, Sequence[Post]], *, pairs: bool) -> list[Pair]:
    """Every group against all others together, or every two groups; p values adjusted (Benjamini–Hochberg)."""
    names = sorted(groups, key=lambda name: (-len(groups[name]), name))
    if pairs:
        made = [Pair(one, other, groups[one], groups[other]) for one, other in combinations(names, 2)]
    else:
        made = [Pair(one, "", groups[one], [p for name in names if name != one for p in groups[name]]) for one in names]
    found = [_tested(pair) for pair in made]
    adjusted = iter(benjamini_hochberg([pair.p for pair in found if pair.p is not None]))
    return [_judged(pair, next(adjusted)) if pair.p is not None else pair for pair in found]


def _tested(pair: Pair) -> Pair:
    logs = [[post.relative for post in side] for side in (pair.posts, pair.others)]
    samples = [sample_of(side) for side in logs]
    if samples[0] is None or samples[1] is None:
        return pair
    test = welch(samples[0], samples[1])
    rank = mann_whitney(*logs)
    if test is None:
        return replace(pair, p=rank)
    ratio, low, high = (exp(one) for one in (samples[0].mean - samples[1].mean, *test.interval))
    return replace(pair, ratio=ratio, low=low, high=high, p_welch=test.p, p=rank)


def _judged(pair: Pair, adjusted: float) -> Pair:
    enough = min(len(pair.posts), len(pair.others)) >= _ENOUGH
    verdict = verdict_of((pair.ratio or 1) - 1, adjusted, enough=enough)
    # Both tests have to see it: ranks alone can differ where the typical rates do not.
    if verdict in {"higher", "lower"} and (pair.p_welch is None or pair.p_welch >= 0.05):  # noqa: PLR2004 - as ALPHA
        verdict = "unclear"
    return replace(pair, p_adjusted=adjusted, verdict=verdict)


def group_table(
    data: Data, scope: Scope, settings: Settings, language: Language, shown: tuple[AnalysisColumn, ...]
) -> AnalysisTable:
    """The table of an analysis that compares posts by one of their columns."""
    key = shown[0].key
    posts = posts_with_rates(data, scope, key)
    if posts is None:
        return no_data(shown, language, "posts")
    groups: dict[str, list[Post]] = defaultdict(list)
    for post in posts:
        groups[post.group].append(post)
    without = len(groups.pop("", []))
    if not groups:
        return not_exported(shown, language, f"posts.{key}", "posts.engagements", "posts.reach")
    found = compared(groups, pairs=settings["against"] == "pairs")
    sayable = whole(data.coverage, scope.platform, scope.period, ("posts",))
    notes = [_SAY("basis", language, posts=len(posts) - without), _SAY("not_caused", language)]
    if without:
        notes.append(_SAY("without", language, posts=without, what=shown[0].label[language].lower()))
    return AnalysisTable(
        shown,
        [_cells(pair, language) for pair in found],
        tuple(notes),
        findings=tuple(_findings(found, len(posts), language)) if sayable else (),
    )


def by_hand(given: Given, language: Language, shown: tuple[AnalysisColumn, ...]) -> AnalysisTable:
    """`a=0.031,0.042 b=0.02,0.025`: the rates of single posts of two kinds.

    Raises:
        UsageError: a list is missing, or a rate is not above 0.
    """
    groups: dict[str, list[Post]] = {}
    for name in ("a", "b"):
        rates = given.values.get(name)
        if not isinstance(rates, tuple) or min(rates) <= 0:
            raise UsageError(f"“{name}” is to be a list of rates above 0.", f"Write {name}=0.031,0.042,0.027.")
        groups[name.upper()] = [Post("", name, None, rate, 1.0, log(rate)) for rate in rates]
    return AnalysisTable(shown, [_cells(pair, language) for pair in compared(groups, pairs=True)])


def _cells(pair: Pair, language: Language) -> Cells:
    medians = [median(post.rate for post in side) if side else None for side in (pair.posts, pair.others)]
    counts = len(pair.posts), len(pair.others)
    return (
        pair.group,
        pair.against or _SAY("rest", language),
        counts[0],
        medians[0],
        counts[1],
        medians[1],
        pair.ratio,
        pair.low,
        pair.high,
        pair.p_welch,
        pair.p,
        pair.p_adjusted,
        verdict_word(pair.verdict, language),
    )


def _findings(pairs: Sequence[Pair], every: int, language: Language) -> list[Finding]:
    found: list[Finding] = []
    for at, pair in enumerate(pairs):
        if pair.verdict not in {"higher", "lower"} or pair.ratio is None:
            continue
        text = _SAY(
            "higher",
            language,
            group=pair.group,
            against=f"“{pair.against}”" if pair.against else _SAY("rest", language),
            ratio=format_number(pair.ratio, language, 1 if pair.ratio >= 1 else 2),
            median=format_percent(median(post.rate for post in pair.posts), language, 2),
            posts=len(pair.posts),
        )
        advice = _SAY("try_more" if pair.verdict == "higher" else "try_less", language, group=pair.group)
        importance = len(pair.posts) / every * (1 - (pair.p_adjusted or 0.0))
        found.append(Finding(text, importance, at, advice))
    return list(told_once(found, sum(not pair.against for pair in pairs)))
