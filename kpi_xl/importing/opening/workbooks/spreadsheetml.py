"""Excel 2003 XML, which platforms have sent out as .xls."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kpi_xl.errors import UnsafeFileError
from kpi_xl.importing.opening.scratch import scratch_path
from kpi_xl.importing.opening.text.records import write
from kpi_xl.importing.opening.workbooks.sheet_file import read_sheet
from kpi_xl.safety import limits

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from kpi_xl.importing.opening.budget import MemoryBudget
    from kpi_xl.importing.opening.grid import Grid

    Events = Iterator[tuple[str, Element]]

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_MIDNIGHT = "T00:00:00"
_EXACT_UP_TO = 2**53  # whole numbers beyond it have gaps between them as floats


def open_spreadsheetml(path: Path, name: str, budget: MemoryBudget) -> tuple[Grid, ...]:
    """Every worksheet, in the order of its tabs.

    Raises:
        UnsafeFileError: The XML is broken, declares entities, or reaches outside the grid.
    """
    from defusedxml import DefusedXmlException  # noqa: PLC0415 - few files need it
    from defusedxml.ElementTree import ParseError, iterparse  # noqa: PLC0415

    try:
        with path.open("rb") as stream:
            return tuple(_grids(iterparse(stream, ("start", "end"), forbid_dtd=True), budget))
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise UnsafeFileError(
            f"{name} is damaged and cannot be read as a workbook.", "Export it again, or save it in Excel as .xlsx."
        ) from error


def _grids(events: Events, budget: MemoryBudget) -> Iterator[Grid]:
    for event, element in events:
        if event == "start" and element.tag == f"{_SS}Worksheet":
            file = scratch_path(".csv")
            try:
                write(file, _rows(events))
                yield read_sheet(file, element.get(f"{_SS}Name", ""), budget)
            finally:
                file.unlink(missing_ok=True)


def _rows(events: Events) -> Iterator[list[str]]:
    """The rows up to the end of the worksheet, with blank ones where an ss:Index passes over some."""
    last = cells = 0
    for event, element in events:
        if event == "start":
            continue
        if element.tag == f"{_SS}Worksheet":
            return
        if element.tag == f"{_SS}Row":
            number = int(element.get(f"{_SS}Index", last + 1))
            record = _record(element)
            cells += number - last + len(record)
            if not last < number <= limits.MAX_ROWS or cells > limits.MAX_SHEET_CELLS:
                raise ValueError(number)
            yield from ([] for _ in range(last + 1, number))
            yield record
            last = number
            element.clear()


def _record(row: Element) -> list[str]:
    """The cells in their columns; a merged cell stands in the first of its columns."""
    record: list[str] = []
    column = 0
    for cell in row.iterfind(f"{_SS}Cell"):
        column = int(cell.get(f"{_SS}Index", column + 1))
        if not len(record) < column <= limits.MAX_COLUMNS:
            raise ValueError(column)
        record += [""] * (column - 1 - len(record))
        record.append(_text(cell.find(f"{_SS}Data")))
        column += int(cell.get(f"{_SS}MergeAcross", 0))
    return record


def _text(data: Element | None) -> str:
    if data is None:
        return ""
    text = "".join(data.itertext())
    match data.get(f"{_SS}Type"):
        case "Number":
            return _number(text.strip())
        case "DateTime":
            return text.strip().removesuffix(".000").removesuffix(_MIDNIGHT)
        case "Boolean":
            return "TRUE" if text.strip() == "1" else "FALSE"
        case "Error":
            return ""
        case _:
            return text


def _number(text: str) -> str:
    """The number without a needless exponent; an id keeps its digits, and 1.47E+18 still shows that it lost them."""
    if text.lstrip("-").isdecimal():
        return text
    value = float(text)
    return str(int(value)) if value.is_integer() and abs(value) < _EXACT_UP_TO else repr(value)
