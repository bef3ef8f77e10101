"""Columns that are worked out row by row when current rows are made."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from kpi_xl.vocabulary.money import ExchangeRate

P = {"platform": "instagram"}


def test_the_day_of_a_post_is_that_of_the_projects_time_zone(shelf: Any) -> None:
    shelf.add("a.csv", {"posts": [{**P, "post_id": "1", "published_at": "2026-10-31T23:30:00"}]})
    assert shelf.rows("posts", "published_on") == [date(2026, 10, 31)]
    assert shelf.rows("posts", "published_on", timezone="Europe/Oslo") == [date(2026, 11, 1)]
    assert shelf.rows("posts", "published_local", timezone="Europe/Oslo") == [
        datetime.fromisoformat("2026-11-01T00:30")
    ]


def test_a_day_without_a_clock_stays_as_written(shelf: Any) -> None:
    shelf.add("a.csv", {"posts": [{**P, "post_id": "1", "published_on": "2026-10-31"}]})
    assert shelf.rows("posts", "published_on", timezone="Pacific/Auckland") == [date(2026, 10, 31)]


def test_every_time_stamp_has_its_day_beside_it(shelf: Any) -> None:
    order = {"order_id": "1", "ordered_at": "2026-10-31T23:30:00", "revenue": 1.0}
    shelf.add("a.csv", {"orders": [order]})
    assert shelf.rows("orders", "ordered_on", timezone="Europe/Oslo") == [date(2026, 11, 1)]


def test_engagements_are_the_parts_that_a_platform_exports(shelf: Any) -> None:
    posts = [
        {**P, "post_id": "1", "likes": 3, "comments": 2, "saves": None},
        {**P, "post_id": "2", "likes": None, "comments": None, "saves": 4},
        {**P, "post_id": "3", "likes": None, "comments": None, "saves": None},
    ]
    shelf.add("a.csv", {"posts": posts})
    assert shelf.rows("posts", "post_id", "engagements") == [("1", 5), ("2", 4), ("3", None)]


def test_what_counts_as_engagement_is_a_setting(shelf: Any) -> None:
    shelf.add("a.csv", {"posts": [{**P, "post_id": "1", "likes": 3, "clicks": 2, "saves": 1}]})
    assert shelf.rows("posts", "engagements", engagement=("likes", "clicks")) == [5]


def an_ad(**more: Any) -> dict[str, Any]:
    days = {"date_start": "2026-10-01", "date_end": "2026-10-31"}
    return {"platform": "meta_ads", "level": "campaign", "breakdown": "", **days, **more}


RATES = (
    ExchangeRate("USD", 9.0, date(2026, 10, 1)),
    ExchangeRate("USD", 10.0, date(2026, 10, 31)),
    ExchangeRate("USD", 11.0, date(2026, 11, 1)),
    ExchangeRate("EUR", 12.0),
)


@pytest.mark.parametrize(
    ("currency", "converted"),
    [("USD", 100.0), ("EUR", 120.0), ("NOK", 10.0), (None, 10.0), ("GBP", None)],
)
def test_money_is_converted_at_the_rate_of_the_last_day(shelf: Any, currency: str | None, converted: Any) -> None:
    shelf.add("a.csv", {"ads": [an_ad(spend=10.0, currency=currency)]})
    found = shelf.rows("ads", "spend", "spend_native", "currency", rates=RATES, currency="NOK")
    assert found == [(converted, 10.0, currency)]


def test_a_day_before_the_first_rate_has_none(shelf: Any) -> None:
    shelf.add("a.csv", {"ads": [{**an_ad(spend=10.0, currency="USD"), "date_end": "2026-09-30"}]})
    assert shelf.rows("ads", "spend", rates=RATES, currency="NOK") == [None]


def test_money_of_a_table_without_days_is_converted_too(shelf: Any) -> None:
    shelf.add("inputs.xlsx", {"experiments": [{"experiment": "a", "variant": "b", "value": 10.0, "currency": "EUR"}]})
    assert shelf.rows("experiments", "value", "value_native", rates=RATES, currency="NOK") == [(120.0, 10.0)]


def test_the_platform_of_web_rows_and_orders_is_told_by_their_source(shelf: Any) -> None:
    rows = [
        {"date": "2026-10-01", "part": "p", "source": "l.instagram.com", "medium": "referral", "sessions": 1},
        {"date": "2026-10-01", "part": "p", "source": "google", "medium": "organic", "sessions": 2},
        {"date": "2026-10-01", "part": "p", "source": "newsportal", "medium": "social", "sessions": 3},
    ]
    shelf.add("a.csv", {"web": rows}, platform="ga4")
    assert shelf.rows("web", "sessions", "platform") == [(1, "instagram"), (2, "(other)"), (3, None)]
    shelf.add("b.csv", {"orders": [{"order_id": "1", "source": "facebook", "revenue": 1.0}]})
    assert shelf.rows("orders", "platform") == ["facebook"]
