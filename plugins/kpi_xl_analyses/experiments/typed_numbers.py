"""Single statistical methods on numbers that a person types; there is nothing in a project that they look at alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    Argument,
    ByHand,
    Given,
    UsageError,
    hookimpl,
    labels,
    no_table,
    texts_beside,
)
from kpi_xl_analyses.by_hand._cells import figure
from kpi_xl_analyses.statistics.means import mann_whitney, sample_of, welch
from kpi_xl_analyses.statistics.multiple_testing import benjamini_hochberg, holm
from kpi_xl_analyses.statistics.nps import adjusted_wald, score_variance
from kpi_xl_analyses.statistics.proportions import Part, fisher, newcombe, unpooled, wilson
from kpi_xl_analyses.statistics.ratios import rate_ratio, ratio_of, ratio_test

if TYPE_CHECKING:
    from kpi_xl import Data, Language, Scope, Settings

Rows = Sequence[tuple[float | None, ...]]

_SAY = texts_beside(__file__)
_LOW, _HIGH = labels("From", "Fra", "Från"), labels("To", "Til", "Till")


def _column(key: str, label: Mapping[str, str] | None = None) -> AnalysisColumn:
    return AnalysisColumn(key, label or labels(key, key, key), "number")


_ENDS = (_column("low", _LOW), _column("high", _HIGH))
_P = _column("p", labels("p value", "p-verdi", "p-värde"))
_ADJUSTED = (_P, _column("p_adjusted", labels("Adjusted p", "Justert p", "Justerat p")))


def part(given: Given, name: str) -> Part:
    """A part of a whole that is given as `a=144/1200`.

    Raises:
        UsageError: it is missing, or no part of a whole.
    """
    value = given.values.get(name)
    if not isinstance(value, tuple) or len(value) != 2 or not Part(*value).is_sound():  # noqa: PLR2004 - part and whole
        raise UsageError(f"“{name}” is to be a part of a whole.", f"Write {name}=144/1200 for 144 of 1200.")
    return Part(*value)


def numbers(given: Given, name: str, least: int = 1) -> tuple[float, ...]:
    """A list of numbers.

    Raises:
        UsageError: there are too few.
    """
    value = given.values.get(name, ())
    found = (value,) if isinstance(value, float | int) else value
    if isinstance(found, str) or len(found) < least:
        raise UsageError(f"“{name}” is to be a list of at least {least}.", f"Write {name}=1,2,3.")
    return tuple(found)


def _wilson(given: Given) -> Rows:
    whole = Part(figure(given, "x"), figure(given, "n"))
    if not whole.is_sound():
        raise UsageError("x is to be between 0 and n, and n above 0.", "Write x=81 n=263.")
    return [(whole.share, *wilson(whole))]


def _newcombe(given: Given) -> Rows:
    first, second = part(given, "a"), part(given, "b")
    return [(second.share - first.share, *newcombe(first, second))]


def _unpooled(given: Given) -> Rows:
    first, second = part(given, "a"), part(given, "b")
    return [(second.share - first.share, *unpooled(first, second))]


def _fisher(given: Given) -> Rows:
    return [(fisher(part(given, "a"), part(given, "b")),)]


def _probabilities(given: Given) -> tuple[float, ...]:
    found = numbers(given, "p")
    if not all(0 <= one <= 1 for one in found):
        raise UsageError("p values lie between 0 and 1.", "Write p=0.01,0.04,0.2.")
    return found


def _holm(given: Given) -> Rows:
    found = _probabilities(given)
    return list(zip(found, holm(found), strict=True))


def _benjamini_hochberg(given: Given) -> Rows:
    found = _probabilities(given)
    return list(zip(found, benjamini_hochberg(found), strict=True))


def _welch(given: Given) -> Rows:
    samples = [sample_of(numbers(given, name, 2)) for name in ("a", "b")]
    test = welch(samples[0], samples[1]) if samples[0] and samples[1] else None
    if test is None or samples[0] is None or samples[1] is None:
        raise UsageError(
            "Neither list varies, so there is nothing to test.", "Give single values: a=11,9,10 b=11,13,10."
        )
    return [(samples[0].mean, samples[1].mean, test.t, test.degrees, test.p, *test.interval)]


def _mann_whitney(given: Given) -> Rows:
    return [(mann_whitney(numbers(given, "a"), numbers(given, "b")),)]


def _nps(given: Given) -> Rows:
    promoters, detractors, answers = (figure(given, name) for name in ("promoters", "detractors", "n"))
    if min(promoters, detractors) < 0 or promoters + detractors > answers or answers <= 0:
        raise UsageError(
            "Promoters and detractors are some of the n answers.", "Write promoters=60 detractors=15 n=100."
        )
    return [((promoters - detractors) / answers, *adjusted_wald(promoters, detractors, answers))]


def _nps_variance(given: Given) -> Rows:
    return [(score_variance(figure(given, "p"), figure(given, "d")),)]


def _rate_ratio(given: Given) -> Rows:
    pairs = [(figure(given, f"count_{name}"), figure(given, f"items_{name}")) for name in "ab"]
    test = rate_ratio(pairs[0], pairs[1])
    if test is None or min(*pairs[0], *pairs[1]) < 0:
        raise UsageError("All four numbers are to be above 0.", "Write count_a=120 items_a=10 count_b=80 items_b=16.")
    return [(test.ratio, *test.interval, test.p)]


def _delta_method(given: Given) -> Rows:
    ratios = [ratio_of(numbers(given, f"{name}_above", 2), numbers(given, f"{name}_below", 2)) for name in "ab"]
    if ratios[0] is None or ratios[1] is None:
        raise UsageError("Nothing is below the line.", "Give clicks as a_above=1,0,2 and views as a_below=5,3,9.")
    test = ratio_test(ratios[0], ratios[1])
    return [(ratios[0].value, ratios[1].value, test.difference, test.z, test.p, *test.interval)]


def _typed(  # noqa: PLR0913 - the parts of an analysis
    name: str,
    label: Mapping[str, str],
    calculate: Callable[[Given], Rows],
    columns: Sequence[AnalysisColumn],
    arguments: Sequence[Argument],
    *,
    source: str,
    aliases: tuple[str, ...] = (),
) -> Analysis:
    own = tuple(columns)

    def nothing(_data: Data, _scope: Scope, _settings: Settings, language: Language) -> AnalysisTable:
        return no_table(own, "needs_input", _SAY("only", language, name=name))

    def by_hand(given: Given, _settings: Settings, _language: Language) -> AnalysisTable:
        return AnalysisTable(own, calculate(given))

    return Analysis(
        id=name,
        area="statistics",
        label=label,
        columns=own,
        needs=(),
        calculate=nothing,
        source=source,
        by_hand=ByHand(by_hand, tuple(arguments)),
        aliases=aliases,
        finds=False,
    )


def _arguments(kind: str, *names: str) -> tuple[Argument, ...]:
    return tuple(Argument(name, kind, labels(name, name, name)) for name in names)  # type: ignore[arg-type]


_NEWCOMBE = "https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8%3C857::AID-SIM777%3E3.0.CO;2-E"
_PADJUST = "https://stat.ethz.ch/R-manual/R-devel/library/stats/html/p.adjust.html"
_TTEST = "https://stat.ethz.ch/R-manual/R-devel/library/stats/html/t.test.html"
_DIFFERENCE = (_column("difference", labels("Difference", "Forskjell", "Skillnad")), *_ENDS)

ANALYSES = (
    _typed(
        "wilson95",
        labels("Wilson interval of a share", "Wilson-intervall for en andel", "Wilson-intervall för en andel"),
        _wilson,
        (_column("rate", labels("Share", "Andel", "Andel")), *_ENDS),
        _arguments("number", "x", "n"),
        source=_NEWCOMBE,
        aliases=("wilson", "wilson interval", "konfidensintervall", "konfidensintervall for andel"),
    ),
    _typed(
        "newcombe95",
        labels("Newcombe interval of a difference", "Newcombe-intervall", "Newcombe-intervall för en skillnad"),
        _newcombe,
        _DIFFERENCE,
        _arguments("part", "a", "b"),
        source=_NEWCOMBE,
        aliases=("newcombe",),
    ),
    _typed(
        "unpooled95",
        labels("Interval of a difference", "Intervall for en forskjell", "Intervall för en skillnad"),
        _unpooled,
        _DIFFERENCE,
        _arguments("part", "a", "b"),
        source="https://www.statsmodels.org/stable/generated/statsmodels.stats.proportion.confint_proportions_2indep.html",
        aliases=("wald difference",),
    ),
    _typed(
        "fisher",
        labels("Fisher's exact test", "Fishers eksakte test", "Fishers exakta test"),
        _fisher,
        (_P,),
        _arguments("part", "a", "b"),
        source="https://stat.ethz.ch/R-manual/R-devel/library/stats/html/fisher.test.html",
        aliases=("fisher exact",),
    ),
    _typed(
        "holm",
        labels("Holm adjustment", "Holm-justering", "Holm-justering av p-värden"),
        _holm,
        _ADJUSTED,
        _arguments("numbers", "p"),
        source=_PADJUST,
        aliases=("holm-bonferroni",),
    ),
    _typed(
        "benjamini_hochberg",
        labels("Benjamini–Hochberg adjustment", "Benjamini–Hochberg-justering", "Benjamini–Hochbergs justering"),
        _benjamini_hochberg,
        _ADJUSTED,
        _arguments("numbers", "p"),
        source=_PADJUST,
        aliases=("bh", "fdr", "false discovery rate"),
    ),
    _typed(
        "ab_welch",
        labels("Welch's t test", "Welchs t-test", "Welchs t-test av två medelvärden"),
        _welch,
        (*map(_column, ("mean_a", "mean_b", "t", "df")), _P, *_ENDS),
        _arguments("numbers", "a", "b"),
        source=_TTEST,
        aliases=("welch", "welch t test", "t test", "t-test"),
    ),
    _typed(
        "mann_whitney",
        labels("Mann–Whitney test", "Mann–Whitney-test", "Mann–Whitneys test"),
        _mann_whitney,
        (_P,),
        _arguments("numbers", "a", "b"),
        source="https://docs.scipy.org/doc/scipy/reference/generated/scipy.stats.mannwhitneyu.html",
        aliases=("wilcoxon rank sum", "mann-whitney u"),
    ),
    _typed(
        "nps_adjusted_wald",
        labels("Interval of a net promoter score", "Intervall for NPS", "Intervall för NPS"),
        _nps,
        (_column("score", labels("Score", "Score", "Värde")), *_ENDS),
        _arguments("number", "promoters", "detractors", "n"),
        source="https://measuringu.com/nps-confidence-intervals/",
        aliases=("nps interval", "nps confidence interval"),
    ),
    _typed(
        "nps_variance",
        labels("Variance of a net promoter score", "Varians for NPS", "Varians för NPS"),
        _nps_variance,
        (_column("variance", labels("Variance", "Varians", "Varians")),),
        _arguments("number", "p", "d"),
        source="https://stats.stackexchange.com/a/18609",
    ),
    _typed(
        "rate_ratio",
        labels("Ratio of counts per item", "Forhold mellom antall per enhet", "Kvot av antal per enhet"),
        _rate_ratio,
        (_column("ratio", labels("Ratio", "Forhold", "Kvot")), *_ENDS, _P),
        _arguments("number", "count_a", "items_a", "count_b", "items_b"),
        source="https://www.statsmodels.org/stable/generated/statsmodels.stats.rates.test_poisson_2indep.html",
        aliases=("poisson ratio",),
    ),
    _typed(
        "ctr_delta_method",
        labels("Click rates of people, delta method", "Klikkrater, deltametoden", "Klickfrekvenser, deltametoden"),
        _delta_method,
        (_column("ratio_a"), _column("ratio_b"), _DIFFERENCE[0], _column("z"), _P, *_ENDS),
        _arguments("numbers", "a_above", "a_below", "b_above", "b_below"),
        source="https://arxiv.org/abs/1803.06336",
        aliases=("delta method", "ratio test"),
    ),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return ANALYSES
