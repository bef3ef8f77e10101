"""A formula's text, cut into tokens."""

from __future__ import annotations

import re
from typing import NamedTuple

from kpi_xl.workbook.calc.values import Stop

_SHEET = r"[^\W\d][\w.]*|\d[\w.]*"
_INSIDE = r"[^\[\]']|'."  # an apostrophe escapes the character after it
_TOKEN = re.compile(
    rf"""
      (?P<space>[ \n\r\t]+)
    | (?P<text>"(?:[^"]|"")*")
    | (?P<area>(?:\$?[A-Za-z]{{1,3}}\$?\d{{1,7}}(?::\$?[A-Za-z]{{1,3}}\$?\d{{1,7}})?
               |\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}}|\$?\d{{1,7}}:\$?\d{{1,7}})(?![\w.(\[!]|:[\w.]+!))
    | (?P<sheet>'(?:[^']|'')+'!|(?:\[[^\[\]']*\])?(?:{_SHEET})(?::(?:{_SHEET}))?!|\[\d+\]!)
    | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<error>\#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A))
    | (?P<function>[^\W\d][\w.]*(?=\())
    | (?P<name>(?:[^\W\d]|\\)[\w.\\?]*)
    | (?P<bracket>\[(?:{_INSIDE}|\[(?:{_INSIDE})*\])*\])
    | (?P<operator><=|>=|<>|[-+*/^&=<>%:,;(){{}}@\#])
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A piece of a formula: `kind` is the group of the pattern above, `text` as written."""

    kind: str
    text: str


END = Token("end", "")


def tokens(formula: str) -> list[Token]:
    """The tokens of a formula, ending with `END`; spaces are kept, since they can mean an intersection."""
    found: list[Token] = []
    position = 0
    for match in _TOKEN.finditer(formula):
        if match.start() != position:
            break
        position = match.end()
        found.append(Token(match.lastgroup or "", match.group()))
    if position < len(formula):
        raise Stop(f"the formula cannot be read at “{formula[position : position + 20]}”")
    found.append(END)
    return found
