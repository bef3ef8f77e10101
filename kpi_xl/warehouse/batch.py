"""A batch: one imported file, and the account of it that the ledger keeps for good."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from kpi_xl.vocabulary.remarks import Topic

REJECTIONS_KEPT = 1000  # a file that is wrong in every row need not fill the ledger


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that could not be used, by its 1-based row in the file."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that the user should know about the file."""

    level: Literal["important", "note"]
    text: str
    about: Topic = ""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What the file does not say; no KPI uses these tables of it until it is answered."""

    kind: str
    text: str
    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """What a table of a file covers for one platform and account; no days where no row has one."""

    platform: str | None
    account: str | None
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class BatchTable:
    """One canonical table of a batch."""

    name: str
    rows: int
    totals: Mapping[str, int | float] = field(default_factory=dict[str, int | float])
    first_date: date | None = None
    last_date: date | None = None
    breakdown: str | None = None
    currency: str | None = None
    control: Mapping[str, int | float] = field(default_factory=dict[str, int | float])
    spans: tuple[Span, ...] = ()  # read from the rows when the batch is adopted


@dataclass(frozen=True, slots=True)
class Batch:
    """One imported file. rows_read = rows_kept + rows_rejected + rows_total + rows_footer."""

    file: str
    sha256: str
    importer: str
    importer_version: str
    format: str
    platform: str | None
    account: str | None
    tables: tuple[BatchTable, ...]
    rows_read: int
    rows_kept: int
    rows_rejected: int
    rows_total: int
    rows_footer: int
    rejections: tuple[Rejected, ...] = ()
    warnings: tuple[Notice, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict[str, str])
    answers: Mapping[str, str] = field(default_factory=dict[str, str])  # what the user said when importing it
    exported_at: datetime | None = None
    note: str = ""
    second_hand: bool = False  # a scheduler's view of other platforms, which their own exports go before
    id: str = ""  # given by the warehouse, like the next one
    imported_at: datetime | None = None

    def has_rows_of(self, table: str) -> bool:
        return any(one.name == table and one.rows for one in self.tables)

    @property
    def pending(self) -> frozenset[str]:
        """The tables that wait for an answer."""
        return frozenset(name for question in self.questions for name in question.tables)


def by_importance(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Each notice once, the important ones first."""
    return tuple(sorted(dict.fromkeys(notices), key=lambda one: one.level != "important"))


def to_json(batch: Batch) -> dict[str, Any]:
    """Plain data for one line of the ledger; `from_json` reads it back."""
    return asdict(batch)


def from_json(data: Mapping[str, Any]) -> Batch:
    """Read what `to_json` wrote."""
    plain = dict(data)
    plain["tables"] = tuple(_table(one) for one in plain["tables"])
    plain["rejections"] = tuple(Rejected(**one) for one in plain["rejections"])
    plain["warnings"] = tuple(Notice(**one) for one in plain["warnings"])
    plain["questions"] = tuple(
        OpenQuestion(one["kind"], one["text"], tuple(one["tables"])) for one in plain["questions"]
    )
    plain["exported_at"] = _time(plain["exported_at"])
    plain["imported_at"] = _time(plain["imported_at"])
    return Batch(**plain)


def _table(data: Mapping[str, Any]) -> BatchTable:
    plain = dict(data)
    plain["first_date"] = _day(plain["first_date"])
    plain["last_date"] = _day(plain["last_date"])
    plain["spans"] = tuple(
        Span(one["platform"], one["account"], _day(one["first"]), _day(one["last"])) for one in plain["spans"]
    )
    return BatchTable(**plain)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
