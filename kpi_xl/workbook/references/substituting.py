"""Formulas in which sheets, tables or cells go by other names."""

from __future__ import annotations

from collections.abc import Mapping

from kpi_xl.workbook.calc.addresses import corners
from kpi_xl.workbook.calc.syntax import Corner
from kpi_xl.workbook.calc.values import Stop
from kpi_xl.workbook.references.area import Area
from kpi_xl.workbook.references.pieces import pieces_of
from kpi_xl.workbook.references.rewriting import LOST, Found, Reference, reference_text, rewritten
from kpi_xl.workbook.references.sheet_names import sheet_of, sheet_prefix


def renamed(text: str, sheets: Mapping[str, str], tables: Mapping[str, str]) -> str:
    """A formula in which sheets and tables, found by their names in lower case, have other names.

    A sheet whose new name is empty is gone, and what pointed to it becomes `#REF!`.
    """
    try:
        pieces = pieces_of(text)
    except Stop:
        return text
    changed: list[str] = []
    gone = False
    for piece, following in zip(pieces, [*pieces[1:], pieces[-1]], strict=True):
        if gone:
            changed.append(LOST)
            gone = False
        elif piece.kind == "sheet" and (sheet := sheet_of(piece.text)) is not None:
            new = sheets.get(sheet.lower())
            gone = new == ""
            changed.append(piece.text if new is None else sheet_prefix(new) if new else "")
        elif piece.kind == "name" and following.kind == "bracket":
            changed.append(tables.get(piece.text.lower(), piece.text))
        else:
            changed.append(piece.text)
    return "".join(changed)


def with_references(text: str, others: Mapping[str, str]) -> str:
    """A formula in which some references, found by how they are written, give way to others."""
    if not others:
        return text
    try:
        pieces = pieces_of(text)
    except Stop:
        return text
    changed: list[str] = []
    for piece in pieces:
        whole = changed[-1] + piece.text if changed and changed[-1].endswith("!") else piece.text
        if piece.kind == "area" and whole in others:
            if whole != piece.text:
                changed.pop()
            changed.append(others[whole])
        else:
            changed.append(piece.text)
    return "".join(changed)


def written_like(model: str, sheet: str, area: Area) -> str:
    """A cell written as another reference was: with its `$` signs, and with its sheet if that one had it."""
    pieces = pieces_of(model)
    prefix = sheet_prefix(sheet) if pieces[0].kind == "sheet" else ""
    ends = corners(next((piece.text for piece in pieces if piece.kind == "area"), ""))
    if ends is None:
        return model
    one, two = ends
    first = Corner(area.first_row, area.first_column, one.row_fixed, one.column_fixed)
    last = Corner(area.last_row, area.last_column, two.row_fixed, two.column_fixed)
    return prefix + reference_text((first, last), single=":" not in model)


def fixed(text: str) -> str:
    """A formula with a `$` before every row and column."""

    def change(found: Found) -> Reference | None:
        one, two = found.ends
        return (
            Corner(one.row, one.column, row_fixed=True, column_fixed=True),
            Corner(two.row, two.column, row_fixed=True, column_fixed=True),
        )

    return rewritten(text, change)
