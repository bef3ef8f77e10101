"""Cell formats: the template's own, and the few variants that values ask for."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from kpi_xl.errors import TemplateError
from kpi_xl.workbook.limits import MAX_FORMATS
from kpi_xl.workbook.package.xml import Element

DAY = 14  # a short date, in the order of the reader's own country
MOMENT = 22  # the same with hours and minutes


class Styles:
    """The `cellXfs` of a workbook, to which variants are appended when a value needs one."""

    def __init__(self, root: Element | None) -> None:
        self._formats = None if root is None else root.find("{*}cellXfs")
        self._known: dict[tuple[str, str, str], str] = {}
        codes = [] if root is None else root.findall("{*}numFmts/{*}numFmt")
        # LibreOffice gives the general format a number of its own.
        self._general = {"0", *(each.get("numFmtId", "") for each in codes if each.get("formatCode") == "General")}
        self.changed = False

    def quoted(self, style: str) -> str:
        """The format that keeps text such as `=1+1` text, also after a person edits the cell."""
        return self._variant(style, "quotePrefix", "1")

    def dated(self, style: str, number_format: int) -> str:
        """The format for a day or moment: the style's own, unless it shows plain numbers."""
        element = self._element(style)
        if element is None or element.get("numFmtId", "0") not in self._general:
            return style
        return self._variant(style, "numFmtId", str(number_format))

    def plain(self, style: str) -> str:
        """The format without what `quoted` or `dated` gave it, where the workbook has such a one."""
        element = self._element(style)
        if element is None or self._formats is None:
            return style
        wanted = deepcopy(element)
        wanted.attrib.pop("quotePrefix", "")
        if wanted.get("numFmtId") in {str(DAY), str(MOMENT)}:
            wanted.set("numFmtId", "0")
            wanted.attrib.pop("applyNumberFormat", "")
        return next((str(index) for index, each in enumerate(self._formats) if _same(each, wanted)), style)

    def _variant(self, style: str, attribute: str, value: str) -> str:
        known = (style, attribute, value)
        if known not in self._known:
            self._known[known] = self._found_or_added(style, attribute, value)
        return self._known[known]

    def _found_or_added(self, style: str, attribute: str, value: str) -> str:
        element = self._element(style)
        if element is None or self._formats is None:
            return style
        wanted = deepcopy(element)
        wanted.set(attribute, value)
        if attribute == "numFmtId":
            wanted.set("applyNumberFormat", "1")
        for index, format_ in enumerate(self._formats):
            if _same(format_, wanted):
                return str(index)
        return self._append(wanted)

    def _append(self, element: Element) -> str:
        assert self._formats is not None  # noqa: S101 - only called where there is one
        if len(self._formats) >= MAX_FORMATS:
            raise TemplateError(
                f"The template uses all {MAX_FORMATS:,} cell formats that Excel allows.", "Remove unused formats."
            )
        self._formats.append(element)
        self._formats.set("count", str(len(self._formats)))
        self.changed = True
        return str(len(self._formats) - 1)

    def _element(self, style: str) -> Element | None:
        index = int(style or 0)
        if self._formats is None or index >= len(self._formats):
            return None
        return self._formats[index]


def _same(one: Element, two: Element) -> bool:
    if dict(one.attrib) != dict(two.attrib) or len(one) != len(two):
        return False
    return all(_canonical(left) == _canonical(right) for left, right in zip(one, two, strict=True))


def _canonical(element: Element) -> bytes:
    return etree.tostring(element, method="c14n", with_tail=False)
