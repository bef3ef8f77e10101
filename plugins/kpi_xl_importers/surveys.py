"""Google Forms and SurveyMonkey: the answers to questions that ask for a score. Nothing else of a response is read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kpi_xl import (
    Block,
    Column,
    Export,
    Id,
    Importer,
    Moment,
    Note,
    Number,
    OpenedFile,
    Part,
    header_names,
    headers_beside,
    hookimpl,
    made_block,
)

HEADERS = headers_beside(__file__)
_NAMES = ("Response id", "Answered at", "Question", "Kind", "Score given")
_MOSTLY = 0.8

_RANKS = re.compile(r"\b(?:rank|ranger|rangordn|rangfolge|prioriter)", re.IGNORECASE)
# What a question asks for, told by its words; its scale has to agree.
_WORDS = {
    "nps": r"\bnps\b|net promoter|recommend|anbefal|rekommender|empfehl|suosittel|aanbevel|recomend|recommand",
    "csat": r"\bcsat\b|satisf|fornøyd|nøgd|tilfreds|nöjd|zufrieden|tyytyväi|tevreden",
    "ces": r"\bces\b|effort|\beasy\b|enkelt|\blett\b|\blätt|\bnemt|\blet at\b|einfach|leicht",
    "other": r"\brat(?:e|ing)\b|\bscore\b|skala|\bscale\b|vurder|karakter|betyg|bedøm|bewert",
}
# 7, 7.0, 10 - Extremely likely, Not at all likely - 0
_SCORES = (
    re.compile(r"^(\d{1,2})(?:[.,]0+)?$"),
    re.compile(r"^(\d{1,2})\s*[-–—:=(]\s*\D+$"),
    re.compile(r"^\D+[-–—:=(]\s*(\d{1,2})\)?$"),
)
_OFFSET = re.compile(r"\s*(?:GMT|UTC)([+-])(\d{1,2})(?::?(\d\d))?$")
_CLOCK_WITH_DOTS = re.compile(r"(?<=\s)(\d{1,2})\.(\d\d)\.(\d\d)$")


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

    def block(self) -> Block | None:
        """One row an answer; none where no question asks for a score."""
        asked = list(self._questions())
        seen: Counter[str] = Counter()
        records: list[tuple[int, Sequence[str]]] = []
        for line, row in self.rows:
            time = _time(_cell(row, self.time_at))
            seen[time] += 1
            # The same response gets the same id in a later export, as responses are only ever added below.
            own = _cell(row, self.id_at) or f"{time} #{seen[time]}"
            records += [
                (line, (own, time, question.text, question.kind, _score(_cell(row, question.at))))
                for question in asked
                if _cell(row, question.at)
            ]
        return made_block(_NAMES, records) if records else None

    def _questions(self) -> Iterator[Question]:
        for at, name in enumerate(self.names):
            kind = "" if at in {self.id_at, self.time_at} else _kind(name, self._scores(at))
            if kind:
                yield Question(at, name, kind)

    def _scores(self, at: int) -> list[int]:
        """The scores in a column; none if it mostly holds something else."""
        filled = [cell for _, row in self.rows if (cell := _cell(row, at))]
        scores = [int(score) for cell in filled if (score := _score(cell)).isdigit()]
        return scores if len(scores) >= _MOSTLY * len(filled) else []


def _kind(question: str, scores: Sequence[int]) -> str:
    lowest, highest = min(scores, default=0), max(scores, default=0)
    if not scores or highest > 10 or _RANKS.search(question):  # noqa: PLR2004 - no scale is longer
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
    return next((met[1] for pattern in _SCORES if (met := pattern.match(cell))), cell)


def _time(cell: str) -> str:
    """Google writes GMT+2 for an offset, and in some countries dots in the clock."""
    cell = _OFFSET.sub(lambda met: f" {met[1]}{int(met[2]):02}{met[3] or '00'}", cell)
    return _CLOCK_WITH_DOTS.sub(r"\1:\2:\3", cell)


def _cell(row: Sequence[str], at: int | None) -> str:
    return row[at].strip() if at is not None and at < len(row) else ""


def _keys(cell: str) -> frozenset[str]:
    return frozenset(header_names(HEADERS).keys(cell))


def form_responses(opened: OpenedFile) -> Iterator[Block]:
    """Google Forms: the time first, then a column a question."""
    for grid in opened.grids:
        rows = list(grid.rows()) if grid.small else []
        if rows and "timestamp" in _keys(_cell(rows[0][1], 0)):
            block = Responses(rows[0][1], rows[1:], id_at=None, time_at=0).block()
            if block:
                yield block


def _monkeys(opened: OpenedFile) -> Iterator[Responses]:
    for grid in opened.grids:
        rows = list(grid.rows()) if grid.small else []
        if not rows or "respondent" not in _keys(_cell(rows[0][1], 0)):
            continue
        header = rows[0][1]
        below = rows[1][1] if len(rows) > 1 and not _cell(rows[1][1], 0) else []
        times = {key: at for at, cell in enumerate(header) for key in _keys(cell) & {"ended", "started"}}
        first = 2 if below else 1
        yield Responses(_joined(header, below), rows[first:], 0, times.get("ended", times.get("started")))


def _joined(header: Sequence[str], below: Sequence[str]) -> list[str]:
    """Questions stand over the first of their columns; what is below names the part, or says Response."""
    names: list[str] = []
    question = ""
    for at in range(max(len(header), len(below))):
        question = _cell(header, at) or question
        part = _cell(below, at)
        names.append(question if not part or "response" in _keys(part) else f"{question}: {part}")
    return names


def monkey_responses(opened: OpenedFile) -> Iterator[Block]:
    """SurveyMonkey: questions in the first line, what they ask for in the second."""
    for responses in _monkeys(opened):
        if block := responses.block():
            yield block


def monkey_without_scores(opened: OpenedFile) -> Iterator[Block]:
    """The same where no question asks for a score."""
    for responses in _monkeys(opened):
        if not responses.block():
            yield made_block(_NAMES[:1], [(line, row[:1]) for line, row in responses.rows[:1]])


_SCORED = Part(
    table="survey_responses",
    columns=(
        Column("response_id", Id()),
        Column("answered_at", Moment()),
        "question",
        "kind",
        Column("score", Number()),
    ),
    requires=("response_id", "question", "kind", "score"),
    key=("response_id",),
    notes=(
        *(
            Note(
                f"{{n}} answers are read as {kind.upper()}, by the words and the scale of the question: check it.",
                where=f"kind = '{kind}'",
                level="important",
            )
            for kind in ("nps", "csat", "ces")
        ),
        Note("{n} scores are of no scale that is known: they enter no KPI.", where="kind = 'other'"),
        Note("{n} of {rows} answers have no time.", where="answered_at IS NULL"),
    ),
)

GOOGLE_FORMS = Importer(
    "google_forms",
    "1",
    "google_forms",
    (Export("google_forms", (_SCORED,), layout=form_responses),),
    headers=HEADERS,
)
SURVEYMONKEY = Importer(
    "surveymonkey",
    "1",
    "surveymonkey",
    (
        Export("surveymonkey", (_SCORED,), layout=monkey_responses),
        Export(
            "surveymonkey_without_scores",
            (
                Part(
                    table=None,
                    columns=(Column("_response_id"),),
                    requires=("_response_id",),
                    why_not="No question of the survey asks for a score, such as 0 to 10 or 1 to 5.",
                ),
            ),
            layout=monkey_without_scores,
        ),
    ),
    headers=HEADERS,
)


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importers of Google Forms and SurveyMonkey."""
    return [GOOGLE_FORMS, SURVEYMONKEY]
