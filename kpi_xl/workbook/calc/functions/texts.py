"""Text: cutting, joining, searching, formatting."""

from __future__ import annotations

import re

from kpi_xl.workbook.calc import formats
from kpi_xl.workbook.calc.areas import Operand, Reference
from kpi_xl.workbook.calc.coercion import number, text
from kpi_xl.workbook.calc.criteria import wildcard
from kpi_xl.workbook.calc.functions.registry import Takes, function
from kpi_xl.workbook.calc.functions.rounding import rounded
from kpi_xl.workbook.calc.reader import Reader
from kpi_xl.workbook.calc.values import Array, ErrorValue, Fault, Stop, Value

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


@function("VALUE", Takes.SCALAR, reader=True)
def value(reader: Reader, given: Value) -> Value:
    """VALUE."""
    if isinstance(given, bool):
        raise Fault(ErrorValue.VALUE)
    return number(given, reader.calendar)


@function("NUMBERVALUE", *[Takes.TEXT] * 3, least=1)
def numbervalue(written: str, point: str = ".", separator: str = ",") -> Value:
    """NUMBERVALUE."""
    point, separator = point[:1], separator[:1]
    whole, found, decimals = "".join(written.split()).partition(point)
    plain = whole.replace(separator, "") + ("." if found else "") + decimals
    percents = len(plain) - len(plain.rstrip("%"))
    if not plain:
        return 0.0
    try:
        return float(plain.rstrip("%")) / 100**percents
    except ValueError:
        raise Fault(ErrorValue.VALUE) from None


@function("TEXT", Takes.SCALAR, Takes.TEXT, reader=True)
def text_(reader: Reader, given: Value, code: str) -> Value:
    """TEXT, with English format codes."""
    return formats.formatted(given, code, reader.calendar)


@function("FIXED", Takes.NUMBER, Takes.WHOLE, Takes.LOGICAL, least=1)
def fixed(given: float, decimals: int = 2, plain: bool = False) -> Value:  # noqa: FBT001, FBT002 - a value of a cell
    """FIXED."""
    if decimals > 127:  # noqa: PLR2004 - Excel's limit
        raise Fault(ErrorValue.VALUE)
    found = rounded(given, decimals, "ROUND_HALF_UP")
    return f"{found:{'' if plain else ','}.{max(decimals, 0)}f}"


@function("CHAR", Takes.WHOLE)
def char(code: int) -> Value:
    """CHAR: the Windows character set."""
    if not 1 <= code <= 255:  # noqa: PLR2004 - one byte
        raise Fault(ErrorValue.VALUE)
    try:
        return bytes([code]).decode("cp1252")
    except UnicodeDecodeError:
        raise Stop(f"CHAR({code}) is no character of its own") from None


@function("CODE", Takes.TEXT)
def code(written: str) -> Value:
    """CODE."""
    if not written:
        raise Fault(ErrorValue.VALUE)
    return float(written[0].encode("cp1252", "replace")[0])


@function("UNICHAR", Takes.WHOLE)
def unichar(code: int) -> Value:
    """UNICHAR."""
    if not 1 <= code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004 - Unicode's own limits
        raise Fault(ErrorValue.VALUE)
    return chr(code)


@function("UNICODE", Takes.TEXT)
def unicode_(written: str) -> Value:
    """UNICODE."""
    if not written:
        raise Fault(ErrorValue.VALUE)
    return float(ord(written[0]))
