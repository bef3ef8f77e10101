"""Names and texts as SQL writes them, and the columns of what a query gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


def name(column: str) -> str:
    """A column's name."""
    return f'"{column}"'


def text(value: object) -> str:
    """A text, whatever stands in it."""
    return "'" + str(value).replace("'", "''") + "'"


def columns_of(connection: duckdb.DuckDBPyConnection, view: str) -> list[str]:
    """The columns of a table or view."""
    return [column[0] for column in connection.execute(f"FROM {view} LIMIT 0").description or ()]
