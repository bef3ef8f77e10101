"""One export file: where it lies, its bytes, and how the platforms write them."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Export:
    """A file as a platform hands it out; `path` is below the exports folder, with forward slashes."""

    path: str
    content: bytes
    downloaded: datetime


def delimited(
    rows: Iterable[Sequence[Value]], delimiter: str = ",", newline: str = "\n", *, quote_all: bool = False
) -> str:
    """Rows as text, quoted where needed; None becomes an empty cell."""
    text = io.StringIO()
    quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    csv.writer(text, delimiter=delimiter, lineterminator=newline, quoting=quoting).writerows(rows)
    return text.getvalue()


def utf16(text: str) -> bytes:
    """As Meta's Insights write: little-endian, with a byte order mark, on every machine."""
    return f"\ufeff{text}".encode("utf-16-le")


def with_decimal_commas(rows: Iterable[Sequence[Value]]) -> list[list[Value]]:
    """As a Norwegian or Swedish Excel saves numbers."""
    return [[str(cell).replace(".", ",") if isinstance(cell, float) else cell for cell in row] for row in rows]
