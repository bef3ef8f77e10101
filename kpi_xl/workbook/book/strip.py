"""The rows of a filled table, built column by column: cells of their own would be forty times as slow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from kpi_xl.workbook.book.columns import ColumnXml
from kpi_xl.workbook.book.row import Row
from kpi_xl.workbook.references.area import Area

_CHUNK = 2_000  # rows built at a time: enough to forget the cost of a call, few enough to stay in the cache


@dataclass(slots=True)
class Strip:
    """The data rows of one table: from `first_row` on, in columns that lie side by side."""

    first_row: int
    first_column: int
    rows: int
    columns: Sequence[ColumnXml]
    attributes: str = ""  # of its rows: height and format

    @property
    def area(self) -> Area:
        """The cells that it takes."""
        last_row = self.first_row + self.rows - 1
        return Area(self.first_row, self.first_column, last_row, self.first_column + len(self.columns) - 1)

    def cells(self, first: int, last: int, rows: Sequence[str]) -> Iterator[str]:
        """The cells of each row from `first` to `last`, as one text a row; `rows` are these numbers as text."""
        pattern: list[str] = []
        fields: list[Sequence[object]] = []
        for column in self.columns:
            text, values = column.pattern(first - self.first_row, last - self.first_row + 1, rows)
            pattern.append(text)
            fields += values
        return map("".join(pattern).__mod__, zip(*fields, strict=True)) if fields else iter([""] * (last - first + 1))


def merged_rows(rows: Mapping[int, Row], strips: Sequence[Strip]) -> Iterator[bytes]:
    """The XML of all rows in order, those of strips and single cells woven together, in pieces."""
    bounds = sorted({row for strip in strips for row in (strip.area.first_row, strip.area.last_row + 1)})
    singles = sorted(rows)
    position = 0
    for start, end in zip([0, *bounds], [*bounds, 1 << 62], strict=True):
        stop = position
        while stop < len(singles) and singles[stop] < end:
            stop += 1
        here = singles[position:stop]
        position = stop
        active = [strip for strip in strips if strip.area.first_row <= start <= strip.area.last_row]
        if active:
            yield from _woven(start, end - 1, {number: rows[number] for number in here}, active)
        elif here:
            yield "".join([rows[number].xml() for number in here]).encode("utf-8", "replace")


def _woven(first: int, last: int, rows: Mapping[int, Row], strips: Sequence[Strip]) -> Iterator[bytes]:
    strips = sorted(strips, key=lambda strip: strip.first_column)
    attributes = next((strip.attributes for strip in strips if strip.attributes), "")
    for start in range(first, last + 1, _CHUNK):
        end = min(start + _CHUNK - 1, last)
        numbers = range(start, end + 1)
        texts = list(map(str, numbers))
        parts = [strip.cells(start, end, texts) for strip in strips]
        if rows and any(number in rows for number in numbers):
            xml = "".join(_mixed_rows(numbers, rows, strips, parts, attributes))
        else:
            cells = parts[0] if len(parts) == 1 else map("".join, zip(*parts, strict=True))
            pattern = f'<row r="%s"{attributes.replace("%", "%%")}>%s</row>'
            xml = "".join(map(pattern.__mod__, zip(texts, cells, strict=True)))
        yield xml.encode("utf-8", "replace")


def _mixed_rows(
    numbers: range, rows: Mapping[int, Row], strips: Sequence[Strip], parts: Sequence[Iterator[str]], attributes: str
) -> Iterator[str]:
    """Rows in which other cells stand left and right of the tables."""
    for number, texts in zip(numbers, zip(*parts, strict=True), strict=True):
        row = rows.get(number)
        own = {} if row is None else row.cells
        pieces = chain(
            ((strip.first_column, text) for strip, text in zip(strips, texts, strict=True)),
            ((column, cell.xml(number)) for column, cell in own.items()),
        )
        kept = attributes if row is None else row.kept_attributes
        yield f'<row r="{number}"{kept}>{"".join(text for _, text in sorted(pieces))}</row>'
