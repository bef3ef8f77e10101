"""References to a formula's own table, written out."""

from __future__ import annotations

import re

from kpi_xl.workbook.calc.values import Stop
from kpi_xl.workbook.references.pieces import pieces_of

_BARE_COLUMN = re.compile(r"(\[#(?:This Row|All|Data|Headers|Totals)\],\s*)([^\[\]]+)(?=\])", re.IGNORECASE)
_AT = re.compile(r"\[@(?:\[)?([^\[\]]+)(?:\])?\]")


def qualified(text: str, table: str) -> str:
    """A formula inside a table with the table's name before each bracket: without it only Excel understands it."""
    if "[" not in text:
        return text
    try:
        pieces = pieces_of(text)
    except Stop:
        return text
    written: list[str] = []
    before = ""
    for piece in pieces:
        if piece.kind == "bracket":
            inner = _AT.sub(r"[[#This Row],[\1]]", piece.text)
            inner = _BARE_COLUMN.sub(r"\1[\2]", inner)
            written.append(inner if before == "name" else table + inner)
        else:
            written.append(piece.text)
        before = piece.kind
    return "".join(written)
