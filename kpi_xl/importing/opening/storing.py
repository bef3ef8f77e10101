"""A large text file into an Arrow file, in one pass and with a few megabytes of memory."""

from __future__ import annotations

import io
import itertools
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.csv as arrow_csv

from kpi_xl.errors import UnsafeFileError
from kpi_xl.importing.opening.dialect import usual_width
from kpi_xl.importing.opening.memory_grid import EXTRA_SEPARATOR
from kpi_xl.importing.opening.records import parse, parse_lines
from kpi_xl.importing.opening.scratch import scratch_path
from kpi_xl.importing.opening.stored_grid import StoredGrid
from kpi_xl.importing.opening.unclosed import swallows

_BLOCK = 4 * 1024 * 1024  # also the longest record that can be read
_BEGINNING = 1000


@dataclass(frozen=True, slots=True)
class LargeText:
    """A text file and how it is written."""

    path: Path
    encoding: str
    delimiter: str
    skipped: int = 0  # lines of instructions before the first record


def store(source: LargeText, name: str, *, sheet: str = "", typed: bool = False) -> StoredGrid:
    """The grid of a large text file.

    Raises:
        UnicodeDecodeError: The text is not in the encoding that its beginning suggested.
        UnsafeFileError: A record never ends.
    """
    beginning = _beginning(source)
    width = max(1, usual_width(beginning))
    file = scratch_path(".arrow")
    try:
        count = _write(source, width, file)
    except pa.ArrowInvalid as error:
        file.unlink(missing_ok=True)
        if "UTF8" in str(error):
            raise UnicodeDecodeError(source.encoding, b"", 0, 1, str(error)) from error
        raise _unclosed(name) from error
    grid = StoredGrid(sheet, typed, file, beginning, source.skipped, count, width)
    last = next(iter(grid.tail(1)), [])
    if last and swallows(io.StringIO(_last_filled(last), newline="").readlines()[1:], source.delimiter, width):
        raise _unclosed(name)
    return grid


def _last_filled(cells: Sequence[str]) -> str:
    return next((cell for cell in reversed(cells) if cell), "")


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
    numbering = _Numbering(source, _schema(width), last=source.skipped)
    with pa.OSFile(str(file), "wb") as sink, pa.ipc.new_file(sink, numbering.schema) as writer:
        for batch in _read(source, width, numbering):
            writer.write_batch(numbering.complete(batch))
        writer.write_batch(numbering.rest())
    return numbering.last - source.skipped


def _schema(width: int) -> pa.Schema:
    cells = [pa.field(f"c{index}", pa.string()) for index in range(width)]
    return pa.schema([pa.field("_row", pa.int64()), *cells, pa.field("_extra", pa.string())])


def _read(source: LargeText, width: int, numbering: _Numbering) -> Iterator[pa.RecordBatch]:
    names = [f"c{index}" for index in range(width)]
    yield from arrow_csv.open_csv(
        source.path,
        # One thread: only then are the records numbered for the handler, and it is no slower.
        read_options=arrow_csv.ReadOptions(
            column_names=names, encoding=source.encoding, block_size=_BLOCK, skip_rows=source.skipped, use_threads=False
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


@dataclass(slots=True)
class _Numbering:
    """Numbers the records, and puts those with more or fewer cells than usual back into their places."""

    source: LargeText
    schema: pa.Schema
    last: int = 0  # the number of the last record that was placed
    _aside: deque[tuple[int, str]] = field(default_factory=deque[tuple[int, str]])

    def set_aside(self, row: arrow_csv.InvalidRow) -> Literal["skip"]:
        """Keep a record of another width for later; called by the reader, ahead of the batch that it belongs to."""
        self._aside.append((row.number or 0, row.text))
        return "skip"

    def complete(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The batch with its numbers, and with the records that stood between its own."""
        runs: list[range] = []
        odd: list[tuple[int, str]] = []
        missing = batch.num_rows
        while missing:
            free = self._aside[0][0] - self.last - 1 if self._aside else missing
            run = range(self.last + 1, self.last + 1 + min(free, missing))
            runs.append(run)
            self.last += len(run)
            missing -= len(run)
            if missing:
                odd.append(self._aside.popleft())
                self.last += 1
        numbers = pa.array(itertools.chain.from_iterable(runs), pa.int64(), size=batch.num_rows)
        extra = pa.nulls(batch.num_rows, pa.string())
        numbered = pa.RecordBatch.from_arrays([numbers, *batch.columns, extra], schema=self.schema)
        return self._in_order(numbered, odd) if odd else numbered

    def rest(self) -> pa.RecordBatch:
        """The records that were set aside after the last batch."""
        odd = list(self._aside)
        self.last += len(odd)
        return self._odd_batch(odd)

    def _in_order(self, batch: pa.RecordBatch, odd: list[tuple[int, str]]) -> pa.RecordBatch:
        both = pa.Table.from_batches([batch, self._odd_batch(odd)]).sort_by("_row")
        return both.combine_chunks().to_batches()[0]

    def _odd_batch(self, odd: list[tuple[int, str]]) -> pa.RecordBatch:
        width = len(self.schema) - 2
        columns: list[list[object]] = [[] for _ in self.schema]
        for number, text in odd:
            cells = next(parse(text, self.source.delimiter))[1]
            usual = [cell or None for cell in cells[:width]]
            row = [number, *usual, *[None] * (width - len(usual)), EXTRA_SEPARATOR.join(cells[width:]) or None]
            for column, cell in zip(columns, row, strict=True):
                column.append(cell)
        arrays = [pa.array(column, each.type) for column, each in zip(columns, self.schema, strict=True)]
        return pa.RecordBatch.from_arrays(arrays, schema=self.schema)
