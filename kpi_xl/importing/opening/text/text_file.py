"""A text export: decoded, its dialect found, its records read."""

from __future__ import annotations

from pathlib import Path

from kpi_xl.errors import FileProblemError
from kpi_xl.importing.opening.budget import MemoryBudget
from kpi_xl.importing.opening.grid import Grid
from kpi_xl.importing.opening.memory_grid import MemoryGrid
from kpi_xl.importing.opening.text.dialect import Dialect, dialect_of, without_sep_line
from kpi_xl.importing.opening.text.encoding import encoding_of, is_valid_utf8
from kpi_xl.importing.opening.text.records import Record, parse
from kpi_xl.importing.opening.text.storing import LargeText, store
from kpi_xl.importing.opening.text.unclosed import mend
from kpi_xl.importing.opening.text.wrapping import unwrap

_SAMPLE = 1024 * 1024
_FOREIGN_BLOCK = 64 * 1024
_FOREIGN_ENOUGH = 2 * 1024 * 1024


def open_text(path: Path, name: str, budget: MemoryBudget) -> tuple[Grid, dict[str, str]]:
    """The grid of a text file, and what was decided about how it is written.

    Raises:
        FileProblemError: It is no text, or empty.
    """
    return _open_small(path, name) if budget.take(path.stat().st_size) else _open_large(path, name)


def _open_small(path: Path, name: str) -> tuple[Grid, dict[str, str]]:
    content = path.read_bytes()
    encoding = encoding_of(content)
    if encoding is None:
        raise _not_text(name)
    text = content.decode(encoding, "replace").removeprefix("\ufeff")
    if not text.strip():
        raise _empty(name)
    unwrapped = unwrap(text)
    dialect = dialect_of((unwrapped or text)[:_SAMPLE])
    records, mended = _records(unwrapped or text, dialect)
    settings = _settings(encoding, dialect)
    if unwrapped is not None:
        settings["quoting undone"] = "every line was wrapped in one quoted field by a spreadsheet"
    if mended:
        settings["unclosed quotes"] = f"read literally on line {', '.join(map(str, mended))}"
    return MemoryGrid("", typed=False, records=records), settings


def _records(text: str, dialect: Dialect) -> tuple[list[Record], list[int]]:
    """The records, and the lines on which a quotation mark had to be read literally."""
    body = without_sep_line(text) if dialect.sep_line else text
    first_line = 2 if dialect.sep_line else 1
    return mend(list(parse(body, dialect.delimiter, first_line)), body, dialect.delimiter, first_line)


def _open_large(path: Path, name: str) -> tuple[Grid, dict[str, str]]:
    with path.open("rb") as stream:
        sample = stream.read(_SAMPLE)
    encoding = encoding_of(sample, complete=False)
    if encoding is None:
        raise _not_text(name)
    if len(sample) < _SAMPLE and not without_sep_line(_decoded(sample, encoding)).strip():
        raise _empty(name)
    valid = encoding.startswith("utf-8") and _is_valid(path)
    if encoding == "utf-8" and not valid:
        # The beginning may be plain ASCII; the letters that tell the encoding come later.
        encoding = encoding_of(_foreign(path), complete=False) or encoding
    dialect = dialect_of(_decoded(sample, encoding))
    source = LargeText(path, encoding, dialect.delimiter, skipped=int(dialect.sep_line), valid_utf8=valid)
    return store(source, name), _settings(encoding, dialect)


def _is_valid(path: Path) -> bool:
    with path.open("rb") as stream:
        return is_valid_utf8(stream)


def _decoded(sample: bytes, encoding: str) -> str:
    return sample.decode(encoding, "ignore").removeprefix("\ufeff")


def _foreign(path: Path) -> bytes:
    """What the file holds of other than ASCII, as far as needed to tell the encoding."""
    found = bytearray()
    with path.open("rb") as stream:
        while len(found) < _FOREIGN_ENOUGH and (block := stream.read(_FOREIGN_BLOCK)):
            if not block.isascii():
                found += block
    return bytes(found)


def _settings(encoding: str, dialect: Dialect) -> dict[str, str]:
    settings = {"encoding": encoding, "delimiter": dialect.delimiter}
    if dialect.sep_line:
        settings["sep line"] = "yes"
    return settings


def _not_text(name: str) -> FileProblemError:
    return FileProblemError(
        f"{name} is neither a text file nor a workbook.", "Export it again from the platform as CSV or Excel."
    )


def _empty(name: str) -> FileProblemError:
    return FileProblemError(f"{name} is empty.", "Export it again; the download may have been cut off.")
