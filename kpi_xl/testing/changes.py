"""Ways in which one export reaches users that change nothing of what it says, and ways in which it arrives broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from kpi_xl.testing.sample import Records, Sample

_DECIMAL = re.compile(r"-?\d+\.\d+")
_CUTS = (0, 0.1, 0.5, 0.9)
_DROPPED = 5  # columns that are left out one at a time


def rewritten(sample: Sample) -> Iterator[Sample]:
    """The same rows in other encodings and with other delimiters and line ends."""
    if isinstance(sample.content, bytes):
        return
    text = sample.with_records(sample.records)
    yield text.encoded("utf-8")
    yield sample.with_records(sample.records, "\t").encoded("utf-16")
    yield sample.with_records(sample.records, ";").encoded("utf-8-sig")
    yield replace(text, content=text.bytes.replace(b"\r\n", b"\n"))
    with suppress(UnicodeEncodeError):
        yield text.encoded("cp1252")


def with_decimal_commas(sample: Sample) -> Sample | None:
    """The file as a Norwegian or German spreadsheet saves it; None if no number in it has decimals."""
    records = [[_DECIMAL.sub(_comma, cell) if _DECIMAL.fullmatch(cell) else cell for cell in record] for record in
               sample.records]  # fmt: skip
    return sample.with_records(records, ";") if records != [list(record) for record in sample.records] else None


def with_columns_moved(sample: Sample, header: int) -> Sample | None:
    """The columns of the table in reverse order; None if the file has no plain table with that header."""
    if not _is_plain(sample.records, header):
        return None
    records = [record if at < header else [*reversed(record)] for at, record in enumerate(sample.records)]
    return sample.with_records(records)


def with_rows_moved(sample: Sample, header: int) -> Sample | None:
    """The rows of the table in reverse order; None likewise."""
    if not _is_plain(sample.records, header):
        return None
    return sample.with_records([*sample.records[: header + 1], *reversed(sample.records[header + 1 :])])


def without_rows(sample: Sample, header: int) -> Sample | None:
    """The header alone; None likewise."""
    return sample.with_records(sample.records[: header + 1]) if _is_plain(sample.records, header) else None


def without_columns(sample: Sample, header: int) -> Iterator[Sample]:
    """The file without one of its columns."""
    if _is_plain(sample.records, header):
        width = len(sample.records[header])
        for column in range(0, width, max(1, width // _DROPPED)):
            yield sample.with_records([[cell for at, cell in enumerate(record) if at != column or row < header]
                                       for row, record in enumerate(sample.records)])  # fmt: skip


def cut(sample: Sample) -> Iterator[Sample]:
    """The file broken off."""
    for share in _CUTS:
        yield replace(sample, content=sample.bytes[: int(len(sample.bytes) * share)])


def _comma(found: re.Match[str]) -> str:
    return found[0].replace(".", ",")


def _is_plain(records: Records, header: int) -> bool:
    """One table, as wide as its header from there to the end."""
    return len(records) > header + 1 and all(len(record) == len(records[header]) for record in records[header:])
