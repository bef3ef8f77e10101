from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from unit.kpis.frames import day, make_data

from kpi_xl import AnalysisTable, Data, Given, Period, Scope, UsageError
from kpi_xl.host.manager import Host
from kpi_xl.kpis.catalogue import Catalogue
from kpi_xl_analyses.platforms import engagement_to_sales_check, intent_score, paid_vs_organic
from kpi_xl_analyses.platforms.share_of_kpi_platform import ANALYSES

SHARES, NETWORKS = ANALYSES
OCTOBER = Scope(Period.parse("2026-10"))
CATALOGUE = Catalogue(Host().kpis())
DAY = day("2026-10-05")


def data_of(**tables: Any) -> Data:
    return replace(make_data(**tables), kpis=CATALOGUE)


def post(platform: str, name: str = "1", **figures: Any) -> dict[str, Any]:
    return {"platform": platform, "account": "A", "post_id": name, "published_on": DAY, **figures}


def ad(platform: str, **figures: Any) -> dict[str, Any]:
    return {"platform": platform, "account": "A", "level": "account", "date_start": DAY, "date_end": DAY, **figures}


def visits(channel: str, platform: str | None = None, **figures: Any) -> dict[str, Any]:
    row = {"property": "site", "part": "channel", "date": DAY, "date_start": DAY, "date_end": DAY}
    return {**row, "channel_group": channel, "platform": platform, **figures}


def cells(table: AnalysisTable, *keys: str) -> list[tuple[Any, ...]]:
    places = [[column.key for column in table.columns].index(key) for key in keys]
    return [tuple(row[at] for at in places) for row in table.rows]


def test_only_what_adds_up_has_shares() -> None:
    posts = [post("facebook", likes=30, engagements=30, reach=1000), post("tiktok", likes=10, engagements=10, reach=50)]
    table = SHARES.table(data_of(posts=posts), OCTOBER, {"kpis": "likes, engagement_rate_reach"})
    assert cells(table, "kpi", "platform", "value", "share") == [
        ("Likes / reactions", "Facebook", 30.0, 0.75),
        ("Likes / reactions", "TikTok", 10.0, 0.25),
        ("Engagement rate by reach (ERR)", "Facebook", 0.03, None),
        ("Engagement rate by reach (ERR)", "TikTok", 0.2, None),
    ]
    assert "Engagement rate by reach" in table.notes[1]
    with pytest.raises(UsageError, match="no KPI"):
        SHARES.table(data_of(posts=posts), OCTOBER, {"kpis": "lykes"})


def test_a_missing_figure_says_why() -> None:
    table = NETWORKS.table(data_of(posts=[post("facebook", likes=1)]), OCTOBER)
    assert any(value is None and why for value, why in cells(table, "value", "why_missing"))


def test_what_meta_counts_holds_the_ads_and_is_taken_apart() -> None:
    data = data_of(
        posts=[post("facebook", impressions=10_000, link_clicks=300)],
        ads=[ad("meta_ads", impressions=4000, link_clicks=100)],
        web=[
            visits("Paid Social", sessions=90, key_events=3.0),
            visits("Organic Social", sessions=270, key_events=9.0),
        ],
    )
    table = paid_vs_organic.ANALYSIS.table(data, OCTOBER)
    assert cells(table, "metric", "paid", "organic", "paid_share") == [
        ("Impressions", 4000.0, 6000.0, 0.4),
        ("Link clicks", 100.0, 300.0, 0.25),
        ("Visits", 90.0, 270.0, 0.25),
        ("Conversions", 3.0, 9.0, 0.25),
    ]
    assert "Facebook" in table.notes[0]


def test_ads_that_were_never_posts_leave_the_organic_part_unknown() -> None:
    data = data_of(posts=[post("linkedin", impressions=100)], ads=[ad("linkedin_ads", impressions=4000)])
    table = paid_vs_organic.ANALYSIS.table(data, OCTOBER)
    assert cells(table, "paid", "organic", "total", "paid_share") == [(4000.0, None, None, None)]


def test_paid_and_organic_by_hand() -> None:
    by_hand = paid_vs_organic.ANALYSIS.by_hand
    assert by_hand
    assert by_hand.calculate(Given({"paid": 25.0, "organic": 75.0}), {}, "en").rows[0][2:] == (25, 75, 100, 0.25)
    assert by_hand.calculate(Given({"paid": 0.0, "organic": 0.0}), {}, "en").rows[0][2:] == (0, 0, 0, None)


def test_the_score_counts_effort_and_prints_its_weights() -> None:
    posts = [post("facebook", likes=100, comments=10, shares=5, link_clicks=20, reach=2000)]
    table = intent_score.ANALYSIS.table(data_of(posts=posts), OCTOBER)
    assert cells(table, "count", "weight", "points")[0] == (100.0, 1.0, 100.0)
    assert cells(table, "points", "per_thousand")[-1] == (245.0, 122.5)
    assert "Saves" in table.notes[1]
    dearer = intent_score.ANALYSIS.table(data_of(posts=posts), OCTOBER, {"weight_comments": 10})
    assert cells(dearer, "points")[-1] == (315.0,)


def test_the_score_by_hand() -> None:
    by_hand = intent_score.ANALYSIS.by_hand
    assert by_hand
    settings = {one.name: one.default for one in intent_score.ANALYSIS.settings}
    table = by_hand.calculate(Given({"likes": 10.0, "leads": 1.0, "reach": 300.0}), settings, "en")
    assert cells(table, "points", "per_thousand")[-1] == (30.0, 100.0)


def test_platforms_stand_where_engagement_and_sales_put_them() -> None:
    data = data_of(
        posts=[
            post("facebook", engagements=500, reach=5000),
            post("tiktok", engagements=900, reach=5000),
            post("linkedin", engagements=50, reach=5000),
        ],
        web=[
            visits("Organic Social", "facebook", sessions=5000, key_events=100.0),
            visits("Organic Social", "tiktok", sessions=5000, key_events=10.0),
            visits("Organic Social", "linkedin", sessions=5000, key_events=300.0),
        ],
    )
    table = engagement_to_sales_check.ANALYSIS.table(data, OCTOBER)
    assert dict(cells(table, "platform", "quadrant")) == {
        "Facebook": "too few visits to tell",
        "TikTok": "engages, sells little",
        "LinkedIn": "engages little, sells",
    }
