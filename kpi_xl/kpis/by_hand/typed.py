"""Numbers as people type them: 1210, 1 210.50, 12%, 1e6; lists 1,2,3 or 1,5;2,5; parts of a whole 144/1200."""

from __future__ import annotations

import math
import re

from kpi_xl.errors import UsageError

Numbers = tuple[float | None, ...]  # one or several; a blank among them is missing

_NUMBER = re.compile(r"[+-]?(\d{1,3}([ ']\d{3})+|\d+)?(\.\d+)?(e[+-]?\d+)?", re.IGNORECASE)
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2212": "-", "_": " "})
_HOW = "Write 1210 or 1210.50, 12% for 0.12, and 1,2,3 for a list."


def number_in(name: str, text: str) -> float | None:
    """One number; None where nothing is written.

    Raises:
        UsageError: it is none, or there are several.
    """
    if "," in text and _is_number(text.replace(",", ".", 1)):
        message = f"{name}={text} can be read in two ways: the comma parts the numbers of a list."
        thousands = f", or {name}={text.replace(',', '')}" if re.search(r",\d{3}$", text) else ""
        raise UsageError(message, f"Write {name}={text.replace(',', '.')}{thousands}.")
    return _number(name, text)


def numbers_in(name: str, text: str) -> Numbers:
    """One number or a list of them; in a list parted by semicolons a comma is a decimal comma.

    Raises:
        UsageError: something in it is no number.
    """
    inside = text.strip().removeprefix("[").removesuffix("]")
    if ";" in inside:
        return tuple(_number(name, part.replace(",", ".")) for part in inside.split(";"))
    return tuple(_number(name, part) for part in inside.split(","))


def part_in(name: str, text: str) -> tuple[float, float]:
    """A part and the whole that it is of.

    Raises:
        UsageError: it is none, or the part is larger than the whole.
    """
    sides = [_number(name, side) for side in re.split(r"[/,]", text.strip().strip("[]"))]
    if len(sides) != 2 or sides[0] is None or sides[1] is None:  # noqa: PLR2004 - a part and a whole
        message = f"{name}={text} is no part of a whole."
        raise UsageError(message, f"Write {name}=144/1200 for 144 of 1200.")
    if not 0 <= sides[0] <= sides[1]:
        message = f"{name}={text} is no part of a whole: {sides[0]:g} is not between 0 and {sides[1]:g}."
        raise UsageError(message, f"Write {name}=144/1200 for 144 of 1200.")
    return sides[0], sides[1]


def _number(name: str, text: str) -> float | None:
    plain = text.translate(_SPACES).strip().lower()
    if plain in {"", "null", "none"}:
        return None
    share = plain.endswith("%")
    plain = plain.removesuffix("%").strip()
    if not _is_number(plain):
        message = f"{name}={text}: “{text.strip()}” is no number."
        raise UsageError(message, _HOW)
    value = float(plain.replace(" ", "").replace("'", ""))
    if math.isinf(value):
        message = f"{name}={text}: the number is too large."
        raise UsageError(message, _HOW)
    return value / 100 if share else value


def _is_number(text: str) -> bool:
    plain = text.translate(_SPACES).strip()
    return any(letter.isdigit() for letter in plain) and _NUMBER.fullmatch(plain) is not None
