"""Rows of three years in several currencies, one of them without a rate, with gaps and zeros in every figure."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import Any

from kpi_xl.vocabulary.periods import Period

MONTHS = tuple(Period.month(year, month) for year, month in ((2024, 2), (2024, 12), (2025, 1), (2026, 10)))
_RATES = {"NOK": 1.0, "SEK": 1.02, "EUR": 11.7, "USD": None}  # nobody has told what a dollar is worth

Rows = dict[str, list[dict[str, Any]]]


def worldly_rows(seed: int) -> Rows:
    """Orders, leads, cases, ads, visits, costs, surveys, mentions and reviews, by table."""
    chance = random.Random(seed)  # noqa: S311 - the same rows each time
    return {
        "orders": [_order(chance, at) for at in range(160)],
        "leads": [_lead(chance, at) for at in range(120)],
        "conversations": [_case(chance, at) for at in range(120)],
        "ads": [_ad(chance) for _ in range(160)],
        "web": [_visit(chance) for _ in range(160)],
        "costs": [_cost(chance) for _ in range(40)],
        "survey_responses": [_answer(chance, at) for at in range(120)],
        "mentions": [_mention(chance, at) for at in range(80)],
        "reviews": [_review(chance, at) for at in range(60)],
    }


def _day(chance: random.Random) -> date:
    month = chance.choice(MONTHS)
    return month.first + timedelta(days=chance.randrange(month.days))


def _moment(chance: random.Random) -> datetime:
    return datetime.combine(_day(chance), datetime.min.time()) + timedelta(minutes=chance.randrange(1440))


def _some(chance: random.Random, high: int) -> int | None:
    return chance.choice((None, 0, chance.randint(1, high)))


def _money(chance: random.Random, *names: str) -> dict[str, Any]:
    currency = "USD" if chance.random() < 0.03 else chance.choice(("NOK", "NOK", "SEK", "EUR"))
    rate = _RATES[currency]
    found: dict[str, Any] = {"currency": currency}
    for name in names:
        amount = _some(chance, 900)
        found[f"{name}_native"] = amount
        found[name] = None if amount is None or rate is None else amount * rate
    return found


def _order(chance: random.Random, at: int) -> dict[str, Any]:
    return {
        "order_id": str(at),
        "customer": chance.choice((None, *"abcdefgh")),
        "ordered_at": _moment(chance),
        "platform": chance.choice((None, "facebook", "x")),
        "promo_code": chance.choice((None, "CODE")),
        "referral_code": chance.choice((None, "FRIEND")),
        **_money(chance, "revenue"),
    }


def _lead(chance: random.Random, at: int) -> dict[str, Any]:
    created = _moment(chance)
    later = [created + timedelta(days=days) for days in (2, 5, 9)]
    named = zip(("qualified_at", "sales_qualified_at", "won_at"), later, strict=True)
    return {
        "lead_id": str(at),
        "created_at": created,
        "platform": chance.choice((None, "facebook", "x")),
        "demo_at": chance.choice((None, created)),
        **{name: chance.choice((None, moment)) for name, moment in named},
    }


def _case(chance: random.Random, at: int) -> dict[str, Any]:
    received = _moment(chance)
    return {
        "conversation_id": str(at),
        "platform": chance.choice(("facebook", "x")),
        "received_at": received,
        "first_reply_at": chance.choice((None, received + timedelta(minutes=chance.randrange(200)))),
        "resolved_at": chance.choice((None, received + timedelta(hours=chance.randrange(90)))),
        "needs_answer": chance.choice((True, True, False)),
        "tag": chance.choice((None, "enquiry")),
    }


def _ad(chance: random.Random) -> dict[str, Any]:
    day = _day(chance)
    figures = ("impressions", "link_clicks", "clicks", "leads", "conversions", "video_views", "video_views_3s")
    return {
        "platform": chance.choice(("meta_ads", "google_ads")),
        "account": "ads",
        "level": "campaign",
        "campaign": chance.choice(("Spring", "Autumn")),
        "date_start": day,
        "date_end": day,
        **{name: _some(chance, 300) for name in figures},
        **_money(chance, "spend", "conversion_value"),
    }


def _visit(chance: random.Random) -> dict[str, Any]:
    day = _day(chance)
    figures = ("sessions", "engaged_sessions", "page_views", "engagement_time", "key_events", "purchases")
    return {
        "property": "shop",
        "part": "channel",
        "date": day,
        "date_start": day,
        "date_end": day,
        "channel_group": chance.choice(("Organic Social", "Paid Social", "Direct")),
        "page_type": chance.choice((None, "product")),
        **{name: _some(chance, 300) for name in figures},
        **_money(chance, "revenue"),
    }


def _answer(chance: random.Random, at: int) -> dict[str, Any]:
    kind = chance.choice(("nps", "csat"))
    score = chance.choice((None, chance.randint(0, 10) if kind == "nps" else chance.randint(1, 5)))
    return {"response_id": str(at), "kind": kind, "score": score, "answered_at": _moment(chance)}


def _mention(chance: random.Random, at: int) -> dict[str, Any]:
    return {
        "mention_id": str(at),
        "date": _day(chance),
        "platform": chance.choice((None, "facebook")),
        "sentiment": chance.choice((None, "positive", "neutral", "negative")),
        "author_follows": chance.choice((None, True, False)),
        "about_competitor": chance.choice((True, False)),
    }


def _cost(chance: random.Random) -> dict[str, Any]:
    return {"date": _day(chance), "category": chance.choice(("ads", "tools", "influencer")), **_money(chance, "amount")}


def _review(chance: random.Random, at: int) -> dict[str, Any]:
    return {"review_id": str(at), "date": _day(chance), "rating": chance.choice((None, 1, 4, 5))}
