"""Google Forms and SurveyMonkey: the answers to questions that ask for a score. Nothing else of a response is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kpi_xl import Block, Column, Export, Importer, OpenedFile, Part, header_names, headers_beside, hookimpl, made_block
from kpi_xl_importers._scored_questions import Responses, scored

HEADERS = headers_beside(__file__)

_OFFSET = re.compile(r"\s*(?:GMT|UTC)([+-])(\d{1,2})(?::?(\d\d))?$")
_CLOCK_WITH_DOTS = re.compile(r"(?<=\s)(\d{1,2})\.(\d\d)\.(\d\d)$")


def _keys(cell: str) -> frozenset[str]:
    return frozenset(header_names(HEADERS).keys(cell))


def form_responses(opened: OpenedFile) -> Iterator[Block]:
    """Google Forms: the time first, then a column a question."""
    for grid in opened.grids:
        rows = list(grid.rows()) if grid.small else []
        if rows and rows[0][1] and "timestamp" in _keys(rows[0][1][0].strip()):
            answers = [(line, (_time(row[0]), *row[1:])) for line, row in rows[1:] if row]
            if block := Responses(rows[0][1], answers, id_at=None, time_at=0).block():
                yield block


def _time(cell: str) -> str:
    """Google writes GMT+2 for an offset, and in some countries dots in the clock."""
    cell = _OFFSET.sub(lambda met: f" {met[1]}{int(met[2]):02}{met[3] or '00'}", cell.strip())
    return _CLOCK_WITH_DOTS.sub(r"\1:\2:\3", cell)


def _monkeys(opened: OpenedFile) -> Iterator[Responses]:
    for grid in opened.grids:
        rows = list(grid.rows()) if grid.small else []
        if not rows or not rows[0][1] or "respondent" not in _keys(rows[0][1][0].strip()):
            continue
        header = rows[0][1]
        below = rows[1][1] if len(rows) > 1 and not "".join(rows[1][1][:1]).strip() else []
        times = {key: at for at, cell in enumerate(header) for key in _keys(cell) & {"ended", "started"}}
        first = 2 if below else 1
        yield Responses(_joined(header, below), rows[first:], 0, times.get("ended", times.get("started")))


def _joined(header: Sequence[str], below: Sequence[str]) -> list[str]:
    """Questions stand over the first of their columns; what is below names the part, or says Response."""
    names: list[str] = []
    question = ""
    for at in range(max(len(header), len(below))):
        question = (header[at].strip() if at < len(header) else "") or question
        part = below[at].strip() if at < len(below) else ""
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
            yield made_block(("Response id",), [(line, row[:1]) for line, row in responses.rows[:1]])


GOOGLE_FORMS = Importer(
    "google_forms", "1", "google_forms", (Export("google_forms", (scored(),), layout=form_responses),), headers=HEADERS
)
SURVEYMONKEY = Importer(
    "surveymonkey",
    "1",
    "surveymonkey",
    (
        Export("surveymonkey", (scored(),), layout=monkey_responses),
        Export(
            "surveymonkey_without_scores",
            (
                Part(
                    table=None,
                    columns=(Column("_response_id", names=("Response id",)),),
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
