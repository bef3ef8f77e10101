"""A grid: one sheet or one text file as rows of text cells, before anybody knows what it means."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import duckdb

    from kpi_xl.errors import KpiXlError


class Grid(Protocol):
    """Cells as text. Small files are in memory; large text files are read again from disk by DuckDB.

    A number cell of a workbook is written with a decimal point and no thousands separators, a date cell as ISO
    (2026-10-05 or 2026-10-05T12:30:00), a boolean as TRUE or FALSE, an empty or error cell as "".
    """

    @property
    def name(self) -> str:
        """The sheet's name; empty for a text file."""
        ...

    @property
    def typed(self) -> bool:
        """True for workbooks: number and date cells carry no locale."""
        ...

    @property
    def small(self) -> bool:
        """Whether `rows()` gives the whole grid cheaply; if not, only `head` and `tail` may be looked at."""
        ...

    def head(self, count: int = 200) -> Sequence[Sequence[str]]:
        """The first records, ragged as they are."""
        ...

    def tail(self, count: int = 50) -> Sequence[Sequence[str]]:
        """The last records of the file: where totals and footers stand."""
        ...

    def rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Every record with its 1-based line number (of its first line) in the file; only for small grids."""
        ...

    def relation(
        self,
        connection: duckdb.DuckDBPyConnection,
        first: int,
        width: int,
        last: int | None = None,
        *,
        cells: Collection[int] | None = None,
    ) -> duckdb.DuckDBPyRelation:
        """Records `first` up to but without `last` as a relation with `_row`, c0 … c<width-1> and `_extra`.

        Of the cells it has only those in `cells`, if that is given: each column more makes every query slower.

        `first` and `last` are 0-based record numbers, as in the lists of `head` and `rows`; a negative `last` counts
        from the end, so that -2 leaves out the last two records. `_row` is BIGINT, the 1-based line number; in large
        files it is the number of the record, the row that Excel shows. The cells are VARCHAR, NULL where they are empty
        or the record is too short. `_extra` is VARCHAR: the cells beyond `width` up to the last filled one, joined
        by U+001F, or NULL where all are empty. A record that is wholly empty is left out.
        """
        ...


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """One file, or one member of an archive, opened safely."""

    path: Path  # the file given by the user
    name: str  # its name as shown: file.csv, or archive.zip/member.csv
    sha256: str
    kind: str  # "csv", "xls", "xlsx", "spreadsheetml"; "unknown" with a problem
    grids: tuple[Grid, ...]
    settings: Mapping[str, str]  # encoding, delimiter, sep line, quoting undone, …
    modified_at: float  # POSIX time of the file, or of the archive member
    siblings: tuple[str, ...] = ()  # the other names in the same archive
    problem: KpiXlError | None = None  # why this member of an archive cannot be opened; it has no grids then
