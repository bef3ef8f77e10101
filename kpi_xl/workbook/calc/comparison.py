"""How Excel compares: numbers before text before FALSE before TRUE, text without regard to case, 15 digits."""

from __future__ import annotations

from kpi_xl.workbook.calc.values import ErrorValue, Fault, Stop, Value

_CLOSE = 1e-14


def same_number(left: float, right: float) -> bool:
    """Equal in the 15 digits that Excel compares."""
    if left == right:
        return True
    return abs(left - right) <= _CLOSE * abs(left) and f"{left:.14e}" == f"{right:.14e}"


def compare(left: Value, right: Value) -> int:
    """-1, 0 or 1; a blank is 0, "" or FALSE, whichever the other side is."""
    if isinstance(left, ErrorValue):
        raise Fault(left)
    if isinstance(right, ErrorValue):
        raise Fault(right)
    left = blank_like(right) if left is None else left
    right = blank_like(left) if right is None else right
    if isinstance(left, float) and isinstance(right, float):
        return 0 if same_number(left, right) else (-1 if left < right else 1)
    if isinstance(left, str) and isinstance(right, str):
        return compare_text(left, right)
    first, second = _order(left), _order(right)
    return (first > second) - (first < second)


def blank_like(other: Value) -> Value:
    """What a blank counts as next to another value."""
    if isinstance(other, bool):
        return False
    return "" if isinstance(other, str) else 0.0


def _order(value: Value) -> tuple[int, bool]:
    if isinstance(value, bool):
        return 2, value
    return (1, False) if isinstance(value, str) else (0, False)


def same_text(left: str, right: str) -> bool:
    """Equal without regard to case."""
    return left == right or left.lower() == right.lower()


def compare_text(left: str, right: str) -> int:
    """The order of two texts where it is the same in every language: of digits and the letters a to z."""
    left, right = left.lower(), right.lower()
    if left == right:
        return 0
    for one, other in zip(left, right, strict=False):
        if one == other and _certain(one):
            continue
        if not (_certain(one) and _certain(other)):
            raise Stop(f"which of “{left}” and “{right}” comes first depends on the reader's language")
        return -1 if one < other else 1
    return -1 if len(left) < len(right) else 1


def _certain(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character == " ")
