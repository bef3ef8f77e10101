"""A grid small enough to be held in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from kpi_xl.importing.opening.text.records import Record

if TYPE_CHECKING:
    import duckdb

EXTRA_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class MemoryGrid:
    """Records with their line numbers; see `Grid` for what the methods promise."""

    name: str
    typed: bool
    records: Sequence[Record]

    @property
    def small(self) -> bool:
        """Always: that is what it is for."""
        return True

    def head(self, count: int = 200) -> Sequence[Sequence[str]]:
        """The first records."""
        return [cells for _, cells in self.records[:count]]

    def tail(self, count: int = 50) -> Sequence[Sequence[str]]:
        """The last records."""
        return [cells for _, cells in self.records[-count:]] if count else []

    def rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Every record with its line number."""
        return iter(self.records)

    def relation(
        self,
        connection: duckdb.DuckDBPyConnection,
        first: int,
        width: int,
        last: int | None = None,
        *,
        cells: Collection[int] | None = None,
    ) -> duckdb.DuckDBPyRelation:
        """The records as a relation over an Arrow table."""
        filled = [record for record in self.records[first:last] if any(record[1])]
        return connection.from_arrow(_as_arrow(filled, width, range(width) if cells is None else cells))


def _as_arrow(records: Sequence[Record], width: int, wanted: Iterable[int]) -> pa.Table:
    columns: dict[str, pa.Int64Array | pa.StringArray] = {"_row": pa.array([line for line, _ in records], pa.int64())}
    for index in wanted:
        columns[f"c{index}"] = pa.array(
            [(cells[index] or None) if index < len(cells) else None for _, cells in records], pa.string()
        )
    surplus = [EXTRA_SEPARATOR.join(cells[width:]).rstrip(EXTRA_SEPARATOR) or None for _, cells in records]
    columns["_extra"] = pa.array(surplus, pa.string())
    return pa.table(columns)
