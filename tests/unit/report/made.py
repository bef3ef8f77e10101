"""A small business in numbers: two platforms over four months, of which each test changes what it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

import duckdb
import narwhals as nw
import pyarrow as pa

from kpi_xl.host.manager import Host
from kpi_xl.kpis.catalogue import Catalogue
from kpi_xl.report.gather import gather
from kpi_xl.report.material import Material
from kpi_xl.report.request import ReportRequest, ReportSource
from kpi_xl.vocabulary.periods import Period
from kpi_xl.vocabulary.tables import tables
from kpi_xl.warehouse.batch import Batch
from kpi_xl.warehouse.data import Coverage, Data, Pending

OCTOBER = Period.month(2026, 10)
MONTHS = Period(date(2026, 7, 1), OCTOBER.last).months()
_TYPES = {"string": pa.string(), "int": pa.int64(), "float": pa.float64(), "decimal": pa.float64(), "date": pa.date32()}

Rows = Sequence[Mapping[str, Any]]


@cache
def catalogue() -> Catalogue:
    return Catalogue(Host().kpis())


def frame(table: str, rows: Rows) -> nw.LazyFrame[Any]:
    fields = tables()[table].fields
    kinds = {name: _TYPES.get(field.type, pa.string()) for name, field in fields.items()}
    kinds |= {f"{name}_native": pa.float64() for name, field in fields.items() if field.unit == "money"}
    kinds |= {"_batch": pa.string(), "_row": pa.int64()}
    whole = [{"_batch": "1", "_row": at, **row} for at, row in enumerate(rows, 2)]
    arrow = pa.table({name: pa.array([row.get(name) for row in whole], kind) for name, kind in kinds.items()})
    return nw.from_native(duckdb.connect().from_arrow(arrow))


def posts(platform: str, month: Period, *, engagements: int = 100, reach: int = 2_000, count: int = 4) -> Rows:
    """Posts on the first days of a month; the first has most engagements."""
    return [
        {
            "platform": platform,
            "account": "us",
            "post_id": f"{platform}-{month}-{at}",
            "published_on": month.first + timedelta(days=at),
            "format": "reel" if at % 2 else "image",
            "caption": f"Post {at} of {month}\nand more",
            "reach": reach,
            "likes": engagements - at,
            "comments": 0,
            "shares": 0,
            "engagements": engagements - at,
        }
        for at in range(count)
    ]


def days(platform: str, month: Period, *, views: int = 100, clicks: int = 10, followers: int = 1_000) -> Rows:
    return [
        {
            "platform": platform,
            "account": "us",
            "date": month.first + timedelta(days=at),
            "views": views,
            "link_clicks": clicks,
            "followers": followers,
        }
        for at in range(month.days)
    ]


@cache
def usual_business() -> Data:
    return business()


def business(
    *, daily: Rows | None = None, published: Rows | None = None, targets: Rows = (), until: date = OCTOBER.last,
    pending: Sequence[Pending] = (),
) -> Data:  # fmt: skip
    """Facebook and Instagram, the same every month unless other rows are given."""
    both = ("facebook", "instagram")
    daily = daily or [row for month in MONTHS for platform in both for row in days(platform, month)]
    published = published or [row for month in MONTHS for platform in both for row in posts(platform, month)]
    frames = {"account_daily": frame("account_daily", daily), "posts": frame("posts", published)}
    if targets:
        frames["targets"] = frame("targets", targets)
    platforms = sorted({row["platform"] for row in daily})
    coverage = [Coverage("account_daily", one, "us", MONTHS[0].first, until) for one in platforms]
    return Data(frames, {"1": "export.csv"}, tuple(pending), tuple(coverage), "NOK", "Europe/Oslo")


def changed(platform: str, **figures: int) -> Rows:
    """The daily rows of a business whose October differs on one platform."""
    rows: list[Mapping[str, Any]] = []
    for month in MONTHS:
        for one in ("facebook", "instagram"):
            rows += days(one, month, **(figures if month == OCTOBER and one == platform else {}))
    return rows


def material(data: Data | None = None, batches: Sequence[Batch] = (), **asked: Any) -> Material:
    if data is None and not batches:
        return _usual(tuple(sorted(asked.items())))
    return _gathered(data or usual_business(), batches, asked)


@cache
def _usual(asked: tuple[tuple[str, Any], ...]) -> Material:
    return _gathered(usual_business(), (), dict(asked))


def _gathered(data: Data, batches: Sequence[Batch], asked: Mapping[str, Any]) -> Material:
    request = ReportRequest("Fjellbakeriet", **{"language": "en", "made": date(2026, 11, 4), **asked})
    return gather(ReportSource(catalogue(), data, batches), request)
