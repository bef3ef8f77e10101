"""A grid too large to be held in memory: its records stand in an Arrow file, read piece by piece."""

from __future__ import annotations

import weakref
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from kpi_xl.importing.opening.memory_grid import EXTRA_SEPARATOR

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation


@dataclass(frozen=True, slots=True, weakref_slot=True)
class StoredGrid:
    """Records in columns `_row`, c0 … and `_extra`; see `Grid` for what the methods promise.

    The file is deleted with the grid, so a relation may be used as long as its grid is held.
    """

    name: str
    typed: bool
    file: Path
    beginning: Sequence[Sequence[str]]
    skipped: int  # lines before the first record, so that `_row` minus it counts records from 1
    count: int
    width: int  # of the columns stored; surplus cells are in `_extra`

    def __post_init__(self) -> None:
        """See to it that the file goes when the grid goes."""
        weakref.finalize(self, _delete, self.file)

    @property
    def small(self) -> bool:
        """Never: small grids are held in memory."""
        return False

    def head(self, count: int = 200) -> Sequence[Sequence[str]]:
        """The first records; no more than were kept when the file was opened (a thousand)."""
        return self.beginning[:count]

    def tail(self, count: int = 50) -> Sequence[Sequence[str]]:
        """The last records, all as wide as most."""
        records: list[list[str]] = []
        with pa.OSFile(str(self.file), "rb") as source, pa.ipc.open_file(source) as reader:
            for index in reversed(range(reader.num_record_batches)):
                records = [*_as_records(reader.get_batch(index)), *records]
                if len(records) >= count:
                    break
        return records[-count:] if count else []

    def rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Every record with its number, which is the row that Excel shows."""
        with pa.OSFile(str(self.file), "rb") as source, pa.ipc.open_file(source) as reader:
            for index in range(reader.num_record_batches):
                batch = reader.get_batch(index)
                numbers = (number or 0 for number in batch.column(0).to_pylist())
                yield from zip(numbers, _as_records(batch), strict=True)

    def relation(
        self,
        connection: DuckDBPyConnection,
        first: int,
        width: int,
        last: int | None = None,
        *,
        cells: Collection[int] | None = None,
    ) -> DuckDBPyRelation:
        """The records as a relation over the Arrow file, which can be read any number of times."""
        end = self.count if last is None else last if last >= 0 else self.count + last
        wanted = range(width) if cells is None else cells
        listed = ", ".join(
            ["_row", *(f"{self._cell(index)} AS c{index}" for index in wanted), f"{self._extra(width)} AS _extra"]
        )
        filled = " OR ".join(f"c{index} IS NOT NULL" for index in range(self.width))
        return (
            connection.from_arrow(_Stream(self.file))
            .filter(
                f"_row > {first + self.skipped} AND _row <= {end + self.skipped} AND ({filled} OR _extra IS NOT NULL)"
            )
            .project(listed)
        )

    def _cell(self, index: int) -> str:
        if index < self.width:
            return f"c{index}"
        return f"nullif(string_split(_extra, '{EXTRA_SEPARATOR}')[{index - self.width + 1}], '')"

    def _extra(self, width: int) -> str:
        """The cells beyond `width`: columns that are stored but not asked for, and what is surplus to those."""
        if width > self.width:
            surplus = f"string_split(_extra, '{EXTRA_SEPARATOR}')[{width - self.width + 1}:]"
            joined = f"array_to_string({surplus}, '{EXTRA_SEPARATOR}')"
        else:
            columns = [f"coalesce(c{index}, '')" for index in range(width, self.width)]
            joined = f"concat_ws('{EXTRA_SEPARATOR}', {', '.join([*columns, '_extra'])})"
        return f"nullif(rtrim({joined}, '{EXTRA_SEPARATOR}'), '')"


@dataclass(frozen=True, slots=True)
class _Stream:
    """The file as DuckDB reads it: a batch at a time from the top, afresh for each query.

    A pyarrow dataset would read ahead in threads of its own, and crashes when a query stops before the end.
    """

    file: Path

    @property
    def schema(self) -> pa.Schema:
        """The columns, which DuckDB asks for before it reads."""
        with pa.OSFile(str(self.file), "rb") as source, pa.ipc.open_file(source) as reader:
            return reader.schema

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """A new stream of batches, by the Arrow PyCapsule interface."""
        return pa.RecordBatchReader.from_batches(self.schema, self._batches()).__arrow_c_stream__(requested_schema)

    def _batches(self) -> Iterator[pa.RecordBatch]:
        with pa.OSFile(str(self.file), "rb") as source, pa.ipc.open_file(source) as reader:
            for index in range(reader.num_record_batches):
                yield reader.get_batch(index)


def _as_records(batch: pa.RecordBatch) -> list[list[str]]:
    columns = [column.to_pylist() for column in batch.columns[1:-1]]
    surplus = [
        extra.split(EXTRA_SEPARATOR) if extra else [] for extra in batch.column(batch.num_columns - 1).to_pylist()
    ]
    return [[cell or "" for cell in cells] + more for *cells, more in zip(*columns, surplus, strict=True)]


def _delete(file: Path) -> None:
    with suppress(OSError):  # Windows refuses while a query still reads; it goes with the scratch folder then
        file.unlink(missing_ok=True)
