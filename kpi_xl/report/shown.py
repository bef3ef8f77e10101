"""How figures are shown in cells where their own unit is no reader's: durations as hours and minutes."""

from __future__ import annotations

_DAY = 86_400  # a spreadsheet counts time in days


def scale_of(unit: str) -> float:
    """What a value of this unit is multiplied by before it is put in a cell that shows it."""
    return 1 / _DAY if unit == "seconds" else 1.0


def scaled(formula: str, unit: str) -> str:
    """The same for a formula, which may come to an empty text where there is no figure."""
    return f'IFERROR(({formula})/{_DAY},"")' if unit == "seconds" else formula
