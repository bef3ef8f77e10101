"""Formula text cut into tokens that know where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

TokenKind = Literal["number", "word", "text", "mark", "end", "unknown"]

_PATTERN = re.compile(
    r"""(?P<space>\s+)
      | (?P<number>\d+(?:\.\d+)?)
      | (?P<word>[^\W\d]\w*)
      | "(?P<text>[^"]*)"
      | (?P<mark>[-+*/(),.=])
      | (?P<unknown>.)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    kind: TokenKind
    text: str
    at: int  # the first character, counted from 0
    end: int

    def is_mark(self, *marks: str) -> bool:
        return self.kind == "mark" and self.text in marks

    def is_word(self, *words: str) -> bool:
        return self.kind == "word" and self.text in words


def tokens_of(formula: str) -> tuple[Token, ...]:
    """The tokens of a formula, an `end` token last. A character that belongs nowhere becomes an `unknown` token."""
    found: list[Token] = []
    for match in _PATTERN.finditer(formula):
        kind = match.lastgroup
        if kind in {"number", "word", "text", "mark", "unknown"}:
            found.append(Token(kind, match[kind], match.start(), match.end()))  # type: ignore[arg-type]
    found.append(Token("end", "", len(formula), len(formula)))
    return tuple(found)
