"""Sums of large tables, kept in files beside the rows that they are the sums of.

Adding up millions of rows takes seconds, which whoever types a worksheet function does not have. The file with a
table's current rows is named after all that they depend on, so sums whose names begin alike are theirs; whoever sweeps
old rows away sweeps them too.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pyarrow.parquet as pq

if TYPE_CHECKING:
    import pyarrow as pa

FIGURE = "="  # begins the names of columns that are added up; the others are what they are grouped by
_LAYOUT = 2  # raise it when the same rows come to other sums
LARGE = 200_000  # rows; fewer are added up sooner than a file is found


def kept(rows: Path, by: str, figures: Collection[str]) -> pa.Table | None:
    """The groups of a table with these figures, if a file has them all."""
    for path in sorted(rows.parent.glob(f"{_stem(rows, by)}.*.parquet")):
        # Swept at this moment, or damaged. Not by read_table, which imports pandas first: half a second.
        with suppress(OSError, ValueError), pq.ParquetFile(path) as file:
            names = file.schema_arrow.names
            if set(figures) <= set(names):
                wanted = [name for name in names if not name.startswith(FIGURE)]
                return file.read([*wanted, *figures])
    return None


def keep(rows: Path, by: str, groups: pa.Table) -> None:
    """Keep the groups of a large table; what cannot be written is worked out again next time."""
    with suppress(OSError, ValueError):
        if pq.read_metadata(rows).num_rows < LARGE:
            return
        digest = sha256(" ".join(groups.column_names).encode()).hexdigest()[:16]
        unfinished = rows.with_name(f"{uuid4().hex}.tmp")
        pq.write_table(groups, unfinished)
        unfinished.replace(rows.with_name(f"{_stem(rows, by)}.{digest}.parquet"))


def _stem(rows: Path, by: str) -> str:
    return f"{rows.stem}.sums{_LAYOUT}{f'-{by}' if by else ''}"
