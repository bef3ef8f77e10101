"""What importing hands over: one file as canonical Parquet tables, with every row accounted for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from kpi_xl.vocabulary.remarks import Topic

QuestionKind = Literal["platform", "account", "period", "date", "last_day", "currency", "timezone", "year", "survey"]


@dataclass(frozen=True, slots=True)
class Answers:
    """What the user says about a file because the file does not. Everything is optional."""

    platform: str | None = None
    account: str | None = None
    period: tuple[date, date] | None = None  # both days included
    date: date | None = None  # the day a list without a date (an audience list) belongs to
    last_day: date | None = None  # the last day of a file whose dates have no year
    currency: str | None = None  # ISO 4217
    timezone: str | None = None  # IANA name
    survey: str | None = None  # yes, if the scores of a survey are what they were taken for; or nps, csat, ces, other


@dataclass(frozen=True, slots=True)
class Question:
    """Something that the file does not say. Until it is answered no KPI uses the tables named here."""

    kind: QuestionKind
    text: str  # one sentence a marketer understands, with the option that answers it
    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that holds data which cannot be used, by its 1-based line or sheet row in the file."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that the user should know; `level` orders the closing summary."""

    level: Literal["important", "note"]
    text: str
    about: Topic = ""


@dataclass(frozen=True, slots=True)
class StagedTable:
    """One canonical table out of one file.

    The Parquet file has exactly the canonical columns that the file fills, in the types of `vocabulary`, plus `_row`
    (int64: the 1-based row in the source file, so that a number can be traced). Money stays in the currency of the
    file. A time with a clock is `published_at` and the like in UTC; a day written without a clock is kept in the date
    column (`published_on`, `date`) and the timestamp stays null. `snapshot_at` is filled where the file or its name
    says when the figures were taken.
    """

    name: str
    parquet: Path
    rows: int
    totals: Mapping[str, int | float]  # additive fields that the file really has, summed over the rows
    first_date: date | None
    last_date: date | None
    breakdown: str | None = None  # "", "age", … for ads; None where the table has no breakdowns
    currency: str | None = None
    control: Mapping[str, int | float] = field(default_factory=dict[str, int | float])  # what the file itself states


@dataclass(frozen=True, slots=True)
class StagedImport:
    """One file as it was understood. rows_read = rows_kept + rejected + rows_total + rows_footer."""

    file: str  # name as given, or archive.zip/member.csv
    sha256: str
    importer: str
    importer_version: str
    format: str
    platform: str | None
    account: str | None
    tables: tuple[StagedTable, ...]
    rows_read: int
    rows_kept: int
    rows_total: int  # rows in which the file states totals
    rows_footer: int  # notes, footers, description rows
    rejected: tuple[Rejection, ...]
    warnings: tuple[Remark, ...]
    questions: tuple[Question, ...]
    settings: Mapping[
        str, str
    ]  # encoding, delimiter, locale, timezone, attribution …, as decided, for the Sources sheet
    exported_at: datetime | None = None  # when the figures were taken, as far as the file or its name tells
    note: str = ""  # why a recognised file gave no rows (recognised only)
    second_hand: bool = False  # a scheduler's view of other platforms, which their own exports go before

    @property
    def rows_rejected(self) -> int:
        """All rejected rows; `rejected` lists the first ones."""
        return self.rows_read - self.rows_kept - self.rows_total - self.rows_footer
