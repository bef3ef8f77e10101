"""A worksheet: its rows, and the frame of settings around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from kpi_xl.errors import UnsafeFileError
from kpi_xl.workbook.book.cell import CellXml, read_attributes
from kpi_xl.workbook.book.row import Row, read_rows
from kpi_xl.workbook.book.strip import Strip, merged_rows
from kpi_xl.workbook.package.xml import Element, parsed, serialised
from kpi_xl.workbook.references.area import Area

_DATA = re.compile(r"<sheetData(?=[\s/>])[^>]*?(/?)>")
_DATA_END = "</sheetData>"
_EMPTY_DATA = b"<sheetData/>"
_PREFIXED_ROOT = re.compile(r"<([\w.-]+):worksheet[\s>]")


@dataclass
class Sheet:
    """One worksheet of a book.

    `rows` are read from the part when first asked for; whoever changes anything sets `changed`. `strips` are filled
    tables, which are written column by column and never become cells.
    """

    name: str
    part: str
    source: bytes
    changed: bool = False

    def __post_init__(self) -> None:
        self.strips: list[Strip] = []

    @cached_property
    def _text(self) -> str:
        return _plain(self.source.decode("utf-8-sig"), self.part)

    @cached_property
    def _data_span(self) -> tuple[int, int, int, int]:
        """Where the data element and its contents begin and end."""
        start = _DATA.search(self._text)
        if start is None:
            raise UnsafeFileError(
                f"The sheet {self.name} is damaged: it has no rows at all.", "Open it in Excel and save it again."
            )
        if start[1]:
            return start.start(), start.end(), start.end(), start.end()
        end = self._text.rindex(_DATA_END)
        return start.start(), start.end(), end, end + len(_DATA_END)

    @cached_property
    def rows(self) -> dict[int, Row]:
        """The rows by number."""
        _, start, end, _ = self._data_span
        return {row.number: row for row in read_rows(self._text[start:end])}

    @cached_property
    def frame(self) -> Element:
        """All but the rows, with an empty `<sheetData/>` in their place."""
        before, _, _, after = self._data_span
        xml = self._text[:before] + _EMPTY_DATA.decode() + self._text[after:]
        return parsed(xml.encode(), f"The sheet {self.name}")

    @property
    def has_formulas(self) -> bool:
        """Whether any cell may hold a formula, told without reading the cells."""
        return b"<f" in self.source or b":f" in self.source

    @property
    def hides_rows(self) -> bool:
        """Whether rows that are not written are hidden."""
        format_ = self.frame.find("{*}sheetFormatPr")
        return format_ is not None and format_.get("zeroHeight") in {"1", "true"}

    def cell(self, row: int, column: int) -> CellXml | None:
        """A cell that is written one by one."""
        found = self.rows.get(row)
        return None if found is None else found.cells.get(column)

    def style_at(self, row: int, column: int) -> str:
        """The format that a cell has, or would have by its row or column if it is not there."""
        found = self.rows.get(row)
        if found is not None and column in found.cells:
            return found.cells[column].style
        attributes = {} if found is None else read_attributes(found.attributes)
        if attributes.get("customFormat") in {"1", "true"}:
            return attributes.get("s", "")
        for element in self.frame.iterfind("{*}cols/{*}col"):
            if int(element.get("min", "0")) <= column <= int(element.get("max", "0")):
                return element.get("style", "")
        return ""

    def put(self, row: int, cell: CellXml) -> None:
        """Write a cell."""
        if row not in self.rows:
            self.rows[row] = Row(row)
        self.rows[row].cells[cell.column] = cell
        self.touch(row)

    def touch(self, row: int) -> None:
        """Have a row written anew."""
        self.rows[row].changed = True
        self.changed = True

    def used(self) -> tuple[int, int]:
        """The last row and column that hold anything."""
        last_row = max(self.rows, default=0)
        last_column = max((max(row.cells, default=0) for row in self.rows.values()), default=0)
        for strip in self.strips:
            last_row = max(last_row, strip.area.last_row)
            last_column = max(last_column, strip.area.last_column)
        return last_row, last_column

    def pieces(self) -> Iterator[bytes]:
        """The part's XML, row after row."""
        self._set_dimension()
        head, tail = serialised(self.frame).split(_EMPTY_DATA, 1)
        yield head + b"<sheetData>"
        yield from merged_rows(self.rows, self.strips)
        yield b"</sheetData>" + tail

    def _set_dimension(self) -> None:
        """Keep it covering every cell: some readers believe it."""
        element = self.frame.find("{*}dimension")
        last_row, last_column = self.used()
        if element is None or not last_row or not last_column:
            return
        firsts = [min(row.cells, default=last_column) for row in self.rows.values()]
        first_row = min([*self.rows, *(strip.area.first_row for strip in self.strips)])
        first_column = min([*firsts, *(strip.area.first_column for strip in self.strips)])
        element.set("ref", Area(first_row, first_column, last_row, last_column).text)


def _plain(text: str, part: str) -> str:
    """The XML with the sheet's own namespace as the default one and without comments and CDATA."""
    if "\r" in text:  # a line break is one character to XML, however the file writes it
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    prefix = _PREFIXED_ROOT.search(text)
    if prefix is not None:
        name = re.escape(prefix[1])
        if re.search(r"""\sxmlns=["']""", text):
            raise UnsafeFileError(f"{part} mixes namespaces as no spreadsheet does.", "Save it again in Excel.")
        text = re.sub(rf"<(/?){name}:", r"<\1", text)
        text = re.sub(rf"\sxmlns:{name}=", " xmlns=", text)
    if "<!" in text:
        parser = etree.XMLParser(remove_comments=True, strip_cdata=True, resolve_entities=False, huge_tree=True)
        text = etree.tostring(etree.fromstring(text.encode(), parser), encoding="unicode")
    return text
