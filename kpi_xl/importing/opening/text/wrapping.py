"""Undo what a spreadsheet does when it takes every line of an export for one text and saves it as such.

    "Post ID,""Publish time"",Permalink"      ->      Post ID,"Publish time",Permalink

Lines of a caption that hold neither quotes nor separators stay bare, so the wrapping is undone line by line.
"""

from __future__ import annotations

import io
import re

from kpi_xl.importing.opening.text.dialect import DELIMITERS
from kpi_xl.importing.opening.text.records import parse

_WRAPPED = re.compile(r'\A"((?:[^"]|"")*)"[,;\t]*(\r\n|\r|\n|)\Z')


def unwrap(text: str) -> str | None:
    """The text before it was wrapped, if every record then has the same number of cells; else None."""
    first = _WRAPPED.match(next(io.StringIO(text, newline=""), ""))
    if not first or not any(delimiter in first[1] for delimiter in DELIMITERS):
        return None
    lines: list[str] = []
    for line in io.StringIO(text, newline=""):
        wrapped = _WRAPPED.match(line)
        if not wrapped and '"' in line:
            return None
        lines.append(wrapped[1].replace('""', '"') + wrapped[2] if wrapped else line)
    unwrapped = "".join(lines)
    return unwrapped if any(_proven(unwrapped, delimiter) for delimiter in DELIMITERS) else None


def _proven(text: str, delimiter: str) -> bool:
    widths = {len(cells) for _, cells in parse(text, delimiter) if cells}
    return len(widths) == 1 and widths != {1}
