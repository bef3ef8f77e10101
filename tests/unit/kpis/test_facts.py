"""What a native formula comes to is what evaluation says, for every month and selection."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from kpi_xl.host.manager import Host
from kpi_xl.kpis.catalogue import Catalogue
from kpi_xl.kpis.facts import facts
from kpi_xl.kpis.scope import Scope
from kpi_xl.kpis.values.evaluate import evaluate
from kpi_xl.vocabulary.periods import Period
from kpi_xl.warehouse.data import Data

from .frames import covered, make_data
from .workbooks import Workbook, same

MONTHS = Period(date(2026, 7, 1), date(2026, 8, 31)).months()


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(Host().kpis())


def busy_data(seed: int) -> Data:
    """Three months of every table that matters, with gaps, zeros, overlapping levels and paid delivery inside."""
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
    coverage = [covered("posts", platform, "2026-06-25", "2026-10-02") for platform in ("facebook", "x")]
    return make_data("duckdb", posts=posts, account_daily=daily, ads=ads, web=web, coverage=coverage)


@pytest.mark.parametrize("seed", range(2))
def test_formulas_over_facts_come_to_what_evaluation_says(catalogue: Catalogue, seed: int) -> None:
    data = busy_data(seed)
    ids = [kpi.id for kpi in catalogue]
    table = facts(catalogue, ids, MONTHS, data)
    scopes = [
        Scope(month, platform, account, campaign)
        for month in MONTHS
        for platform, account, campaign in (
            (None, None, None),
            ("facebook", None, None),
            ("meta_ads", None, None),
            ("x", "x B", None),
            (None, "ads", None),
            (None, None, "Spring"),
            ("facebook", None, "Spring"),
            ("google_ads", None, ">Sale"),
        )
    ]
    filled = sorted(kpi_id for kpi_id in table.native if evaluate(catalogue, [(kpi_id, scopes[0])], data)[0].rows)
    requests = [(kpi_id, scope) for kpi_id in filled for scope in scopes]
    formulas = Workbook(catalogue, table)
    wrong = [
        (kpi_id, scope, result.value, formulas.value(kpi_id, scope))
        for (kpi_id, scope), result in zip(requests, evaluate(catalogue, requests, data), strict=True)
        if not same(formulas.value(kpi_id, scope), result.value)
    ]
    assert not wrong
    assert {"impressions", "ctr", "spend", "cpm", "engagement_rate_reach", "followers"} <= {*filled}
