"""The web shop as Google Analytics 4 exports it (Traffic acquisition): a preamble, then day by channel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi_xl.demo.company import CLIENT
from kpi_xl.demo.export import Export, delimited
from kpi_xl.demo.meta_ads import deliveries
from kpi_xl.demo.posts import between
from kpi_xl.demo.world import days_of, downloaded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from random import Random

    from kpi_xl.demo.export import Value
    from kpi_xl.demo.world import World
    from kpi_xl.vocabulary.periods import Period

_ORDER_VALUE = 938  # NOK; the file does not say so
_PAID_SOCIAL = "Paid Social"
_SESSIONS, _ENGAGED, _ORDERS, _REVENUE, _PURCHASES = 3, 4, 10, 11, 14  # the columns of a row, from 0


@dataclass(frozen=True, slots=True)
class _Channel:
    name: str
    sessions: tuple[float, float]  # a day, when the demo begins and when it ends
    engaged: float
    buys: float
    seconds: float


_CHANNELS = (
    _Channel("Organic Search", (168, 226), 0.64, 0.021, 58),
    _Channel("Direct", (112, 131), 0.55, 0.019, 41),
    _Channel("Organic Social", (46, 103), 0.47, 0.009, 27),
    _Channel(_PAID_SOCIAL, (0, 0), 0.39, 0.013, 19),
    _Channel("Email", (31, 44), 0.68, 0.034, 63),
    _Channel("Referral", (14, 17), 0.58, 0.016, 49),
    _Channel("Unassigned", (3, 4), 0.2, 0.0, 4),
)
_CAMPAIGN = "Session campaign"
_UNTAGGED = {
    "Organic Search": "(organic)",
    "Direct": "(direct)",
    "Organic Social": "instagram_bio",
    "Email": "nyhetsbrev",
    "Referral": "(referral)",
    "Unassigned": "(not set)",
}
_SELLS = {False: 1.0, True: 0.3}
_OF_CAMPAIGN = ("Sessions", "Engaged sessions", "Key events", "Total revenue")
_SHOP_STEPS = ("Add to carts", "Checkouts", "Ecommerce purchases")
_CARTS, _CHECKOUTS = (3.1, 4.6), (1.4, 2.1)  # for each purchase
# In 2024 Google renamed the dimension, and conversions became key events; saved reports kept the old names.
_HEADERS = {
    "Session default channel group": (
        "Users", "Sessions", "Engaged sessions", "Average engagement time per session", "Engaged sessions per user",
        "Events per session", "Engagement rate", "Event count", "Conversions", "Total revenue",
        *_SHOP_STEPS,
    ),
    "Session primary channel group (Default channel group)": (
        "Active users", "Sessions", "Engaged sessions", "Average engagement time per session",
        "Engaged sessions per active user", "Events per session", "Engagement rate", "Event count", "Key events",
        "Total revenue", *_SHOP_STEPS,
    ),
}  # fmt: skip


def exports(world: World) -> Iterator[Export]:
    """Two downloads, before and after the report was made anew."""
    for period, (dimension, metrics) in zip(world.cut(4), _HEADERS.items(), strict=True):
        rows = [_row(world, day, channel) for day in days_of(period) for channel in _CHANNELS]
        rows.sort(key=lambda row: -int(row[3] or 0))  # by sessions, never by day
        text = _preamble(period, dimension) + delimited([[dimension, "Date", *metrics], *rows], newline="\r\n").rstrip(
            "\r\n"
        )
        name = f"Traffic_acquisition_{dimension.replace(' ', '_')}.csv"
        yield Export(f"GA4/{name}", text.encode(), downloaded(period))
    yield _by_campaign(world, world.cut(12)[-1])


def _by_campaign(world: World, period: Period) -> Export:
    """The last two months once more, by campaign: what the ads' links were tagged with."""
    rows = [row for day in days_of(period) for row in _campaigns(world, day)]
    text = _preamble(period, _CAMPAIGN) + delimited([[_CAMPAIGN, "Date", *_OF_CAMPAIGN], *rows], newline="\r\n")
    return Export(f"GA4/Traffic_acquisition_{_CAMPAIGN.replace(' ', '_')}.csv", text.encode(), downloaded(period))


def _campaigns(world: World, day: date) -> Iterator[list[Value]]:
    """The same visits and purchases as by channel."""
    stamp = f"{day:%Y%m%d}"
    for channel in _CHANNELS:
        row = _row(world, day, channel)
        figures = [int(row[at] or 0) for at in (_SESSIONS, _ENGAGED, _ORDERS)]
        if channel.name in _UNTAGGED:
            yield [_UNTAGGED[channel.name], stamp, *figures, row[_REVENUE]]
        else:
            yield from ([name, stamp, *part] for name, *part in _shared_out(world, day, figures))


def _shared_out(world: World, day: date, figures: Sequence[int]) -> Iterator[list[Value]]:
    """Paid visits by the campaigns that ran; those who were only to be reached buy less than those who were to buy."""
    running = deliveries(world, day)
    clicks = {one.name: delivery.link_clicks for one, delivery in running.items()}
    buyers = {
        one.name: delivery.link_clicks * (_SELLS[one.name.startswith("Sverige")]) for one, delivery in running.items()
    }
    left = list(figures)
    for place, name in enumerate(clicks, 1):
        weights = (clicks, clicks, buyers)
        part = [
            here if place == len(clicks) else min(here, round(whole * weight[name] / sum(weight.values())))
            for here, whole, weight in zip(left, figures, weights, strict=True)
        ]
        left = [here - taken for here, taken in zip(left, part, strict=True)]
        yield [name, *part, round(part[-1] * _ORDER_VALUE, 2)]


def orders_on(world: World, day: date) -> int:
    """The purchases of a day that Google Analytics has seen."""
    return sum(int(_row(world, day, channel)[_PURCHASES] or 0) for channel in _CHANNELS)


def _preamble(period: Period, dimension: str) -> str:
    rule = "# ----------------------------------------"
    lines = [
        rule,
        f"# Traffic acquisition: {dimension}",
        f"# Account: {CLIENT}",
        "# Property: lyngheim.example - GA4",
        rule,
        "# ",
        "# All Users",
        f"# Start date: {period.first:%Y%m%d}",
        f"# End date: {period.last:%Y%m%d}",
        "",
    ]
    return "\r\n".join(lines)


def _row(world: World, day: date, channel: _Channel) -> list[Value]:
    random = world.random(f"ga4 {channel.name} {day}")
    sessions = max(1, _sessions(world, random, day, channel))
    engaged = round(sessions * min(0.95, channel.engaged * random.uniform(0.92, 1.08)))
    events = round(sessions * random.uniform(4.2, 6.1))
    users = max(1, round(sessions * random.uniform(0.82, 0.93)))
    orders = _chance(random, sessions * channel.buys * world.demand(day) ** 0.35)
    return [
        channel.name,
        f"{day:%Y%m%d}",
        users,
        sessions,
        engaged,
        channel.seconds * random.uniform(0.85, 1.2),
        engaged / users,
        events / sessions,
        engaged / sessions,
        events,
        orders,
        round(orders * _ORDER_VALUE * random.uniform(0.85, 1.2), 2),
        max(orders, round(orders * random.uniform(*_CARTS))),
        max(orders, round(orders * random.uniform(*_CHECKOUTS))),
        orders,
    ]


def _sessions(world: World, random: Random, day: date, channel: _Channel) -> int:
    """Paid social is what the ads' clicks come to; some give up before the page has loaded."""
    if channel.name == _PAID_SOCIAL:
        clicks = sum(delivery.link_clicks for delivery in deliveries(world, day).values())
        return round(clicks * random.uniform(0.74, 0.86))
    newsletter = 3.2 if channel.name == "Email" and day.weekday() == 3 else 1.0  # noqa: PLR2004 - it goes out on Thursdays
    expected = between(channel.sessions, world.progress(day)) * world.demand(day) * newsletter
    return round(expected * random.uniform(0.86, 1.14))


def _chance(random: Random, expected: float) -> int:
    return int(expected) + int(random.random() < expected % 1)
