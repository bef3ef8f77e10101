"""One cell of a sheet's XML."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kpi_xl.workbook.book.text import escaped, unescaped
from kpi_xl.workbook.calc.addresses import column_letters, column_number

_CELL = re.compile(r"<c(?=[\s/>])([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_FORMULA = re.compile(r"<f(?=[\s/>])([^>]*?)(?:/>|>(.*?)</f>)", re.DOTALL)
_VALUE = re.compile(r"<v(?=[\s/>])[^>]*?(?:/>|>(.*?)</v>)", re.DOTALL)
_LETTERS = re.compile(r"[A-Za-z]+")


@dataclass(slots=True)
class FormulaXml:
    """A cell's formula: its text, and the attributes of `<f>` (`t`, `ref`, `si` …).

    The members of a shared formula are given their own text when their sheet is read.
    """

    text: str
    attributes: dict[str, str]

    @property
    def kind(self) -> str:
        """`normal`, `shared`, `array` or `dataTable`."""
        return self.attributes.get("t", "normal")


@dataclass(slots=True)
class CellXml:
    """A cell as it is or will be written.

    Attributes:
        column: Counted from 1.
        style: The index of its format, as text; empty for the default.
        kind: The `t` attribute: `s`, `str`, `inlineStr`, `b`, `e`, `d` or, for numbers, empty.
        extra: The other attributes as they stand, with a space before.
        formula: Its formula, if any.
        value: What stands between `<v>` and `</v>`, still escaped; None without `<v>`.
        rest: Inline strings and extensions, as they stand.
    """

    column: int
    style: str = ""
    kind: str = ""
    extra: str = ""
    formula: FormulaXml | None = None
    value: str | None = None
    rest: str = ""

    @property
    def empty(self) -> bool:
        """Whether it holds a format alone."""
        return self.formula is None and self.value is None and not self.rest

    def xml(self, row: int) -> str:
        """The element, as it stands in that row."""
        head = f'<c r="{column_letters(self.column)}{row}"'
        if self.style:
            head += f' s="{self.style}"'
        if self.kind and not self.empty:
            head += f' t="{self.kind}"'
        body = "" if self.formula is None else _formula_xml(self.formula)
        if self.value is not None:
            body += f"<v>{self.value}</v>"
        body += self.rest
        return f"{head}{self.extra}>{body}</c>" if body else f"{head}{self.extra}/>"


def read_cells(xml: str) -> list[CellXml]:
    """The cells of a row's inner XML; one without a reference stands right of the one before."""
    cells: list[CellXml] = []
    column = 0
    for match in _CELL.finditer(xml):
        attributes = read_attributes(match[1])
        letters = _LETTERS.match(attributes.pop("r", ""))
        column = column_number(letters[0]) if letters else column + 1
        cells.append(_cell(column, attributes, match[2] or ""))
    return cells


def read_attributes(xml: str) -> dict[str, str]:
    """The attributes of a start tag, still escaped."""
    return {name: double or single for name, double, single in _ATTRIBUTE.findall(xml)}


def _cell(column: int, attributes: dict[str, str], body: str) -> CellXml:
    style, kind = attributes.pop("s", ""), attributes.pop("t", "")
    extra = "".join(f' {name}="{value}"' for name, value in attributes.items())
    cell = CellXml(column, style, "" if kind == "n" else kind, extra)
    if not body:
        return cell
    formula = _FORMULA.search(body)
    if formula is not None:
        cell.formula = FormulaXml(unescaped(formula[2] or ""), read_attributes(formula[1]))
        body = body[: formula.start()] + body[formula.end() :]
    value = _VALUE.search(body)
    if value is not None:
        cell.value = value[1] or ""
        body = body[: value.start()] + body[value.end() :]
    cell.rest = body.strip()
    return cell


def _formula_xml(formula: FormulaXml) -> str:
    attributes = "".join(f' {name}="{value}"' for name, value in formula.attributes.items())
    return f"<f{attributes}>{escaped(formula.text)}</f>"
