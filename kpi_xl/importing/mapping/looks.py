"""What the cells of a column look like, held against the kind of value that a field takes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kpi_xl.importing.kinds import Choice, Day, Duration, Flag, Kind, Moment, Money, Number, Percent, Pseudonym, Whole

_NUMBER = re.compile(r"[-+]?(?:[^\W\d_]{1,3}\.?\s?)?\d[\d\s.,'\u2019]*(?:\s?(?:%|[^\W\d_]{1,3}\.?|[€$£]))?")
_WHOLE = re.compile(r"[-+]?\d{1,3}(?:[\s.,'\u2019]?\d{3})*|[-+]?\d+(?:\.0+)?")
_DATE = re.compile(
    r"\d{4}[-/.]?\d{2}[-/.]?\d{2}\b.*|\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2,4}\b.*"
    r"|[^\W\d_]{3,}\.?\s\d{1,2},?\s\d{4}\b.*|\d{1,2}\.?\s[^\W\d_]{3,}\.?\s\d{4}\b.*"
)
_LENGTH = re.compile(rf"\d{{1,3}}:\d{{2}}(?::\d{{2}})?|{_NUMBER.pattern}")
_NUMERIC: dict[type, re.Pattern[str]] = {
    Whole: _WHOLE,
    Number: _NUMBER,
    Money: _NUMBER,
    Percent: _NUMBER,
    Duration: _LENGTH,
}
UNPROVEN = 0.5  # what an empty column proves


def share_like(kind: Kind, values: Sequence[str]) -> float:
    """The share of the filled cells that can be values of the kind, 0 to 1."""
    filled = [text for value in values if (text := value.strip())]
    if not filled:
        return UNPROVEN
    return sum(_is_like(kind, value) for value in filled) / len(filled)


def _is_like(kind: Kind, value: str) -> bool:
    if isinstance(kind, Choice):
        return kind.other is not None or any(re.search(pattern, value, re.IGNORECASE) for pattern, _ in kind.patterns)
    if isinstance(kind, Flag):
        return bool(re.fullmatch(f"{kind.true}|{kind.false}", value, re.IGNORECASE))
    if isinstance(kind, Pseudonym):
        return True
    if isinstance(kind, Day | Moment):
        return bool(_DATE.fullmatch(value))
    return _is_of(_NUMERIC.get(type(kind)), value) and not _DATE.fullmatch(value)


def _is_of(pattern: re.Pattern[str] | None, value: str) -> bool:
    return pattern is None or bool(pattern.fullmatch(value))
