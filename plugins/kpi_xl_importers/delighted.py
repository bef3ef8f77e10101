"""Delighted: scores of one survey. Names of its interface for programs are known, those of its file believed."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Choice, Column, Derived, Export, Id, Importer, Moment, Number, Part, headers_beside, hookimpl
from kpi_xl_importers._scored_questions import KINDS_TO_CHECK

_TYPES = r"nps|net promoter|csat|satisf|ces|effort|star|smile|thumb|pmf"
_KINDS = Choice((("nps|net promoter", "nps"), ("csat|satisf", "csat"), ("ces|effort", "ces")), other="other")
# Where no column tells the kind of the survey, its scale does: 0 to 10 or 1 to 5.
_BY_SCALE = (
    "CASE WHEN max(score) OVER () > 7 OR min(score) OVER () = 0 THEN 'nps' "
    "WHEN max(score) OVER () <= 5 THEN 'csat' ELSE 'other' END"
)
_NUMBERED = "_created || ' #' || row_number() OVER (PARTITION BY _created ORDER BY _row)"
_EPOCH = "CASE WHEN regexp_full_match(_created, '\\d{10}') THEN to_timestamp(CAST(_created AS BIGINT)) END"


def _answers(sign: str) -> Part:
    return Part(
        table="survey_responses",
        columns=(
            Column("response_id", Id()),
            Column("_link", looks_like=r"delighted\.com/"),
            Column("answered_at", Moment("UTC"), key="created"),
            Column("_created", key="created"),
            Column(
                "kind",
                _KINDS,
                key="survey_type",
                looks_like=_TYPES,
            ),
            Column("score", Number()),
            Column("_comment"),
        ),
        derived=(
            Derived("answered_at", f"coalesce(answered_at, {_EPOCH})", needs=("answered_at", "_created")),
            Derived("kind", "kind", needs=("kind",)),
            Derived("kind", _BY_SCALE, needs=("score",)),
            Derived("question", "upper(kind)", needs=("kind",)),
            Derived("response_id", "coalesce(response_id, _link)", needs=("_link",)),
            Derived("response_id", f"coalesce(response_id, {_NUMBERED})", needs=("_created",)),
        ),
        requires=("score", "answered_at", "_comment", sign),
        key=("response_id", "score"),
        guesses=() if sign == "kind" else ("kind",),
        notes=KINDS_TO_CHECK,
    )


RESPONSES = Export(name="delighted_responses", parts=(_answers("_link"), _answers("kind")))

IMPORTER = Importer("delighted", "1", "delighted", (RESPONSES,), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Delighted."""
    return [IMPORTER]
