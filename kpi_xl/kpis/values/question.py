"""What decides about a reading besides the variant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpi_xl.vocabulary.periods import Period


@dataclass(frozen=True, slots=True)
class Question:
    """A period, and which rows and which money of it."""

    period: Period
    campaign: str | None = None
    native: bool = False  # money in the currency of the file
    by_platform: bool = False  # rows must say which platform they came from
