"""Excel tables (list objects)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kpi_xl.workbook.package.xml import Element, first
from kpi_xl.workbook.references.area import Area, parse_area

_HIDDEN = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(slots=True)
class Table:
    """A table of one sheet; `root` is its part's XML, which `place` keeps in step."""

    part: str
    sheet: str
    root: Element
    area: Area
    changed: bool = False

    @classmethod
    def read(cls, part: str, sheet: str, root: Element) -> Table | None:
        """The table of a part; None where its area cannot be read."""
        area = parse_area(root.get("ref", ""))
        return None if area is None else cls(part, sheet, root, area)

    @property
    def name(self) -> str:
        """The name that formulas use."""
        return self.root.get("displayName") or self.root.get("name", "")

    @property
    def header_rows(self) -> int:
        """1, or 0 where the header is switched off."""
        return int(self.root.get("headerRowCount", "1"))

    @property
    def totals_rows(self) -> int:
        """1 where a totals row is shown."""
        return int(self.root.get("totalsRowCount", "0"))

    @property
    def first_data_row(self) -> int:
        """The row below the header."""
        return self.area.first_row + self.header_rows

    @property
    def last_data_row(self) -> int:
        """The row above the totals."""
        return self.area.last_row - self.totals_rows

    @property
    def columns(self) -> list[Element]:
        """The `<tableColumn>` elements."""
        holder = first(self.root, "tableColumns")
        return [] if holder is None else list(holder)

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers as they read in the cells."""
        return tuple(header_text(column.get("name", "")) for column in self.columns)

    def place(self, area: Area) -> None:
        """Move or resize it; its filter and sorting go along."""
        if area == self.area:
            return
        self.changed = True
        old, self.area = self.area, area
        self.root.set("ref", area.text)
        for element in self.root.iter("{*}autoFilter", "{*}sortState", "{*}sortCondition"):
            inner = parse_area(element.get("ref", ""))
            if inner is not None:
                element.set("ref", _resized(inner, old, area).text)


def header_text(name: str) -> str:
    """A column's name as its header cell shows it: line breaks are hidden in it as `_x000a_`."""
    return _HIDDEN.sub(lambda match: chr(int(match[1], 16)), name)


def _resized(inner: Area, old: Area, new: Area) -> Area:
    down = new.first_row - old.first_row
    bottom = new.last_row - (old.last_row - inner.last_row)
    return Area(inner.first_row + down, inner.first_column, bottom, inner.last_column)
