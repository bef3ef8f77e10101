"""Names and texts as DuckDB writes them."""

from __future__ import annotations

from collections.abc import Iterable


def name(identifier: str) -> str:
    """A quoted identifier."""
    return '"' + identifier.replace('"', '""') + '"'


def text(value: str) -> str:
    """A quoted string."""
    return "'" + value.replace("'", "''") + "'"


def text_list(values: Iterable[str]) -> str:
    """Several quoted strings, for IN (…) and [ … ]."""
    return ", ".join(text(value) for value in values)
