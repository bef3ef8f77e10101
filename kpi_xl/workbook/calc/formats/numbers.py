"""A number by a section of digits: `#,##0.0`, `0%`, `0.00E+00`."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from kpi_xl.workbook.calc.formats.sections import Section
from kpi_xl.workbook.calc.functions.rounding import decimal
from kpi_xl.workbook.calc.values import Stop

_SPACE = {"0": "0", "?": " ", "#": ""}


def number_format(value: float, section: Section) -> str:
    """The number as the section shows it."""
    if section.has("fraction"):
        raise Stop("a number format with a fraction is not supported")
    if section.has("exponent"):
        return _scientific(value, section)
    if not section.has("digit"):
        sign = "-" if value < 0 else ""
        return sign + "".join(piece for _, piece in section.pieces)
    scale = 2 * sum(kind == "percent" for kind, _ in section.pieces) - 3 * _thousands(section)
    shown = decimal(value).scaleb(scale)
    return _laid_out(shown, section)


def _thousands(section: Section) -> int:
    """The commas after the last digit: each divides by a thousand."""
    last = max(index for index, (kind, _) in enumerate(section.pieces) if kind == "digit")
    following = [kind for kind, _ in section.pieces[last + 1 :]]
    count = 0
    while count < len(following) and following[count] == "comma":
        count += 1
    return count


def _laid_out(value: Decimal, section: Section) -> str:
    kinds = [kind for kind, _ in section.pieces]
    point = kinds.index("point") if "point" in kinds else len(kinds)
    decimals = [mark for kind, mark in section.pieces[point:] if kind == "digit"]
    digits = [index for index, kind in enumerate(kinds[:point]) if kind == "digit"]
    grouped = any(kind == "comma" and any(i > at for i in digits) for at, kind in enumerate(kinds[:point]))
    rounded = value.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    whole, _, rest = f"{abs(rounded):f}".partition(".")
    whole = "" if whole == "0" else whole
    sign = "-" if rounded < 0 else ""
    before = _whole(section.pieces[:point], digits, whole, grouped=grouped)
    after = _decimals(section.pieces[point:], rest)
    return sign + before + after


def _whole(pieces: tuple[tuple[str, str], ...], digits: list[int], whole: str, *, grouped: bool) -> str:
    """The digits before the point, put into their places from the right."""
    shown: list[str] = []
    position = 0  # digits already written, from the right
    for index in range(len(pieces) - 1, -1, -1):
        kind, piece = pieces[index]
        if kind != "digit":
            shown.append("" if kind == "comma" else piece)
            continue
        take = len(whole) - position if index == digits[0] else 1
        for _ in range(max(take, 1)):
            figure = whole[len(whole) - 1 - position] if position < len(whole) else _SPACE[piece]
            if figure and grouped and position and position % 3 == 0:
                shown.append("," if figure.strip() else " ")
            shown.append(figure)
            position += 1
    return "".join(reversed(shown))


def _decimals(pieces: tuple[tuple[str, str], ...], rest: str) -> str:
    shown: list[str] = []
    position = 0
    significant = len(rest.rstrip("0"))
    for kind, piece in pieces:
        if kind == "digit":
            shown.append(rest[position] if piece == "0" or position < significant else _SPACE[piece])
            position += 1
        elif kind == "point":
            shown.append(".")
        elif kind != "comma":
            shown.append(piece)
    return "".join(shown)


def _scientific(value: float, section: Section) -> str:
    at = next(index for index, (kind, _) in enumerate(section.pieces) if kind == "exponent")
    mantissa = Section(section.pieces[:at], None)
    places = [kind for kind, _ in mantissa.pieces]
    whole = sum(kind == "digit" for kind in (places[: places.index("point")] if "point" in places else places))
    if whole != 1:
        raise Stop("a number format with more than one digit before the exponent's point is not supported")
    decimals = sum(kind == "digit" for kind in places) - 1
    exact = decimal(value)
    exponent = exact.adjusted() if value else 0
    shown = exact.scaleb(-exponent).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    if abs(shown) >= 10:  # noqa: PLR2004 - 9.99 rounded up
        shown, exponent = shown / 10, exponent + 1
    mark = section.pieces[at][1]
    sign = "-" if exponent < 0 else ("+" if mark[1] == "+" else "")
    after = section.pieces[at + 1 :]
    width = sum(kind == "digit" for kind, _ in after)
    tail = "".join(piece for kind, piece in after if kind != "digit")
    return f"{_laid_out(shown, mantissa)}{mark[0].upper()}{sign}{abs(exponent):0{width}d}{tail}"
