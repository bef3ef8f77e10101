"""Daily figures as Meta Business Suite exports them (Insights): one metric a file, UTF-16."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kpi_xl.demo.export import Export, delimited, utf16
from kpi_xl.demo.meta import CLOCK
from kpi_xl.demo.posts import FACEBOOK, INSTAGRAM, between, published_posts
from kpi_xl.demo.world import downloaded, local_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpi_xl.demo.posts import Channel
    from kpi_xl.demo.world import World

_OfDay = defaultdict[date, float]
_SPREAD = (0.52, 0.24, 0.14, 0.1)  # how a post's figures fall on its first four days
_TITLES = {
    "instagram": {
        "Reach": "Reach",
        "Views": "Views",
        "Interactions": "Content interactions",
        "Visits": "Instagram profile visits",
        "Link clicks": "Instagram link clicks",
        "Follows": "Instagram follows",
    },
    "facebook": {
        "Reach": "Facebook reach",
        "Views": "Views",
        "Interactions": "Content interactions",
        "Visits": "Facebook visits",
        "Link clicks": "Facebook link clicks",
        "Follows": "Facebook follows",
    },
}


def exports(world: World) -> Iterator[Export]:
    """Every metric of both channels over the whole demo."""
    when = downloaded(world.period)
    for channel in (INSTAGRAM, FACEBOOK):
        figures = _figures(world, channel)
        for file, title in _TITLES[channel.name].items():
            values = [(day, of_day[file]) for day, of_day in figures.items()]
            if title == "Instagram follows":
                values = [(day, value) for day, value in values if value]  # Instagram leaves such days out
            yield Export(f"{channel.name.capitalize()}/{file}.csv", _block(title, values), when)


def followers(world: World, channel: Channel, day: date) -> int:
    """The stock of followers in the evening of a day."""
    return round(between(channel.followers, world.growth(day)))


def _figures(world: World, channel: Channel) -> Mapping[date, Mapping[str, int]]:
    random = world.random(f"{channel.name} days")
    reach, interactions, clicks = _from_posts(world, channel)
    figures: dict[date, Mapping[str, int]] = {}
    for day in world.days:
        browsing = 0.035 * followers(world, channel, day) * world.demand(day) * random.uniform(0.85, 1.15)
        reached = round(browsing + 0.8 * reach[day])
        net = followers(world, channel, day) - followers(world, channel, day - timedelta(days=1))
        figures[day] = {
            "Reach": reached,
            "Views": round(reached * random.uniform(1.6, 1.9)),
            "Interactions": round(interactions[day] + browsing * 0.01),
            "Visits": round(reached * random.uniform(0.016, 0.026)),
            "Link clicks": round(clicks[day] + reached * random.uniform(0.001, 0.003)),
            "Follows": max(0, net + round(random.expovariate(0.4))),
        }
    return figures


def _from_posts(world: World, channel: Channel) -> tuple[_OfDay, _OfDay, _OfDay]:
    reach, interactions, clicks = _OfDay(float), _OfDay(float), _OfDay(float)
    for post in published_posts(world, channel):
        for after, part in enumerate(_SPREAD):
            day = post.published.date() + timedelta(days=after)
            reach[day] += post.reach * part
            interactions[day] += post.interactions * part
            clicks[day] += post.link_clicks * part
    return reach, interactions, clicks


def _block(title: str, values: list[tuple[date, int]]) -> bytes:
    """A title, a header that is called Primary in every language, and days whose clock part means nothing."""
    rows = [[title], ["Date", "Primary"], *([_written(day), str(value)] for day, value in values)]
    return utf16(f"sep=,\n{delimited(rows, quote_all=True)}\n")


def _written(day: date) -> str:
    """Midnight, or one o'clock while California is on winter time."""
    winter = not local_time(day, 720).astimezone(CLOCK).dst()
    return f"{day}T0{int(winter)}:00:00"
