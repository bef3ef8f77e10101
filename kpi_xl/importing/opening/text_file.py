"""A text export: decoded, its dialect found, its records read."""

from __future__ import annotations

from pathlib import Path

from kpi_xl.errors import FileProblemError
from kpi_xl.importing.opening.dialect import dialect_of, without_sep_line
from kpi_xl.importing.opening.encoding import encoding_of
from kpi_xl.importing.opening.memory_grid import MemoryGrid
from kpi_xl.importing.opening.records import parse


def open_text(path: Path, name: str) -> tuple[MemoryGrid, dict[str, str]]:
    """The grid of a text file and what was decided about how it is written."""
    content = path.read_bytes()
    encoding = encoding_of(content)
    if encoding is None:
        raise FileProblemError(
            f"{name} is not a text file or a workbook that can be read.",
            "Export it again from the platform as CSV or Excel.",
        )
    text = content.decode(encoding, "replace").removeprefix("\ufeff")
    dialect = dialect_of(text)
    body = without_sep_line(text) if dialect.sep_line else text
    records = list(parse(body, dialect.delimiter, first_line=2 if dialect.sep_line else 1))
    settings = {"encoding": encoding, "delimiter": dialect.delimiter}
    if dialect.sep_line:
        settings["sep line"] = "yes"
    return MemoryGrid("", typed=False, records=records), settings
