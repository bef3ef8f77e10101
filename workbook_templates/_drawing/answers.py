"""Hidden tables that visible cells look up: the answer of an analysis, and rows repeated for a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_rowcol_to_cell

from .sheets.data import hidden

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .book import Book


def looked_up(column: str, place: str) -> str:
    """The formula of one value of a column, empty beyond its end and where there is none."""
    value = f"INDEX({column},{place})"
    return f'IF(N({place})<1,"",IF({place}>ROWS({column}),"",IF({value}="","",{value})))'


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of an analysis in a table `kpi_<analysis>`; with `choice` that of one of its settings' choices."""

    name: str

    def column(self, header: str) -> str:
        return f"{self.name}[{header}]"

    def at(self, header: str, place: int | str) -> str:
        """The formula of a value in the row of that number, from 1."""
        return looked_up(self.column(header), str(place))

    @property
    def count(self) -> str:
        """How many rows there are; the table keeps an empty one where there are none."""
        return f'SUMPRODUCT(--({self.name}<>""))'


def answer(book: Book, analysis: str, columns: Sequence[str], choice: str = "") -> Answer:
    """Draw the hidden sheet of an analysis' answer."""
    name = f"kpi_{analysis}{f'_{choice}' if choice else ''}"
    sheet = hidden(book, f"data_{analysis}{f'_{choice}' if choice else ''}"[:31])
    style = book.style(9)
    headers = [{"header": column, "format": style} for column in columns]
    sheet.add_table(0, 0, 1, len(columns) - 1, {"name": name, "columns": headers, "style": None, "autofilter": False})
    for column in range(len(columns)):
        sheet.write_blank(1, column, None, style)
    sheet.set_column_pixels(0, len(columns) - 1, 90)
    return Answer(name)


_FIRST = 1  # the row that repeats, under one of heads


@dataclass(frozen=True, slots=True)
class Repeated:
    """Rows that repeat for a list on a hidden sheet, each column by its head."""

    sheet: str
    places: Mapping[str, int]

    def column(self, head: str) -> str:
        """The range of a column; it grows with the list."""
        cell = xl_rowcol_to_cell(_FIRST, self.places[head], row_abs=True, col_abs=True)
        return f"{self.sheet}!{cell}:{cell}"

    def at(self, head: str, place: int | str) -> str:
        """The formula of a value in the row of that number, from 1."""
        return looked_up(self.column(head), str(place))


def repeated(book: Book, name: str, columns: Mapping[str, str]) -> Repeated:
    """Draw rows that repeat on a hidden sheet.

    A column is a placeholder, a text, or a formula that begins with =, in which `<head>` is that column's cell of the
    same row.
    """
    sheet = hidden(book, name)
    found = Repeated(name, {head: at for at, head in enumerate(columns)})
    style = book.style(9)
    for head, at in found.places.items():
        sheet.write_string(0, at, head, style)
        content = _resolved(found, columns[head])
        if content.startswith("="):
            book.formula(sheet, _FIRST, at, content[1:], style)
        else:
            sheet.write_string(_FIRST, at, content, style)
    sheet.set_column_pixels(0, len(columns) - 1, 90)
    return found


def _resolved(found: Repeated, content: str) -> str:
    for head, at in found.places.items():
        content = content.replace(f"<{head}>", xl_rowcol_to_cell(_FIRST, at, col_abs=True))
    return content


def key(value: str) -> str:
    """The formula of a column to rank rows by: a figure, made different from equal ones by its row. For `repeated`."""
    return f'=IF(<{value}>="","",<{value}>+ROW(<{value}>)*1E-9)'


def ranked(rows: Repeated, head: str, place: int, function: str = "LARGE") -> str:
    """The formula of the row of a rank by a column of keys; empty beyond the last."""
    column = rows.column(head)
    return f'IF(COUNT({column})<{place},"",MATCH({function}({column},{place}),{column},0))'
