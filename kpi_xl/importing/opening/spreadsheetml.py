"""Excel 2003 XML, which platforms have sent out as .xls."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kpi_xl.errors import UnsafeFileError
from kpi_xl.importing.opening.memory_grid import MemoryGrid
from kpi_xl.safety import limits

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from kpi_xl.importing.opening.records import Record

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_MAX_CELLS = 10_000_000  # held in memory; Excel 2003 itself ends at 65,536 rows
_MIDNIGHT = "T00:00:00"


def open_spreadsheetml(path: Path, name: str) -> tuple[MemoryGrid, ...]:
    """Every worksheet, in the order of its tabs.

    Raises:
        UnsafeFileError: The XML is broken, declares entities, or reaches outside the grid.
    """
    from defusedxml import DefusedXmlException  # noqa: PLC0415 - few files need it
    from defusedxml.ElementTree import ParseError, iterparse  # noqa: PLC0415

    grids: list[MemoryGrid] = []
    sheet = _Sheet(name)
    try:
        for event, element in iterparse(path, events=("start", "end"), forbid_dtd=True):
            if event == "start" and element.tag == f"{_SS}Worksheet":
                sheet = _Sheet(name, element.get(f"{_SS}Name", ""))
            elif event == "end" and element.tag == f"{_SS}Row":
                sheet.add(element)
                element.clear()
            elif event == "end" and element.tag == f"{_SS}Worksheet":
                grids.append(MemoryGrid(sheet.title, typed=True, records=sheet.records))
                element.clear()
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise UnsafeFileError(
            f"{name} is damaged and cannot be read as a workbook.", "Export it again, or save it in Excel as .xlsx."
        ) from error
    return tuple(grids)


class _Sheet:
    """The rows of one worksheet as they come."""

    def __init__(self, file: str, title: str = "") -> None:
        self.title = title
        self.records: list[Record] = []
        self._file = file
        self._row = 0
        self._cells = 0

    def add(self, row: Element) -> None:
        """Take the next row; rows that an ss:Index passes over are blank records."""
        number = int(row.get(f"{_SS}Index", self._row + 1))
        cells = list(_placed(row))
        self._cells += number - self._row + (cells[-1][0] if cells else 0)
        if not self._row < number <= limits.MAX_ROWS or self._cells > _MAX_CELLS:
            raise UnsafeFileError(
                f"A sheet of {self._file} reaches to row {number:,}, which is more than can be opened.",
                "Save it in Excel as .xlsx.",
            )
        self.records += [(blank, []) for blank in range(self._row + 1, number)]
        self.records.append((number, _filled(cells)))
        self._row = number


def _placed(row: Element) -> Iterator[tuple[int, str]]:
    """The cells with their columns; a merged cell stands in the first of its columns."""
    column = 0
    for cell in row.iterfind(f"{_SS}Cell"):
        column = int(cell.get(f"{_SS}Index", column + 1))
        if not 0 < column <= limits.MAX_COLUMNS:
            raise ValueError(column)
        yield column, _text(cell.find(f"{_SS}Data"))
        column += int(cell.get(f"{_SS}MergeAcross", 0))


def _filled(cells: list[tuple[int, str]]) -> list[str]:
    record = [""] * max((column for column, _ in cells), default=0)
    for column, text in cells:
        record[column - 1] = text
    return record


def _text(data: Element | None) -> str:
    if data is None:
        return ""
    text = "".join(data.itertext())
    match data.get(f"{_SS}Type"):
        case "Number":
            return _number(text)
        case "DateTime":
            return text.removesuffix(".000").removesuffix(_MIDNIGHT)
        case "Boolean":
            return "TRUE" if text.strip() == "1" else "FALSE"
        case "Error":
            return ""
        case _:
            return text


def _number(text: str) -> str:
    """The number without a needless exponent; an id keeps its digits, and 1.47E+18 stays recognisable as lost."""
    stripped = text.strip()
    if stripped.lstrip("-").isdecimal():
        return stripped
    value = float(stripped)
    return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
