"""Sheets as formulas name them."""

from __future__ import annotations

import re

from kpi_xl.workbook.calc.values import Stop
from kpi_xl.workbook.references.pieces import pieces_of

_PLAIN_SHEET = re.compile(r"[^\W\d][\w.]*")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*|[Rr]|[Cc]|TRUE|FALSE", re.IGNORECASE)


def sheet_prefix(name: str) -> str:
    """A sheet's name as it stands before a cell: `Data!` or `'My data'!`."""
    plain = _PLAIN_SHEET.fullmatch(name) is not None and _LIKE_A_CELL.fullmatch(name) is None
    quoted = name.replace("'", "''")
    return f"{name}!" if plain else f"'{quoted}'!"


def sheet_of(prefix: str) -> str | None:
    """The one sheet of this workbook that a prefix names; None for several or for another workbook."""
    name = prefix[:-1]
    quoted = name.startswith("'")
    if quoted:
        name = name[1:-1].replace("''", "'")
    if "[" in name or ":" in name:
        return None
    return name


def sheets_named(text: str) -> set[str]:
    """The sheets, in lower case, that a formula names."""
    try:
        found = {sheet_of(piece.text) for piece in pieces_of(text) if piece.kind == "sheet"}
    except Stop:
        return set()
    return {sheet.lower() for sheet in found if sheet is not None}
