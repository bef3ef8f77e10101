"""How functions are declared: their name, what each argument is, and who computes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, ParamSpec, TypeVar

if TYPE_CHECKING:
    from kpi_xl.workbook.calc.areas import Operand


Parameters = ParamSpec("Parameters")
Result = TypeVar("Result", bound="Operand")


class Takes(Enum):
    """What a function makes of an argument."""

    NUMBER = "a number"
    WHOLE = "a number without its decimals"
    TEXT = "text"
    LOGICAL = "true or false"
    SCALAR = "one value of any kind but an error"
    ANYTHING = "one value, an error too"
    RANGE = "a reference, an array or one value"
    ARRAY = "the same, and operators inside work on whole ranges"
    SEARCHED = "the same, where Excel and LibreOffice differ on operators inside"


_SINGLE = frozenset({Takes.NUMBER, Takes.WHOLE, Takes.TEXT, Takes.LOGICAL, Takes.SCALAR, Takes.ANYTHING})


class Argument(NamedTuple):
    """What one argument of a call is taken for."""

    kind: Takes
    single: bool  # one value, not a range


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """A function over arguments that are already evaluated; the last `repeats` kinds may come again.

    With `reader` it gets the workbook before its arguments: for its calendar, or to read other cells.
    """

    name: str
    call: Callable[..., Operand]
    takes: tuple[Takes, ...]
    least: int
    repeats: int
    reader: bool

    @cache  # noqa: B019 - functions are declared once and stay
    def arguments(self, count: int) -> tuple[Argument, ...] | None:
        """What each of so many arguments is; None where that is too many."""
        kinds = [self._kind(index) for index in range(count)]
        known = tuple(Argument(kind, kind in _SINGLE) for kind in kinds if kind is not None)
        return known if len(known) == count else None

    def _kind(self, index: int) -> Takes | None:
        if index < len(self.takes):
            return self.takes[index]
        if not self.repeats:
            return None
        return self.takes[len(self.takes) - self.repeats + (index - len(self.takes)) % self.repeats]


@dataclass(frozen=True, slots=True)
class SpecialFunction:
    """A function that decides itself which of its arguments it evaluates, or that asks where it stands."""

    name: str
    call: Callable[..., Operand]
    least: int
    most: int


FUNCTIONS: dict[str, Function | SpecialFunction] = {}


def function(
    name: str, *takes: Takes, least: int | None = None, repeats: int = 0, reader: bool = False
) -> Callable[[Callable[Parameters, Result]], Callable[Parameters, Result]]:
    """Declare the function below under its Excel name; by default every argument is required."""

    def declare(call: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
        FUNCTIONS[name] = Function(name, call, takes, len(takes) if least is None else least, repeats, reader)
        return call

    return declare


def special(name: str, least: int, most: int) -> Callable[[Callable[Parameters, Result]], Callable[Parameters, Result]]:
    """Declare the function below, which gets its arguments as they are written."""

    def declare(call: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
        FUNCTIONS[name] = SpecialFunction(name, call, least, most)
        return call

    return declare
