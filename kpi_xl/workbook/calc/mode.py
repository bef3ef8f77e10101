"""How operators treat a range of several cells."""

from __future__ import annotations

from enum import Enum


class Mode(Enum):
    """Plain formulas pick the cell level with them; array formulas and some arguments work on the whole range."""

    PLAIN = "implicit intersection"
    UNSURE = "implicit intersection in Excel, the whole range in LibreOffice"
    FORCED = "the whole range, because the function asks for it"
    ARRAY = "the whole range, because it is an array formula"

    @property
    def whole(self) -> bool:
        """Whether ranges are worked on as a whole."""
        return self in (Mode.FORCED, Mode.ARRAY)
