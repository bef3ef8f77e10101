"""What the company publishes on Facebook and Instagram, and how it goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi_xl.demo.company import AWKWARD, ENDINGS, HANDLE, OPENINGS, PRODUCTS
from kpi_xl.demo.world import local_time

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from random import Random

    from kpi_xl.demo.world import World

_EARLY = 8 * 60 + 10  # 23:10 or 22:10 the day before in California, where Meta's clock is
_VIRAL_AT = 0.66  # a reel that takes off two thirds into the demo, when nothing else happens


@dataclass(frozen=True, slots=True)
class Channel:
    """What tells one channel from another; rates are of the people reached."""

    name: str
    weekdays: Sequence[int]
    followers: tuple[int, int]  # on the first and the last day
    reach: tuple[float, float]  # of a post, as a share of the followers, on the first and the last day
    video: tuple[float, float]  # share of posts that are videos, on the first and the last day
    like_rate: float
    comment_rate: float
    share_rate: float
    save_rate: float
    click_rate: float


INSTAGRAM = Channel(
    "instagram", (0, 2, 4, 5), (8240, 12910), (0.24, 0.31), (0.2, 0.55), 0.046, 0.0021, 0.0042, 0.0068, 0.0
)
FACEBOOK = Channel(
    "facebook", (1, 3, 6), (14860, 15240), (0.105, 0.07), (0.12, 0.3), 0.021, 0.0019, 0.0016, 0.0, 0.0085
)


@dataclass(frozen=True, slots=True)
class Post:
    """One post with its figures on the last day of the demo."""

    published: datetime
    kind: str  # image, carousel, reel, link
    caption: str
    seconds: int
    reach: int
    views: int
    likes: int
    comments: int
    shares: int
    saves: int
    follows: int
    link_clicks: int
    other_clicks: int

    @property
    def interactions(self) -> int:
        return self.likes + self.comments + self.shares + self.saves


def between(ends: tuple[float, float], progress: float) -> float:
    """The value so far on the way from the first to the last."""
    return ends[0] + (ends[1] - ends[0]) * progress


def published_posts(world: World, channel: Channel) -> list[Post]:
    """Every post of a channel, oldest first."""
    random = world.random(f"{channel.name} posts")
    days = [day for day in world.days if day.weekday() in channel.weekdays or day.day == 1 or world.demand(day) > 2]  # noqa: PLR2004 - sales push
    viral = min(range(len(days)), key=lambda at: abs(world.progress(days[at]) - _VIRAL_AT))
    return [_post(world, channel, random, day, viral=at == viral) for at, day in enumerate(days)]


def caption(random: Random) -> str:
    """A caption; one in nine is of the kind that breaks spreadsheets."""
    opening = random.choice(AWKWARD if random.random() < 0.11 else OPENINGS)  # noqa: PLR2004 - one in nine
    text = opening.format(product=random.choice(PRODUCTS), handle=HANDLE)
    return f"{text}\n\n{random.choice(ENDINGS)}".strip()


def _post(world: World, channel: Channel, random: Random, day: date, *, viral: bool) -> Post:
    progress = world.progress(day)
    kind = (
        "reel" if viral or random.random() < between(channel.video, progress) else random.choice(_STILLS[channel.name])
    )
    boost = {"reel": 1.7, "carousel": 1.15, "image": 0.85, "link": 0.7}[kind] * (8.5 if viral else 1.0)
    people = between(channel.followers, world.growth(day)) * between(channel.reach, progress) * boost
    reach = round(people * world.demand(day) ** 0.4 * random.lognormvariate(0, 0.28))
    spread = random.lognormvariate(0, 0.2)
    return Post(
        published=local_time(day, _EARLY if day.day == 1 else random.randrange(7 * 60, 21 * 60)),
        kind=kind,
        caption=caption(random),
        seconds=random.randrange(9, 74) if kind == "reel" else 0,
        reach=reach,
        views=round(reach * random.uniform(1.32, 1.68) * (1.3 if kind == "reel" else 1.0)),
        likes=round(reach * channel.like_rate * spread),
        comments=round(reach * channel.comment_rate * spread * random.uniform(0.4, 1.9)),
        shares=round(reach * channel.share_rate * spread * (1.9 if kind == "reel" else 0.8)),
        saves=round(reach * channel.save_rate * spread * (1.5 if kind == "carousel" else 0.9)),
        follows=round(reach * random.uniform(0.0002, 0.0013) * (2 if viral else 1)),
        link_clicks=round(reach * channel.click_rate * spread * (3 if kind == "link" else 0.6)),
        other_clicks=round(reach * channel.click_rate * spread * random.uniform(0.8, 1.6)),
    )


_STILLS = {"instagram": ("image", "carousel", "carousel"), "facebook": ("image", "image", "link")}
