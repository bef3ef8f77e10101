"""Comments in rows that repeat: each copy has its own, in the old format and as a thread, as after copying in Excel."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from uuid import UUID, uuid5

from kpi_xl.workbook.package.package import Package
from kpi_xl.workbook.package.xml import Element, add_child, every, first
from kpi_xl.workbook.planning.captions import note_nodes
from kpi_xl.workbook.references.area import cell_name

NOTES = ("comments", "threadedComment")
_THREAD = "tc="  # how the old format's author names the thread that a comment stands for
_SHAPE_NUMBER = re.compile(r"(?<=_s)\d+$")
_FROM_ROW, _TO_ROW = 2, 6  # of the eight numbers of an old anchor


@dataclass(frozen=True, slots=True)
class NoteCopy:
    """One more copy of a comment: where it goes, how far below its model, and what its runs of text say."""

    row: int
    column: int
    down: int
    texts: Sequence[str]


def copy_note(note: Element, copies: Sequence[NoteCopy]) -> list[Element]:
    """Put copies behind a comment or a part of a thread; they are returned in their order."""
    twins: list[Element] = []
    for copy in reversed(copies):
        twin = deepcopy(note)
        twin.set("ref", cell_name(copy.row, copy.column))
        for node, text in zip(note_nodes(twin), copy.texts, strict=True):
            node.text = text
        for attribute, value in twin.attrib.items():
            if str(attribute).rpartition("}")[2] in {"id", "parentId", "uid"}:
                twin.set(attribute, _renamed(str(value), copy.down))
        if note.get("authorId") is not None:
            _copy_author(note, twin, copy.down)
        note.addnext(twin)
        twins.insert(0, twin)
    return twins


def copy_shapes(package: Package, sheet_part: str, model: tuple[int, int], copies: Sequence[NoteCopy]) -> None:
    """Draw the boxes of a comment's copies like the box of the comment that now stands at `model`."""
    for relation in package.related(sheet_part, "vmlDrawing"):
        tree = package.tree(relation.target)
        shape = next((each for each in every(tree, "shape") if _cell_of(each) == model), None)
        if shape is None:
            continue
        numbers = [
            int(found[0]) for each in every(tree, "shape") if (found := _SHAPE_NUMBER.search(each.get("id", "")))
        ]
        for place, copy in enumerate(copies, 1):
            twin = deepcopy(shape)
            twin.set("id", f"_x0000_s{max(numbers, default=1024) + place}")
            _lower(twin, copy.down)
            last = every(tree, "shape")[-1]
            last.addnext(twin)
        package.touch(relation.target)


def _cell_of(shape: Element) -> tuple[int, int] | None:
    data = first(shape, "ClientData")
    row, column = (None, None) if data is None else (first(data, "Row"), first(data, "Column"))
    return None if row is None or column is None else (int(row.text or 0) + 1, int(column.text or 0) + 1)


def _lower(shape: Element, down: int) -> None:
    for element in every(shape, "Row"):
        element.text = str(int(element.text or 0) + down)
    for anchor in every(shape, "Anchor"):
        numbers = [int(each) for each in re.findall(r"-?\d+", anchor.text or "")]
        if len(numbers) > _TO_ROW:
            numbers[_FROM_ROW] += down
            numbers[_TO_ROW] += down
            anchor.text = ", ".join(map(str, numbers))


def _copy_author(note: Element, twin: Element, down: int) -> None:
    """A thread's comment in the old format has an author of its own, named after the thread."""
    authors = first(note.getroottree().getroot(), "authors")
    number = int(note.get("authorId", "0"))
    if authors is None or number >= len(authors):
        return
    name = authors[number].text or ""
    if name.startswith(_THREAD):
        twin.set("authorId", str(len(authors)))
        add_child(authors, "author").text = _THREAD + _renamed(name.removeprefix(_THREAD), down)


def _renamed(guid: str, down: int) -> str:
    """Another id, always the same for the same copy."""
    try:
        return f"{{{str(uuid5(UUID(guid), str(down))).upper()}}}"
    except ValueError:
        return guid
