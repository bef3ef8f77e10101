"""Which cells a reference means, seen from the formula's place."""

from __future__ import annotations

from functools import lru_cache

from kpi_xl.workbook.calc.addresses import LAST_COLUMN, LAST_ROW
from kpi_xl.workbook.calc.areas import Place, SheetArea
from kpi_xl.workbook.calc.reader import Reader
from kpi_xl.workbook.calc.source import Table
from kpi_xl.workbook.calc.syntax import AreaReference, Corner, TableReference
from kpi_xl.workbook.calc.values import ErrorValue, Fault, Stop

_THIS_ROW = ("this row",)


def areas_of(reference: AreaReference, reader: Reader, place: Place, origin: Place | None) -> tuple[SheetArea, ...]:
    """The area, one on each sheet of a reference through several; `origin` moves the relative parts of a name."""
    first_row, first_column = _cell(reference.first, origin, 1, 1)
    last_row, last_column = _cell(reference.last, origin, LAST_ROW, LAST_COLUMN)
    rows = (first_row, last_row) if first_row <= last_row else (last_row, first_row)
    columns = (first_column, last_column) if first_column <= last_column else (last_column, first_column)
    if reference.sheet is None:
        sheets = (place.sheet,)
    elif reference.last_sheet is None:
        sheets = (reader.sheet(reference.sheet),)
    else:
        sheets = tuple(reader.sheets_between(reference.sheet, reference.last_sheet))
    return tuple(SheetArea(sheet, rows[0], columns[0], rows[1], columns[1]) for sheet in sheets)


def _cell(corner: Corner, origin: Place | None, open_row: int, open_column: int) -> tuple[int, int]:
    row = open_row if corner.row is None else corner.row
    column = open_column if corner.column is None else corner.column
    if origin is not None:
        if corner.row is not None and not corner.row_fixed:
            row = (row + origin.row - 2) % LAST_ROW + 1
        if corner.column is not None and not corner.column_fixed:
            column = (column + origin.column - 2) % LAST_COLUMN + 1
    return row, column


def table_area(reference: TableReference, reader: Reader, place: Place) -> SheetArea:
    """The cells of a structured reference."""
    found = reader.table_areas.get(reference)
    if found is not None:
        return found
    if reference.table is not None and reference.sections == _THIS_ROW:
        return _level(reference, reader, place)
    area = _area(reference, reader, place)
    if reference.table is not None and "this row" not in reference.sections:
        reader.table_areas[reference] = area
    return area


def _level(reference: TableReference, reader: Reader, place: Place) -> SheetArea:
    """`[#This Row]`: the table's rows are looked up once, whatever the number of formulas in them."""
    whole = reader.level_areas.get(reference)
    if whole is None:
        whole = reader.level_areas[reference] = _area(reference._replace(sections=()), reader, place)
    if not whole.first_row <= place.row <= whole.last_row:
        raise Fault(ErrorValue.VALUE)
    return SheetArea(whole.sheet, place.row, whole.first_column, place.row, whole.last_column)


def _area(reference: TableReference, reader: Reader, place: Place) -> SheetArea:
    table = reader.table_at(place) if reference.table is None else reader.table(reference.table)
    if table is None:
        raise Stop(f"there is no table {reference.table or 'around the formula'}")
    first_row, last_row = _rows(table, reference.sections, place)
    first, last = _columns(table, reference.first_column, reference.last_column)
    return SheetArea(table.sheet, first_row, table.first_column + first, last_row, table.first_column + last)


def _rows(table: Table, sections: tuple[str, ...], place: Place) -> tuple[int, int]:
    parts = _parts(table)
    if "this row" in sections:
        first_data, last_data = parts["data"]
        if not first_data <= place.row <= last_data:
            raise Fault(ErrorValue.VALUE)
        chosen = [parts[section] for section in sections if section != "this row"]
        chosen.append((place.row, place.row))
    else:
        chosen = [parts[section] for section in sections or ("data",)]
    if any(first > last for first, last in chosen):
        raise Fault(ErrorValue.REF)
    return min(first for first, _ in chosen), max(last for _, last in chosen)


@lru_cache(maxsize=256)
def _parts(table: Table) -> dict[str, tuple[int, int]]:
    """The first and last row of each section."""
    first_data = table.first_row + table.header_rows
    last_data = table.last_row - table.totals_rows
    return {
        "all": (table.first_row, table.last_row),
        "headers": (table.first_row, first_data - 1),
        "data": (first_data, last_data),
        "totals": (last_data + 1, table.last_row),
    }


@lru_cache(maxsize=4096)
def _columns(table: Table, first: str | None, last: str | None) -> tuple[int, int]:
    """Where in the table the columns of a reference stand, counted from 0."""
    if first is None or last is None:
        return 0, len(table.columns) - 1
    headers = [column.lower() for column in table.columns]
    for header in (first, last):
        if header.lower() not in headers:
            raise Stop(f"the table {table.name} has no column “{header}”")
    one, other = headers.index(first.lower()), headers.index(last.lower())
    return min(one, other), max(one, other)
