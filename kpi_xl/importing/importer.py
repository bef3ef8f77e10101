"""What a plugin author declares: an importer, the exports it knows, and the tables in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from kpi_xl.importing.columns import Column, Derived
from kpi_xl.importing.layouts import Layout, header_row
from kpi_xl.importing.rules import Check, NotComputed, Note, Reject, RowRule


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One table of an export: how its header is recognised and what its rows become. Each is equal to itself alone.

    A column may be given by the name of its field alone. The part is found where the header has every field in
    `requires` and none in `forbids`, the `looks_like` of its columns hold, and at least one figure is known.
    """

    table: str | None  # None: recognised and told about (`why_not`), never imported
    columns: tuple[Column | str, ...] = ()
    requires: tuple[str, ...] = ()
    forbids: tuple[str, ...] = ()
    title: str = ""  # the key of the block's title in the header file
    sheet: str = ""  # a regular expression that the sheet's name matches
    width: int | None = None  # the number of columns, where that tells more than names in unknown languages
    constants: Mapping[str, str] = field(default_factory=dict[str, str])
    derived: tuple[Derived, ...] = ()
    key: tuple[str, ...] = ()  # a row without one of these is rejected
    rejects: tuple[Reject, ...] = ()
    reason_from: str = ""  # the field in which the platform itself says why a row has no key
    totals: tuple[RowRule, ...] = ()  # of several rules, the rows of the first that holds are the file's own totals
    footers: tuple[RowRule, ...] = ()  # notes, filter lines and description rows too
    one_row_per: tuple[str, ...] = ()  # fields of which equal values make one row
    not_computed: tuple[NotComputed, ...] = ()
    checks: tuple[Check, ...] = ()
    notes: tuple[Note, ...] = ()
    guesses: tuple[str, ...] = ()  # fields that the importer guesses: the user confirms them, or says what they are
    one_of_accounts: bool = False  # the rows are several accounts, of which one is the user's: which one is asked
    omits_days: bool = False  # the platform leaves out days on which nothing happened: none of them is missing
    optional: bool = False  # found alone, it does not make a file this format
    ignores: tuple[str, ...] = ()  # regular expressions of header names that are known and not imported
    why_not: str = ""  # why nothing is imported; {title} is the block's

    def all_columns(self) -> tuple[Column, ...]:
        """The columns, each in its long form."""
        return tuple(Column(column) if isinstance(column, str) else column for column in self.columns)


@dataclass(frozen=True, slots=True)
class Export:
    """One format in which a platform exports.

    Of several formats of one importer that recognise a file, the one that accounts for most of it takes it.
    Named groups in `file_names` (matched against the name without its suffix, then against those of the archive and
    the folder it lies in) and in `preamble` (matched against the
    lines above the header) are facts: a fact called like a field fills it, `first` and `last` are the period covered,
    `exported` is when the figures were taken. A file name is a hint and never needed.
    """

    name: str
    parts: tuple[Part, ...]
    layout: Layout = header_row
    platform: str | None = ""  # "" as the importer; None: the file does not say
    file_names: tuple[str, ...] = ()
    preamble: tuple[str, ...] = ()
    decimal: Literal["", ".", ","] = ""  # what the platform writes in every language
    notes: tuple[str, ...] = ()  # told with every import
    # What a scheduler tells of other platforms: rows that the main export of their platform holds too count from there.
    second_hand: bool = False


@dataclass(frozen=True, slots=True)
class Importer:
    """The exports of one platform. `headers` is the TOML file with the names of columns by language."""

    name: str
    version: str
    platform: str | None
    formats: tuple[Export, ...]
    headers: Path | None = None
    by_user: bool = False  # a mapping: what the user has said of a file comes before what others take it for

    def platform_of(self, export: Export) -> str | None:
        """The platform that a file of this format is about, as far as the format tells."""
        return self.platform if export.platform == "" else export.platform
