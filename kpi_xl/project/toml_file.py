"""A TOML file whose mistakes are reported by key and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Never, TypeVar, cast

from kpi_xl.errors import KpiXlError, ProjectError

T = TypeVar("T")
_HEADING = re.compile(r"\s*\[+\s*([^\]]+?)\s*\]+")
_KEY = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*[.=]""")
_KINDS: Mapping[type, str] = {
    str: "text in quotation marks",
    bool: "true or false",
    float: "a number",
    list: "a list",
    dict: "a table",
}


@dataclass(frozen=True, slots=True)
class TomlFile:
    """The file, and the table in it that is read from (`at`)."""

    path: Path
    text: str
    data: Mapping[str, Any]
    at: tuple[str, ...] = ()

    def value(self, key: str, kind: type[T], default: T | None = None) -> T:
        """The value of a key, of the kind asked for.

        Raises:
            ProjectError: it is missing and has no default, or is of another kind.
        """
        if key not in self.data:
            if default is None:
                self.refuse((), f"the key “{key}” is missing", f"Add a line {key} = …")
            return default
        found = self.data[key]
        if kind is float and isinstance(found, int) and not isinstance(found, bool):
            return cast("T", float(found))
        if not isinstance(found, kind):
            self.refuse((key,), f"“{key}” has to be {_KINDS.get(kind)}", "See the comment above it in the file.")
        return found

    def choice(self, key: str, allowed: Collection[str], default: str) -> str:
        """A value that has to be one of a few."""
        found = self.value(key, str, default)
        if found not in allowed:
            self.refuse((key,), f"“{found}” is not a {key}", f"Write {' or '.join(allowed)}.{_meant(found, allowed)}")
        return found

    def checked(self, key: str, check: Callable[[str], object], default: str) -> str:
        """A value that a check of the vocabulary accepts."""
        found = self.value(key, str, default)
        try:
            check(found)
        except KpiXlError as error:
            self.refuse((key,), error.message.rstrip("."), error.hint)
        return found

    def checked_key(self, key: str, check: Callable[[str], object]) -> None:
        """Refuse a key that a check of the vocabulary does not accept."""
        try:
            check(key)
        except KpiXlError as error:
            self.refuse((key,), error.message.rstrip("."), error.hint)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; none where the key is missing."""
        found = cast("list[object]", self.value(key, list, []))
        if not all(isinstance(one, str) for one in found):
            self.refuse((key,), f"“{key}” has to be a list of texts", 'Write them as ["one", "two"].')
        return tuple(cast("list[str]", found))

    def table(self, key: str) -> TomlFile:
        """The table of that name; an empty one where it is missing."""
        found = cast("dict[str, Any]", self.value(key, dict, {}))
        return TomlFile(self.path, self.text, found, (*self.at, key))

    def only(self, known: Collection[str]) -> None:
        """Refuse a key that means nothing, which is mostly a slip of the pen."""
        for key in self.data:
            if key not in known:
                self.refuse(
                    (key,), f"“{key}” is not a setting", f"Settings here: {', '.join(known)}.{_meant(key, known)}"
                )

    def refuse(self, key: tuple[str, ...], what: str, hint: str) -> Never:
        """Raise an error that says where in the file the mistake is."""
        line = _line_of(self.text, (*self.at, *key))
        place = f"line {line} of {self.path}" if line else str(self.path)
        raise ProjectError(f"In {place}: {what}.", hint)


def read_toml(path: Path) -> TomlFile:
    """Read a file.

    Raises:
        ProjectError: it cannot be read, or is no TOML; the message says on which line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")  # Notepad puts a byte order mark in front
    except (OSError, UnicodeDecodeError) as error:
        raise ProjectError(f"{path} cannot be read.", "Check that it is there, and saved as UTF-8.") from error
    try:
        return TomlFile(path, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ProjectError(f"{path} has a mistake: {error}.", "Texts need quotation marks, numbers none.") from error


def _meant(text: str, known: Collection[str]) -> str:
    close = get_close_matches(text, known, n=1)
    return f" Did you mean {close[0]}?" if close else ""


def _line_of(text: str, path: tuple[str, ...]) -> int | None:
    """The line on which a key stands; that of its table where it is not on a line of its own."""
    found: int | None = None
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if heading := _HEADING.match(line):
            table = tuple(part.strip(" \"'") for part in heading[1].split("."))
            place = table
        elif key := _KEY.match(line):
            place = (*table, key[1] or key[2] or key[3])
        else:
            continue
        if place and path[: len(place)] == place:
            found = number
    return found
