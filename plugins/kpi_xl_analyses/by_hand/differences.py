"""Two shares held against each other: intervals of their difference, and an exact test."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Analysis, AnalysisColumn, Given, hookimpl, labels
from kpi_xl_analyses._columns import HIGH_FIGURE, LOW_FIGURE, P
from kpi_xl_analyses.by_hand._arguments import part
from kpi_xl_analyses.by_hand._typed import Rows, arguments, typed
from kpi_xl_analyses.statistics import proportions

COLUMNS = (
    AnalysisColumn("difference", labels("Difference", "Forskjell", "Skillnad"), "number"),
    LOW_FIGURE,
    HIGH_FIGURE,
)


def newcombe(given: Given) -> Rows:
    first, second = part(given, "a"), part(given, "b")
    return [(second.share - first.share, *proportions.newcombe(first, second))]


def unpooled(given: Given) -> Rows:
    first, second = part(given, "a"), part(given, "b")
    return [(second.share - first.share, *proportions.unpooled(first, second))]


def fisher(given: Given) -> Rows:
    return [(proportions.fisher(part(given, "a"), part(given, "b")),)]


ANALYSES = (
    typed(
        "newcombe95",
        labels("Newcombe interval of a difference", "Newcombe-intervall", "Newcombe-intervall för en skillnad"),
        newcombe,
        COLUMNS,
        arguments("part", "a", "b"),
        source="https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8%3C857::AID-SIM777%3E3.0.CO;2-E",
        aliases=("newcombe",),
    ),
    typed(
        "unpooled95",
        labels("Interval of a difference", "Intervall for en forskjell", "Intervall för en skillnad"),
        unpooled,
        COLUMNS,
        arguments("part", "a", "b"),
        source="https://www.statsmodels.org/stable/generated/statsmodels.stats.proportion.confint_proportions_2indep.html",
        aliases=("wald difference",),
    ),
    typed(
        "fisher",
        labels("Fisher's exact test", "Fishers eksakte test", "Fishers exakta test"),
        fisher,
        (P,),
        arguments("part", "a", "b"),
        source="https://stat.ethz.ch/R-manual/R-devel/library/stats/html/fisher.test.html",
        aliases=("fisher exact",),
    ),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return ANALYSES
