"""Names, texts and missing marks as DuckDB writes them."""

from __future__ import annotations

from collections.abc import Iterable

# What platforms and spreadsheets write for "missing": in columns of words, and besides in columns of figures and days.
NO_WORD = ("", "-", "--", "N/A")
_NO_FIGURE = (*NO_WORD, "–", "—", "NA", "NAN", "NULL", "NONE", "UNDEFINED", "[]", "(NOT SET)")
BLANKS = " \t\u00a0\u202f"


def name(identifier: str) -> str:
    """A quoted identifier."""
    return '"' + identifier.replace('"', '""') + '"'


def text(value: str) -> str:
    """A quoted string."""
    return "'" + value.replace("'", "''") + "'"


def text_list(values: Iterable[str]) -> str:
    """Several quoted strings, for IN (…) and [ … ]."""
    return ", ".join(text(value) for value in values)


def holds_something(cell: str) -> str:
    """That a cell of figures or days is no missing mark."""
    return f"upper(trim({cell}, {text(BLANKS)})) NOT IN ({text_list(_NO_FIGURE)})"
