"""Who recommends and who does not: the answers behind the Net Promoter Score, and how sure the score is."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import TYPE_CHECKING

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    as_dicts,
    format_number,
    hookimpl,
    labels,
    no_data,
    not_exported,
    rows_in_scope,
    texts_beside,
)
from kpi_xl_analyses._columns import SHARE

if TYPE_CHECKING:
    from kpi_xl import Data, Language, Scope, Settings

COLUMNS = (
    AnalysisColumn("key", labels("Key", "Nøkkel", "Nyckel")),
    AnalysisColumn("group", labels("Group", "Gruppe", "Grupp")),
    AnalysisColumn("answers", labels("Answers", "Svar", "Svar"), "count"),
    SHARE,
)
_PROMOTER, _DETRACTOR, _HIGHEST = 9, 6, 10
_FEW = 30  # below this the interval of a score spans half the scale
_Z = 1.96
_SAY = texts_beside(__file__)


def nps_answers(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    del settings
    rows = rows_in_scope(data, "survey_responses", scope)
    if rows is None:
        return no_data(COLUMNS, language, "survey_responses")
    scores = [row["score"] for row in as_dicts(rows.select("kind", "score")) if row["kind"] == "nps"]
    known = [score for score in scores if score is not None and 0 <= score <= _HIGHEST]
    if not known:
        return not_exported(COLUMNS, language, "survey_responses.kind", "survey_responses.score")
    promoters = sum(score >= _PROMOTER for score in known)
    detractors = sum(score <= _DETRACTOR for score in known)
    groups = {"promoters": promoters, "passives": len(known) - promoters - detractors, "detractors": detractors}
    table = [(key, _SAY(key, language), count, count / len(known)) for key, count in groups.items()]
    return AnalysisTable(COLUMNS, table, (_how_sure(promoters, detractors, len(known), language),))


def _how_sure(promoters: int, detractors: int, answers: int, language: Language) -> str:
    """The adjusted Wald interval: three answers are added, of which one promotes, one is passive and one detracts."""
    score = 100 * (promoters - detractors) / answers
    count = answers + 3
    balance = (promoters - detractors) / count
    variance = (promoters + detractors + 2) / count - balance**2
    margin = _Z * sqrt(variance / count)
    low, high = (format_number(100 * end, language) for end in (balance - margin, balance + margin))
    name = "sure" if answers >= _FEW else "few"
    return _SAY(name, language, score=format_number(score, language), answers=answers, low=low, high=high)


ANALYSIS = Analysis(
    id="nps_answers",
    area="care",
    label=labels("Answers behind NPS", "Svarene bak NPS", "Svaren bakom NPS"),
    columns=COLUMNS,
    needs=("survey_responses.kind", "survey_responses.score"),
    calculate=nps_answers,
    source="https://measuringu.com/nps-confidence-intervals/",
    aliases=("nps breakdown", "ambassadører og kritikere", "ambassadörer och kritiker"),
    finds=False,
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
