"""A formula's text, cut into tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kpi_xl.workbook.calc.values import Stop

_SHEET = r"[^\W\d][\w.]*|\d[\w.]*"
_TOKEN = re.compile(
    rf"""
      (?P<space>[ \n\r\t]+)
    | (?P<text>"(?:[^"]|"")*")
    | (?P<sheet>'(?:[^']|'')+'!|(?:\[[^\[\]']*\])?(?:{_SHEET})(?::(?:{_SHEET}))?!|\[\d+\]!)
    | (?P<area>(?:\$?[A-Za-z]{{1,3}}\$?\d{{1,7}}(?::\$?[A-Za-z]{{1,3}}\$?\d{{1,7}})?
               |\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}}|\$?\d{{1,7}}:\$?\d{{1,7}})(?![\w.(\[!]))
    | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<error>\#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A))
    | (?P<function>[^\W\d][\w.]*(?=\())
    | (?P<name>(?:[^\W\d]|\\)[\w.\\?]*)
    | (?P<bracket>\[)
    | (?P<operator><=|>=|<>|[-+*/^&=<>%:,;(){{}}@\#])
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a formula: `kind` is the group of the pattern above, `text` as written."""

    kind: str
    text: str


END = Token("end", "")


def tokens(formula: str) -> list[Token]:
    """The tokens of a formula, ending with `END`; spaces are kept, since they can mean an intersection."""
    found: list[Token] = []
    position = 0
    while position < len(formula):
        match = _TOKEN.match(formula, position)
        if match is None or match.lastgroup is None:
            raise Stop(f"the formula cannot be read at “{formula[position : position + 20]}”")
        end = _closing_bracket(formula, position) if match.lastgroup == "bracket" else match.end()
        found.append(Token(match.lastgroup, formula[position:end]))
        position = end
    found.append(END)
    return found


def _closing_bracket(formula: str, start: int) -> int:
    """Where the brackets of a structured reference end; an apostrophe there escapes the character after it."""
    depth = 0
    position = start
    while position < len(formula):
        character = formula[position]
        if character == "'":
            position += 1
        elif character == "[":
            depth += 1
        elif character == "]":
            depth -= 1
            if depth == 0:
                return position + 1
        position += 1
    raise Stop("a bracket of the formula is not closed")
