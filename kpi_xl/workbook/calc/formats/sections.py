"""A format code, cut into its sections and pieces."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from kpi_xl.workbook.calc.values import Stop

_PIECE = re.compile(
    r"""
      (?P<text>"[^"]*")
    | \\(?P<escaped>.)
    | _(?P<space>.)
    | \*(?P<fill>.)
    | (?P<elapsed>\[(?:h+|m+|s+)\])
    | \[(?P<condition>(?:<=|>=|<>|[<>=])-?[\d.]+)\]
    | \[\$(?P<currency>[^\]-]*)(?:-(?P<language>[^\]]*))?\]
    | (?P<ignored>\[[^\]]*\])
    | (?P<general>general)
    | (?P<half>am/pm|a/p)
    | (?P<exponent>e[+-])
    | (?P<day>y+|m+|d+|h+|s+)
    | (?P<fraction>/)
    | (?P<digit>[0#?])
    | (?P<point>\.)
    | (?P<comma>,)
    | (?P<percent>%)
    | (?P<at>@)
    | (?P<plain>[-+$()\s:!^&'~{}<>=€£|])
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
_CONDITION = re.compile(r"(<=|>=|<>|[<>=])(-?[\d.]+)")


@dataclass(frozen=True, slots=True)
class Section:
    """One section: pieces of (kind, text), literal text having the kind `text`."""

    pieces: tuple[tuple[str, str], ...]
    condition: Callable[[float], bool] | None
    language: str = ""  # Microsoft's number of the language that day and month names are written in

    def has(self, kind: str) -> bool:
        """Whether a piece of that kind is in it."""
        return any(each == kind for each, _ in self.pieces)

    @property
    def is_day(self) -> bool:
        """Whether it shows a day or a clock time."""
        return any(kind in ("day", "elapsed", "half") for kind, _ in self.pieces)


@lru_cache(maxsize=512)
def sections(code: str) -> list[Section]:
    """The sections of a format code, split at their semicolons."""
    found: list[Section] = []
    matches: list[re.Match[str]] = []
    position = 0
    while position < len(code):
        if code[position] == ";":
            found.append(_section(matches))
            matches = []
            position += 1
            continue
        match = _PIECE.match(code, position)
        if match is None:
            # Letters that are no code in English may be one in the language of who wrote it: `åååå`.
            raise Stop(f"the number format “{code}” means something else in each language")
        position = match.end()
        matches.append(match)
    found.append(_section(matches))
    return found


def _section(matches: list[re.Match[str]]) -> Section:
    pieces: list[tuple[str, str]] = []
    condition: Callable[[float], bool] | None = None
    language = ""
    for match in matches:
        kind = "currency" if match["currency"] is not None else match.lastgroup or ""
        if kind == "condition":
            condition = _condition(match["condition"])
        else:
            language = match["language"] or language
            pieces += _piece(kind, match[kind])
    return Section(tuple(pieces), condition, language)


def _piece(kind: str, written: str) -> list[tuple[str, str]]:
    if kind == "text":
        return [("text", written[1:-1])]
    if kind == "space":
        return [("text", " ")]
    if kind in ("fill", "ignored"):
        return []
    if kind in ("escaped", "currency", "plain"):
        return [("text", written)]
    return [("@" if kind == "at" else kind, written)]


def _condition(written: str) -> Callable[[float], bool]:
    match = _CONDITION.fullmatch(written)
    if match is None:
        raise Stop(f"the condition “{written}” of a number format cannot be read")
    compare, limit = _COMPARISONS[match[1]], float(match[2])
    return lambda value: compare(value, limit)
