"""A workbook for those who do not have the add-in: its functions give way to what they came to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kpi_xl.excel.calling import Desk
from kpi_xl.excel.cells import Answer, CellError
from kpi_xl.excel.written import calls_ours, forget_order, function_name, our_cells, tokens_of
from kpi_xl.report.request import PROJECT_NAME
from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.book.cell import CellXml
from kpi_xl.workbook.book.shared_formulas import spelled_out, written_out
from kpi_xl.workbook.book.sheet import Sheet
from kpi_xl.workbook.calc.tokens import Token
from kpi_xl.workbook.package.saving import save
from kpi_xl.workbook.package.xml import every, remove

_SPILLS = re.compile(r'\scm="\d+"')  # marks a formula that spills
_ID = re.compile(r'"([0-9a-f]+)"')


@dataclass(frozen=True, slots=True)
class Frozen:
    """What became of a workbook.

    Attributes:
        path: the file that was written.
        values: cells that hold their value now.
        formulas: cells whose formula goes on without our functions.
    """

    path: Path
    values: int
    formulas: int


def freeze_functions(source: Path, target: Path, desk: Desk) -> Frozen:
    """Put values in the place of our functions.

    A cell that is one of our functions gets the value that is stored in it. In a longer formula, such as
    `=KPI("spend";"2026-10")*B2`, the function alone gives way to its figure if it names everything as text or number
    and its project is on this machine; otherwise the whole cell gets its stored value.

    Raises:
        FileProblemError: the workbook cannot be read, or the target cannot be written.
    """
    values = formulas = 0
    with Book(source) as book:
        project = _project_of(book)
        for sheet in book.sheets:
            if not sheet.has_formulas:
                continue
            groups = spelled_out(sheet)
            for row, cell in [*our_cells(sheet)]:
                native = _native(cell, desk, project)
                _put(sheet, row, cell, native)
                values, formulas = values + (native is None), formulas + (native is not None)
            written_out(sheet, groups)
        _forget_column_formulas(book)
        forget_order(book)
        return Frozen(save(target, book.write), values, formulas)


def _project_of(book: Book) -> str:
    text = next((name.text for name in book.names if name.name == PROJECT_NAME), "")
    found = _ID.fullmatch(text)
    return found[1] if found else ""


def _put(sheet: Sheet, row: int, cell: CellXml, native: str | None) -> None:
    if native is not None and cell.formula is not None:
        cell.formula.text = native
    else:
        cell.formula = None
        cell.extra = _SPILLS.sub("", cell.extra)
        if cell.kind == "str" and not cell.value:
            cell.kind, cell.value = "", None
    sheet.touch(row)


def _native(cell: CellXml, desk: Desk, project: str) -> str | None:
    """The formula with figures in the place of our functions; None where that cannot be, or nothing would be left."""
    if cell.formula is None or cell.formula.kind not in {"normal", "shared"}:
        return None
    tokens = [token for token in tokens_of(cell.formula.text) if token.kind != "end"]
    written: list[str] = []
    at = others = 0
    while at < len(tokens):
        name = function_name(tokens[at])
        if name is None:
            written.append(tokens[at].text)
            others += tokens[at].kind != "space"
            at += 1
            continue
        end = _closing(tokens, at + 1)
        arguments = _literals(tokens[at + 2 : end])
        figure = None if arguments is None else _figure(desk.call(name, arguments, project))
        if figure is None:
            return None
        written.append(figure)
        at = end + 1
    return "".join(written) if others else None


def _closing(tokens: Sequence[Token], opening: int) -> int:
    """Where the bracket closes that opens there."""
    depth = 0
    for at in range(opening, len(tokens)):
        depth += (tokens[at].text == "(") - (tokens[at].text == ")")
        if depth == 0:
            return at
    return len(tokens)


def _literals(tokens: Sequence[Token]) -> list[object] | None:
    """Arguments that are written out; None where one must be looked up in a cell."""
    found: list[object] = [None]
    for token in tokens:
        if token.kind == "space":
            continue
        if token.text == ",":
            found.append(None)
        elif token.kind in {"text", "number"} and found[-1] is None:
            found[-1] = token.text[1:-1].replace('""', '"') if token.kind == "text" else float(token.text)
        else:
            return None
    return found


def _figure(answer: Answer) -> str | None:
    """A figure as a formula holds it. A text stays where it is: whoever wrote it, it shall not stand in a formula."""
    if isinstance(answer, CellError):
        return "NA()" if answer is CellError.MISSING else None
    return repr(answer) if isinstance(answer, float) else None


def _forget_column_formulas(book: Book) -> None:
    """New rows of a table shall not bring our functions back."""
    for table in book.tables:
        for element in every(table.root, "calculatedColumnFormula"):
            if calls_ours(element.text or ""):
                remove(element)
                table.changed = True
