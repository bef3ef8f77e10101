"""What customers answer when they are asked."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Argument, Calculated, Given, Kpi, KpiByHand, UsageError, hookimpl, labels, nothing

_PROMOTER, _DETRACTOR = 9, 6


def _counts(given: Given, name: str) -> tuple[float, ...]:
    values = given.values[name]
    return values if isinstance(values, tuple) else ()


def _csat_of_counts(given: Given) -> Calculated:
    """Answers counted by score, 5 first: the two highest are satisfied."""
    counts = _counts(given, "counts_5_to_1")
    if len(counts) != 5 or min(counts) < 0:  # noqa: PLR2004 - five scores
        message = "csat needs five counts, of the scores 5, 4, 3, 2 and 1."
        raise UsageError(message, "Write: kpi-xl calc csat counts_5_to_1=42,32,10,9,14")
    return _share(sum(counts[:2]), sum(counts))


def _csat_of_scores(given: Given) -> Calculated:
    scores = _within(_counts(given, "scores"), 1, 5)
    return _share(sum(score >= 4 for score in scores), len(scores))  # noqa: PLR2004 - 4 and 5 are satisfied


def _nps_of_scores(given: Given) -> Calculated:
    scores = _within(_counts(given, "scores"), 0, 10)
    balance = sum((score >= _PROMOTER) - (score <= _DETRACTOR) for score in scores)
    return _share(100 * balance, len(scores))


def _nps_of_shares(given: Given) -> Calculated:
    """Promoters and detractors as shares of all answers."""
    promoters, detractors = (given.values[name] for name in ("promoters", "detractors"))
    if not (isinstance(promoters, float) and isinstance(detractors, float)) or not (
        0 <= promoters <= 1 and 0 <= detractors <= 1 and promoters + detractors <= 1
    ):
        message = "nps needs the number of responses too, or promoters and detractors as shares of them."
        raise UsageError(message, "Write promoters=60 detractors=15 responses=100, or promoters=60% detractors=15%.")
    return Calculated(100 * (promoters - detractors))


def _within(scores: tuple[float, ...], low: int, high: int) -> tuple[float, ...]:
    outside = [score for score in scores if not (low <= score <= high and score == int(score))]
    if outside:
        message = f"{outside[0]:g} is no score from {low} to {high}."
        raise UsageError(message, f"Write whole numbers from {low} to {high}, such as scores={high},{low}.")
    return scores


def _share(part: float, whole: float) -> Calculated:
    return Calculated(part / whole) if whole else nothing("zero_denominator")


_SCORES = Argument("scores", "numbers", labels("scores", "poeng", "poäng"))
_CSAT_OF_COUNTS = KpiByHand(
    _csat_of_counts,
    (Argument("counts_5_to_1", "numbers", labels("counts 5 to 1", "antall 5 til 1", "antal 5 till 1")),),
)
_CSAT_OF_SCORES = KpiByHand(_csat_of_scores, (_SCORES,))
_NPS_OF_SCORES = KpiByHand(_nps_of_scores, (_SCORES,))
_NPS_OF_SHARES = KpiByHand(
    _nps_of_shares,
    (
        Argument("promoters", "number", labels("promoters", "ambassadører", "ambassadörer")),
        Argument("detractors", "number", labels("detractors", "kritikere", "kritiker")),
    ),
)

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
        inputs={
            "promoters": "count(survey_responses.response_id, kind = nps, score between 9 and 10)",
            "detractors": "count(survey_responses.response_id, kind = nps, score between 0 and 6)",
            "responses": "count(survey_responses.response_id, kind = nps, score between 0 and 10)",
        },
        by_hand=(
            "100 * (promoters - detractors) / (promoters + passives + detractors)",
            _NPS_OF_SHARES,
            _NPS_OF_SCORES,
        ),
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
        aliases=("kundetilfredshet", "kundnöjdhet", "kundtillfredsställelse", "customer satisfaction"),
        inputs={
            "satisfied": "count(survey_responses.response_id, kind = csat, score between 4 and 5)",
            "responses": "count(survey_responses.response_id, kind = csat, score between 1 and 5)",
        },
        by_hand=(_CSAT_OF_COUNTS, _CSAT_OF_SCORES),
        source="https://help.delighted.com/article/240-how-is-csat-calculated",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
