"""Text: cutting, joining, searching."""

from __future__ import annotations

import re

from kpi_xl.workbook.calc.areas import Operand, Reference
from kpi_xl.workbook.calc.coercion import text
from kpi_xl.workbook.calc.criteria import wildcard
from kpi_xl.workbook.calc.functions.registry import Takes, function
from kpi_xl.workbook.calc.values import Array, ErrorValue, Fault, Value

_LONGEST = 32_767
_SPACES = re.compile(" +")
_WORD = re.compile(r"[^\W\d_]+")
_CONTROLS = re.compile("[\x00-\x1f]")


def _limited(found: str) -> str:
    if len(found) > _LONGEST:
        raise Fault(ErrorValue.VALUE)
    return found


def _not_negative(count: int) -> int:
    if count < 0:
        raise Fault(ErrorValue.VALUE)
    return count


@function("LEFT", Takes.TEXT, Takes.WHOLE, least=1)
def left(written: str, count: int = 1) -> Value:
    """LEFT."""
    return written[: _not_negative(count)]


@function("RIGHT", Takes.TEXT, Takes.WHOLE, least=1)
def right(written: str, count: int = 1) -> Value:
    """RIGHT."""
    return written[max(len(written) - _not_negative(count), 0) :]


@function("MID", Takes.TEXT, Takes.WHOLE, Takes.WHOLE)
def mid(written: str, start: int, count: int) -> Value:
    """MID."""
    if start < 1:
        raise Fault(ErrorValue.VALUE)
    return written[start - 1 : start - 1 + _not_negative(count)]


@function("LEN", Takes.TEXT)
def len_(written: str) -> Value:
    """LEN: an emoji counts as the two characters that it is to Excel."""
    return float(len(written.encode("utf-16-le", "surrogatepass")) // 2)


@function("FIND", Takes.TEXT, Takes.TEXT, Takes.WHOLE, least=2)
def find(wanted: str, written: str, start: int = 1) -> Value:
    """FIND: case counts."""
    if not 1 <= start <= len(written) + 1:
        raise Fault(ErrorValue.VALUE)
    place = written.find(wanted, start - 1)
    if place < 0:
        raise Fault(ErrorValue.VALUE)
    return place + 1.0


@function("SEARCH", Takes.TEXT, Takes.TEXT, Takes.WHOLE, least=2)
def search(wanted: str, written: str, start: int = 1) -> Value:
    """SEARCH: case does not count, `*` and `?` stand for other characters."""
    if not 1 <= start <= len(written) + 1:
        raise Fault(ErrorValue.VALUE)
    match = wildcard(wanted).search(written.lower(), start - 1)
    if match is None:
        raise Fault(ErrorValue.VALUE)
    return match.start() + 1.0


@function("SUBSTITUTE", *[Takes.TEXT] * 3, Takes.WHOLE, least=3)
def substitute(written: str, old: str, new: str, which: int | None = None) -> Value:
    """SUBSTITUTE: every occurrence, or only one of them."""
    if not old:
        return written
    if which is None:
        return _limited(written.replace(old, new))
    if which < 1:
        raise Fault(ErrorValue.VALUE)
    place = -len(old)
    for _ in range(which):
        place = written.find(old, place + len(old))
        if place < 0:
            return written
    return _limited(written[:place] + new + written[place + len(old) :])


@function("REPLACE", Takes.TEXT, Takes.WHOLE, Takes.WHOLE, Takes.TEXT)
def replace(written: str, start: int, count: int, new: str) -> Value:
    """REPLACE."""
    if start < 1:
        raise Fault(ErrorValue.VALUE)
    return _limited(written[: start - 1] + new + written[start - 1 + _not_negative(count) :])


@function("TRIM", Takes.TEXT)
def trim(written: str) -> Value:
    """TRIM: spaces alone, not the non-breaking one."""
    return _SPACES.sub(" ", written.strip(" "))


@function("CLEAN", Takes.TEXT)
def clean(written: str) -> Value:
    """CLEAN."""
    return _CONTROLS.sub("", written)


@function("UPPER", Takes.TEXT)
def upper(written: str) -> Value:
    """UPPER: letter by letter, so that ß stays."""
    return "".join(letter.upper() if len(letter.upper()) == 1 else letter for letter in written)


@function("LOWER", Takes.TEXT)
def lower(written: str) -> Value:
    """LOWER."""
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in written)


@function("PROPER", Takes.TEXT)
def proper(written: str) -> Value:
    """PROPER."""
    return _WORD.sub(lambda word: word.group()[0].upper() + word.group()[1:].lower(), written)


@function("CONCATENATE", Takes.TEXT, repeats=1)
def concatenate(*parts: str) -> Value:
    """CONCATENATE."""
    return _limited("".join(parts))


@function("CONCAT", Takes.RANGE, repeats=1)
def concat(*arguments: Operand) -> Value:
    """CONCAT."""
    return _limited("".join(_texts(arguments)))


@function("TEXTJOIN", Takes.TEXT, Takes.LOGICAL, Takes.RANGE, repeats=1)
def textjoin(between: str, skip_empty: bool, *arguments: Operand) -> Value:  # noqa: FBT001 - a value of a cell
    """TEXTJOIN."""
    parts = _texts(arguments)
    return _limited(between.join(part for part in parts if part or not skip_empty))


def _texts(arguments: tuple[Operand, ...]) -> list[str]:
    found: list[str] = []
    for argument in arguments:
        if isinstance(argument, Reference):
            found += [text(value) for area in argument.areas for value in argument.reader.block(area).each()]
        elif isinstance(argument, Array):
            found += [text(value) for value in argument.each()]
        else:
            found.append(text(argument))
    return found


@function("REPT", Takes.TEXT, Takes.WHOLE)
def rept(written: str, times: int) -> Value:
    """REPT."""
    if len(written) * _not_negative(times) > _LONGEST:
        raise Fault(ErrorValue.VALUE)
    return written * times


@function("EXACT", Takes.TEXT, Takes.TEXT)
def exact(first: str, second: str) -> Value:
    """EXACT."""
    return first == second
