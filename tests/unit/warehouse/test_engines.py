from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import narwhals as nw
import pytest

from kpi_xl.errors import UsageError
from kpi_xl.warehouse.data import DataSettings

SPARK = pytest.param("pyspark", marks=pytest.mark.spark)


@pytest.fixture
def filled(shelf: Any) -> Any:
    """Gaps, zeros, several currencies, and figures that replace each other."""
    posts = [
        {
            "platform": ("instagram", "facebook")[at % 2],
            "post_id": str(at),
            "published_at": f"2026-10-{at % 30 + 1:02}T23:30:00",
            "likes": at if at % 3 else None,
            "views": at * 10,
            "is_boosted": at % 5 == 0,
            "watch_time": at / 7,
        }
        for at in range(40)
    ]
    ads = [
        {
            "date_start": f"2026-10-{day:02}",
            "date_end": f"2026-10-{day:02}",
            "platform": "meta_ads",
            "level": "campaign",
            "breakdown": "",
            "currency": ("EUR", "USD", None)[day % 3],
            "spend": day / 3,
        }
        for day in range(1, 31)
    ]
    shelf.add("a.csv", {"posts": posts[:25], "ads": ads})
    shelf.add("b.csv", {"posts": [{**one, "likes": 1} for one in posts[20:]]})
    return shelf


@pytest.fixture
def stopping_spark() -> Iterator[None]:
    yield
    if "pyspark" in sys.modules:
        from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra

        session = SparkSession.getActiveSession()
        if session:
            session.stop()


def answers(shelf: Any, engine: Any) -> list[Any]:
    """Questions of every kind that KPIs ask: sums by group, filters on days, distinct counts, cases."""
    frames = shelf.warehouse.data(DataSettings(timezone="Europe/Oslo", currency="EUR"), engine).frames
    in_october = nw.col("published_on") <= nw.lit(date(2026, 10, 31), nw.Date)
    by_platform = (
        frames["posts"]
        .filter(in_october)
        .group_by("platform")
        .agg(
            nw.col("likes").sum(),
            nw.col("views").max(),
            nw.col("watch_time").sum(),
            nw.col("published_on").min().alias("first"),
            nw.col("published_on").max().alias("last"),
            nw.col("post_id").n_unique().alias("posts"),
        )
        .sort("platform")
    )
    spend = frames["ads"].select(
        nw.col("spend").sum(),
        nw.col("spend_native").sum(),
        nw.when(nw.col("currency") == "USD").then(nw.col("spend_native")).otherwise(0.0).sum().alias("usd"),
    )
    boosted = frames["posts"].filter(nw.col("is_boosted")).select(nw.col("engagements").sum())
    rows = (frame.collect().to_arrow().to_pylist() for frame in (by_platform, spend, boosted))
    # DuckDB adds integers up to decimals.
    return [
        {name: float(value) if isinstance(value, int | Decimal) else value for name, value in row.items()}
        for one in rows
        for row in one
    ]


@pytest.mark.parametrize("engine", ["pandas", SPARK])
@pytest.mark.usefixtures("stopping_spark")
def test_the_same_query_gives_the_same_answer_on_every_engine(filled: Any, engine: str) -> None:
    for mine, theirs in zip(answers(filled, engine), answers(filled, "duckdb"), strict=True):
        assert mine.keys() == theirs.keys()
        for name, value in theirs.items():
            assert mine[name] == (pytest.approx(value, rel=1e-12) if isinstance(value, float) else value)


@pytest.mark.parametrize("engine", ["pandas", SPARK])
@pytest.mark.usefixtures("stopping_spark")
def test_columns_have_the_same_types_on_every_engine(filled: Any, engine: Any) -> None:
    for name, frame in filled.warehouse.data(DataSettings(), engine).frames.items():
        expected = filled.warehouse.data(DataSettings()).frames[name].collect_schema()
        assert dict(frame.collect_schema()) == dict(expected)


def test_an_engine_that_is_not_known_is_an_error(filled: Any) -> None:
    with pytest.raises(UsageError, match="“polars”"):
        filled.warehouse.data(DataSettings(), "polars")
