"""Text to numbers and back, characters to their codes and back."""

from __future__ import annotations

from kpi_xl.workbook.calc import formats
from kpi_xl.workbook.calc.coercion import number
from kpi_xl.workbook.calc.functions.registry import Takes, function
from kpi_xl.workbook.calc.functions.rounding import rounded
from kpi_xl.workbook.calc.reader import Reader
from kpi_xl.workbook.calc.values import ErrorValue, Fault, Stop, Value


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
