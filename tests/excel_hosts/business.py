"""The project that the cases ask: two platforms over three months, with names that would like to be formulas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kpi_xl.project.project import Project
from kpi_xl.vocabulary.periods import Period
from kpi_xl.vocabulary.tables import tables
from kpi_xl.warehouse.batch import Batch, BatchTable

TODAY = date(2026, 11, 22)
_MONTHS = Period(date(2026, 8, 1), date(2026, 10, 31)).months()
_TYPES = {"string": pa.string(), "int": pa.int64(), "float": pa.float64(), "decimal": pa.float64(), "date": pa.date32()}

# Ways to be run that spreadsheet programs and terminals know; each must come out as the text that it is.
HOSTILE = (
    '=HYPERLINK("http://evil.example","click")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1+1)",
    "=1+1",
)

Rows = Sequence[Mapping[str, Any]]


def make_business(folder: Path) -> Project:
    """A project of its own in a folder; Excel may read it."""
    project = Project.create(folder, client="Fjellbakeriet", language="en", currency="NOK")
    (folder / "inputs.xlsx").unlink()
    for platform, clicks in (("instagram", 10), ("facebook", 20)):
        _enter(project, f"{platform} days.csv", platform, {"account_daily": list(_days(platform, clicks))})
    _enter(project, "posts.csv", "instagram", {"posts": list(_posts())})
    _enter(project, "ads.csv", "meta_ads", {"ads": list(_ads())})
    _enter(project, "wishes.csv", None, {"targets": _targets(), "benchmarks": _benchmarks()})
    return project


def _days(platform: str, clicks: int) -> Iterator[Mapping[str, Any]]:
    """1,000 impressions a day; a follower more each day."""
    first = _MONTHS[0].first
    for at in range((_MONTHS[-1].last - first).days + 1):
        followers = 1_000 + at if platform == "instagram" else 500
        day = {"date": first + timedelta(days=at), "platform": platform, "account": f"{platform} page"}
        yield {**day, "impressions": 1_000, "link_clicks": clicks, "followers": followers, "reach": 400}


def _posts() -> Iterator[Mapping[str, Any]]:
    for at, caption in enumerate(HOSTILE):
        post = {"platform": "instagram", "account": "instagram page", "post_id": f"p{at}", "caption": caption}
        figures = {"reach": 1_000, "likes": 100 - 10 * at, "comments": 0, "shares": 0, "saves": 0}
        yield {**post, "published_on": date(2026, 10, 1 + at), "permalink": f"https://example.com/p{at}", **figures}


def _ads() -> Iterator[Mapping[str, Any]]:
    for campaign, spend in (("Autumn", 300.0), ("=1+1", 100.0)):
        day = {"platform": "meta_ads", "account": "ads account", "level": "campaign", "campaign": campaign}
        span = {"date_start": date(2026, 10, 1), "date_end": date(2026, 10, 31)}
        yield {**day, **span, "spend": spend, "impressions": 5_000, "link_clicks": 50, "currency": "NOK"}


def _targets() -> Rows:
    october = {"period_start": date(2026, 10, 1), "period_end": date(2026, 10, 31)}
    september = {"period_start": date(2026, 9, 1), "period_end": date(2026, 9, 30)}
    year = {"period_start": date(2026, 1, 1), "period_end": date(2026, 12, 31)}
    return [
        {"kpi": "link_clicks", "scope": None, **october, "value": 1000.0},
        {"kpi": "link_clicks", "scope": None, **september, "value": 900.0},
        {"kpi": "ctr", "scope": "instagram", **year, "value": 0.02},
    ]


def _benchmarks() -> Rows:
    known = {"kpi": "ctr", "platform": "instagram", "definition": "clicks / impressions", "source": "a study"}
    return [
        {**known, "industry": "Food", "year": 2024, "value": 0.011},
        {**known, "industry": "Food", "year": 2025, "value": 0.012},
        {**known, "industry": "Travel", "year": 2025, "value": 0.02},
        {**known, "industry": "Fashion", "year": 2025, "value": 0.3, "definition": "clicks / reach"},
    ]


def _enter(project: Project, file: str, platform: str | None, found: Mapping[str, Rows]) -> None:
    rows = sum(map(len, found.values()))
    batch = Batch(
        file=file,
        sha256=sha256(file.encode()).hexdigest(),
        importer="made_up",
        importer_version="1",
        format="rows",
        platform=platform,
        account=None,
        tables=tuple(BatchTable(name, len(one)) for name, one in found.items()),
        rows_read=rows,
        rows_kept=rows,
        rows_rejected=0,
        rows_total=0,
        rows_footer=0,
    )
    with project.warehouse.staging() as staging:
        project.warehouse.adopt(batch, {name: _write(staging, name, one) for name, one in found.items()})


def _write(folder: Path, table: str, rows: Rows) -> Path:
    columns = {
        name: pa.array([row.get(name) for row in rows], _TYPES[field.type])
        for name, field in tables()[table].fields.items()
        if any(name in row for row in rows)
    }
    columns["_row"] = pa.array(range(2, len(rows) + 2), pa.int64())
    path = folder / f"{table}.parquet"
    pq.write_table(pa.table(columns), path)
    return path
