"""The brackets of a structured reference: `[[#Totals],[Cost per click]]`."""

from __future__ import annotations

import re

from kpi_xl.workbook.calc.syntax import TableReference
from kpi_xl.workbook.calc.values import Stop

_SECTIONS = frozenset({"all", "data", "headers", "totals", "this row"})
_ESCAPE = re.compile(r"'(.)", re.DOTALL)
_PART = re.compile(r"\s*(?:\[((?:[^\[\]']|'.)*)\]|([@:,]))\s*", re.DOTALL)


def table_reference(table: str | None, brackets: str) -> TableReference:
    """Read the brackets after a table's name."""
    inner = brackets[1:-1]
    if not inner.strip():
        return TableReference(table, (), None, None)
    if "[" not in inner.replace("'[", ""):
        return _single(table, inner)
    return _several(table, inner)


def _single(table: str | None, inner: str) -> TableReference:
    if inner.startswith("@"):
        column = _plain(inner[1:]) or None
        return TableReference(table, ("this row",), column, column)
    section = _section(inner)
    if section is not None:
        return TableReference(table, (section,), None, None)
    column = _plain(inner)
    return TableReference(table, (), column, column)


def _several(table: str | None, inner: str) -> TableReference:
    sections: list[str] = []
    columns: list[str] = []
    position = 0
    while position < len(inner):
        part = _PART.match(inner, position)
        if part is None:
            raise Stop(f"the table reference “[{inner}]” cannot be read")
        position = part.end()
        text, mark = part.groups()
        if mark == "@":
            sections.append("this row")
        elif text is not None:
            section = _section(text)
            if section is None:
                columns.append(_plain(text))
            else:
                sections.append(section)
    first = columns[0] if columns else None
    last = columns[-1] if columns else None
    return TableReference(table, tuple(sections), first, last)


def _section(text: str) -> str | None:
    name = text.strip().lower()
    return name[1:] if name.startswith("#") and name[1:] in _SECTIONS else None


def _plain(text: str) -> str:
    return _ESCAPE.sub(r"\1", text)
