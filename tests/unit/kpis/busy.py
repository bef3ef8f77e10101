"""Months of rows with everything that real exports have: gaps, zeros, overlapping levels, paid delivery inside."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import product
from typing import Any

from kpi_xl.vocabulary.periods import Period
from kpi_xl.warehouse.data import Data

from .frames import Engine, covered, make_data

MONTHS = Period(date(2026, 7, 1), date(2026, 8, 31)).months()
COVERAGE = [covered("posts", platform, "2026-06-25", "2026-10-02") for platform in ("facebook", "x")]


def busy_data(seed: int, engine: Engine = "duckdb") -> Data:
    return make_data(engine, coverage=COVERAGE, **busy_rows(seed))


def busy_rows(seed: int) -> dict[str, list[dict[str, Any]]]:
    """Rows by table."""
    chance = random.Random(seed)  # noqa: S311 - the same data each time

    def some(high: int) -> int | None:
        return chance.choice((None, 0, chance.randint(1, high)))

    days = [date(2026, 6, 25) + timedelta(days=at) for at in range(100)]
    posts: list[dict[str, Any]] = [
        {
            "platform": platform,
            "account": f"{platform} {account}",
            "post_id": f"{platform}{account}{at}",
            "published_on": chance.choice(days),
            "campaign": chance.choice((None, None, "Spring")),
            **{name: some(900) for name in ("impressions", "reach", "likes", "engagements", "link_clicks", "views")},
        }
        for platform, account, at in product(("facebook", "x"), "AB", range(30))
    ]
    daily = [
        {
            "platform": platform,
            "account": f"{platform} A",
            "date": day,
            "followers": some(5000),
            **{name: some(300) for name in ("impressions", "follows", "unfollows", "likes")},
        }
        for platform, day in product(("facebook", "x"), days)
        if chance.random() < 0.7
    ]
    ads = [
        {
            "platform": platform,
            "account": "ads",
            "level": level,
            "campaign": chance.choice(("Spring", "50% off*?", ">Sale")) if level != "account" else None,
            "date_start": day,
            "date_end": day + timedelta(days=chance.choice((0, 0, 6))),
            "currency": "NOK",
            **{name: some(200) for name in ("spend", "impressions", "link_clicks", "clicks", "conversion_value")},
        }
        for platform, level, day in product(("meta_ads", "google_ads"), ("account", "campaign", "ad"), days[::9])
    ]
    web = [
        {
            "property": "shop",
            "part": "channel",
            "date": day,
            "channel_group": channel,
            "sessions": some(90),
            "engaged_sessions": some(40),
        }
        for day, channel in product(days, ("Organic Social", "Direct"))
    ]
    web += [
        {
            "property": "shop",
            "part": "source",
            "date_start": month.first,
            "date_end": month.last,
            "platform": platform,
            "campaign": campaign,
            "sessions": some(900),
            "engaged_sessions": some(400),
        }
        for month, platform, campaign in product(MONTHS, ("facebook", "x", "(other)"), ("Spring", None))
    ]
    return {"posts": posts, "account_daily": daily, "ads": ads, "web": web}
