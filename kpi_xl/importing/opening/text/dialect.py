"""How a text export separates its cells."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kpi_xl.importing.opening.text.records import parse

DELIMITERS = (",", ";", "\t", "|")
_SEP_LINE = re.compile(r'\A"?sep=(.|)"?[,;\t|]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_SAMPLE_RECORDS = 200
_LIKE_DATA = re.compile(r"\s*[-+(]?\d")
_HEADERLESS = 0.5  # weight of a delimiter whose first full record is figures, not names


@dataclass(frozen=True, slots=True)
class Dialect:
    """What is needed to read the records: the delimiter, and how many lines of instructions stand before them."""

    delimiter: str
    sep_line: bool = False  # a first line "sep=;" that tells Excel the delimiter


def dialect_of(text: str) -> Dialect:
    """The dialect of a text or of its beginning (whole lines)."""
    sep = _SEP_LINE.match(text)
    body = text[sep.end() :] if sep else text
    if sep and sep[1] and _score(body, sep[1]) > 0:
        return Dialect(sep[1], sep_line=True)
    # max keeps the first of equals, so a file of one column is read with commas.
    return Dialect(max(DELIMITERS, key=lambda delimiter: _score(body, delimiter)), sep_line=sep is not None)


def without_sep_line(text: str) -> str:
    """The text after its "sep=" line."""
    sep = _SEP_LINE.match(text)
    return text[sep.end() :] if sep else text


def usual_width(records: Sequence[Sequence[str]]) -> int:
    """The number of cells that most records have, blank ones aside."""
    widths = Counter(len(cells) for cells in records if cells)
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _score(text: str, delimiter: str) -> float:
    """The share of records that have the usual width, a little more for more columns; 0 for a single column."""
    records = [cells for _, cells in itertools.islice(parse(text, delimiter), _SAMPLE_RECORDS) if cells]
    wide = [cells for cells in records if len(cells) > 1]
    width = usual_width(wide)
    if not width:
        return 0.0
    full = [cells for cells in wide if len(cells) == width]
    share = len(full) / len(records) * (1 - 1 / width)
    return share * _HEADERLESS if _is_data(full[0]) else share


def _is_data(cells: Sequence[str]) -> bool:
    # "Jan 5, 2026;1,5;2,5" has as many commas as semicolons, but only the header tells which of them are decimal.
    return sum(bool(_LIKE_DATA.match(cell)) for cell in cells) * 2 > len(cells)
