"""What the post exports of Instagram and Facebook share."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kpi_xl.demo.world import downloaded

if TYPE_CHECKING:
    from datetime import date, datetime

    from kpi_xl.demo.posts import Post
    from kpi_xl.vocabulary.periods import Period

CLOCK = ZoneInfo("America/Los_Angeles")  # whatever the account's own time zone is
ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def file_name(period: Period, number: str) -> str:
    """The same in every language: Sep-01-2026_Sep-30-2026_1518264093377150.csv."""
    return f"{_stamp(period.first)}_{_stamp(period.last)}_{number}.csv"


def publish_time(post: Post) -> str:
    """Month first and Californian, in every language."""
    return post.published.astimezone(CLOCK).strftime("%m/%d/%Y %H:%M")


def published_in(posts: list[Post], period: Period) -> list[tuple[int, Post]]:
    """The posts of an export with their running numbers, newest first as Meta lists them."""
    chosen = [(at, post) for at, post in enumerate(posts) if period.contains(post.published.astimezone(CLOCK).date())]
    return chosen[::-1]


def maturity(published: datetime, period: Period) -> float:
    """The part of its lifetime figures that a post has reached when the file is downloaded."""
    days = (downloaded(period) - published).days
    return min(1.0, 0.55 + 0.45 * days / 21)


def _stamp(day: date) -> str:
    return f"{ENGLISH_MONTHS[day.month - 1]}-{day:%d-%Y}"
