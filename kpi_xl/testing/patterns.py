"""A text that a regular expression matches, for sample files whose cells have to look right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from re import _constants as sre  # type: ignore[attr-defined] - the parse tree has no public door
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_CATEGORIES = {
    sre.CATEGORY_DIGIT: "123456789",
    sre.CATEGORY_WORD: "abcdefgh",
    sre.CATEGORY_SPACE: " ",
    sre.CATEGORY_NOT_DIGIT: "abcdefgh",
    sre.CATEGORY_NOT_SPACE: "abcdefgh",
    sre.CATEGORY_NOT_WORD: "-",
}
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-_. /:,ABC"


def example(pattern: str, number: int = 0) -> str | None:
    """A text that the pattern finds something in; other numbers give other digits. None where it is too intricate."""
    text = "".join(_texts(parser.parse(pattern), number))
    return text if re.search(pattern, text, re.IGNORECASE) else None


def _texts(tree: Sequence[Any], number: int) -> Iterator[str]:
    for kind, value in tree:
        yield from _text(kind, value, number)


def _text(kind: Any, value: Any, number: int) -> Iterator[str]:
    if kind is sre.LITERAL:
        yield chr(value)
    elif kind is sre.ANY or kind is sre.NOT_LITERAL:
        yield "a" if value != ord("a") else "b"
    elif kind is sre.IN:
        yield _one_of(value, number)
    elif kind is sre.BRANCH:
        yield from _texts(value[1][0], number)
    elif kind is sre.SUBPATTERN:
        yield from _texts(value[-1], number)
    elif kind in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}:
        least, most, repeated = value
        for time in range(max(least, 1 if most > 1 else 0)):
            yield from _texts(repeated, number + time)


def _one_of(choices: Sequence[Any], number: int) -> str:
    if choices[0][0] is sre.NEGATE:
        excluded = set(chain.from_iterable(map(_characters, choices[1:])))
        return next((letter for letter in _LETTERS if letter not in excluded), "~")
    characters = "".join(_characters(choices[0]))
    return characters[number % len(characters)]


def _characters(choice: Any) -> str:
    kind, value = choice
    if kind is sre.LITERAL:
        return chr(value)
    if kind is sre.RANGE:
        first, last = value
        return "".join(map(chr, range(first, min(last, first + 60) + 1)))
    return _CATEGORIES.get(value, "a")
