"""The rows of a sheet's XML, each read only when somebody looks into it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpi_xl.workbook.book.cell import CellXml, read_attributes, read_cells

_ROW = re.compile(r"<row(?=[\s/>])([^>]*?)(?:/>|>(.*?)</row>)", re.DOTALL)
_NUMBER = re.compile(r"""\sr\s*=\s*["'](\d+)["']""")


class Row:
    """One row: its number, its attributes (height, format, outline) and its cells by column."""

    __slots__ = ("_cells", "_raw", "_span", "attributes", "changed", "number")

    def __init__(self, number: int, attributes: str = "", raw: str = "", span: tuple[int, int] = (0, 0)) -> None:
        self.number = number
        self.attributes = attributes  # as they stand in the tag, the number included
        self.changed = False
        self._raw = raw
        self._span = span  # of the inner XML in the sheet's text, so that unread rows cost nothing
        self._cells: dict[int, CellXml] | None = None

    @property
    def inner(self) -> str:
        """The cells' XML as it was read."""
        return self._raw[self._span[0] : self._span[1]]

    def may_match(self, pattern: re.Pattern[str]) -> bool:
        """Whether the XML has a match, as far as is known without reading the cells."""
        return self.changed or pattern.search(self._raw, self._span[0], self._span[1]) is not None

    @property
    def cells(self) -> dict[int, CellXml]:
        """The cells by column; set `changed` after changing one."""
        if self._cells is None:
            self._cells = {cell.column: cell for cell in read_cells(self.inner)}
        return self._cells

    @property
    def kept_attributes(self) -> str:
        """The attributes without the number and without `spans`, which is a hint that would have to be kept right."""
        attributes = read_attributes(self.attributes)
        return "".join(f' {name}="{value}"' for name, value in attributes.items() if name not in {"r", "spans"})

    def copy(self, number: int, cells: dict[int, CellXml]) -> Row:
        """A row of the same height and format with other cells."""
        row = Row(number, self.kept_attributes)
        row._cells = cells
        row.changed = True
        return row

    def xml(self) -> str:
        """The element: as it was read, unless it was changed."""
        if not self.changed:
            if self._span == (0, 0) and self._raw:
                return f"<row{self.attributes}/>"
            return f"<row{self.attributes}>{self.inner}</row>"
        cells = self.cells
        inner = "".join(cells[column].xml(self.number) for column in sorted(cells))
        return f'<row r="{self.number}"{self.kept_attributes}>{inner}</row>'


def read_rows(xml: str) -> Iterator[Row]:
    """The rows of a sheet's data; one without a number stands below the one before."""
    number = 0
    for match in _ROW.finditer(xml):
        found = _NUMBER.search(match[1])
        number = int(found[1]) if found else number + 1
        yield Row(number, match[1].rstrip(), xml, match.span(2) if match[2] is not None else (0, 0))
