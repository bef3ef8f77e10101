"""Reading arguments that a person types: one number, a part of a whole, a list."""

from __future__ import annotations

from kpi_xl import Given, UsageError
from kpi_xl_analyses.by_hand._cells import number
from kpi_xl_analyses.statistics.proportions import Part


def figure(given: Given, name: str, default: float | None = None) -> float:
    """A number argument.

    Raises:
        UsageError: it is not given and there is no default, or is no single number.
    """
    value = given.values.get(name, default)
    if value is None:
        raise UsageError(f"“{name}” is missing.", f"Write {name}=…")
    if isinstance(value, str):
        return number(value, name)
    if isinstance(value, tuple):
        raise UsageError(f"“{name}” is to be one number.", f"Write {name}=12.5, for instance.")
    return float(value)


def part(given: Given, name: str) -> Part:
    """A part of a whole that is given as `a=144/1200`.

    Raises:
        UsageError: it is missing, or no part of a whole.
    """
    value = given.values.get(name)
    if not isinstance(value, tuple) or len(value) != 2 or not Part(*value).is_sound():  # noqa: PLR2004 - part and whole
        raise UsageError(f"“{name}” is to be a part of a whole.", f"Write {name}=144/1200 for 144 of 1200.")
    return Part(*value)


def numbers(given: Given, name: str, least: int = 1) -> tuple[float, ...]:
    """A list of numbers.

    Raises:
        UsageError: there are too few.
    """
    value = given.values.get(name, ())
    found = (value,) if isinstance(value, float | int) else value
    if isinstance(found, str) or len(found) < least:
        raise UsageError(f"“{name}” is to be a list of at least {least}.", f"Write {name}=1,2,3.")
    return tuple(found)
