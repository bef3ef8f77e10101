"""A company with everything that analyses look at, drawn by lot, with effects that are really there.

Reels engage twice as much as images, 15 October is an odd day, the campaign “Weak” converts less, phones convert less.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from unit.kpis.frames import Engine, covered, make_data

from kpi_xl import Data
from kpi_xl.host.manager import Host
from kpi_xl.kpis.catalogue import Catalogue
from kpi_xl.warehouse.data import Coverage

Row = dict[str, Any]
Tables = Mapping[str, Sequence[Row]]

FIRST, LAST = date(2026, 5, 1), date(2026, 10, 31)
ODD_DAY = date(2026, 10, 15)
COVERAGE = [
    covered(table, platform, str(FIRST), str(LAST), account)
    for table, platform, account in (
        ("posts", "instagram", "shop"),
        ("account_daily", "instagram", "shop"),
        ("ads", "meta_ads", "ads"),
        ("web", None, None),
        ("email_campaigns", None, None),
        ("survey_responses", None, None),
    )
]
_DAYS = [FIRST + timedelta(days=at) for at in range((LAST - FIRST).days + 1)]
_OCTOBER = [day for day in _DAYS if day.month == 10]


@cache
def catalogue() -> Catalogue:
    return Catalogue(Host().kpis())


def data_of(rows: Tables, engine: Engine = "pandas", *, covered: bool = True) -> Data:
    """Data with the bundled KPIs; covered from May to October, or no further than there are rows."""
    coverage = [one if covered else _reached(one, rows[one.table]) for one in COVERAGE if rows.get(one.table)]
    return replace(make_data(engine, coverage=coverage, **rows), kpis=catalogue())


def _reached(coverage: Coverage, rows: Sequence[Row]) -> Coverage:
    names = ("date", "published_on", "date_start", "sent_at", "answered_at")
    days = [next(row[name] for name in names if name in row) for row in rows]
    found = [day.date() if isinstance(day, datetime) else day for day in days]
    return replace(coverage, first=min(found), last=max(found))


@cache
def busy_rows() -> dict[str, list[Row]]:
    chance = random.Random(5)  # noqa: S311 - the same data each time
    return {
        "posts": _posts(chance),
        "account_daily": _daily(chance),
        "ads": _ads(chance),
        "web": _web(chance),
        "orders": _orders(chance),
        "audience": _audience(),
        "email_campaigns": _mailings(),
        "survey_responses": _answers(chance),
        **_own_tables(),
    }


def _posts(chance: random.Random) -> list[Row]:
    def post(at: int, day: date) -> Row:
        form = ("image", "reel", "carousel", "story")[at % 4]
        seen = chance.randint(800, 5000)
        usual = 0.08 if form == "reel" else 0.04
        return {
            "platform": "instagram",
            "account": "shop",
            "post_id": f"p{at}",
            "published_at": datetime(day.year, day.month, day.day, chance.choice((7, 11, 17))),
            "published_on": day,
            "format": form,
            "topic": ("jobs", "products", None)[at % 3],
            "caption": f"Post {at}",
            "destination": f"https://shop.example/?utm_content={form}{at}",
            "reach": seen,
            "engagements": round(seen * usual * chance.lognormvariate(0, 0.3)),
            "link_clicks": chance.randint(8, 30) if form == "story" else chance.randint(2, 12),
        }

    return [post(at, day) for at, day in enumerate(day for day in _DAYS[-90:] for _ in range(2))]


def _daily(chance: random.Random) -> list[Row]:
    def row(at: int, day: date) -> Row:
        shown = 1000 + 3 * at + (400 if day.isoweekday() in {6, 7} else 0) + chance.randint(-60, 60)
        if day == ODD_DAY:
            shown *= 3
        return {
            "platform": "instagram",
            "account": "shop",
            "date": day,
            "followers": 5000 + 4 * at,
            "impressions": shown,
            "link_clicks": round(shown * 0.02) + chance.randint(-3, 3),
            "engagements": round(shown * 0.05) + chance.randint(-5, 5),
        }

    return [row(at, day) for at, day in enumerate(_DAYS)]


def _ads(chance: random.Random) -> list[Row]:
    def row(day: date, campaign: str, breakdown: str, value: str, rate: float) -> Row:
        shown = chance.randint(900, 1500)
        return {
            "platform": "meta_ads", "account": "ads", "level": "campaign", "campaign": campaign, "currency": "NOK",
            "date_start": day, "date_end": day, "breakdown": breakdown, "breakdown_value": value,
            "impressions": shown, "link_clicks": round(shown * rate * chance.uniform(0.8, 1.2)),
            "spend": shown * 0.1, "conversions": chance.randint(0, 5), "conversion_value": chance.uniform(0, 900.0),
        }  # fmt: skip

    ages = {"18-24": 0.03, "25-34": 0.02, "35-44": 0.02}
    campaigns = ("Spring", "Autumn")
    totals = [row(day, campaign, "", "", 0.02) for day in _OCTOBER for campaign in campaigns]
    parts = [row(day, one, "age", age, rate) for day in _OCTOBER for one in campaigns for age, rate in ages.items()]
    return totals + parts


def _web(chance: random.Random) -> list[Row]:
    def rows(part: str, rates: Mapping[str, float], size: int) -> list[Row]:
        return [
            {
                "date": day, "date_start": day, "date_end": day, "property": "shop", "part": part, part: name,
                "channel_group": "Organic Social" if part == "campaign" else None,
                "platform": "instagram" if part == "campaign" else None,
                "sessions": size + chance.randint(-20, 20),
                "engaged_sessions": size // 2,
                "key_events": sum(chance.random() < rate for _ in range(size)),
                "page_views": 3 * size,
            }
            for day in _OCTOBER
            for name, rate in rates.items()
        ]  # fmt: skip

    return [
        *rows("campaign", {"Spring": 0.04, "Weak": 0.01, "Autumn": 0.04, "(not set)": 0.03}, 100),
        *rows("content", {"story-1": 0.05, "reel_2": 0.02, "other": 0.03}, 80),
        *rows("country", {"Norway": 0.05, "Sweden": 0.02, "Denmark": 0.03}, 100),
        *rows("device", {"mobile": 0.01, "desktop": 0.04}, 150),
    ]


def _orders(chance: random.Random) -> list[Row]:
    return [
        {
            "order_id": f"o{at}",
            "customer": f"c{at % 60}",
            "ordered_at": datetime.combine(chance.choice(_DAYS), datetime.min.time()),
            "currency": "NOK",
            "platform": chance.choice((None, "instagram")),
            "country": chance.choice(("Norway", "Sweden")),
            "revenue": chance.uniform(100, 900),
        }
        for at in range(150)
    ]


def _audience() -> list[Row]:
    own = {"platform": "instagram", "account": "shop", "dimension": "country"}
    places = {"Norway": 3000.0, "Sweden": 1500.0, "Iceland": 200.0}
    return [
        {**own, "date": day, "value": name, "people": count}
        for day in (date(2026, 9, 30), date(2026, 10, 30))
        for name, count in places.items()
    ]


def _mailings() -> list[Row]:
    def mailing(month: int, segment: str, clicks: int) -> Row:
        sent = datetime(2026, month, 10)
        return {
            "campaign": f"{segment} {month}", "sent_at": sent, "segment": segment, "sent": 2100, "delivered": 2000,
            "unique_clicks": clicks,
        }  # fmt: skip

    return [mailing(9, "new", 100), mailing(9, "old", 60), mailing(10, "new", 160), mailing(10, "old", 62)]


def _answers(chance: random.Random) -> list[Row]:
    return [
        {
            "response_id": f"r{at}",
            "kind": "csat",
            "score": float(chance.randint(1, 5)),
            "segment": ("shop", "web")[at % 2],
            "answered_at": datetime(2026, 10, 12),
        }
        for at in range(120)
    ]


def _own_tables() -> dict[str, list[Row]]:
    year = {"period_start": date(2026, 1, 1), "period_end": date(2026, 12, 31), "owner": "Kari"}
    october = {"period_start": date(2026, 10, 1), "period_end": date(2026, 10, 31)}
    return {
        "experiments": [
            {"experiment": "Headline", "variant": "A", "trials": 1200, "successes": 144},
            {"experiment": "Headline", "variant": "B", "trials": 1200, "successes": 192},
            {"experiment": "Picture", "variant": "A", "trials": 12, "successes": 2},
            {"experiment": "Picture", "variant": "B", "trials": 12, "successes": 9},
        ],
        "targets": [
            {"kpi": "link_clicks", "scope": "", "value": 8000.0, **year},
            {"kpi": "engagement_rate_reach", "scope": "instagram", "value": 0.04, **october},
            {"kpi": "impressions", "scope": None, "value": 99_000.0, **october},
        ],
        "benchmarks": [
            _benchmark("engagement_rate_reach", "engagements / reach", 0.03),
            _benchmark("engagement_rate_reach", "engagements per post / followers, median of brands", 0.0047),
            _benchmark("ctr", "clicks / impressions", 0.01),
        ],
        "costs": [
            {
                "date": date(2026, 10, 5),
                "category": "content",
                "platform": "instagram",
                "amount": 900.0,
                "currency": "NOK",
            }
        ],
    }


def _benchmark(kpi: str, definition: str, value: float) -> Row:
    return {
        "kpi": kpi, "platform": "instagram", "industry": "retail", "year": 2025, "definition": definition,
        "value": value, "source": "A study",
    }  # fmt: skip
