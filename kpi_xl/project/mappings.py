"""What a project has learned about files that no importer takes as they are: mappings, and new names of columns."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpi_xl.errors import FileProblemError, UsageError
from kpi_xl.importing.mapping.mapping import ColumnMapping, MappedColumn
from kpi_xl.project.toml_file import TomlFile, read_toml

if TYPE_CHECKING:
    from kpi_xl.importing.importer import Importer

_MAPPINGS, _HEADERS = "mappings", "headers"
_ABOUT = "# How kpi-xl reads files with these columns. Change it as you like; remove the file to forget it.\n"
_ABOUT_NAMES = "# Names of columns that kpi-xl did not know. Remove a line to forget it.\n"


@dataclass(frozen=True, slots=True)
class Mappings:
    """The folders `mappings` and `headers` of a project."""

    folder: Path

    def importers(self, known: Sequence[Importer]) -> tuple[Importer, ...]:
        """The importers that are known and those that mappings make.

        An importer for which the project has names of its own has another version, so that files are read again.

        Raises:
            ProjectError: a mapping cannot be read.
        """
        own = {path.stem: path for path in self.header_files()}
        named = (_versioned(one, own[one.name]) if one.name in own else one for one in known)
        return (*named, *(self.read(path).importer() for path in self._files(_MAPPINGS)))

    def header_files(self) -> tuple[Path, ...]:
        """Names of columns that the project adds, each file called after its importer."""
        return self._files(_HEADERS)

    def read(self, path: Path) -> ColumnMapping:
        """One mapping.

        Raises:
            ProjectError: the file is wrong; the message names the line.
        """
        file = read_toml(path)
        file.only(("table", "columns", "rows"))
        columns = file.table("columns")
        found = tuple(_column(columns, header) for header in columns.data)
        rows = file.table("rows")
        constants = {name: rows.value(name, str) for name in rows.data}
        try:
            return ColumnMapping(path.stem, file.value("table", str), found, constants).checked()
        except UsageError as error:
            file.refuse(("table",), error.message.rstrip("."), error.hint)

    def save(self, mapping: ColumnMapping) -> Path:
        """Keep a mapping; one of its name is replaced.

        Raises:
            FileProblemError: the folder cannot be written.
        """
        lines = [_ABOUT, f"table = {_quoted(mapping.table)}\n", "\n[columns]\n"]
        lines += [f"{_quoted(one.header)} = {_written(one)}\n" for one in mapping.columns]
        lines += ["\n[rows]\n"] if mapping.constants else []
        lines += [f"{name} = {_quoted(value)}\n" for name, value in mapping.constants.items()]
        return self._write(self.folder / _MAPPINGS / f"{mapping.name}.toml", "".join(lines))

    def add_names(self, importer: str, names: Mapping[str, str]) -> Path:
        """Keep new names of columns (name → key in the importer's header file) beside those that are kept already.

        Raises:
            FileProblemError: the folder cannot be written.
        """
        path = self.folder / _HEADERS / f"{importer}.toml"
        kept: dict[str, dict[str, list[str]]] = dict(read_toml(path).data) if path.is_file() else {}
        for name, key in names.items():
            spellings = kept.setdefault(key, {}).setdefault("any", [])
            spellings += [name] if name not in spellings else []
        sections = (
            f"\n[{key}]\n" + "".join(f"{language} = {_quoted(list(found))}\n" for language, found in languages.items())
            for key, languages in kept.items()
        )
        return self._write(path, _ABOUT_NAMES + "".join(sections))

    def free_name(self, words: str) -> str:
        """A file name made of words, that no mapping has yet."""
        plain = re.sub(r"\W+", "_", words.casefold()).strip("_") or "file"
        taken = {path.stem for path in self._files(_MAPPINGS)}
        numbered = (f"{plain}_{number}" for number in range(2, len(taken) + 3))
        return plain if plain not in taken else next(name for name in numbered if name not in taken)

    def _files(self, name: str) -> tuple[Path, ...]:
        return tuple(sorted((self.folder / name).glob("*.toml")))

    def _write(self, path: Path, text: str) -> Path:
        unfinished = path.with_suffix(".tmp")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_text(text, encoding="utf-8", newline="\n")
            unfinished.replace(path)
        except OSError as error:
            raise FileProblemError(f"{path} cannot be written.", "Close it in other programs and try again.") from error
        return path


def _column(columns: TomlFile, header: str) -> MappedColumn:
    """`"Dato" = "date"`, or `"Timer" = { field = "watch_time", scale = 3600 }`."""
    if not isinstance(columns.data[header], dict):
        return MappedColumn(header, columns.value(header, str))
    about = columns.table(header)
    about.only(("field", "scale"))
    return MappedColumn(header, about.value("field", str), about.value("scale", float, 1.0))


def _written(column: MappedColumn) -> str:
    if column.scale == 1:
        return _quoted(column.field)
    return f"{{ field = {_quoted(column.field)}, scale = {column.scale!r} }}"


def _quoted(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)  # JSON's way of writing texts and lists is one of TOML's


def _versioned(importer: Importer, names: Path) -> Importer:
    try:
        own = sha256(names.read_bytes()).hexdigest()[:8]
    except OSError as error:
        raise FileProblemError(f"{names} cannot be read.", "Close it in other programs and try again.") from error
    return replace(importer, version=f"{importer.version}+{own}")
