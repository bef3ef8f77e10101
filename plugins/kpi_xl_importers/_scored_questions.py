"""Questions of a survey that ask for a score, found by their words and their scale. Nothing else of a response is kept.

What a question asks for is a guess that the user is told of and checks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kpi_xl import Block, Column, Id, Moment, Note, Number, Part, Reject, made_block

_NAMES = ("Response id", "Answered at", "Question", "Kind", "Score given", "State")
UNFINISHED = "unfinished"
_MOSTLY = 0.8

_RANKS = re.compile(r"\b(?:rank|ranger|rangordn|rangfolge|prioriter)", re.IGNORECASE)
# What a question asks for, told by its words; its scale has to agree.
_WORDS = {
    "nps": r"\bnps\b|net promoter|recommend|anbefal|tilrå|rekommender|empfehl|suosittel|aanbevel|recomend|recommand",
    "csat": r"\bcsat\b|satisf|\bhappy\b|fornøyd|fornøgd|nøgd|tilfreds|tillfreds|nöjd|zufrieden|tyytyväi|tevreden",
    "ces": r"\bces\b|effort|\beas(?:y|ily)\b|enkelt|\blett\b|\blätt|\bnemt?\b|\blet at\b|einfach|leicht|aufwand|besvär",
    "other": r"\brat(?:e|ing)\b|\bscore\b|skala|\bscale\b|vurder|karakter|betyg|bedøm|bewert",
}
# 7, 7.0, 10 - Extremely likely, Not at all likely - 0
_SCORES = (
    re.compile(r"^(\d{1,2})(?:[.,]0+)?$"),
    re.compile(r"^(\d{1,2})\s*[-–—:=(]\s*\D+$"),
    re.compile(r"^\D+[-–—:=(]\s*(\d{1,2})\)?$"),
)
# Satisfaction in words, as five steps: very dissatisfied, dissatisfied, neither, satisfied, very satisfied.
_LONGEST_STEP = 45
_NEITHER = re.compile(r"\b(?:neither|neutral|nøytral|verken|korkje|varken|hverken|weder|teils)\b", re.IGNORECASE)
_BAD = re.compile(
    r"(?:dis|un)satisf|misfornøyd|misnøgd|lite fornøyd|lite nøgd|missnöjd|utilfreds|unzufried", re.IGNORECASE
)
_GOOD = re.compile(r"satisf|fornøyd|nøgd|nöjd|tilfreds|zufrieden", re.IGNORECASE)
_VERY = re.compile(r"\b(?:very|extremely|completely|svært|veldig|meget|mycket|väldigt|sehr|äußerst)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Question:
    """A column that asks for a score."""

    at: int
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Responses:
    """The rows of a survey, and where its questions, ids and times stand."""

    names: Sequence[str]
    rows: Sequence[tuple[int, Sequence[str]]]
    id_at: int | None  # None: the platform gives none
    time_at: int | None
    unfinished: frozenset[int] = frozenset()  # rows that somebody left before the end

    def block(self) -> Block | None:
        """One row an answer; none where no question asks for a score."""
        asked = list(self._questions())
        seen: Counter[str] = Counter()
        records: list[tuple[int, Sequence[str]]] = []
        for line, row in self.rows:
            time = _cell(row, self.time_at)
            seen[time] += 1
            # The same response gets the same id in a later export, as responses are only ever added below.
            own = _cell(row, self.id_at) or f"{time} #{seen[time]}"
            state = UNFINISHED if line in self.unfinished else ""
            records += [
                (line, (own, time, question.text, question.kind, _score(_cell(row, question.at)), state))
                for question in asked
                if _cell(row, question.at)
            ]
        return made_block(_NAMES, records) if records else None

    def _questions(self) -> Iterator[Question]:
        for at, name in enumerate(self.names):
            if at not in {self.id_at, self.time_at} and (kind := self._kind(at, name)):
                yield Question(at, name, kind)

    def _kind(self, at: int, question: str) -> str:
        """What a column asks for; empty if it mostly holds something else than scores."""
        filled = [cell for _, row in self.rows if (cell := _cell(row, at))]
        scores = [int(score) for cell in filled if (score := _score(cell)).isdigit()]
        if not scores or len(scores) < _MOSTLY * len(filled):
            return ""
        if all(_step(cell) for cell in filled) and any(_GOOD.search(cell) for cell in filled):
            return "csat"
        return _kind_of(question, scores)


def _kind_of(question: str, scores: Sequence[int]) -> str:
    lowest, highest = min(scores), max(scores)
    if highest > 10 or _RANKS.search(question):  # noqa: PLR2004 - no scale is longer
        return ""
    meant = next((kind for kind, words in _WORDS.items() if re.search(words, question, re.IGNORECASE)), "")
    to_ten = lowest == 0 or highest > 7 or "10" in question  # noqa: PLR2004 - longer than the next longest scale
    fits = {
        "nps": to_ten,
        "csat": not to_ten and highest <= 5,  # noqa: PLR2004 - satisfied are the upper two of five
        "ces": not to_ten,
    }
    return meant if fits.get(meant, True) else "other"


def _score(cell: str) -> str:
    return next((met[1] for pattern in _SCORES if (met := pattern.match(cell))), _step(cell) or cell)


def _step(cell: str) -> str:
    if len(cell) > _LONGEST_STEP or not (_GOOD.search(cell) or _BAD.search(cell) or _NEITHER.search(cell)):
        return ""
    if _NEITHER.search(cell):
        return "3"
    very = bool(_VERY.search(cell))
    return ("1" if very else "2") if _BAD.search(cell) else ("5" if very else "4")


def _cell(row: Sequence[str], at: int | None) -> str:
    return row[at].strip() if at is not None and at < len(row) else ""


def scored(zone: str = "") -> Part:
    """The part that reads what `Responses.block` makes, with times of this zone."""
    return Part(
        table="survey_responses",
        columns=(
            Column("response_id", Id(), names=_NAMES[:1]),
            Column("answered_at", Moment(zone), names=_NAMES[1:2]),
            Column("question", names=_NAMES[2:3]),
            Column("kind", names=_NAMES[3:4]),
            Column("score", Number(), names=_NAMES[4:5]),
            Column("_state", names=_NAMES[5:]),
        ),
        requires=("response_id", "question", "kind", "score", "_state"),
        key=("response_id",),
        rejects=(Reject(f"_state = '{UNFINISHED}'", "the response was not completed", needs=("_state",)),),
        guesses=("kind",),
        notes=KINDS_TO_CHECK,
    )


KINDS_TO_CHECK = (
    *(
        Note(
            f"{{n}} answers are read as {kind.upper()}, by the words and the scale of the question: check it.",
            where=f"kind = '{kind}'",
            level="important",
            about="survey_kind",
        )
        for kind in ("nps", "csat", "ces")
    ),
    Note("{n} scores are of no scale that is known: they enter no KPI.", where="kind = 'other'"),
    Note("{n} of {rows} answers have no time.", where="answered_at IS NULL"),
)
