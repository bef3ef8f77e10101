"""Charts: their references follow, and the values that they keep are those of the filled cells."""

from __future__ import annotations

from collections.abc import Iterator

from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.book.contents import Contents
from kpi_xl.workbook.calc.source import DefinedName
from kpi_xl.workbook.calc.tokens import Token
from kpi_xl.workbook.calc.values import Stop
from kpi_xl.workbook.filling import Scalar
from kpi_xl.workbook.following.caches import refresh_cache
from kpi_xl.workbook.package.xml import every, serialised
from kpi_xl.workbook.references.area import Area, parse_area
from kpi_xl.workbook.references.pieces import pieces_of
from kpi_xl.workbook.references.rewriting import Rewriting
from kpi_xl.workbook.references.sheet_names import sheet_of

_FORMULAS = ("f", "sqref")
_DEEPEST_NAME = 5


def chart_parts(book: Book) -> Iterator[tuple[str, str]]:
    """Each chart of the workbook, with the sheet that it stands on, chart sheets included."""
    for entry in book.entries:
        part = book.sheet_part(entry)
        for drawing in book.package.related(part, "drawing") if part else ():
            for chart in book.package.related(drawing.target, "chart", "chartEx"):
                yield entry.get("name", ""), chart.target


def follow_chart(book: Book, part: str, sheet: str, rewriting: Rewriting) -> None:
    """Rewrite the references of a chart."""
    root = book.package.tree(part)
    for element in every(root, *_FORMULAS):
        new = rewriting.formula(element.text or "", sheet)
        if new != (element.text or ""):
            element.text = new
            book.package.touch(part)


def refresh_chart(book: Book, part: str, contents: Contents, most_points: int) -> None:
    """Give every cache of a chart the values that its cells hold now; a chart whose values stay is not touched."""
    root = book.package.tree(part)
    if every(root, "pivotSource"):  # it shows what its pivot table shows, not all of the cells
        return
    before = serialised(root)
    for element in every(root, "f"):
        holder = element.getparent()
        cells = None if holder is None else referred_cells(contents, element.text or "")
        if holder is not None and cells is not None:
            refresh_cache(holder, cells, most_points)
    if serialised(root) != before:
        book.package.touch(part)


def referred_cells(contents: Contents, formula: str) -> list[list[Scalar]] | None:
    """The values of a chart's reference, one list a column or, where it is a single row, as one list.

    Several areas in brackets are put one after the other; None where the reference is no plain one.
    """
    areas = _areas(contents, formula, 0)
    if not areas:
        return None
    columns = [_values(contents, sheet, area) for sheet, area in areas]
    if len(columns) == 1:
        return columns[0]
    return [[value for parts in columns for part in parts for value in part]]


def _areas(contents: Contents, formula: str, depth: int) -> list[tuple[str, Area]] | None:
    try:
        pieces = pieces_of(formula.strip().removeprefix("(").removesuffix(")"))
    except Stop:
        return None
    areas: list[tuple[str, Area]] = []
    sheet = ""
    for piece in pieces:
        if piece.kind == "sheet":
            sheet = sheet_of(piece.text) or ""
        elif piece.kind == "area":
            area = parse_area(piece.text)
            if area is None or not sheet:
                return None
            areas.append((_spelled(contents, sheet), area))
        elif piece.kind == "name":
            meant = _named(contents, piece, sheet)
            inner = None if meant is None or depth > _DEEPEST_NAME else _areas(contents, meant.text, depth + 1)
            if inner is None:
                return None
            areas += inner
        elif piece.kind != "end" and piece.text != ",":
            return None
    return areas


def _named(contents: Contents, piece: Token, sheet: str) -> DefinedName | None:
    found = [each for each in contents.names if each.name.lower() == piece.text.lower()]
    local = [each for each in found if each.sheet is not None and each.sheet.lower() == sheet.lower()]
    return next(iter(local or [each for each in found if each.sheet is None]), None)


def _spelled(contents: Contents, sheet: str) -> str:
    return next((name for name in contents.sheets if name.lower() == sheet.lower()), sheet)


def _values(contents: Contents, sheet: str, area: Area) -> list[list[Scalar]]:
    last_row = min(area.last_row, max(contents.used(sheet)[0], area.first_row))
    if area.first_row == last_row:
        columns = range(area.first_column, area.last_column + 1)
        return [[contents.value(sheet, area.first_row, column) for column in columns]]
    return [
        list(contents.values(sheet, column, area.first_row, last_row))
        for column in range(area.first_column, area.last_column + 1)
    ]
