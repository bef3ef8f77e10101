"""The values that a chart keeps, so that it can be drawn where nothing calculates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lxml import etree

from kpi_xl.workbook import limits
from kpi_xl.workbook.book.text import writable
from kpi_xl.workbook.calc.values import ErrorValue
from kpi_xl.workbook.filling import Scalar
from kpi_xl.workbook.package.xml import Element, add_child, every, first, local_name, remove, sibling_tag

_CACHES = {
    "numRef": "numCache",
    "strRef": "strCache",
    "multiLvlStrRef": "multiLvlStrCache",
    "datalabelsRange": "dlblRangeCache",
}
_ALONG_THE_AXIS = frozenset({"cat", "xVal"})


def refresh_cache(holder: Element, columns: Sequence[Sequence[Scalar]], most_points: int) -> None:
    """Fill the cache beside a reference: `holder` is a chart's `numRef`, `strRef` …, or a newer one's `numDim`."""
    kind = local_name(holder)
    if kind == "multiLvlStrRef":
        _fill_levels(holder, columns, most_points)
    elif kind in _CACHES:
        values = [value for column in columns for value in column]
        _fill_single(_suited(holder, values), values, most_points)
    elif kind in {"strDim", "numDim"} and len(columns) == 1:
        _fill_dimension(holder, columns[0], most_points, text=kind == "strDim")


def _suited(holder: Element, values: Sequence[Scalar]) -> Element:
    """Categories that were numbers and are text now, or the other way, need the other kind of reference."""
    parent = holder.getparent()
    if parent is None or local_name(parent) not in _ALONG_THE_AXIS:
        return holder
    numbers = [_is_number(value) for value in values if value is not None]
    wanted = "strRef" if not numbers or not all(numbers) else local_name(holder)
    cache = first(holder, _CACHES[local_name(holder)])
    if wanted != local_name(holder) and numbers:
        holder.tag = sibling_tag(holder, wanted)
        if cache is not None:
            cache.tag = sibling_tag(holder, _CACHES[wanted])
            for element in every(cache, "formatCode"):
                remove(element)
    return holder


def _fill_single(holder: Element, values: Sequence[Scalar], most_points: int) -> None:
    name = _CACHES[local_name(holder)]
    cache = first(holder, name)
    if cache is None and name == "dlblRangeCache":
        return
    if cache is None:
        cache = holder.makeelement(sibling_tag(holder, name))
        formula = first(holder, "f")
        if formula is not None:
            formula.addnext(cache)
    texts = [_drawn(value) if name == "numCache" else _text(value) for value in values]
    _fill(cache, texts, most_points)


def _fill_levels(holder: Element, columns: Sequence[Sequence[Scalar]], most_points: int) -> None:
    """Several columns of categories: the last one stands nearest to the axis and comes first."""
    cache = first(holder, "multiLvlStrCache")
    levels = [] if cache is None else cache.findall("{*}lvl")
    if cache is None or len(levels) != len(columns):
        return
    count = first(cache, "ptCount")
    if count is not None:
        count.set("val", str(max(len(column) for column in columns)))
    for level, column in zip(levels, reversed(columns), strict=True):
        _fill(level, [_text(value) for value in column], most_points, counted=False)


def _fill_dimension(holder: Element, values: Sequence[Scalar], most_points: int, *, text: bool) -> None:
    for level in holder.findall("{*}lvl"):
        for point in every(level, "pt"):
            level.remove(point)
        level.set("ptCount", str(len(values)))
        for index, value in enumerate(values[:most_points]):
            written = _text(value) if text else _number_text(value)
            if written is not None:
                add_child(level, "pt", idx=str(index)).text = written


def _fill(cache: Element, texts: Sequence[str | None], most_points: int, *, counted: bool = True) -> None:
    if _current(cache) == (len(texts) if counted else None, dict(_points(texts, most_points))):
        return
    for point in cache.findall("{*}pt"):
        cache.remove(point)
    count = first(cache, "ptCount")
    if counted and count is None:
        count = add_child(cache, "ptCount")
    if counted and count is not None:
        count.set("val", str(len(texts)))
    extensions = first(cache, "extLst")
    # The labels that a newer chart takes from cells are kept in an element of a newer namespace than their points.
    tag = sibling_tag(cache if count is None else count, "pt")
    for index, text in _points(texts, most_points):
        point = etree.SubElement(cache, tag, {"idx": str(index)})
        add_child(point, "v").text = text
        if extensions is not None:
            extensions.addprevious(point)


def _points(texts: Sequence[str | None], most_points: int) -> list[tuple[int, str]]:
    return [(index, text) for index, text in enumerate(texts[:most_points]) if text is not None]


def _current(cache: Element) -> tuple[int | None, dict[int, str]]:
    """What the cache holds; numbers that are written in another way count as the same."""
    count = first(cache, "ptCount")
    points: dict[int, str] = {}
    for point in cache.findall("{*}pt"):
        value = first(point, "v")
        text = "" if value is None else value.text or ""
        points[int(point.get("idx", "0"))] = _normal(text) if local_name(cache) == "numCache" else text
    return None if count is None else int(count.get("val", "0")), points


def _normal(text: str) -> str:
    try:
        return _number_text(float(text)) or text
    except ValueError:
        return text


def _is_number(value: Scalar) -> bool:
    return isinstance(value, (int, float, date)) and not isinstance(value, bool)


def _drawn(value: Scalar) -> str | None:
    """A value as a chart draws it: Excel draws text as 0, and keeps that."""
    return "0" if isinstance(value, str) else _number_text(value)


def _number_text(value: Scalar) -> str | None:
    """A number; text counts as nothing, `#N/A` leaves a gap."""
    if isinstance(value, ErrorValue):
        return value.value
    if value is None or isinstance(value, str):
        return None
    if isinstance(value, date):
        value = limits.serial(value, "a chart")
    number = float(value)
    return str(int(number)) if number.is_integer() and abs(number) < limits.MAX_EXACT else repr(number)


def _text(value: Scalar) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, ErrorValue):
        return value.value
    if isinstance(value, str):
        return writable(value)
    return str(value).upper() if isinstance(value, bool) else _number_text(value)
