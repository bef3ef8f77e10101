"""Two lists of numbers held against each other, by their means and by their ranks."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Analysis, Given, UsageError, hookimpl, labels
from kpi_xl_analyses._columns import HIGH_FIGURE, LOW_FIGURE, P
from kpi_xl_analyses.by_hand._arguments import numbers
from kpi_xl_analyses.by_hand._typed import Rows, arguments, symbol, typed
from kpi_xl_analyses.statistics import means


def welch(given: Given) -> Rows:
    """`a=11,9,10 b=11,13,10`.

    Raises:
        UsageError: a list is too short, or neither varies.
    """
    first, second = (means.sample_of(numbers(given, name, 2)) for name in ("a", "b"))
    test = means.welch(first, second) if first and second else None
    if test is None or first is None or second is None:
        raise UsageError(
            "Neither list varies, so there is nothing to test.", "Give single values: a=11,9,10 b=11,13,10."
        )
    return [(first.mean, second.mean, test.t, test.degrees, test.p, *test.interval)]


def mann_whitney(given: Given) -> Rows:
    return [(means.mann_whitney(numbers(given, "a"), numbers(given, "b")),)]


ANALYSES = (
    typed(
        "ab_welch",
        labels("Welch's t test", "Welchs t-test", "Welchs t-test av två medelvärden"),
        welch,
        (*map(symbol, ("mean_a", "mean_b", "t", "df")), P, LOW_FIGURE, HIGH_FIGURE),
        arguments("numbers", "a", "b"),
        source="https://stat.ethz.ch/R-manual/R-devel/library/stats/html/t.test.html",
        aliases=("welch", "welch t test", "t test", "t-test"),
    ),
    typed(
        "mann_whitney",
        labels("Mann–Whitney test", "Mann–Whitney-test", "Mann–Whitneys test"),
        mann_whitney,
        (P,),
        arguments("numbers", "a", "b"),
        source="https://docs.scipy.org/doc/scipy/reference/generated/scipy.stats.mannwhitneyu.html",
        aliases=("wilcoxon rank sum", "mann-whitney u"),
    ),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return ANALYSES
