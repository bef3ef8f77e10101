"""X as X Premium exports it: days of the account, and posts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from kpi_xl.demo.company import HANDLE, SITE
from kpi_xl.demo.export import Export, delimited
from kpi_xl.demo.meta import ENGLISH_MONTHS
from kpi_xl.demo.posts import between, caption
from kpi_xl.demo.world import days_of, downloaded, local_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime
    from random import Random

    from kpi_xl.demo.export import Value
    from kpi_xl.demo.world import World
    from kpi_xl.vocabulary.periods import Period

_SNOWFLAKE_EPOCH = 1288834974657  # milliseconds; the time in a post's id counts from here
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAILY = (
    *("Date", "Impressions", "Likes", "Engagements", "Bookmarks", "Shares", "New follows", "Unfollows", "Replies"),
    *("Reposts", "Profile visits", "Create Post", "Video views", "Media views"),
)
_POSTS = (
    *("Post id", "Date", "Post text", "Post Link", "Impressions", "Likes", "Engagements", "Bookmarks", "Shares"),
    *("New follows", "Replies", "Reposts", "Profile visits", "Detail Expands", "URL Clicks", "Hashtag Clicks"),
    "Permalink Clicks",
)
_POSTS_BEFORE = (
    *_POSTS[:3],
    "Link",
    *_POSTS[4:8],
    "Share",
    *_POSTS[9:13],
    *(name.capitalize() for name in _POSTS[13:]),
)
_THANKS = ("@{name} Tusen takk! 🧶", "@{name} Det ordner vi, send oss en melding", "@{name} Ja, vi sender til Sverige")


@dataclass(frozen=True, slots=True)
class _Post:
    published: datetime
    text: str
    impressions: int
    likes: int
    bookmarks: int
    shares: int  # uses of the share menu, which are no reposts
    follows: int
    replies: int
    reposts: int
    visits: int
    expands: int
    url_clicks: int

    @property
    def engagements(self) -> int:
        """Clicks are in it: X counts more than the rest of us."""
        clicks = self.visits + self.expands + self.url_clicks
        return self.likes + self.bookmarks + self.shares + self.follows + self.replies + self.reposts + clicks


def exports(world: World) -> Iterator[Export]:
    """The account's days in two downloads, and its posts in two, whose headers are spelled differently."""
    posts = _posts(world)
    before, after = world.cut(7)
    for period in (before, after):
        name = "account_overview_analytics.csv" if period is after else "account_overview_analytics (1).csv"
        yield Export(f"X/{name}", _overview(world, period, posts), downloaded(period))
    yield _content(before, posts, _POSTS_BEFORE, "\r\n")
    yield _content(after, posts, _POSTS, "\n")


def _posts(world: World) -> list[_Post]:
    random = world.random("x posts")
    days = [day for day in world.days if random.random() < between((0.75, 0.4), world.progress(day))]
    return [_post(world, random, day) for day in days]


def _post(world: World, random: Random, day: date) -> _Post:
    reply = random.random() < 0.3  # noqa: PLR2004 - three in ten are answers to customers
    seen = between((900, 420), world.progress(day)) * world.demand(day) ** 0.3 * random.lognormvariate(0, 0.6)
    impressions = round(seen * (0.08 if reply else 1))
    text = random.choice(_THANKS).format(name="kunde" + str(random.randrange(100, 999))) if reply else caption(random)
    return _Post(
        published=local_time(day, random.randrange(8 * 60, 18 * 60)),
        text=text if reply else f"{text} {SITE}",
        impressions=impressions,
        likes=round(impressions * random.uniform(0.004, 0.016)),
        bookmarks=round(impressions * random.uniform(0, 0.002)),
        shares=round(impressions * random.uniform(0, 0.0015)),
        follows=int(random.random() < impressions / 4000),
        replies=round(impressions * random.uniform(0, 0.003)),
        reposts=round(impressions * random.uniform(0, 0.004)),
        visits=round(impressions * random.uniform(0.001, 0.006)),
        expands=round(impressions * random.uniform(0.005, 0.02)),
        url_clicks=0 if reply else round(impressions * random.uniform(0.004, 0.014)),
    )


def _overview(world: World, period: Period, posts: Sequence[_Post]) -> bytes:
    """Newest day first, without a line break at the end."""
    random = world.random(f"x days {period}")
    rows = [_day(random, day, [post for post in posts if _utc(post) == day]) for day in days_of(period)]
    return delimited([_DAILY, *reversed(rows)]).rstrip("\n").encode()


def _day(random: Random, day: date, posts: Sequence[_Post]) -> list[Value]:
    older = random.randrange(60, 220)  # impressions of older posts
    follows = sum(post.follows for post in posts) + int(random.random() < 0.3)  # noqa: PLR2004 - about two a week
    return [
        f"{_weekday(day)}, {_month_day(day)}, {day.year}",
        older + sum(post.impressions for post in posts),
        sum(post.likes for post in posts) + random.randrange(3),
        sum(post.engagements for post in posts) + random.randrange(2, 9),
        sum(post.bookmarks for post in posts),
        sum(post.shares for post in posts),
        follows,
        int(random.random() < 0.55) + int(random.random() < 0.2),  # noqa: PLR2004 - X shrinks
        sum(post.replies for post in posts),
        sum(post.reposts for post in posts),
        sum(post.visits for post in posts) + random.randrange(4),
        len(posts),
        0,
        0,
    ]


def _content(period: Period, posts: Sequence[_Post], header: Sequence[str], newline: str) -> Export:
    rows = [_row(at, post, header) for at, post in enumerate(posts) if period.contains(_utc(post))]
    content = delimited([header, *reversed(rows)], newline=newline).encode()
    return Export(f"X/account_analytics_content_{period.first}_{period.last}.csv", content, downloaded(period))


def _row(at: int, post: _Post, header: Sequence[str]) -> list[Value]:
    number = (round(post.published.timestamp() * 1000) - _SNOWFLAKE_EPOCH << 22) + at
    day = _utc(post)
    comma = "," if header is _POSTS else ""  # X added the commas with the new header
    return [
        str(number),
        f"{_weekday(day)}{comma} {_month_day(day)}{comma} {day.year}",
        post.text,
        f"https://x.com/{HANDLE}/status/{number}",
        *(post.impressions, post.likes, post.engagements, post.bookmarks, post.shares, post.follows, post.replies),
        *(post.reposts, post.visits, post.expands, post.url_clicks, 0, 0),
    ]


def _utc(post: _Post) -> date:
    return post.published.astimezone(UTC).date()


def _weekday(day: date) -> str:
    return _WEEKDAYS[day.weekday()]


def _month_day(day: date) -> str:
    return f"{ENGLISH_MONTHS[day.month - 1]} {day.day}"
