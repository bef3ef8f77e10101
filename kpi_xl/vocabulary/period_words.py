"""The words that people write periods with (period_words.toml), and a text cut into what they mean."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Kind = Literal["number", "month", "unit", "ordinal", "relative", "phrase", "to_date", "to", "ago", "unknown"]
Unit = Literal["day", "week", "month", "quarter", "half", "year"]

_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_PIECE = re.compile(r"\d+|[^\W\d_]+")
_LONGEST = 4  # words in a phrase


@dataclass(frozen=True, slots=True)
class Token:
    """A number or a word of a text: what kind of word it is, and what it says."""

    kind: Kind
    value: int = 0
    unit: Unit | None = None
    digits: int = 0  # of a number, as written: 26 and 2026 are not the same


def plain(text: str) -> str:
    """Small letters, one kind of dash, single blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_DASHES).casefold().split())


def tokens(text: str) -> tuple[Token, ...]:
    """What a text says, word by word and number by number; words that say nothing left out."""
    return tuple(_tokens(_PIECE.findall(text)))


def unit_named(text: str) -> Unit | None:
    """The unit that a word names in any language: måned."""
    found = _words().get(plain(text).rstrip("."))
    return found.unit if found and found.kind == "unit" else None


def _tokens(words: list[str]) -> Iterator[Token]:
    at = 0
    while at < len(words):
        taken, token = _longest(words[at : at + _LONGEST])
        at += taken
        if token is not None:
            yield token


def _longest(words: list[str]) -> tuple[int, Token | None]:
    """The most words that mean something together, and what."""
    if words[0].isdecimal():
        return 1, Token("number", int(words[0]), digits=len(words[0]))
    for count in range(len(words), 0, -1):
        text = " ".join(words[:count])
        if text in _words():
            return count, _words()[text]
    return 1, Token("unknown")


@cache
def _words() -> Mapping[str, Token | None]:
    """Every word and phrase; None for those that say nothing."""
    vocabulary = _vocabulary()
    return {**dict.fromkeys(vocabulary["joining"]["dropped"]), **dict(_meanings(vocabulary))}


def _meanings(vocabulary: Mapping[str, Any]) -> Iterator[tuple[str, Token]]:
    simple: tuple[tuple[str, Kind], ...] = (("months", "month"), ("ordinals", "ordinal"), ("relative", "relative"))
    for section, kind in simple:
        for value, texts in vocabulary[section].items():
            yield from ((text, Token(kind, int(value))) for text in texts)
    for unit, texts in vocabulary["units"].items():
        yield from ((text, Token("unit", unit=unit)) for text in texts)
    for unit, texts in vocabulary["to_date"].items():
        yield from ((text, Token("to_date", unit=unit)) for text in texts)
    for phrase, texts in vocabulary["phrases"].items():
        steps, unit = phrase.split()
        yield from ((text, Token("phrase", int(steps), unit)) for text in texts)
    yield from ((text, Token("to")) for text in vocabulary["joining"]["to"])
    yield from ((text, Token("ago")) for text in vocabulary["joining"]["ago"])


def _vocabulary() -> Mapping[str, Any]:
    text = files("kpi_xl.vocabulary").joinpath("period_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
