"""Examples that others have published, worked out by the bundled definitions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np
import pytest

from kpi_xl.kpis.catalogue import Catalogue
from kpi_xl.kpis.scope import Scope
from kpi_xl.kpis.values.evaluate import evaluate
from kpi_xl.vocabulary.periods import Period
from kpi_xl_kpis.loyalty._bgnbd import Buying, Spending, fit_buying, fit_spending
from kpi_xl_kpis.loyalty._value_by_hand import margin_multiple

from .frames import day, make_data

OCTOBER = Scope(Period.parse("2026-10"))
DAY = day("2026-10-05")
MOMENT = datetime(2026, 10, 5, 12)

Tables = dict[str, list[dict[str, Any]]]


def post(**figures: Any) -> Tables:
    return {"posts": [{"platform": "x", "account": "A", "post_id": "1", "published_on": DAY, **figures}]}


def followers(count: int) -> Tables:
    return {"account_daily": [{"platform": "x", "account": "A", "date": DAY, "followers": count}]}


def ad(**figures: Any) -> Tables:
    days = {"date_start": DAY, "date_end": DAY}
    return {"ads": [{"platform": "meta_ads", "account": "A", "level": "account", **days, **figures}]}


def orders(revenue: float, platform: str | None = None) -> Tables:
    return {"orders": [{"order_id": "1", "ordered_at": MOMENT, "revenue": revenue, "platform": platform}]}


def costs(amount: float) -> Tables:
    return {"costs": [{"date": DAY, "category": "content", "amount": amount}]}


def survey(kind: str, *counts: tuple[int, int]) -> Tables:
    scores = [score for score, count in counts for _ in range(count)]
    return {
        "survey_responses": [
            {"response_id": str(at), "kind": kind, "score": score, "answered_at": MOMENT}
            for at, score in enumerate(scores)
        ]
    }


def leads(won: int, total: int) -> Tables:
    return {
        "leads": [
            {"lead_id": str(at), "created_at": MOMENT, "won_at": MOMENT if at < won else None} for at in range(total)
        ]
    }


def returning(customers: int, repeating: int) -> Tables:
    names = [str(at) for at in range(customers)] + [str(at) for at in range(repeating)]
    return {"orders": [{"order_id": str(at), "customer": name, "ordered_at": MOMENT} for at, name in enumerate(names)]}


@pytest.mark.parametrize(
    ("kpi_id", "tables", "expected"),
    [
        pytest.param("virality_rate", post(shares=240, impressions=12000), 0.02, id="socialk.it"),
        pytest.param("amplification_rate", post(shares=50) | followers(10000), 0.005, id="shno.co"),
        pytest.param("amplification_rate", post(shares=100) | followers(500), 0.2, id="lifesight.io"),
        pytest.param("video_hook_rate", ad(video_views_3s=24000, impressions=120000), 0.2, id="dailyintelservice.com"),
        pytest.param("video_hook_rate", ad(video_views_3s=18600, impressions=142000), 0.130986, id="calclet.com"),
        pytest.param("csat", survey("csat", (5, 42), (4, 32), (3, 10), (2, 9), (1, 14)), 0.691589, id="delighted.com"),
        pytest.param("social_roi", orders(1000, "x") | costs(500), 1.0, id="cms-connected.com"),
        pytest.param("social_roi", orders(30, "x") | costs(20), 0.5, id="keyhole.co"),
        pytest.param("roas", ad(conversion_value=50000, spend=10000), 5.0, id="softwareexplain.com"),
        pytest.param("mer", orders(50000) | costs(12000), 4.166667, id="getdayla.com"),
        pytest.param("lead_conversion_rate", leads(18, 150), 0.12, id="usedaymark.io"),
        pytest.param("returning_customer_rate", returning(1200, 300), 0.25, id="bloy.io"),
        pytest.param("nps", survey("nps", (10, 60), (7, 25), (3, 15)), 45.0, id="measuringu.com"),
    ],
)
def test_published_examples_come_to_what_is_printed(
    catalogue: Catalogue, kpi_id: str, tables: Tables, expected: float
) -> None:
    result = evaluate(catalogue, [(kpi_id, OCTOBER)], make_data(**tables))[0]
    assert result.value == pytest.approx(expected, abs=1e-6)


def test_engagement_by_followers_is_the_mean_of_two_posts(catalogue: Catalogue) -> None:
    """Hootsuite: posts of 3.4 % and 3.5 % have a mean of 3.45 %."""
    posts = [post(engagements=number, post_id=str(number))["posts"][0] for number in (34, 35)]
    data = make_data(posts=posts, **followers(1000))
    assert evaluate(catalogue, [("engagement_rate_followers", OCTOBER)], data)[0].value == pytest.approx(0.0345)


def test_the_margin_multiple_of_80_per_cent_retention() -> None:
    assert margin_multiple(0.8, 0.1) == pytest.approx(2.6667, abs=1e-4)
    assert margin_multiple(1.2, 0.1) is None


def test_spending_of_the_first_ten_customers_of_the_cdnow_sample() -> None:
    """Fader & Hardie, note 025: p = 6.25, q = 3.74, gamma = 15.44."""
    times = np.array([2, 1, 0, 0, 0, 7, 1, 0, 2, 0], dtype=float)
    value = np.array([22.35, 11.77, 0, 0, 0, 73.74, 11.77, 0, 25.55, 0])
    expected = [24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17]
    assert Spending(6.25, 3.74, 15.44).expected(times, value) == pytest.approx(expected, abs=0.1)


def test_fitting_finds_the_parameters_that_data_were_drawn_from() -> None:
    random = np.random.default_rng(7)
    true = Buying(r=0.6, alpha=5.0, a=0.8, b=2.5)
    customers = [_simulated(random, true) for _ in range(4000)]
    frequency, recency, age = (np.array(column) for column in zip(*customers, strict=True))
    found = fit_buying(frequency, recency, age)
    fitted, drawn = (one.log_likelihood(frequency, recency, age).sum() for one in (found, true))
    assert fitted >= drawn - 1e-6
    assert found.r / found.alpha == pytest.approx(true.r / true.alpha, rel=0.15)
    worth = random.gamma(3.0, 1.0, 4000) * 20
    spending = fit_spending(np.full(4000, 3.0), worth)
    assert spending.gamma * spending.p / (spending.q - 1) == pytest.approx(worth.mean(), rel=0.05)


def _simulated(random: np.random.Generator, buying: Buying) -> tuple[float, float, float]:
    """Purchases after the first, the age at the last of them, and the age now, in weeks."""
    rate = random.gamma(buying.r, 1 / buying.alpha)
    stops = random.beta(buying.a, buying.b)
    age = random.uniform(20, 60)
    now, last, count = 0.0, 0.0, 0
    while (now := now + random.exponential(1 / max(rate, 1e-9))) < age:
        last, count = now, count + 1
        if random.random() < stops:
            break
    return float(count), last, age
