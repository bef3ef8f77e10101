"""Formulas that Excel stores once for many cells."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kpi_xl.workbook.book.cell import CellXml
from kpi_xl.workbook.book.sheet import Sheet
from kpi_xl.workbook.references.rewriting import shifted

_SHARED = re.compile(r"""t\s*=\s*["']shared["']""")


@dataclass(frozen=True, slots=True)
class Member:
    """A cell of a shared formula, where it stood and with the text that it had there."""

    row: int
    cell: CellXml
    text: str


def spelled_out(sheet: Sheet) -> list[list[Member]]:
    """Give every cell of a shared formula its own text; the groups are returned, as they stood."""
    groups: dict[str, list[tuple[int, CellXml]]] = {}
    for row in sheet.rows.values():
        if row.may_match(_SHARED):
            for cell in row.cells.values():
                if cell.formula is not None and cell.formula.kind == "shared":
                    groups.setdefault(cell.formula.attributes.get("si", ""), []).append((row.number, cell))
    return [_spelled_group(cells) for cells in groups.values()]


def written_out(sheet: Sheet, groups: list[list[Member]]) -> None:
    """Where a member moved, changed or went, let each of its group carry its own formula; others stay as they were."""
    for members in groups:
        if all(_as_before(sheet, member) for member in members):
            continue
        for row in sheet.rows.values():
            for member in members:
                if row.cells.get(member.cell.column) is member.cell and member.cell.formula is not None:
                    for name in ("t", "ref", "si"):
                        member.cell.formula.attributes.pop(name, None)
                    sheet.touch(row.number)


def _spelled_group(cells: list[tuple[int, CellXml]]) -> list[Member]:
    master = next(((row, cell) for row, cell in cells if cell.formula is not None and cell.formula.text), None)
    members: list[Member] = []
    for row, cell in cells:
        if cell.formula is not None and master is not None and master[1].formula is not None and not cell.formula.text:
            cell.formula.text = shifted(master[1].formula.text, row - master[0], cell.column - master[1].column)
        members.append(Member(row, cell, "" if cell.formula is None else cell.formula.text))
    return members


def _as_before(sheet: Sheet, member: Member) -> bool:
    cell = sheet.cell(member.row, member.cell.column)
    if cell is None or cell is not member.cell or cell.formula is None:
        return False
    return cell.formula.text == member.text
