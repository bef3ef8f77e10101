"""The defined names of a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kpi_xl.workbook.package.xml import Element, add_child, first, remove, sibling_tag

PRINT_AREA = "_xlnm.Print_Area"
KEPT_PRINT_AREA = "kpi_xl_print_area"  # what it was before its sheet began to wait
_AFTER_NAMES = (
    "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing",
    "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A defined name: `sheet` is the position of the sheet it belongs to, or None; `text` is its formula."""

    element: Element

    @property
    def name(self) -> str:
        """How formulas call it."""
        return self.element.get("name", "")

    @property
    def text(self) -> str:
        """What it stands for, without `=`."""
        return self.element.text or ""

    @property
    def sheet(self) -> int | None:
        """The position among the sheets, of a name that only one sheet knows."""
        position = self.element.get("localSheetId")
        return None if position is None else int(position)


class Names:
    """The names, to be read, added to and removed from."""

    def __init__(self, workbook: Element) -> None:
        self._workbook = workbook

    def __iter__(self) -> Iterator[Name]:
        holder = first(self._workbook, "definedNames")
        return iter([Name(element) for element in holder if element.get("name")] if holder is not None else [])

    def add(self, name: str, text: str, sheet: int | None = None, *, hidden: bool = False) -> None:
        """Add a name."""
        attributes = {"name": name}
        if sheet is not None:
            attributes["localSheetId"] = str(sheet)
        if hidden:
            attributes["hidden"] = "1"
        add_child(self._holder(), "definedName", **attributes).text = text

    def find(self, name: str, sheet: int) -> Name | None:
        """The name that a sheet has of its own."""
        return next((each for each in self if each.name == name and each.sheet == sheet), None)

    def remove(self, name: Name) -> None:
        """Take a name away; the last one takes its holder along, which may not stand empty."""
        holder = name.element.getparent()
        remove(name.element)
        if holder is not None and not len(holder):
            remove(holder)

    def _holder(self) -> Element:
        holder = first(self._workbook, "definedNames")
        if holder is None:
            holder = self._workbook.makeelement(sibling_tag(self._workbook, "definedNames"))
            following = next((each for tag in _AFTER_NAMES if (each := first(self._workbook, tag)) is not None), None)
            if following is None:
                self._workbook.append(holder)
            else:
                following.addprevious(holder)
        return holder
