"""Which variant of an experiment is better, held against the first one, the control.

Variants of different experiments are never put together. Platforms do not hand variants out by chance, so a difference
between two ads is one between their audiences, too; a note says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
    format_percent,
    hookimpl,
    labels,
    no_data,
    not_exported,
    texts_beside,
)
from kpi_xl_analyses._columns import DIFFERENCE, P_ADJUSTED, VERDICT, Cells, P
from kpi_xl_analyses._verdicts import Verdict, verdict_of, verdict_word
from kpi_xl_analyses.statistics.bayes import second_is_better
from kpi_xl_analyses.statistics.multiple_testing import benjamini_hochberg, holm
from kpi_xl_analyses.statistics.proportions import Difference, Part, difference, smallest_expected, wilson

if TYPE_CHECKING:
    from kpi_xl import Data, Language, Scope, Settings

COLUMNS = (
    AnalysisColumn("experiment", labels("Experiment", "Eksperiment", "Experiment")),
    AnalysisColumn("variant", labels("Variant", "Variant", "Variant")),
    AnalysisColumn("trials", labels("Shown", "Vist", "Visad"), "count"),
    AnalysisColumn("successes", labels("Worked", "Virket", "Fungerade"), "count"),
    AnalysisColumn("rate", labels("Rate", "Andel", "Andel"), "percent"),
    AnalysisColumn("rate_low", labels("Rate from", "Andel fra", "Andel från"), "percent"),
    AnalysisColumn("rate_high", labels("Rate to", "Andel til", "Andel till"), "percent"),
    DIFFERENCE,
    AnalysisColumn("low", labels("Difference from", "Forskjell fra", "Skillnad från"), "percent"),
    AnalysisColumn("high", labels("Difference to", "Forskjell til", "Skillnad till"), "percent"),
    AnalysisColumn("lift", labels("Relative difference", "Relativ forskjell", "Relativ skillnad"), "percent"),
    AnalysisColumn("z", labels("z", "z", "z"), "number"),
    P,
    P_ADJUSTED,
    AnalysisColumn("p_b_gt_a", labels("Chance of better", "Sjanse for bedre", "Chans till bättre"), "percent"),
    AnalysisColumn("method", labels("Test", "Test", "Test")),
    VERDICT,
)  # fmt: skip

_SAY = texts_beside(__file__)
_ENOUGH = 30


@dataclass(frozen=True, slots=True)
class Held:
    """One variant against the control; the control itself has no test."""

    variant: str
    part: Part
    test: Difference | None = None
    p_adjusted: float | None = None
    better: float | None = None
    verdict: Verdict = ""


def held_against_first(variants: Mapping[str, Part], settings: Settings) -> list[Held]:
    """Every variant against the first, p values adjusted for as many variants."""
    names = list(variants)
    control = variants[names[0]]
    tests = [difference(control, variants[name], float(settings["confidence"])) for name in names[1:]]
    adjust = holm if settings["adjust"] == "holm" else benjamini_hochberg
    adjusted = adjust([test.p for test in tests])
    found = [Held(names[0], control)]
    for name, test, p in zip(names[1:], tests, adjusted, strict=True):
        part = variants[name]
        enough = min(control.of, part.of) >= _ENOUGH and _has_moved(control, part)
        verdict = verdict_of(test.difference, p, enough=enough)
        found.append(Held(name, part, test, p, second_is_better(control, part), verdict))
    return found


def _has_moved(first: Part, second: Part) -> bool:
    """Whether both outcomes were seen often enough that a verdict does not hang on one or two people."""
    return smallest_expected(first, second) >= 5  # noqa: PLR2004 - the usual rule for counts in a table


def ab_test(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    """All experiments of the inputs workbook; they have no days, so the period does not matter."""
    del scope
    frame = data.frames.get("experiments")
    if frame is None:
        return no_data(COLUMNS, language, "experiments")
    rows = as_dicts(
        frame.select("experiment", "variant", "trials", "successes", "_batch", "_row").sort("_batch", "_row")
    )
    experiments: dict[str, dict[str, Part]] = {}
    for row in rows:
        if row["trials"] and row["successes"] is not None:
            variants = experiments.setdefault(str(row["experiment"]), {})
            own = variants.get(str(row["variant"]), Part(0, 0))
            variants[str(row["variant"])] = Part(own.hits + row["successes"], own.of + row["trials"])
    sound = {name: kept for name, variants in experiments.items() if (kept := _sound(variants))}
    if not sound:
        return not_exported(COLUMNS, language, "experiments.trials", "experiments.successes")
    return _table(sound, settings, language)


def _sound(variants: Mapping[str, Part]) -> dict[str, Part]:
    return {name: part for name, part in variants.items() if part.is_sound()}


def by_hand(given: Given, settings: Settings, language: Language) -> AnalysisTable:
    """`a=144/1200 b=192/1200`, and more variants as c, d, e and f.

    Raises:
        UsageError: a variant was shown to nobody, or worked more often than it was shown.
    """
    variants: dict[str, Part] = {}
    for name, value in sorted(given.values.items()):
        if isinstance(value, tuple):
            variants[name.upper()] = Part(*value)
    if len(_sound(variants)) != len(variants):
        raise UsageError("A variant is to be a part of a whole.", "Write a=144/1200 for 144 of 1200.")
    return _table({"": variants}, settings, language)


def _table(experiments: Mapping[str, Mapping[str, Part]], settings: Settings, language: Language) -> AnalysisTable:
    rows: list[Cells] = []
    findings: list[Finding] = []
    notes = [_SAY("random", language)]
    for name, variants in experiments.items():
        held = held_against_first(variants, settings)
        findings += _findings(name, held, len(rows), language)
        rows += [_cells(name, one, held[0].part, language) for one in held]
        if any(one.verdict == "few" for one in held):
            notes.append(_SAY("few", language, experiment=name).lstrip(": "))
    return AnalysisTable(COLUMNS, rows, tuple(notes), findings=tuple(findings))


def _cells(experiment: str, one: Held, control: Part, language: Language) -> Cells:
    part, test, own = one.part, one.test, wilson(one.part)
    shown = (experiment, one.variant, part.of, part.hits, part.share, own.low, own.high)
    if test is None:
        return (*shown, *(None for _ in COLUMNS[len(shown) : -2]), "", "")
    lift = test.difference / control.share if control.share else None
    chance = (test.difference, *test.interval, lift, test.z, test.p, one.p_adjusted, one.better)
    return (*shown, *chance, test.method, verdict_word(one.verdict, language))


def _findings(experiment: str, held: Sequence[Held], start: int, language: Language) -> list[Finding]:
    found: list[Finding] = []
    for at, one in enumerate(held):
        if one.test is None or one.verdict not in {"higher", "lower"}:
            continue
        text = _SAY(
            "better" if one.verdict == "higher" else "worse",
            language,
            experiment=experiment,
            variant=one.variant,
            control=held[0].variant,
            rate=format_percent(one.part.share, language, 2),
            base=format_percent(held[0].part.share, language, 2),
            low=_points(one.test.interval.low, language),
            high=_points(one.test.interval.high, language),
        )
        best = one.variant if one.verdict == "higher" else held[0].variant
        sure = 1 - (one.p_adjusted or 0.0)
        found.append(Finding(text.removeprefix(": "), 0.5 * sure, start + at, _SAY("use", language, variant=best)))
    return found


def _points(difference: float, language: Language) -> str:
    return format_percent(difference, language, 2).removesuffix("%").strip()


ANALYSIS = Analysis(
    id="ab_test",
    area="experiments",
    label=labels("Content experiment", "Innholdstest", "Innehållstest"),
    columns=COLUMNS,
    needs=("experiments.trials", "experiments.successes"),
    calculate=ab_test,
    source="https://www.statsmodels.org/stable/generated/statsmodels.stats.proportion.proportions_ztest.html",
    settings=(
        Setting("confidence", 0.95, labels("Confidence", "Konfidens", "Konfidens")),
        Setting(
            "adjust",
            "holm",
            labels("Adjustment for several variants", "Justering for flere varianter", "Justering för flera varianter"),
            ("holm", "benjamini_hochberg"),
        ),
    ),
    by_hand=ByHand(
        by_hand,
        tuple(
            Argument(name, "part", labels(*[f"Variant {name.upper()}"] * 3), required=name in "ab")
            for name in "abcdef"
        ),
        packed={"x1_n1_x2_n2": ("a", "b")},
    ),
    aliases=(
        "ab_ztest", "a/b test", "ab test", "split test", "two-proportion z test", "two proportion z", "z test",
        "bayes_p_b_gt_a", "bayes", "bayesian a/b test", "innholdstest",
        "overskriftstest", "bildetest", "innehållstest", "rubriktest", "bildtest",
    ),
)  # fmt: skip


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
