"""Tables that the template has no place for: each on a hidden sheet of its own, for formulas to read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kpi_xl.errors import TemplateError
from kpi_xl.workbook import limits
from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.book.text import escaped, escaped_cell
from kpi_xl.workbook.calc.addresses import LAST_COLUMN
from kpi_xl.workbook.copying.tabs import insert_tab
from kpi_xl.workbook.filling import Column, Filling
from kpi_xl.workbook.references.area import Area, cell_name

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_TABLE_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
_NAME = re.compile(r"[^\W\d][\w.]{0,254}")


def add_tables(book: Book, filling: Filling) -> None:
    """Add each table of the filling that the workbook lacks, with one empty row that the fill then replaces."""
    for name, columns in filling.tables.items():
        if book.table(name) is None and columns:
            _check(name, columns)
            _add(book, name, [column.header for column in columns])
            book.added_tables.add(name)


def _check(name: str, columns: Sequence[Column]) -> None:
    headers = [column.header for column in columns]
    if _NAME.fullmatch(name) is None:
        raise TemplateError(f"“{name}” is no name for a table.", "Use letters, digits and _.")
    if len({header.lower() for header in headers}) < len(headers) or not all(headers) or len(headers) > LAST_COLUMN:
        raise TemplateError(f"The headers of the table {name} are not all different texts.", "Give each its own.")
    if any(len(header) > limits.MAX_HEADER for header in headers):
        raise TemplateError(f"A header of the table {name} is longer than 255 characters.", "Shorten it.")


def _add(book: Book, name: str, headers: Sequence[str]) -> None:
    package = book.package
    sheet_part = package.free_name("xl/worksheets/sheet1.xml")
    package.add(sheet_part, _sheet_xml(book, headers), _SHEET_TYPE)
    table_part = package.free_name("xl/tables/table1.xml")
    package.add(table_part, _table_xml(book, name, headers), _TABLE_TYPE)
    package.relate(sheet_part, "table", table_part)  # its first arrow, so rId1
    taken = {each.lower() for each in book.sheet_names}
    entry = insert_tab(book, book.entries[-1], limits.sheet_name(name, taken), sheet_part)
    entry.set("state", "hidden")
    book.forget_structure()


def _sheet_xml(book: Book, headers: Sequence[str]) -> bytes:
    cells = "".join(
        f'<c r="{cell_name(1, column)}" t="inlineStr"><is><t xml:space="preserve">{escaped_cell(header)}</t></is></c>'
        for column, header in enumerate(headers, 1)
    )
    area = Area(1, 1, 2, len(headers)).text
    main, relations = book.namespaces
    return (
        f'<worksheet xmlns="{main}" xmlns:r="{relations}"><dimension ref="{area}"/>'
        '<sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        f'<sheetData><row r="1">{cells}</row></sheetData>'
        '<tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>'
    ).encode()


def _table_xml(book: Book, name: str, headers: Sequence[str]) -> bytes:
    area = Area(1, 1, 2, len(headers)).text
    columns = "".join(
        f'<tableColumn id="{index}" name="{_column_name(header)}"/>' for index, header in enumerate(headers, 1)
    )
    return (
        f'<table xmlns="{book.namespaces[0]}" id="{book.free_table_id()}" name="{name}" displayName="{name}" '
        f'ref="{area}" totalsRowShown="0">'
        f'<autoFilter ref="{area}"/><tableColumns count="{len(headers)}">{columns}</tableColumns></table>'
    ).encode()


def _column_name(header: str) -> str:
    return escaped(header).replace("\n", "_x000a_")
