"""What KPI values are worked out from: current rows, and what is known about the rows that may not be used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from kpi_xl.vocabulary.money import ExchangeRate
from kpi_xl.vocabulary.platforms import PAIRED_ADS

if TYPE_CHECKING:
    import narwhals as nw

Engine = Literal["duckdb", "pandas", "pyspark"]

ENGAGEMENT = ("likes", "comments", "shares", "saves")


@dataclass(frozen=True, slots=True)
class TaggingRule:
    """What posts with certain words in them are about; of the rules for one column the first that fits counts."""

    field: str  # the column of posts: topic, campaign, tag, influencer or is_boosted
    value: str  # what it gets; of is_boosted “true” or “false”
    pattern: str  # a regular expression, whatever the case of letters
    searched: Literal["", "text", "link"] = ""  # empty: both
    platform: str = ""  # empty: all


@dataclass(frozen=True, slots=True)
class DataSettings:
    """The settings of a project that decide what the current rows hold."""

    timezone: str = "UTC"
    currency: str = "EUR"
    rates: tuple[ExchangeRate, ...] = ()
    engagement: tuple[str, ...] = ENGAGEMENT  # what an engagement is made of
    accounts: Mapping[str, str] = field(default_factory=dict[str, str])  # name in the exports → name in the reports
    brands: Mapping[str, str] = field(default_factory=dict[str, str])  # spelling in small letters → brand of the list
    competitors: frozenset[str] = frozenset()  # brands of the list that are not one's own
    tagging: tuple[TaggingRule, ...] = ()  # in the order that the user gave them


@dataclass(frozen=True, slots=True)
class Pending:
    """A table of an imported file that no KPI may use until a question is answered."""

    table: str
    file: str
    kind: str  # the kind of the open question: period, platform, account, date …
    platform: str | None = None
    account: str | None = None


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

    Each frame has all columns of its canonical table (null where no file fills them), integers as Int64, other figures
    and money as Float64, times as Datetime without a zone, in UTC. Besides:

    - `_batch` (string): the id of the file that the row came from, `_row` (int64): the row in that file.
    - `<figure>_batch` (string), only where rows of several files were made into one (posts, account_daily and other
      tables with a native id) and a figure came from another file than `_batch`; null where it did not.
    - `<name>_on` (date) beside each time stamp `<name>_at`: its day in the project's time zone. `posts.published_on` is
      that day too, or the day that the file writes without a clock; `posts.published_local` (Datetime) is the project's
      wall clock.
    - `<money>_native` beside each money column: the file's figure in the row's own `currency`. The money column itself
      is in the project's currency, null where a rate is missing. A row without a currency is taken to be in it.

    Newest snapshots have replaced older ones and replaced days are gone; but breakdowns, levels (`ads`), parts (`web`)
    and dimensions (`audience`, `search`) that repeat each other are all there: which of them counts depends on the
    question. A row that names no account belongs to its platform's account where all exports name only one.
    In `ads` and `web` the outer days `date_start` and `date_end` are always filled, `web.date` for rows of one day.
    `account_daily` has the figures of a day, platform and account in one row, unless one file has several rows of it;
    rows with equal keys all count, in every table.
    """

    frames: Mapping[str, nw.LazyFrame[Any]]
    files: Mapping[str, str]  # batch id → file name
    pending: tuple[Pending, ...]
    coverage: tuple[Coverage, ...]
    currency: str
    timezone: str
    pairs: Mapping[str, str] = field(default_factory=lambda: dict(PAIRED_ADS))  # social platform → its ads platform
    rows_in: Mapping[str, Path] = field(
        default_factory=dict[str, Path]
    )  # table → the file of its rows, if there is one
    kpis: object | None = None  # the catalogue that analyses ask for KPIs by id; nothing on this floor looks inside
    # What the floor above has added up of these rows, by table and day: several questions come to the same sums.
    added_up: dict[tuple[str, str], list[object]] = field(
        init=False, default_factory=dict[tuple[str, str], list[object]], repr=False, compare=False
    )
    # What calculations on the floors above have worked out of all rows at once, by a name of theirs.
    worked_out: dict[str, object] = field(init=False, default_factory=dict[str, object], repr=False, compare=False)
