"""p values adjusted for how many looks were taken."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Analysis, Given, UsageError, hookimpl, labels
from kpi_xl_analyses._columns import P_ADJUSTED, P
from kpi_xl_analyses.by_hand._arguments import numbers
from kpi_xl_analyses.by_hand._typed import Rows, arguments, typed
from kpi_xl_analyses.statistics import multiple_testing

COLUMNS = (P, P_ADJUSTED)
_SOURCE = "https://stat.ethz.ch/R-manual/R-devel/library/stats/html/p.adjust.html"


def holm(given: Given) -> Rows:
    found = _probabilities(given)
    return list(zip(found, multiple_testing.holm(found), strict=True))


def benjamini_hochberg(given: Given) -> Rows:
    found = _probabilities(given)
    return list(zip(found, multiple_testing.benjamini_hochberg(found), strict=True))


def _probabilities(given: Given) -> tuple[float, ...]:
    found = numbers(given, "p")
    if not all(0 <= one <= 1 for one in found):
        raise UsageError("p values lie between 0 and 1.", "Write p=0.01,0.04,0.2.")
    return found


ANALYSES = (
    typed(
        "holm",
        labels("Holm adjustment", "Holm-justering", "Holm-justering av p-värden"),
        holm,
        COLUMNS,
        arguments("numbers", "p"),
        source=_SOURCE,
        aliases=("holm-bonferroni",),
    ),
    typed(
        "benjamini_hochberg",
        labels("Benjamini–Hochberg adjustment", "Benjamini–Hochberg-justering", "Benjamini–Hochbergs justering"),
        benjamini_hochberg,
        COLUMNS,
        arguments("numbers", "p"),
        source=_SOURCE,
        aliases=("bh", "fdr", "false discovery rate"),
    ),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return ANALYSES
