"""The numbers of records as they stream out of a reader that sets odd ones aside."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, cast

import numpy as np
import pyarrow as pa

from kpi_xl.importing.opening.memory_grid import EXTRA_SEPARATOR
from kpi_xl.importing.opening.text.records import parse

if TYPE_CHECKING:
    from pyarrow.csv import InvalidRow


@dataclass(slots=True)
class Numbering:
    """Numbers the records, and puts those with more or fewer cells than usual back into their places."""

    schema: pa.Schema
    delimiter: str
    last: int = 0  # the number of the last record that was placed
    _aside: deque[tuple[int, str]] = field(default_factory=deque[tuple[int, str]])

    def set_aside(self, row: InvalidRow) -> Literal["skip"]:
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
        numbers = _as_array(runs)
        extra = pa.nulls(batch.num_rows, pa.string())
        numbered = pa.RecordBatch.from_arrays([numbers, *batch.columns, extra], schema=self.schema)
        return self._in_order(numbered, odd) if odd else numbered

    def rest(self) -> pa.RecordBatch | None:
        """The records that were set aside after the last batch, if any."""
        odd = list(self._aside)
        self.last += len(odd)
        return self._odd_batch(odd) if odd else None

    def _in_order(self, batch: pa.RecordBatch, odd: list[tuple[int, str]]) -> pa.RecordBatch:
        both = pa.Table.from_batches([batch, self._odd_batch(odd)]).sort_by("_row")
        return both.combine_chunks().to_batches()[0]

    def _odd_batch(self, odd: list[tuple[int, str]]) -> pa.RecordBatch:
        width = len(self.schema) - 2
        columns: list[list[object]] = [[] for _ in self.schema]
        for number, text in odd:
            cells = next(parse(text, self.delimiter))[1]
            usual = [cell or None for cell in cells[:width]]
            row = [number, *usual, *[None] * (width - len(usual)), _surplus(cells[width:])]
            for column, cell in zip(columns, row, strict=True):
                column.append(cell)
        arrays = [pa.array(column, each.type) for column, each in zip(columns, self.schema, strict=True)]
        return pa.RecordBatch.from_arrays(arrays, schema=self.schema)


def _surplus(cells: list[str]) -> str | None:
    return EXTRA_SEPARATOR.join(cells).rstrip(EXTRA_SEPARATOR) or None


def _as_array(runs: Iterable[range]) -> pa.Int64Array:
    # pa.array would load pandas, which takes longer than reading many a file.
    pieces = [np.empty(0, np.int64), *(np.arange(run.start, run.stop, dtype=np.int64) for run in runs)]
    numbers = np.concatenate(pieces)
    return cast("pa.Int64Array", pa.Array.from_buffers(pa.int64(), len(numbers), [None, pa.py_buffer(numbers.data)]))
