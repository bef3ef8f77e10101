"""Drawings of a sheet following its cells: pictures, shapes, charts, and the old format's notes and controls."""

from __future__ import annotations

import re
from collections.abc import Callable

from kpi_xl.workbook.following.anchors import anchors, move_anchor
from kpi_xl.workbook.package.package import Package
from kpi_xl.workbook.package.xml import Element, every, first, remove
from kpi_xl.workbook.planning.plan import SheetPlan
from kpi_xl.workbook.references.area import parse_area
from kpi_xl.workbook.references.moves import Moves
from kpi_xl.workbook.references.rewriting import Rewriting

NewRow = Callable[[int, int], int | None]
_OLD_ANCHOR = re.compile(r"-?\d+")
_FROM_ROW, _TO_ROW = 2, 6  # of the eight numbers of an old anchor


def follow_drawings(package: Package, plan: SheetPlan, rewriting: Rewriting, note_row: NewRow) -> None:
    """Move what is drawn on a sheet, and rewrite the cells that shapes show; `note_row` tells where comments go."""
    for relation in package.related(plan.sheet.part, "drawing"):
        tree = package.tree(relation.target)
        moved = [move_anchor(anchor, plan.moves) for anchor in anchors(tree)]
        if any(moved) | _follow_links(tree, plan.sheet.name, rewriting):
            package.touch(relation.target)
    if plan.moves:
        _follow_controls(plan)
    if plan.moves or plan.blocks:
        for relation in package.related(plan.sheet.part, "vmlDrawing"):
            _follow_old_drawing(package, relation.target, plan.moves, note_row)
        for relation in package.related(plan.sheet.part, "comments", "threadedComment"):
            _follow_comments(package, relation.target, note_row)


def _follow_links(drawing: Element, sheet: str, rewriting: Rewriting) -> bool:
    """A text box may show a cell: `<xdr:sp textlink="Data!$A$1">`."""
    changed = False
    for shape in every(drawing, "sp"):
        link = shape.get("textlink")
        if link:
            new = rewriting.formula(link, sheet)
            changed |= new != link
            shape.set("textlink", new)
    return changed


def _follow_controls(plan: SheetPlan) -> None:
    """Controls are anchored a second time in the sheet itself."""
    for anchor in every(plan.sheet.frame, "anchor"):
        if first(anchor, "from") is not None and move_anchor(anchor, plan.moves):
            plan.sheet.changed = True


def _follow_old_drawing(package: Package, part: str, moves: Moves, note_row: NewRow) -> None:
    """Notes and controls in the old format name their cell and their corners."""
    tree = package.tree(part)
    for data in every(tree, "ClientData"):
        row, column = first(data, "Row"), first(data, "Column")
        if row is not None and column is not None:
            new = note_row(int(row.text or 0) + 1, int(column.text or 0) + 1)
            if new is None:
                _remove_shape(data)
                continue
            shift = new - 1 - int(row.text or 0)
            row.text = str(new - 1)
            _shift_old_anchor(data, shift)
        else:
            _move_old_anchor(data, moves)
    package.touch(part)


def _move_old_anchor(data: Element, moves: Moves) -> None:
    anchor = first(data, "Anchor")
    numbers = [] if anchor is None else _OLD_ANCHOR.findall(anchor.text or "")
    if len(numbers) > _TO_ROW:
        new = moves.cell(int(numbers[_FROM_ROW]) + 1, int(numbers[0]) + 1)
        _shift_old_anchor(data, 0 if new is None else new - 1 - int(numbers[_FROM_ROW]))


def _shift_old_anchor(data: Element, shift: int) -> None:
    anchor = first(data, "Anchor")
    numbers = [] if anchor is None else [int(each) for each in _OLD_ANCHOR.findall(anchor.text or "")]
    if anchor is not None and len(numbers) > _TO_ROW and shift:
        numbers[_FROM_ROW] += shift
        numbers[_TO_ROW] += shift
        anchor.text = ", ".join(map(str, numbers))


def _remove_shape(data: Element) -> None:
    shape = data.getparent()
    if shape is not None:
        remove(shape)


def _follow_comments(package: Package, part: str, note_row: NewRow) -> None:
    tree = package.tree(part)
    for comment in every(tree, "comment", "threadedComment"):
        area = parse_area(comment.get("ref", ""))
        if area is None:
            continue
        row = note_row(area.first_row, area.first_column)
        if row is None:
            remove(comment)
        else:
            comment.set("ref", re.sub(r"\d+", str(row), comment.get("ref", "")))
    package.touch(part)
