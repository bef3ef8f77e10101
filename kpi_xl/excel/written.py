"""The worksheet functions as they stand in the formulas of a workbook's file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from kpi_xl.excel.calc.descriptions import SERVICE, method
from kpi_xl.excel.functions import functions
from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.book.cell import CellXml
from kpi_xl.workbook.book.sheet import Sheet
from kpi_xl.workbook.calc.tokens import Token
from kpi_xl.workbook.calc.values import Stop
from kpi_xl.workbook.references.pieces import pieces_of

# What programs put before a function that they do not know (_xludf, _xlfn) or take for one of an XLL (_xll).
_PREFIXES = ("_XLUDF.", "_XLFN.", "_XLL.")


def function_name(token: Token) -> str | None:
    """Which of our functions a token calls, however it is spelled; None if none of them."""
    if token.kind != "function":
        return None
    written = token.text.upper()
    while written.startswith(_PREFIXES):
        written = written.partition(".")[2]
    return _spellings().get(written)


def tokens_of(formula: str) -> Sequence[Token]:
    """A formula's tokens; none where it cannot be read, which is then no formula of ours."""
    try:
        return pieces_of(formula)
    except Stop:
        return ()


def calls_ours(formula: str) -> bool:
    """Whether a formula calls any of our functions."""
    return any(function_name(token) for token in tokens_of(formula))


def our_cells(sheet: Sheet) -> Iterator[tuple[int, CellXml]]:
    """The cells whose formulas call our functions, with their rows. Shared formulas must be spelled out before."""
    for row in sheet.rows.values():
        for cell in row.cells.values():
            if cell.formula is not None and calls_ours(cell.formula.text):
                yield row.number, cell


def forget_order(book: Book) -> None:
    """Drop the order of calculation, which names cells that hold formulas no more; stored values stay as they are."""
    for relation in book.package.related(book.part, "calcChain"):
        book.package.remove(relation.target)
        book.package.unrelate(book.part, relation.id)


@cache
def _spellings() -> dict[str, str]:
    """Our functions by their names, and by those that LibreOffice gives them in Excel's files."""
    ours = {name: name for name in functions()}
    return ours | {f"{SERVICE}.{method(function)}".upper(): name for name, function in functions().items()}
