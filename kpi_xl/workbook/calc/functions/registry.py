"""How functions are declared: their name, what each argument is, and who computes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, ParamSpec, TypeVar

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


SINGLE = frozenset({Takes.NUMBER, Takes.WHOLE, Takes.TEXT, Takes.LOGICAL, Takes.SCALAR, Takes.ANYTHING})


@dataclass(frozen=True, slots=True)
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

    def kind(self, index: int) -> Takes | None:
        """What the argument at `index` is; None where there are too many."""
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
