"""Posts one by one, each with its engagement rate and how that compares with its platform's usual rate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log
from statistics import fmean
from typing import TYPE_CHECKING, cast

from kpi_xl import as_dicts, rows_in_scope

if TYPE_CHECKING:
    from kpi_xl import Data, Scope

BASES = ("reach", "impressions", "views")  # who saw a post, best first
NEEDS = ("posts.engagements", *(f"posts.{base}" for base in BASES))
_HALF = 0.5  # added to both sides, so that a post without engagements has a logarithm, too


@dataclass(frozen=True, slots=True)
class Post:
    """A post whose rate is known."""

    platform: str
    group: str  # what posts are compared by; empty where the post has none
    published_at: datetime | None
    engagements: float
    seen: float
    relative: float = 0.0  # logarithm of the rate over the platform's usual one

    @property
    def rate(self) -> float:
        return self.engagements / self.seen


def posts_with_rates(data: Data, scope: Scope, group: str = "format") -> list[Post] | None:
    """The posts of a scope that have engagements and were seen; None where no file has posts in it.

    Platforms differ in what they export, so each has a base of its own, and posts are compared with the usual rate of
    their platform: else a format would win because one platform has it. Several analyses of a report ask for the same.
    """
    kept = data.added_up.setdefault(("posts with rates", f"{scope} {group}"), [])
    if not kept:
        kept.append(_read(data, scope, group))
    return cast("list[Post] | None", kept[0])


def _read(data: Data, scope: Scope, group: str) -> list[Post] | None:
    rows = rows_in_scope(data, "posts", scope)
    if rows is None:
        return None
    wanted = dict.fromkeys(("platform", "published_at", "post_id", "engagements", *BASES, group))
    found = as_dicts(rows.select(*wanted).sort("platform", "post_id", "published_at"))
    by_platform: dict[str, list[Mapping[str, object]]] = defaultdict(list)
    for row in found:
        by_platform[str(row["platform"] or "")].append(row)
    return [post for platform, own in by_platform.items() for post in _of_platform(platform, own, group)]


def _of_platform(platform: str, rows: Sequence[Mapping[str, object]], group: str) -> list[Post]:
    counted = {base: sum(row["engagements"] is not None and bool(row[base]) for row in rows) for base in BASES}
    base = max(BASES, key=lambda base: counted[base])
    if not counted[base]:
        return []
    posts = [_post(platform, row, group, base) for row in rows if row["engagements"] is not None and row[base]]
    logs = [log((post.engagements + _HALF) / (post.seen + 1)) for post in posts]
    usual = fmean(logs)
    return [
        Post(post.platform, post.group, post.published_at, post.engagements, post.seen, one - usual)
        for post, one in zip(posts, logs, strict=True)
    ]


def _post(platform: str, row: Mapping[str, object], group: str, base: str) -> Post:
    moment = _moment(row["published_at"])
    return Post(platform, str(row[group] or ""), moment, _number(row["engagements"]), _number(row[base]))


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _moment(value: object) -> datetime | None:
    return value if isinstance(value, datetime) else None
