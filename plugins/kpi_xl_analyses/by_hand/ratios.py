"""Two ratios held against each other: counts per item, and clicks of people who see several pages."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Analysis, AnalysisColumn, Given, UsageError, hookimpl, labels
from kpi_xl_analyses._columns import HIGH_FIGURE, LOW_FIGURE, P
from kpi_xl_analyses.by_hand._arguments import figure, numbers
from kpi_xl_analyses.by_hand._typed import Rows, arguments, symbol, typed
from kpi_xl_analyses.statistics import ratios

RATIO = AnalysisColumn("ratio", labels("Ratio", "Forhold", "Kvot"), "number")
DIFFERENCE = AnalysisColumn("difference", labels("Difference", "Forskjell", "Skillnad"), "number")


def rate_ratio(given: Given) -> Rows:
    """`count_a=120 items_a=10 count_b=80 items_b=16`.

    Raises:
        UsageError: a number is not above 0.
    """
    pairs = [(figure(given, f"count_{name}"), figure(given, f"items_{name}")) for name in "ab"]
    test = ratios.rate_ratio(pairs[0], pairs[1])
    if test is None or min(*pairs[0], *pairs[1]) < 0:
        raise UsageError("All four numbers are to be above 0.", "Write count_a=120 items_a=10 count_b=80 items_b=16.")
    return [(test.ratio, *test.interval, test.p)]


def delta_method(given: Given) -> Rows:
    """`a_above=1,0,2 a_below=5,3,9 b_above=… b_below=…`, one number a person.

    Raises:
        UsageError: nothing is below the line.
    """
    first, second = (
        ratios.ratio_of(numbers(given, f"{name}_above", 2), numbers(given, f"{name}_below", 2)) for name in "ab"
    )
    if first is None or second is None:
        raise UsageError("Nothing is below the line.", "Give clicks as a_above=1,0,2 and views as a_below=5,3,9.")
    test = ratios.ratio_test(first, second)
    return [(first.value, second.value, test.difference, test.z, test.p, *test.interval)]


ANALYSES = (
    typed(
        "rate_ratio",
        labels("Ratio of counts per item", "Forhold mellom antall per enhet", "Kvot av antal per enhet"),
        rate_ratio,
        (RATIO, LOW_FIGURE, HIGH_FIGURE, P),
        arguments("number", "count_a", "items_a", "count_b", "items_b"),
        source="https://www.statsmodels.org/stable/generated/statsmodels.stats.rates.test_poisson_2indep.html",
        aliases=("poisson ratio",),
    ),
    typed(
        "ctr_delta_method",
        labels("Click rates of people, delta method", "Klikkrater, deltametoden", "Klickfrekvenser, deltametoden"),
        delta_method,
        (symbol("ratio_a"), symbol("ratio_b"), DIFFERENCE, symbol("z"), P, LOW_FIGURE, HIGH_FIGURE),
        arguments("numbers", "a_above", "a_below", "b_above", "b_below"),
        source="https://arxiv.org/abs/1803.06336",
        aliases=("delta method", "ratio test"),
    ),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return ANALYSES
