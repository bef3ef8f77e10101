"""Followers as Meta Business Suite exports them (Audience): a list without a date, of both channels at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.demo.export import Export, utf16
from kpi_xl.demo.meta_daily import followers
from kpi_xl.demo.posts import FACEBOOK, INSTAGRAM
from kpi_xl.demo.world import downloaded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpi_xl.demo.posts import Channel
    from kpi_xl.demo.world import World
    from kpi_xl.vocabulary.periods import Period

_WIDTH = 4  # Meta pads every line with tabs to the widest
_RAW_NAMES = {"facebook": "FB_PAGE", "instagram": "IG_ACCOUNT"}  # they leak into the file
_AGE_GROUPS = ("18-24", "25-34", "35-44", "45-54", "55-64", "65+")
_WOMEN = {"facebook": (2.9, 13.1, 21.7, 19.4, 14.2, 7.6), "instagram": (8.8, 29.6, 24.1, 14.3, 5.9, 2.0)}
_MEN = {"facebook": (0.8, 3.9, 6.2, 5.1, 3.3, 1.8), "instagram": (1.9, 5.8, 4.2, 2.1, 0.9, 0.4)}
_COUNTRIES = {
    "facebook": {"Norway": 81.2, "Sweden": 9.6, "Denmark": 3.4, "Germany": 1.9, "Finland": 0.8},
    "instagram": {"Norway": 68.3, "Sweden": 16.7, "Denmark": 5.2, "Germany": 3.1, "United States": 1.4},
}


def exports(world: World) -> Iterator[Export]:
    """One a month, named by the day it was taken, since the file itself does not tell."""
    for month in world.period.months():
        rows = [["sep="], *_counts(world, month, FACEBOOK), *_counts(world, month, INSTAGRAM)]
        for channel in (FACEBOOK, INSTAGRAM):
            rows += _ages(channel)
        for channel in (FACEBOOK, INSTAGRAM):
            rows += _countries(channel)
        lines = ("\t".join([*row, *[""] * (_WIDTH - len(row))]) for row in rows)
        content = utf16("\r\n".join([*lines, ""]))
        yield Export(f"Meta/Audience {month.last}.csv", content, downloaded(month))


def _counts(world: World, month: Period, channel: Channel) -> list[list[str]]:
    title = f"{channel.name.capitalize()} followers"
    return [
        [title],
        [_RAW_NAMES[channel.name], "FOLLOW", "UNIQUE_USERS"],
        [str(followers(world, channel, month.last))],
        [],
    ]


def _ages(channel: Channel) -> list[list[str]]:
    ages = [
        [age, f"{women}%", f"{men}%"]
        for age, women, men in zip(_AGE_GROUPS, _WOMEN[channel.name], _MEN[channel.name], strict=True)
    ]
    return [[f"{channel.name.capitalize()} followers by gender and age"], ["Age", "Women", "Men"], *ages, []]


def _countries(channel: Channel) -> list[list[str]]:
    countries = [[country, f"{share}%"] for country, share in _COUNTRIES[channel.name].items()]
    return [[f"{channel.name.capitalize()} followers by top countries"], ["Top countries", "Value"], *countries, []]
