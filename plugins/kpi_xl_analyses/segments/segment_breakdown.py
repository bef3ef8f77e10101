"""The same rate in parts of the audience: age and gender, device, placement; each part against all others.

Impressions of one ad on one day are no independent trials, so of ads each row is one case (delta method). Where the
sign turns round once campaigns are looked at one by one (Simpson), nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import TYPE_CHECKING

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    Finding,
    Setting,
    format_percent,
    hookimpl,
    labels,
    not_exported,
    texts_beside,
    whole,
)
from kpi_xl_analyses._columns import (
    DIFFERENCE,
    DIFFERENCE_HIGH,
    DIFFERENCE_LOW,
    HIGH,
    KPI,
    LOW,
    P_ADJUSTED,
    SEGMENT,
    VERDICT,
    Cells,
    P,
)
from kpi_xl_analyses._verdicts import Verdict, verdict_of, verdict_word
from kpi_xl_analyses.segments._cases import Case, cases_of
from kpi_xl_analyses.statistics.intervals import two_sided
from kpi_xl_analyses.statistics.multiple_testing import benjamini_hochberg
from kpi_xl_analyses.statistics.ratios import Ratio, RatioTest, ratio_of, ratio_test

if TYPE_CHECKING:
    from kpi_xl import Data, Language, Scope, Settings

COLUMNS = (
    KPI,
    AnalysisColumn("dimension", labels("Split by", "Delt etter", "Delat efter")),
    SEGMENT,
    AnalysisColumn("cases", labels("Cases", "Tilfeller", "Fall"), "count"),
    AnalysisColumn("base", labels("Out of", "Av", "Av"), "count"),
    AnalysisColumn("hits", labels("Count", "Antall", "Antal"), "count"),
    AnalysisColumn("rate", labels("Rate", "Rate", "Grad"), "percent"),
    LOW,
    HIGH,
    DIFFERENCE,
    DIFFERENCE_LOW,
    DIFFERENCE_HIGH,
    P,
    P_ADJUSTED,
    VERDICT,
)
_SAY = texts_beside(__file__)


@dataclass(frozen=True, slots=True)
class Segment:
    """One part against the rest of its dimension."""

    kpi: str
    dimension: str
    name: str
    cases: Sequence[Case]
    ratio: Ratio | None
    test: RatioTest | None
    enough: bool
    turns: bool  # whether the sign turns round within campaigns
    p_adjusted: float | None = None
    verdict: Verdict = "few"

    @property
    def rate(self) -> float:
        return sum(case.hits for case in self.cases) / sum(case.of for case in self.cases)


def segment_breakdown(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    every = [case for case in cases_of(data, scope) if settings["dimension"] in {"", case.dimension} and case.of > 0]
    if not every:
        return not_exported(COLUMNS, language, "ads.breakdown", "web.device", "survey_responses.segment")
    found: list[Segment] = []
    for kpi, dimension in sorted({(case.kpi, case.dimension) for case in every}):
        found += _judged(_segments([case for case in every if (case.kpi, case.dimension) == (kpi, dimension)]))
    notes = [_SAY("simpson", language, segment=one.name) for one in found if one.turns]
    sayable = whole(data.coverage, scope.platform, scope.period, ("ads", "web", "survey_responses"))
    rows = [_cells(one, language) for one in found]
    findings = tuple(_findings(found, language)) if sayable else ()
    return AnalysisTable(COLUMNS, rows, (_SAY("hidden", language), *notes), findings=findings)


def _segments(cases: Sequence[Case]) -> list[Segment]:
    base: dict[str, float] = {}
    for case in cases:
        base[case.segment] = base.get(case.segment, 0.0) + case.of
    return [_segment(name, cases) for name in sorted(base, key=lambda name: (-base[name], name))]


def _segment(name: str, cases: Sequence[Case]) -> Segment:
    own = [case for case in cases if case.segment == name]
    rest = [case for case in cases if case.segment != name]
    ratios = [_ratio(side) for side in (own, rest)]
    test = ratio_test(ratios[1], ratios[0]) if ratios[0] and ratios[1] else None
    enough = all(_is_enough(side) for side in (own, rest))
    turns = test is not None and _within_campaigns(own, rest) * test.difference < 0
    return Segment(own[0].kpi, own[0].dimension, name, own, ratios[0], test, enough, turns)


def _ratio(cases: Sequence[Case]) -> Ratio | None:
    """Of single people or visits by the binomial variance, of rows that hold many by how the rows differ."""
    hits, of = sum(case.hits for case in cases), sum(case.of for case in cases)
    if cases and cases[0].independent and 0 <= hits <= of:
        share = hits / of
        return Ratio(share, share * (1 - share) / of, round(of))
    return ratio_of([case.hits for case in cases], [case.of for case in cases])


def _is_enough(cases: Sequence[Case]) -> bool:
    hits, of = sum(case.hits for case in cases), sum(case.of for case in cases)
    count = of if cases and cases[0].independent else 3 * len(cases)  # ten rows weigh as much as thirty people
    return count >= 30 and min(hits, of - hits) >= 5  # noqa: PLR2004 - the least for a verdict


def _within_campaigns(own: Sequence[Case], rest: Sequence[Case]) -> float:
    """The difference within campaigns, each weighed by what both sides have in it; 0 where none has both."""
    total = 0.0
    for stratum in {case.stratum for case in own} & {case.stratum for case in rest}:
        sides = [[case for case in side if case.stratum == stratum] for side in (own, rest)]
        bases = [sum(case.of for case in side) for side in sides]
        rates = [sum(case.hits for case in side) / base for side, base in zip(sides, bases, strict=True)]
        total += (rates[0] - rates[1]) * bases[0] * bases[1] / sum(bases)
    return total


def _judged(found: Sequence[Segment]) -> list[Segment]:
    adjusted = iter(benjamini_hochberg([one.test.p for one in found if one.test]))
    return [_with_verdict(one, one.test, next(adjusted)) if one.test else one for one in found]


def _with_verdict(one: Segment, test: RatioTest, adjusted: float) -> Segment:
    verdict = verdict_of(test.difference, adjusted, enough=one.enough)
    return replace(one, p_adjusted=adjusted, verdict="unclear" if one.turns and verdict != "few" else verdict)


def _cells(one: Segment, language: Language) -> Cells:
    reach = two_sided() * sqrt(one.ratio.variance) if one.ratio else None
    test, base = one.test, sum(case.of for case in one.cases)
    return (
        one.kpi,
        one.dimension,
        one.name,
        round(base) if one.cases[0].independent else len(one.cases),
        base,
        sum(case.hits for case in one.cases),
        one.rate,
        max(0.0, one.rate - reach) if reach is not None else None,
        one.rate + reach if reach is not None else None,
        test.difference if test else None,
        test.interval.low if test else None,
        test.interval.high if test else None,
        test.p if test else None,
        one.p_adjusted,
        verdict_word(one.verdict, language),
    )


def _findings(found: Sequence[Segment], language: Language) -> list[Finding]:
    told: list[Finding] = []
    for at, one in enumerate(found):
        if one.verdict not in {"higher", "lower"} or one.test is None:
            continue
        text = _SAY(
            "differs",
            language,
            segment=one.name,
            dimension=one.dimension,
            kpi=_SAY(one.kpi, language),
            rate=format_percent(one.rate, language, 2),
            rest=format_percent(one.rate - one.test.difference, language, 2),
        )
        same = [other for other in found if (other.kpi, other.dimension) == (one.kpi, one.dimension)]
        if len(same) == 2 and one is same[1]:  # noqa: PLR2004 - of two the first says it all
            continue
        share = sum(case.of for case in one.cases) / sum(case.of for other in same for case in other.cases)
        advice = _SAY("try", language, segment=one.name) if one.verdict == "higher" else ""
        told.append(Finding(text, share * (1 - (one.p_adjusted or 0.0)), at, advice))
    return told


ANALYSIS = Analysis(
    id="segment_breakdown",
    area="segments",
    label=labels("Segments compared", "Segmentering", "Segmentering"),
    columns=COLUMNS,
    needs=(
        "ads.breakdown", "ads.breakdown_value", "ads.impressions", "ads.link_clicks", "ads.clicks", "web.device",
        "web.sessions", "web.key_events", "survey_responses.segment", "survey_responses.score",
    ),
    calculate=segment_breakdown,
    source="https://arxiv.org/abs/1803.06336",
    settings=(Setting("dimension", "", labels("Split by", "Delt etter", "Delat efter")),),
    aliases=("segments", "demographics", "age and gender", "demografi", "målgrupper", "segmenter", "målgrupp"),
)  # fmt: skip


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
