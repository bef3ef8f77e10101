"""Number formats, as TEXT uses them: `#,##0.0`, `0%`, `yyyy-mm-dd`, with English month and day names."""

from __future__ import annotations

from kpi_xl.workbook.calc.coercion import number_text, text_number
from kpi_xl.workbook.calc.formats.days import day_text
from kpi_xl.workbook.calc.formats.numbers import number_format
from kpi_xl.workbook.calc.formats.sections import Section, sections
from kpi_xl.workbook.calc.serials import Calendar
from kpi_xl.workbook.calc.values import Stop, Value

__all__ = ["formatted"]

_CERTAIN = 10
_SMALL = 1e-4


def formatted(value: Value, code: str, calendar: Calendar) -> str:
    """A value as a number format shows it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        read = text_number(value, calendar)
        if read is None:
            return _text(value, code)
        value = read
    return _number(value if isinstance(value, float) else 0.0, code, calendar)


def _text(value: str, code: str) -> str:
    found = sections(code)
    chosen = found[3] if len(found) > 3 else found[-1]  # noqa: PLR2004 - the fourth section is for text
    if not chosen.has("@"):
        return value
    return "".join(value if piece == "@" else piece for _, piece in chosen.pieces)


def _number(value: float, code: str, calendar: Calendar) -> str:
    if not code:
        return ""
    chosen, value = _section(value, sections(code))
    if chosen.is_day:
        return day_text(value, chosen, calendar)
    if chosen.has("general") or chosen.has("@"):
        return "".join(_general(value) if kind in ("general", "@") else piece for kind, piece in chosen.pieces)
    return number_format(value, chosen)


def _general(value: float) -> str:
    written = number_text(value)
    if len(written.lstrip("-")) > _CERTAIN or 0 < abs(value) < _SMALL:
        raise Stop("how long a number General shows differs between programs")
    return written


def _section(value: float, found: list[Section]) -> tuple[Section, float]:
    """The section for a number: positive, negative or zero, or the first whose own condition holds."""
    for section in found:
        if section.condition is not None and section.condition(value):
            return section, value
    if value < 0 and any(section.condition is not None for section in found):
        raise Stop("the sign of a negative number by a condition differs between programs")
    plain = [section for section in found[:3] if section.condition is None] or found[-1:]
    if len(plain) > 1 and value < 0:
        return plain[1], -value
    if len(plain) > 2 and value == 0:  # noqa: PLR2004 - the third section is for zero
        return plain[2], value
    return plain[0], value
