"""Where drawings, and controls drawn on a sheet, are anchored."""

from __future__ import annotations

from kpi_xl.workbook.package.package import Package
from kpi_xl.workbook.package.xml import Element, every, first
from kpi_xl.workbook.references.area import Area
from kpi_xl.workbook.references.moves import Moves

_ABOVE_ALL = "absolute"  # anchored to the page: stays where it is
_KEEPS_SIZE = "oneCell"


def drawn_areas(package: Package, sheet_part: str) -> list[Area]:
    """The cells that lie under each drawing of a sheet."""
    areas: list[Area] = []
    for relation in package.related(sheet_part, "drawing"):
        for anchor in anchors(package.tree(relation.target)):
            start, end = _corner(anchor, "from"), _corner(anchor, "to")
            if start is not None:
                last = end or start
                areas.append(Area(start[0] + 1, start[1] + 1, last[0] + 1, last[1] + 1))
    return areas


def anchors(drawing: Element) -> list[Element]:
    """The anchors of a drawing, those of form controls included, which stand deeper."""
    return every(drawing, "twoCellAnchor", "oneCellAnchor")


def move_anchor(anchor: Element, moves: Moves) -> bool:
    """Let an anchor (rows and columns counted from 0) follow the cells under it; whether it changed."""
    start, end = _corner(anchor, "from"), _corner(anchor, "to")
    if start is None or anchor.get("editAs") == _ABOVE_ALL:
        return False
    row, column = start
    last_row, last_column = end or start
    area = moves.reference(Area(row + 1, column + 1, last_row + 1, last_column + 1))
    new_first = row if area is None else area.first_row - 1
    new_last = last_row if area is None else area.last_row - 1
    if anchor.get("editAs") == _KEEPS_SIZE:
        new_last = new_first + last_row - row
    changed = (new_first, new_last) != (row, last_row)
    if changed:
        _set_row(anchor, "from", new_first)
        if end is not None:
            _set_row(anchor, "to", new_last)
    return changed


def _corner(anchor: Element, name: str) -> tuple[int, int] | None:
    corner = first(anchor, name)
    if corner is None:
        return None
    row, column = first(corner, "row"), first(corner, "col")
    if row is None or column is None:
        return None
    return int(row.text or 0), int(column.text or 0)


def _set_row(anchor: Element, name: str, row: int) -> None:
    corner = first(anchor, name)
    element = None if corner is None else first(corner, "row")
    if element is not None:
        element.text = str(row)
