"""What decides about a reading besides the variant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kpi_xl.vocabulary.periods import Period


class Slice(NamedTuple):
    """The rows that count: those of a period, or of one campaign in it."""

    period: Period
    campaign: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Which rows, and which money of them."""

    slice: Slice
    native: bool = False  # money in the currency of the file
    by_platform: bool = False  # rows must say which platform they came from
