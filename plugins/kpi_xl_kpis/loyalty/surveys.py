"""What customers answer when they are asked."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="nps",
        formula=(
            "100 * (count(survey_responses.response_id, kind = nps, score between 9 and 10) "
            "- count(survey_responses.response_id, kind = nps, score between 0 and 6)) "
            "/ count(survey_responses.response_id, kind = nps, score between 0 and 10)"
        ),
        unit="points",
        better="higher",
        area="loyalty",
        stage="loyalty",
        level="macro",
        label={"en": "Net Promoter Score (NPS)", "nb": "Net Promoter Score (NPS)", "sv": "Net Promoter Score (NPS)"},
        aliases=("net promoter score",),
        source="https://measuringu.com/nps-confidence-intervals/",
    ),
    Kpi(
        id="csat",
        formula=(
            "count(survey_responses.response_id, kind = csat, score between 4 and 5) "
            "/ count(survey_responses.response_id, kind = csat, score between 1 and 5)"
        ),
        unit="percent",
        better="higher",
        area="loyalty",
        stage="loyalty",
        level="macro",
        label={"en": "Customer satisfaction (CSAT)", "nb": "Kundetilfredshet (CSAT)", "sv": "Kundnöjdhet (CSAT)"},
        aliases=("kundetilfredshet", "kundnöjdhet", "customer satisfaction"),
        source="https://help.delighted.com/article/240-how-is-csat-calculated",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
