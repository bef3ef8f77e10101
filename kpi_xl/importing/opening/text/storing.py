"""A large text file into an Arrow file, in one pass and with a few megabytes of memory.

Why not DuckDB's reader, which is as fast: it cannot number rows without losing that speed, reads records of unequal
width only on one core, and on unbalanced quotation marks drops the rest of a file without a word.
"""

from __future__ import annotations

import codecs
import io
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import pyarrow as pa
import pyarrow.csv as arrow_csv

from kpi_xl.errors import UnsafeFileError
from kpi_xl.importing.opening.scratch import scratch_path
from kpi_xl.importing.opening.stored_grid import StoredGrid
from kpi_xl.importing.opening.text.dialect import usual_width
from kpi_xl.importing.opening.text.numbering import Numbering
from kpi_xl.importing.opening.text.records import parse_lines
from kpi_xl.importing.opening.text.unclosed import swallows

_BLOCK = 1024 * 1024
_BEGINNING = 1000
_BATCH = 2048


@dataclass(frozen=True, slots=True)
class LargeText:
    """A text file and how it is written."""

    path: Path
    encoding: str
    delimiter: str
    skipped: int = 0  # lines of instructions before the first record
    valid_utf8: bool = False  # known to be so to the last byte, so that nothing needs to be decoded


def store(source: LargeText, name: str, *, sheet: str = "", typed: bool = False) -> StoredGrid:
    """The grid of a large text file.

    Raises:
        UnsafeFileError: A record never ends.
    """
    beginning = _beginning(source)
    width = max(1, usual_width(beginning))
    file = scratch_path(".arrow")
    try:
        count = _write(source, width, file)
    except pa.ArrowInvalid as error:
        file.unlink(missing_ok=True)
        raise _unclosed(name) from error
    grid = StoredGrid(sheet, typed, file, beginning, source.skipped, count, width)
    if _hides_records(source, grid):
        raise _unclosed(name)
    return grid


def _hides_records(source: LargeText, grid: StoredGrid) -> bool:
    """Whether the last cell goes on to the end of the file for want of a quotation mark, over whole records."""
    last = next((cell for record in grid.tail(1) for cell in reversed(record) if cell), "")
    lines = io.StringIO(last, newline="").readlines()[1:]
    return swallows(lines, source.delimiter, grid.width) and not _is_closed(source)


def _is_closed(source: LargeText) -> bool:
    """Whether there is a closing quotation mark for every opening one."""
    with _as_utf8(source) as stream:
        marks = sum(block.count(b'"') for block in iter(lambda: stream.read(_BLOCK), b""))
    return marks % 2 == 0


def _unclosed(name: str) -> UnsafeFileError:
    return UnsafeFileError(
        f"{name} has a quotation mark that is opened and never closed, so that rows are hidden in a text.",
        "Export it again; if it was edited by hand, undo that.",
    )


def _beginning(source: LargeText) -> list[list[str]]:
    with source.path.open(encoding=source.encoding, errors="replace", newline="") as stream:
        lines = itertools.islice(stream, source.skipped, None)
        return [cells for _, cells in itertools.islice(parse_lines(lines, source.delimiter), _BEGINNING)]


def _write(source: LargeText, width: int, file: Path) -> int:
    """Write the records and return how many there are."""
    numbering = Numbering(_schema(width), source.delimiter, last=source.skipped)
    with pa.OSFile(str(file), "wb") as sink, pa.ipc.new_file(sink, numbering.schema) as writer:
        for batch in _read(source, width, numbering):
            whole = numbering.complete(batch)
            # Readers keep some batches in hand: small ones keep their memory small.
            for start in range(0, whole.num_rows, _BATCH):
                writer.write_batch(whole.slice(start, _BATCH))
        if rest := numbering.rest():
            writer.write_batch(rest)
    pa.default_memory_pool().release_unused()
    return numbering.last - source.skipped


def _schema(width: int) -> pa.Schema:
    cells = [pa.field(f"c{index}", pa.string()) for index in range(width)]
    return pa.schema([pa.field("_row", pa.int64()), *cells, pa.field("_extra", pa.string())])


def _read(source: LargeText, width: int, numbering: Numbering) -> Iterator[pa.RecordBatch]:
    names = [f"c{index}" for index in range(width)]
    yield from arrow_csv.open_csv(
        cast("IO[bytes]", _as_utf8(source)),
        # One thread: only then are the records numbered for the handler, and it is no slower.
        read_options=arrow_csv.ReadOptions(
            column_names=names, block_size=_BLOCK, skip_rows=source.skipped, use_threads=False
        ),
        parse_options=arrow_csv.ParseOptions(
            delimiter=source.delimiter,
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=numbering.set_aside,
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        ),
    )


def _as_utf8(source: LargeText) -> pa.NativeFile:
    """The text as UTF-8 while it streams by; a character that is none becomes the mark for that, as in small files."""
    stream = pa.OSFile(str(source.path), "rb")
    if source.valid_utf8:
        return stream
    decoder = codecs.getincrementaldecoder(source.encoding)("replace")
    return pa.TransformInputStream(stream, lambda block: decoder.decode(bytes(block), final=not block).encode())
