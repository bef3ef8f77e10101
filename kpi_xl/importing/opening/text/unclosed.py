"""A quotation mark that is opened and never closed, which would swallow the rest of a file into one cell.

It comes from texts that were pasted or edited by hand. Read literally, it costs one record instead of hundreds.
A file that was cut off in the middle of a text is left as it is: its last record is short and gets rejected as such.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from kpi_xl.importing.opening.text.dialect import usual_width
from kpi_xl.importing.opening.text.records import Record, parse_lines

_LINE_END = re.compile(r"[\r\n]")
_MOST = 20  # marks mended in one file; one with more is beyond mending


def mend(records: list[Record], body: str, delimiter: str, first_line: int) -> tuple[list[Record], list[int]]:
    """The records with swallowed ones set free, and the lines on which a mark was read literally."""
    mended: list[int] = []
    width = usual_width([cells for _, cells in records])
    while records and len(mended) < _MOST and _LINE_END.search("".join(records[-1][1])):
        line = records[-1][0]
        lines = list(io.StringIO(body, newline=""))[line - first_line :]
        if not _is_unclosed(lines, delimiter) or not swallows(lines[1:], delimiter, width):
            break
        literal = next(csv.reader(lines[:1], delimiter=delimiter, quoting=csv.QUOTE_NONE))
        records = [*records[:-1], (line, literal), *parse_lines(lines[1:], delimiter, line + 1)]
        mended.append(line)
    return records, mended


def _is_unclosed(lines: Sequence[str], delimiter: str) -> bool:
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False


def swallows(lines: Sequence[str], delimiter: str, width: int) -> bool:
    """Whether whole records stand in what was taken for the rest of one text."""
    return width > 1 and any(len(cells) == width for _, cells in parse_lines(lines, delimiter))
