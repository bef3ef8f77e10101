"""Instagram stories as Meta Business Suite exports them: a file of their own, with replies and without saves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.demo.company import CLIENT, HANDLE, INSTAGRAM_ACCOUNT, PRODUCTS
from kpi_xl.demo.export import Export, delimited
from kpi_xl.demo.meta import CLOCK, file_name
from kpi_xl.demo.meta_daily import followers
from kpi_xl.demo.posts import INSTAGRAM
from kpi_xl.demo.world import downloaded, local_time

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kpi_xl.demo.export import Value
    from kpi_xl.demo.world import World

_HEADER = (
    "Post ID", "Account ID", "Account username", "Account name", "Description", "Duration (sec)", "Publish time",
    "Permalink", "Post type", "Data comment", "Date", "Views", "Reach", "Likes", "Shares", "Follows", "Replies",
    "Link clicks", "Profile visits", "Sticker taps", "Navigation",
)  # fmt: skip
_WEEKDAYS = (1, 3, 6)  # between the posts
_WITH_TEXT = 0.6
_SHARE_REACHED = 0.055  # of the followers: few look at stories


def exports(world: World) -> Iterator[Export]:
    """One download of them all."""
    days = [day for day in world.days if day.weekday() in _WEEKDAYS]
    rows = [_row(world, at, day) for at, day in enumerate(days)]
    text = delimited([_HEADER, *reversed(rows)])
    name = file_name(world.period, "2204417731905562")
    yield Export(f"Instagram/{name}", text.encode("utf-8-sig"), downloaded(world.period))


def _row(world: World, at: int, day: date) -> list[Value]:
    random = world.random(f"instagram story {day}")
    published = local_time(day, random.randrange(9 * 60, 20 * 60)).astimezone(CLOCK)
    reach = round(followers(world, INSTAGRAM, day) * _SHARE_REACHED * random.uniform(0.7, 1.3))
    views = round(reach * random.uniform(1.05, 1.2))
    number = 3_100_000_000_000_000_000 + at * 7_317_904_412_961
    record: dict[str, Value] = {
        "Post ID": str(18_000_000_000_000_000 + at * 51_318_404_713),
        "Account ID": INSTAGRAM_ACCOUNT,
        "Account username": HANDLE,
        "Account name": CLIENT,
        "Description": f"{random.choice(PRODUCTS).capitalize()} 👆" if random.random() < _WITH_TEXT else "",
        "Duration (sec)": random.choice((0, 0, 12, 15)),
        "Publish time": published.strftime("%m/%d/%Y %H:%M"),
        "Permalink": f"https://www.instagram.com/stories/{HANDLE}/{number}/",
        "Post type": "IG story",
        "Date": "Lifetime",
        "Views": views,
        "Reach": reach,
        "Likes": round(reach * random.uniform(0.02, 0.05)),
        "Shares": round(reach * random.uniform(0.0, 0.006)),
        "Follows": round(reach * random.uniform(0.0, 0.002)) or None,
        "Replies": round(reach * random.uniform(0.0, 0.008)),
        "Link clicks": round(reach * random.uniform(0.012, 0.034)),
        "Profile visits": round(reach * random.uniform(0.004, 0.012)),
        "Sticker taps": round(reach * random.uniform(0.0, 0.01)),
        "Navigation": round(views * random.uniform(0.8, 1.1)),
    }
    return [record.get(name) for name in _HEADER]
