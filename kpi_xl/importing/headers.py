"""What platforms call their columns, language by language: data in TOML, one section a column.

[reach]
en = ["Reach"]
sv = ["Räckvidd"]

A name that ends in (XXX) stands for the name with any currency code: Amount spent (NOK).
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from kpi_xl.errors import ProjectError

ANY_LANGUAGE = ""
_LIKELIEST = ("en", "nb", "sv")  # of languages that have the same words: Danish has many of the Norwegian ones

# Soft hyphens, zero-width characters and direction marks stand inside real headers (YouTube in German).
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_BLANKS = re.compile(r"[\s_\u00a0]+")
_CURRENCY = re.compile(r"\(([a-z]{3})\)$")
_FULL_WIDTH = str.maketrans("（）：", "():")  # noqa: RUF001 - TikTok writes one of them


@lru_cache(maxsize=10_000)
def normalised(name: str) -> str:
    """A header name as it is compared: case, underscores, invisible characters and kinds of blank do not count."""
    text = _INVISIBLE.sub("", name).translate(_FULL_WIDTH)
    return _BLANKS.sub(" ", text).strip(" '\"").casefold()


@dataclass(frozen=True, eq=False)
class HeaderRow:
    """The cells of a header as they are compared, made ready once for all importers that are asked about them."""

    cells: tuple[str, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The cells, normalised."""
        return tuple(normalised(cell) for cell in self.cells)

    @cached_property
    def places(self) -> Mapping[str, Sequence[int]]:
        """The columns of each name."""
        found: dict[str, list[int]] = {}
        for index, name in enumerate(self.names):
            found.setdefault(name, []).append(index)
        return found

    @cached_property
    def in_a_currency(self) -> Mapping[str, str]:
        """The names that end in a code, each with (xxx) in its place."""
        return {name: _CURRENCY.sub("(xxx)", name) for name in self.places if _CURRENCY.search(name)}


@dataclass(frozen=True, slots=True, eq=False)
class HeaderNames:
    """Which keys a header name may stand for, and in which languages."""

    meanings: Mapping[str, Mapping[str, frozenset[str]]]  # normalised name → key → languages

    def keys(self, name: str) -> Mapping[str, frozenset[str]]:
        """The keys that a cell of a header may stand for; empty for a name nobody has told."""
        text = normalised(name)
        return self.meanings.get(text) or self.meanings.get(_CURRENCY.sub("(xxx)", text), {})

    def currency(self, name: str) -> str:
        """The code in the name of a column of money; empty where it has none."""
        text = normalised(name)
        code = _CURRENCY.search(text)
        return code[1].upper() if code and text not in self.meanings and self.keys(name) else ""

    def known_in(self, row: HeaderRow) -> Mapping[str, Mapping[str, frozenset[str]]]:
        """The keys of those names of a header that are told; most importers know none of a stranger's."""
        known = {name: self.meanings[name] for name in row.places.keys() & self.meanings.keys()}
        for name, in_any in row.in_a_currency.items():
            if name not in known and in_any in self.meanings:
                known[name] = self.meanings[in_any]
        return known


NO_NAMES = HeaderNames({})


@dataclass(frozen=True, slots=True)
class Header:
    """A header of a real file as an importer understands it."""

    names: tuple[str, ...]  # normalised
    language: str
    meanings: Mapping[int, frozenset[str]]  # the keys that a cell stands for, of those cells that are known
    possible: frozenset[str]  # every key that some cell may stand for in any language


@lru_cache(maxsize=16)
def understood(row: HeaderRow, names: HeaderNames) -> Header:
    """What the names of an importer make of a header; its parts ask one after the other."""
    known = names.known_in(row)
    language = _language(row, known)
    return Header(
        row.names,
        language,
        {index: _likely(keys, language) for name, keys in known.items() for index in row.places[name]},
        frozenset(key for keys in known.values() for key in keys),
    )


def _language(row: HeaderRow, known: Mapping[str, Mapping[str, frozenset[str]]]) -> str:
    """The language of most names of a header; empty where names tell none."""
    votes: Counter[str] = Counter()
    for name, keys in known.items():
        for languages in keys.values():
            votes.update(dict.fromkeys(languages - {ANY_LANGUAGE}, len(row.places[name])))
    return min(votes, key=lambda language: (-votes[language], language not in _LIKELIEST, language), default="")


def _likely(found: Mapping[str, frozenset[str]], language: str) -> frozenset[str]:
    # One word may mean two things in two languages; the language of the whole header decides.
    return frozenset(key for key, languages in found.items() if language in languages) or frozenset(found)


@cache
def header_names(path: Path | None, extra: tuple[Path, ...] = ()) -> HeaderNames:
    """The names in an importer's header file, and in those that a user has added.

    Raises:
        ProjectError: a file is not TOML, or not of this form.
    """
    names = NO_NAMES
    for file in (*([path] if path else []), *extra):
        names = _merged(names, _read(file))
    return names


def headers_beside(plugin_file: str) -> Path:
    """The header file of a plugin: `headers/<module>.toml` next to it."""
    module = Path(plugin_file)
    return module.parent / "headers" / f"{module.stem}.toml"


def _read(file: Path) -> dict[str, dict[str, list[str]]]:
    try:
        sections = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        message = f"The column names in {file.name} cannot be read: {error}."
        raise ProjectError(message, "Mend the file or remove it.") from error
    for key, languages in sections.items():
        if not (isinstance(languages, dict) and all(_is_names(names) for names in languages.values())):
            message = f"The section [{key}] of {file.name} does not list names by language."
            raise ProjectError(message, 'Write lines such as  nb = ["Rekkevidde"]  below it.')
    return sections


def _is_names(names: object) -> bool:
    return isinstance(names, list) and all(isinstance(name, str) for name in names)


def _merged(names: HeaderNames, sections: Mapping[str, Mapping[str, Sequence[str]]]) -> HeaderNames:
    meanings = {name: dict(keys) for name, keys in names.meanings.items()}
    for key, languages in sections.items():
        for language, spellings in languages.items():
            for spelling in spellings:
                keys = meanings.setdefault(normalised(spelling), {})
                keys[key] = keys.get(key, frozenset()) | {"" if language == "any" else language}
    return HeaderNames(meanings)
