"""The interval of a share, by Wilson."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Analysis, AnalysisColumn, Given, UsageError, hookimpl, labels
from kpi_xl_analyses._columns import HIGH_FIGURE, LOW_FIGURE
from kpi_xl_analyses.by_hand._arguments import figure
from kpi_xl_analyses.by_hand._typed import Rows, arguments, typed
from kpi_xl_analyses.statistics.proportions import Part, wilson

COLUMNS = (AnalysisColumn("rate", labels("Share", "Andel", "Andel"), "number"), LOW_FIGURE, HIGH_FIGURE)


def interval(given: Given) -> Rows:
    """`x=81 n=263`.

    Raises:
        UsageError: x is no part of n.
    """
    whole = Part(figure(given, "x"), figure(given, "n"))
    if not whole.is_sound():
        raise UsageError("x is to be between 0 and n, and n above 0.", "Write x=81 n=263.")
    return [(whole.share, *wilson(whole))]


ANALYSES = (
    typed(
        "wilson95",
        labels("Wilson interval of a share", "Wilson-intervall for en andel", "Wilson-intervall för en andel"),
        interval,
        COLUMNS,
        arguments("number", "x", "n"),
        source="https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8%3C857::AID-SIM777%3E3.0.CO;2-E",
        aliases=("wilson", "wilson interval", "konfidensintervall", "konfidensintervall for andel"),
    ),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return ANALYSES
