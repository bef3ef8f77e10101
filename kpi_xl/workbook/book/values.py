"""Python values as a cell holds them: the type comes from the value's own, never from its look."""

from __future__ import annotations

import re
from datetime import date, datetime

from kpi_xl.errors import TemplateError
from kpi_xl.workbook import limits
from kpi_xl.workbook.book.cell import CellXml, FormulaXml
from kpi_xl.workbook.book.strings import SharedStrings, item_text
from kpi_xl.workbook.book.styles import DAY, MOMENT, Styles
from kpi_xl.workbook.book.text import cell_text, escaped_cell
from kpi_xl.workbook.calc.values import ErrorValue
from kpi_xl.workbook.filling import Scalar
from kpi_xl.workbook.package.xml import parsed

LIKE_A_FORMULA = frozenset("=+-@\t\r\uff1d\uff0b\uff0d\uff20")  # the last four are their full-width twins
_OUTER_SPACE = re.compile(r"\A\s|\s\Z")
_ERRORS = {error.value: error for error in ErrorValue}


def needs_quote(text: str) -> bool:
    """Whether Excel would take the text for a formula if somebody typed it."""
    return text[:1] in LIKE_A_FORMULA


def text_xml(text: str, where: str) -> str:
    """The `<t>` of a text."""
    space = ' xml:space="preserve"' if _OUTER_SPACE.search(text) else ""
    return f"<t{space}>{escaped_cell(limits.checked_text(text, where))}</t>"


def stored(value: Scalar, where: str, *, date1904: bool) -> tuple[str, str]:
    """The `t` attribute and the contents of `<v>` for a value that a formula came to, or that is no text."""
    if value is None:
        return "str", ""
    if isinstance(value, bool):
        return "b", str(int(value))
    if isinstance(value, ErrorValue):
        return "e", value.value
    if isinstance(value, str):
        return "str", escaped_cell(limits.checked_text(value, where))
    if isinstance(value, date):
        return "", limits.checked_number(limits.serial(value, where, date1904=date1904), where)
    if isinstance(value, (int, float)):  # pyright: ignore[reportUnnecessaryIsInstance] - data may come from anywhere
        return "", limits.checked_number(value, where)
    raise TemplateError(
        f"The value for {where} is a {type(value).__name__}, which no cell can hold.",
        "Give text, a number, a day, a time or a yes/no.",
    )


def value_cell(cell: CellXml, value: Scalar, styles: Styles, where: str, *, date1904: bool) -> CellXml:
    """The cell holding a value in place of what it held; its format stays unless the value needs another."""
    new = CellXml(cell.column, cell.style)
    if value is None or value == "":
        return new
    if isinstance(value, str):
        new.kind, new.rest = "inlineStr", f"<is>{text_xml(value, where)}</is>"
        new.style = styles.quoted(cell.style) if needs_quote(value) else cell.style
        return new
    if isinstance(value, date):
        new.style = styles.dated(cell.style, MOMENT if isinstance(value, datetime) else DAY)
    new.kind, new.value = stored(value, where, date1904=date1904)
    return new


def formula_cell(cell: CellXml, text: str, value: Scalar, where: str, *, date1904: bool) -> CellXml:
    """The cell holding a live formula and the value that it comes to."""
    new = CellXml(cell.column, cell.style, formula=FormulaXml(limits.checked_formula(text, where), {}))
    new.kind, new.value = stored(value, where, date1904=date1904)
    return new


def value_of(cell: CellXml, strings: SharedStrings) -> Scalar:
    """The value that a cell holds, or that its formula came to last; days are numbers."""
    if cell.kind == "inlineStr":
        return inline_text(cell.rest)
    if cell.value is None:
        return None
    return _typed(cell.kind, cell.value, strings)


def inline_text(xml: str) -> str:
    """The text of an inline string."""
    start = xml.find("<is")
    return item_text(parsed(xml[start : xml.rindex("</is>") + 5].encode())) if "</is>" in xml else ""


def _typed(kind: str, xml: str, strings: SharedStrings) -> Scalar:
    if kind == "s":
        return strings.text(int(xml))
    if kind == "str":
        return cell_text(xml)
    if kind == "b":
        return xml.strip() in {"1", "true"}
    if kind == "e":
        return _ERRORS.get(xml.strip(), ErrorValue.NA)
    if kind == "d":
        return limits.serial(datetime.fromisoformat(xml.strip().removesuffix("Z")), "a date cell")
    return float(xml) if xml.strip() else None
