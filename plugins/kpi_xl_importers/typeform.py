"""Typeform: the answers to questions that ask for a score. Nothing else of a response is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kpi_xl import Block, Export, Importer, OpenedFile, header_names, headers_beside, hookimpl
from kpi_xl_importers._scored_questions import Responses, scored

HEADERS = headers_beside(__file__)

# Questions quote answers to others and carry their layout: Hi {{field:abc}}, how *likely* is it …
_MARKUP = re.compile(r"\{\{[^}]*\}\}|</?\w+>|[*_]{1,2}(?=\w)|(?<=\w)[*_]{1,2}")
_COMPLETED = re.compile(r"^complet", re.IGNORECASE)


def responses(opened: OpenedFile) -> Iterator[Block]:
    """A column a question; around them the number of the response, its kind and its times in UTC."""
    for grid in opened.grids:
        rows = list(grid.rows()) if grid.small else []
        places = _places(rows[0][1]) if rows else {}
        if "submitted" not in places or not places.keys() & {"number", "network"}:
            continue
        names = ["" if at in places.values() else _plain(cell) for at, cell in enumerate(rows[0][1])]
        kind_at = places.get("response_type")
        left = frozenset(line for line, row in rows[1:] if _is_unfinished(row, kind_at))
        if block := Responses(names, rows[1:], places.get("number"), places["submitted"], left).block():
            yield block


def _places(header: Sequence[str]) -> dict[str, int]:
    known = header_names(HEADERS)
    return {key: at for at, cell in enumerate(header) for key in known.keys(cell)}


def _plain(question: str) -> str:
    return " ".join(_MARKUP.sub("", question).split())


def _is_unfinished(row: Sequence[str], kind_at: int | None) -> bool:
    told = row[kind_at].strip() if kind_at is not None and kind_at < len(row) else ""
    return bool(told) and not _COMPLETED.match(told)


IMPORTER = Importer(
    "typeform", "1", "typeform", (Export("typeform", (scored("UTC"),), layout=responses),), headers=HEADERS
)


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Typeform."""
    return [IMPORTER]
