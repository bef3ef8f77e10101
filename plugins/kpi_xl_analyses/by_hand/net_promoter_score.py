"""How sure one is of a net promoter score."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Analysis, AnalysisColumn, Given, UsageError, hookimpl, labels
from kpi_xl_analyses._columns import HIGH_FIGURE, LOW_FIGURE
from kpi_xl_analyses.by_hand._arguments import figure
from kpi_xl_analyses.by_hand._typed import Rows, arguments, typed
from kpi_xl_analyses.statistics.nps import adjusted_wald, score_variance

SCORE = AnalysisColumn("score", labels("Score", "Score", "Värde"), "number")
VARIANCE = AnalysisColumn("variance", labels("Variance", "Varians", "Varians"), "number")


def interval(given: Given) -> Rows:
    """`promoters=60 detractors=15 n=100`.

    Raises:
        UsageError: there are more of them than answers.
    """
    promoters, detractors, answers = (figure(given, name) for name in ("promoters", "detractors", "n"))
    if min(promoters, detractors) < 0 or promoters + detractors > answers or answers <= 0:
        raise UsageError(
            "Promoters and detractors are some of the n answers.", "Write promoters=60 detractors=15 n=100."
        )
    return [((promoters - detractors) / answers, *adjusted_wald(promoters, detractors, answers))]


def variance(given: Given) -> Rows:
    return [(score_variance(figure(given, "p"), figure(given, "d")),)]


ANALYSES = (
    typed(
        "nps_adjusted_wald",
        labels("Interval of a net promoter score", "Intervall for NPS", "Intervall för NPS"),
        interval,
        (SCORE, LOW_FIGURE, HIGH_FIGURE),
        arguments("number", "promoters", "detractors", "n"),
        source="https://measuringu.com/nps-confidence-intervals/",
        aliases=("nps interval", "nps confidence interval"),
    ),
    typed(
        "nps_variance",
        labels("Variance of a net promoter score", "Varians for NPS", "Varians för NPS"),
        variance,
        (VARIANCE,),
        arguments("number", "p", "d"),
        source="https://stats.stackexchange.com/a/18609",
    ),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return ANALYSES
