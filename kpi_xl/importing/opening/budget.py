"""How much of what is opened may be held in memory."""

from __future__ import annotations

from dataclasses import dataclass

_LARGE = 16 * 1024 * 1024  # bytes of text; as cells they take up to twenty times as much
_TOTAL = 32 * 1024 * 1024


@dataclass(slots=True)
class MemoryBudget:
    """The room that is left for one file, or for all members of one archive and all sheets of one workbook."""

    left: int = _TOTAL

    def take(self, size: int) -> bool:
        """Whether a text of this size may be held in memory; if so, that room is gone."""
        fits = size <= min(_LARGE, self.left)
        if fits:
            self.left -= size
        return fits
