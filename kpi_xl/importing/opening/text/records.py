"""Text into records of cells and back, by RFC 4180 as far as exports keep to it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

Record = tuple[int, list[str]]  # the 1-based line on which it starts, and its cells

_LONGEST_CELL = 2**31 - 1  # Windows has 32-bit longs, so sys.maxsize is refused there


def parse(text: str, delimiter: str, first_line: int = 1) -> Iterator[Record]:
    """Every record of the text with its line; a blank line is a record without cells."""
    return parse_lines(io.StringIO(text, newline=""), delimiter, first_line)


def parse_lines(lines: Iterable[str], delimiter: str, first_line: int = 1) -> Iterator[Record]:
    """The same for lines that keep their line ends."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(lines, delimiter=delimiter)
    line = first_line
    for cells in reader:
        yield line, cells
        line = first_line + reader.line_num


def write(file: Path, rows: Iterable[Sequence[str]]) -> None:
    """Write comma-separated UTF-8, a blank line for a row without cells."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        # Only characters of the line end are quoted, so it has to hold both.
        csv.writer(stream, lineterminator="\r\n").writerows(rows)
