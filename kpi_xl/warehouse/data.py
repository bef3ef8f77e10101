"""What KPI values are worked out from: current rows, and what is known about the rows that may not be used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import narwhals as nw


@dataclass(frozen=True, slots=True)
class Pending:
    """A table of an imported file that no KPI may use until a question is answered."""

    table: str
    file: str
    kind: str  # the kind of the open question: period, platform, account, date …
    text: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Days that an imported file covers for one platform and account, whether or not something happened on them."""

    table: str
    platform: str | None
    account: str | None
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Data:
    """Current rows of every canonical table that has any, as lazy narwhals frames on one engine.

    Each frame has all columns of its canonical table (null where no file fills them) plus
    `_batch` (string: the ledger id of the file) and `_row` (int64: the row in that file).
    `posts.published_on` and every other day derived from a time stamp is in the project's time zone.
    Money columns are in the project's currency, null where a rate is missing; `<field>_native` keeps the file's figure in
    the row's own `currency`. Newest snapshots have replaced older ones and replaced days are gone; but breakdowns, levels (`ads`), parts (`web`) and
    dimensions (`audience`, `search`) that repeat each other are all there: which of them counts depends on the question.
    """

    frames: Mapping[str, nw.LazyFrame[object]]
    files: Mapping[str, str]  # batch id → file name
    pending: tuple[Pending, ...]
    coverage: tuple[Coverage, ...]
    currency: str
    timezone: str
