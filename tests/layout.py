"""How a filled report looks on paper, as far as a program can tell: texts in their cells, drawings, charts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.book.contents import Contents
from kpi_xl.workbook.following.charts import chart_parts, referred_cells
from kpi_xl.workbook.package.xml import every, local_name

FONTS = Path("/usr/share/fonts/truetype/liberation")  # the metrics of Arial
_PIXELS = 96 / 72
_SLACK = 6  # pixels that programs differ by
_DRAWN = re.compile(r"[\U0001F000-\U0001FAFF☀-➿️]")  # emoji: no font of text has them


@dataclass(frozen=True, slots=True)
class Clipped:
    """A text that needs more room than it has."""

    sheet: str
    cell: str
    text: str
    needs: int
    has: int


def visible(book: openpyxl.Workbook) -> Iterator[Worksheet]:
    yield from (sheet for sheet in book.worksheets if sheet.sheet_state == "visible")


def clipped(sheet: Worksheet) -> Iterator[Clipped]:
    """Texts on the printed part of a sheet that do not fit their cells and the empty ones beside them."""
    merged = {area.coord.split(":")[0]: area for area in sheet.merged_cells.ranges}
    left, top, right, bottom = range_boundaries(str(sheet.print_area).rpartition("!")[2])
    for row in sheet.iter_rows(min_row=top, max_row=bottom, min_col=left, max_col=right):
        if sheet.row_dimensions[row[0].row].hidden:
            continue
        for cell in row:
            if isinstance(cell.value, str) and cell.value.strip() and not cell.alignment.shrink_to_fit:
                found = _needs(sheet, cell, merged.get(cell.coordinate), row, right)
                if found is not None:
                    yield found


def _needs(sheet: Worksheet, cell: Any, area: Any, row: Sequence[Any], right: int) -> Clipped | None:
    text = _DRAWN.sub("M", cell.value)
    columns = range(cell.column, cell.column + 1) if area is None else range(area.min_col, area.max_col + 1)
    room = sum(width(sheet, column) for column in columns)
    needed = text_width(text, cell.font.sz, bold=bool(cell.font.b)) + int(cell.alignment.indent or 0) * 9
    if cell.alignment.wrap_text:
        rows = range(cell.row, cell.row + 1) if area is None else range(area.min_row, area.max_row + 1)
        height = sum((sheet.row_dimensions[one].height or 15) * _PIXELS for one in rows)
        lines = max(1, int((height + 4) // (cell.font.sz * _PIXELS * 1.16)))
        taken = _lines(text, room - int(cell.alignment.indent or 0) * 9, cell.font.sz, bold=bool(cell.font.b))
        room, needed = room * lines, room * taken
    elif cell.alignment.horizontal in {None, "general", "left"} and area is None:
        for other in row[cell.column - row[0].column + 1 :]:
            if other.value not in (None, "") or other.column > right:
                break
            room += width(sheet, other.column)
    elif cell.alignment.horizontal == "right" and area is None:
        for other in reversed(row[: cell.column - row[0].column]):
            if other.value not in (None, ""):
                break
            room += width(sheet, other.column)
    if needed <= room + _SLACK:
        return None
    return Clipped(sheet.title, cell.coordinate, cell.value, round(needed), round(room))


def _lines(text: str, room: int, size: float, *, bold: bool) -> int:
    """How many lines a wrapped text takes; a word that is wider than the line goes on in the next one."""
    lines = 0
    for paragraph in text.split("\n"):
        used, lines = 0.0, lines + 1
        for word in re.findall(r"[^\s/-]+[\s/-]*|[\s/-]+", paragraph):
            wide = text_width(word, size, bold=bold)
            if used and used + text_width(word.rstrip(), size, bold=bold) > room + _SLACK:
                used, lines = 0.0, lines + 1
            used += wide
            while used > 2 * room:
                used, lines = used - room, lines + 1
    return lines


def width(sheet: Worksheet, column: int) -> int:
    """Pixels of a column; openpyxl keeps a run of equal ones under the first of them."""
    for letter, found in sheet.column_dimensions.items():
        if (found.min or 0) <= column <= (found.max or 0) or letter == get_column_letter(column):
            return 0 if found.hidden else round((found.width or 8.43) * 7 + 5)
    return 64


def text_width(text: str, size: float, *, bold: bool) -> float:
    return max(float(_font(size, bold).getlength(line)) for line in text.split("\n"))


@cache
def _font(size: float, bold: bool) -> Any:  # noqa: FBT001 - a key of the cache
    from PIL import ImageFont  # noqa: PLC0415 - only where the fonts are

    name = "LiberationSans-Bold.ttf" if bold else "LiberationSans-Regular.ttf"
    return ImageFont.truetype(str(FONTS / name), size * _PIXELS)


def overlapping(path: Path) -> list[tuple[str, str, str]]:
    """Pairs of drawings of one sheet that lie over each other, by the cells they stand in."""
    found: list[tuple[str, str, str]] = []
    with ZipFile(path) as package:
        for name in (one for one in package.namelist() if re.fullmatch(r"xl/drawings/drawing\d+\.xml", one)):
            boxes = [_box(anchor) for anchor in re.findall(r"<xdr:twoCellAnchor.*?</xdr:twoCellAnchor>",
                                                            package.read(name).decode(), re.DOTALL)]  # fmt: skip
            for at, one in enumerate(boxes):
                found += [(name, str(one), str(other)) for other in boxes[at + 1 :] if _meet(one, other)]
    return found


def _box(anchor: str) -> tuple[int, int, int, int]:
    numbers = [int(one) for one in re.findall(r"<xdr:(?:col|row)>(\d+)<", anchor)]
    return numbers[0], numbers[1], numbers[2], numbers[3]


def _meet(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    """Whether they share a cell, not only an edge."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def empty_charts(path: Path, book: openpyxl.Workbook) -> list[str]:
    """Charts of which no series has a figure."""
    found: list[str] = []
    with ZipFile(path) as package:
        for name in (one for one in package.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", one)):
            text = package.read(name).decode()
            ranges = re.findall(r"<c:val>.*?<c:f>([^<]+)</c:f>", text, re.DOTALL)
            if ranges and not any(
                _has_figure(book, one.replace("&apos;", "'").replace("&amp;", "&")) for one in ranges
            ):
                found.append(f"{name}: {ranges[0]}")
    return found


def _has_figure(book: openpyxl.Workbook, reference: str) -> bool:
    sheet, _, area = reference.rpartition("!")
    cells: Any = book[sheet.strip("'").replace("''", "'")][area.replace("$", "")]
    flat: list[Cell] = [cells] if isinstance(cells, Cell) else [cell for row in cells for cell in row]
    return any(isinstance(cell.value, (int, float)) and cell.value for cell in flat)


def outside_print_area(sheet: Worksheet) -> list[str]:
    """Cells that a reader sees and no printout holds; above it stand the links, which are meant to be left out."""
    left, top, right, bottom = range_boundaries(str(sheet.print_area).rpartition("!")[2])
    return [
        cell.coordinate
        for row in sheet.iter_rows(min_row=top)
        for cell in row
        if cell.value not in (None, "")
        and not (left <= cell.column <= right and cell.row <= bottom)
        and width(sheet, cell.column)
        and not sheet.row_dimensions[cell.row].hidden
    ]


def faint(sheet: Worksheet) -> Iterator[tuple[str, str, str, float]]:
    """Texts that stand out too little from their ground: cell, colours and ratio; also as conditions colour them."""
    left, top, right, bottom = range_boundaries(str(sheet.print_area).rpartition("!")[2])
    for row in sheet.iter_rows(min_row=top, max_row=bottom, min_col=left, max_col=right):
        for cell in row:
            if cell.value not in (None, ""):
                yield from _faint(cell, _colour(cell.font.color, "000000"), _ground(cell))
    for area in sheet.conditional_formatting:
        first: Any = next(sheet.iter_rows(*_corner(str(area.sqref))))[0]
        for rule in area.rules:
            if rule.dxf is not None and first.value not in (None, "") and (rule.dxf.font or rule.dxf.fill):
                font = rule.dxf.font.color if rule.dxf.font else None
                fill = rule.dxf.fill.bgColor if rule.dxf.fill else None
                text = _colour(font, _colour(first.font.color, "000000"))
                yield from _faint(first, text, _colour(fill, _ground(first)))


def _corner(area: str) -> tuple[int, int, int, int]:
    column, row, _, _ = range_boundaries(area.split(maxsplit=1)[0])
    return row, row, column, column


def _faint(cell: Any, text: str, ground: str) -> Iterator[tuple[str, str, str, float]]:
    large = cell.font.sz >= 18 or (cell.font.b and cell.font.sz >= 14)
    ratio = contrast(text, ground)
    if text != ground and ratio < (3 if large else 4.5):
        yield cell.coordinate, text, ground, round(ratio, 2)


def _ground(cell: Any) -> str:
    return _colour(cell.fill.fgColor, "FFFFFF") if cell.fill.fill_type == "solid" else "FFFFFF"


def _colour(colour: Any, otherwise: str) -> str:
    return colour.rgb[-6:] if colour is not None and isinstance(colour.rgb, str) else otherwise


def contrast(one: str, other: str) -> float:
    """The ratio of two colours' brightness, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def drawn_texts(path: Path) -> list[tuple[str, str]]:
    """Sheets and cells of values that charts draw and that hold text: Excel draws an empty text as 0."""
    found: list[tuple[str, str]] = []
    book = Book(path)
    contents = Contents(book, set())
    waiting = {entry.get("name") for entry in book.entries if entry.get("state")}
    for sheet, part in (one for one in chart_parts(book) if one[0] not in waiting):
        for formula in every(book.package.tree(part), "f"):
            values, series = formula.getparent(), formula.getparent().getparent()
            if local_name(values) == "numRef" and local_name(series) in {"val", "xVal", "yVal"}:
                cells = referred_cells(contents, formula.text or "") or []
                if any(isinstance(value, str) for column in cells for value in column):
                    found.append((sheet, formula.text or ""))
    book.package.close()
    return found
