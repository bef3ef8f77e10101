"""The LinkedIn page as its analytics export it: content, followers and visitors, dates as text and in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from kpi_xl.demo.company import FORMATS_OF_WORK, LINKEDIN_SLUG
from kpi_xl.demo.export import Export
from kpi_xl.demo.posts import between
from kpi_xl.demo.workbook import workbook
from kpi_xl.demo.world import days_of, downloaded, local_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime
    from random import Random

    from kpi_xl.demo.export import Value
    from kpi_xl.demo.world import World
    from kpi_xl.vocabulary.periods import Period

_FOLLOWERS = (1870, 2740)
_SEEN_FOR = timedelta(days=3)
_PREAMBLE = (
    "Aggregated engagement metrics for your organic and sponsored posts over time. "
    "The date indicates when your posts were viewed by LinkedIn members. "
    "Data is delayed by up to 2 days. All dates and times are shown in UTC."
)
_POSTS_PREAMBLE = (
    "Engagement metrics of individual posts. The created date indicates when the post was created. "
    "All dates and times are shown in UTC."
)
_KINDS = ("organic", "sponsored", "total")
_METRICS = (
    "Date",
    *(f"Impressions ({kind})" for kind in _KINDS),
    "Unique impressions (organic)",
    *(f"{name} ({kind})" for name in ("Clicks", "Reactions", "Comments", "Reposts") for kind in _KINDS),
    *(f"Engagement rate ({kind})" for kind in _KINDS),
)
_POSTS = (
    *("Post title", "Post link", "Post type", "Campaign name", "Posted by", "Created date", "Campaign start date"),
    *("Campaign end date", "Audience", "Impressions", "Views", "Offsite Views", "Clicks", "Click through rate (CTR)"),
    *("Likes", "Comments", "Reposts", "Follows", "Engagement rate", "Content Type"),
)
_SIX = tuple(
    f"{what} ({device})" for what in ("page views", "unique visitors") for device in ("desktop", "mobile", "total")
)
_VISITORS = ("Date", *(f"{page} {name}" for page in ("Overview", "Life", "Jobs", "Total") for name in _SIX))
_WHO = {
    "Location": {"Oslo Region, Norway": 0.34, "Trondheim Metropolitan Area": 0.21, "Bergen Region, Norway": 0.12},
    "Job function": {"Sales": 0.17, "Operations": 0.15, "Business Development": 0.11, "Arts and Design": 0.1},
    "Seniority": {"Senior": 0.36, "Entry": 0.27, "Director": 0.09, "Owner": 0.05},
    "Industry": {"Retail": 0.22, "Textile Manufacturing": 0.15, "Retail Apparel and Fashion": 0.11},
    "Company size": {"11-50": 0.21, "51-200": 0.19, "2-10": 0.17, "1001-5000": 0.12},
}


@dataclass(frozen=True, slots=True)
class _Post:
    published: datetime
    title: str
    impressions: int
    clicks: int
    likes: int
    comments: int
    reposts: int


def exports(world: World) -> Iterator[Export]:
    """Two downloads of each, since LinkedIn gives a year at most."""
    posts = _posts(world)
    for period in world.cut(7):
        sheets = {
            "content": {"Metrics": _metrics(world, period, posts), "All posts": _all_posts(period, posts)},
            "followers": {
                "New followers": _new_followers(world, period),
                **_who(world, period, "Total followers", 1.0),
            },
            "visitors": {"Visitor metrics": _visitors(world, period), **_who(world, period, "Total views", 0.3)},
        }
        when = downloaded(period)
        for name, tables in sheets.items():
            path = f"LinkedIn/{LINKEDIN_SLUG}_{name}_{round(when.timestamp() * 1000)}.xlsx"
            yield Export(path, workbook(tables), when)


def _posts(world: World) -> list[_Post]:
    """One a week, on Wednesdays, and now and then one on Friday."""
    random = world.random("linkedin posts")
    days = [day for day in world.days if day.weekday() == 2 or (day.weekday() == 4 and random.random() < 0.4)]  # noqa: PLR2004 - weekdays
    return [_post(world, random, day) for day in days]


def _post(world: World, random: Random, day: date) -> _Post:
    impressions = round(_followers(world, day) * random.uniform(0.3, 0.7) * random.lognormvariate(0, 0.4))
    return _Post(
        published=local_time(day, random.randrange(7 * 60, 16 * 60)),
        title=f"{random.choice(FORMATS_OF_WORK)}\n\nLes mer i første kommentar 👇",
        impressions=impressions,
        clicks=round(impressions * random.uniform(0.012, 0.05)),
        likes=round(impressions * random.uniform(0.012, 0.03)),
        comments=round(impressions * random.uniform(0, 0.003)),
        reposts=round(impressions * random.uniform(0, 0.002)),
    )


def _followers(world: World, day: date) -> int:
    return round(between(_FOLLOWERS, world.growth(day)))


def _metrics(world: World, period: Period, posts: Sequence[_Post]) -> list[list[Value]]:
    random = world.random(f"linkedin days {period}")
    rows = [
        _metrics_of(random, day, [post for post in posts if timedelta() <= day - _utc(post) < _SEEN_FOR])
        for day in days_of(period)
    ]
    return [[_PREAMBLE], [*_METRICS], *rows]


def _metrics_of(random: Random, day: date, recent: Sequence[_Post]) -> list[Value]:
    part = 0.3
    impressions = random.randrange(15, 60) + round(part * sum(post.impressions for post in recent))
    clicks = round(part * sum(post.clicks for post in recent))
    likes, comments, reposts = (
        round(part * sum(getattr(post, name) for post in recent)) for name in ("likes", "comments", "reposts")
    )
    rate = (clicks + likes + comments + reposts) / impressions
    counts = [count for total in (clicks, likes, comments, reposts) for count in (total, 0, total)]
    return [_written(day), impressions, 0, impressions, round(impressions * 0.62), *counts, rate, 0, rate]


def _all_posts(period: Period, posts: Sequence[_Post]) -> list[list[Value]]:
    rows = [_post_row(post) for post in reversed(posts) if period.contains(_utc(post))]
    return [[_POSTS_PREAMBLE], [*_POSTS], *rows]


def _post_row(post: _Post) -> list[Value]:
    activity = round(post.published.timestamp() * 1000) << 22  # the id holds the time, as on X
    engagements = post.clicks + post.likes + post.comments + post.reposts
    return [
        post.title,
        f"https://www.linkedin.com/feed/update/urn:li:activity:{activity}",
        "Organic",
        None,
        "Ingrid Solheim",
        _written(_utc(post)),
        None,
        None,
        "All followers",
        post.impressions,
        None,
        None,
        post.clicks,
        post.clicks / post.impressions,
        post.likes,
        post.comments,
        post.reposts,
        None,
        engagements / post.impressions,
        None,
    ]


def _new_followers(world: World, period: Period) -> list[list[Value]]:
    """What LinkedIn calls total followers here is the day's net change, sometimes below zero."""
    rows: list[list[Value]] = []
    for day in days_of(period):
        net = _followers(world, day) - _followers(world, day - timedelta(days=1))
        net += (day.day % 5 == 0) - (day.day % 5 == 1)  # people who come and go
        rows.append([_written(day), 0, net, 0, net])
    return [["Date", "Sponsored followers", "Organic followers", "Auto-invited followers", "Total followers"], *rows]


def _visitors(world: World, period: Period) -> list[list[Value]]:
    random = world.random(f"linkedin visitors {period}")
    return [[*_VISITORS], *([_written(day), *_visits(random, world.demand(day))] for day in days_of(period))]


def _visits(random: Random, demand: float) -> list[int]:
    """Views and visitors of each page on desktop, on mobile and in all; one visitor may use both."""
    cells: list[int] = []
    totals = [0] * 6
    for weight in (12, 2, 5):
        desktop, mobile = (round(random.uniform(0.4, 1.6) * weight * demand**0.3) for _ in range(2))
        seen_by = [round(desktop * 0.7), round(mobile * 0.8)]
        page = [desktop, mobile, desktop + mobile, *seen_by, max(*seen_by, round(sum(seen_by) * 0.95))]
        totals = [total + cell for total, cell in zip(totals, page, strict=True)]
        cells += page
    return [*cells, *totals]


def _who(world: World, period: Period, header: str, part: float) -> dict[str, list[list[Value]]]:
    """Lists of the followers or visitors by place, function and so on, cut off and so never adding up to all."""
    people = _followers(world, period.last) * part
    return {
        title: [[title, header], *([value, round(people * share)] for value, share in shares.items())]
        for title, shares in _WHO.items()
    }


def _utc(post: _Post) -> date:
    return post.published.astimezone(UTC).date()


def _written(day: date) -> str:
    """Month first in every language."""
    return f"{day:%m/%d/%Y}"
