"""The settings around a sheet's rows, following their cells: merges, rules, validations, links, sparklines."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from kpi_xl.workbook.following.copies import Copies, copies_of
from kpi_xl.workbook.package.xml import Element, every, local_name, remove, serialised
from kpi_xl.workbook.planning.plan import SheetPlan
from kpi_xl.workbook.references.area import Area, parse_area, parse_areas
from kpi_xl.workbook.references.rewriting import Rewriting

_EMPTIED = ("mergeCells", "hyperlinks", "conditionalFormattings", "dataValidations", "ignoredErrors", "protectedRanges",
            "cellWatches", "sparklines", "rowBreaks")  # fmt: skip
_HOLDERS = ("sparklineGroup", "sparklineGroups", "ext", "extLst")
_COVERING = ("conditionalFormatting", "dataValidation", "ignoredError", "protectedRange")
_FORMULAS = ("formula", "formula1", "formula2", "f")


class FrameFollowing:
    """Lets the frame of one sheet follow its cells."""

    def __init__(self, plan: SheetPlan, rewriting: Rewriting) -> None:
        self._plan = plan
        self._moves = plan.moves
        self._rewriting = rewriting
        self._copies = copies_of(plan)
        self._sheet = plan.sheet

    def run(self) -> None:
        """Rewrite every place and formula in the frame."""
        before = serialised(self._sheet.frame)
        self._formulas()
        if self._copies or self._moves:
            self._single_places()
            self._covered_places()
            self._breaks()
        self._sparklines()
        self._drop_empty()
        if serialised(self._sheet.frame) != before:
            self._sheet.changed = True

    def _formulas(self) -> None:
        """Formulas of rules and validations, whose references without `$` are seen from their first cell."""
        for element in every(self._sheet.frame, *_FORMULAS):
            inside_sparkline = local_name(_parent(element)) == "sparkline"
            if element.text and not inside_sparkline:
                element.text = self._rewriting.formula(element.text, self._sheet.name)
        for element in every(self._sheet.frame, "hyperlink"):
            location = element.get("location")
            if location is not None:
                element.set("location", self._rewriting.formula(location, self._sheet.name))
        for element in every(self._sheet.frame, "cfvo"):
            if element.get("type") == "formula":
                element.set("val", self._rewriting.formula(element.get("val", ""), self._sheet.name))

    def _single_places(self) -> None:
        """Things that belong to one place: repeated with it, and gone with it."""
        for element in every(self._sheet.frame, "mergeCell", "hyperlink"):
            self._place(element, "ref")
        for element in every(self._sheet.frame, "cellWatch", "inputCells"):
            self._place(element, "r")
        for element in every(self._sheet.frame, "autoFilter", "sortState", "sortCondition"):
            area = parse_area(element.get("ref", ""))
            moved = None if area is None else self._moves.reference(area)
            if moved is not None:
                element.set("ref", moved.text)

    def _place(self, element: Element, attribute: str) -> None:
        area = parse_area(element.get(attribute, ""))
        if area is None:
            return
        places = self._places(area)
        for place in places[1:]:
            twin = deepcopy(element)
            twin.set(attribute, place.text)
            element.addnext(twin)
        if places:
            element.set(attribute, places[0].text)
        else:
            remove(element)

    def _places(self, area: Area) -> list[Area]:
        """Where a merged cell, link or sparkline stands afterwards."""
        copies = self._copies_around(area)
        if copies is None:
            return self._moves.cover(area)[:1] if self._stays(area) else []
        if not copies.is_model(area):
            return []
        base = self._moves.reference(area)
        if base is None:
            return []
        height = area.last_row - area.first_row
        return [_lowered(base, shift, height) for shift in copies.shifts]

    def _stays(self, area: Area) -> bool:
        return self._moves.cell(area.first_row, area.first_column) is not None

    def _covered_places(self) -> None:
        """Rules and validations, which cover areas: those over a whole repeated row grow with it."""
        for element in every(self._sheet.frame, *_COVERING):
            holder = element if element.get("sqref") is not None else element.find("{*}sqref")
            if holder is None:
                continue
            text = holder.get("sqref") or holder.text or ""
            areas = [new for area in parse_areas(text) for new in self._cover(area)]
            new_text = " ".join(area.text for area in _joined(areas))
            if not new_text:
                remove(element)
            elif holder is element:
                element.set("sqref", new_text)
            else:
                holder.text = new_text

    def _cover(self, area: Area) -> list[Area]:
        copies = self._copies_around(area)
        if copies is None or copies.spans_height(area):
            return self._moves.cover(area)
        return self._places(area)

    def _sparklines(self) -> None:
        for element in every(self._sheet.frame, "sparkline"):
            formula, place = element.find("{*}f"), element.find("{*}sqref")
            area = None if place is None else parse_area(place.text or "")
            if place is None or area is None:
                continue
            source = "" if formula is None else formula.text or ""
            copies = self._copies_around(area)
            places = self._places(area)
            for index, new in enumerate(places):
                target = element if index == 0 else deepcopy(element)
                _set_sparkline(target, new.text, self._sparkline_source(source, copies, index))
                if index:
                    _parent(element).append(target)
            if not places:
                remove(element)

    def _sparkline_source(self, source: str, copies: Copies | None, index: int) -> str:
        if copies is None:
            return self._rewriting.formula(source, self._sheet.name)
        area = parse_area(source.rpartition("!")[2])
        if area is None or area.last_row - area.first_row >= copies.height:
            return self._rewriting.formula(source, self._sheet.name)  # a column of figures is the same for every copy
        # A sparkline in a row that repeats draws its own row, whether or not Excel wrote its place with `$`.
        return self._rewriting.formula(source.replace("$", ""), self._sheet.name, index * copies.height)

    def _breaks(self) -> None:
        for element in every(self._sheet.frame, "brk"):
            if local_name(_parent(element)) == "rowBreaks":
                row = self._moves.whole_row(int(element.get("id", "0")))
                if row is None:
                    remove(element)
                else:
                    element.set("id", str(row))

    def _drop_empty(self) -> None:
        """Lists that lost their last entry may not stand empty, and others count their entries."""
        for element in every(self._sheet.frame, *_EMPTIED):
            if not len(element):
                _remove_with_holders(element)
            else:
                for attribute in ("count", "manualBreakCount"):
                    if element.get(attribute) is not None:
                        element.set(attribute, str(len(element)))

    def _copies_around(self, area: Area) -> Copies | None:
        return next((each for each in self._copies if each.holds(area)), None)


def _lowered(base: Area, shift: int, height: int) -> Area:
    first = base.first_row + shift
    return Area(first, base.first_column, first + height, base.last_column)


def _joined(areas: Sequence[Area]) -> list[Area]:
    """Areas that stand right below one another as one, and none twice."""
    joined: list[Area] = []
    for area in dict.fromkeys(areas):
        last = joined[-1] if joined else None
        below = last is not None and last.last_row + 1 == area.first_row
        if last is not None and below and (last.first_column, last.last_column) == (
            area.first_column, area.last_column,
        ):  # fmt: skip
            joined[-1] = Area(last.first_row, last.first_column, area.last_row, area.last_column)
        else:
            joined.append(area)
    return joined


def _set_sparkline(element: Element, place: str, source: str) -> None:
    formula, sqref = element.find("{*}f"), element.find("{*}sqref")
    if sqref is not None:
        sqref.text = place
    if formula is not None and source:
        formula.text = source


def _remove_with_holders(element: Element) -> None:
    """Take an empty list away, and what held nothing else: a group of sparklines, an extension."""
    holder = _parent(element)
    remove(element)
    holds_list = any(local_name(child) in _EMPTIED or local_name(child) in _HOLDERS for child in holder)
    if local_name(holder) in _HOLDERS and not holds_list:
        _remove_with_holders(holder)


def _parent(element: Element) -> Element:
    parent = element.getparent()
    return element if parent is None else parent
