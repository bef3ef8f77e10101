"""Instagram posts as Meta Business Suite exports them (Content, Export data)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kpi_xl.demo.company import CLIENT, HANDLE, INSTAGRAM_ACCOUNT
from kpi_xl.demo.export import Export, delimited
from kpi_xl.demo.meta import file_name, maturity, publish_time, published_in
from kpi_xl.demo.posts import INSTAGRAM, published_posts
from kpi_xl.demo.world import downloaded
from kpi_xl.vocabulary.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpi_xl.demo.export import Value
    from kpi_xl.demo.posts import Post
    from kpi_xl.demo.world import World

_SHORTCODE_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_INSTAGRAM_EPOCH = 1314220021721  # milliseconds; the time in a media id counts from here
_POST_TYPES = {"image": "IG image", "carousel": "IG carousel", "reel": "IG reel"}
_UNREACHED = 17  # the running number of a post whose reach Meta left blank

_ENGLISH = {
    "id": "Post ID",
    "account": "Account ID",
    "username": "Account username",
    "name": "Account name",
    "text": "Description",
    "seconds": "Duration (sec)",
    "published": "Publish time",
    "permalink": "Permalink",
    "kind": "Post type",
    "comment": "Data comment",
    "date": "Date",
    "views": "Views",
    "reach": "Reach",
    "likes": "Likes",
    "shares": "Shares",
    "comments": "Comments",
    "saves": "Saves",
    "follows": "Follows",
}
# A colleague in Gothenburg made this one. Meta moves the metric columns about between exports, too.
_SWEDISH = {
    "id": "Publicerings-id",
    "account": "Konto-id",
    "username": "Kontots användarnamn",
    "name": "Kontonamn",
    "text": "Beskrivning",
    "seconds": "Längd (sek.)",
    "published": "Publiceringstid",
    "permalink": "Permalänk",
    "kind": "Inläggstyp",
    "comment": "Datakommentar",
    "date": "Datum",
    "views": "Visningar",
    "reach": "Räckvidd",
    "likes": "Gilla-markeringar",
    "shares": "Delningar",
    "follows": "Följer",
    "comments": "Kommentarer",
    "saves": "Sparade objekt",
}


def exports(world: World) -> Iterator[Export]:
    """Three downloads; the last begins a month before the second ends, so that newer figures replace older ones."""
    posts = published_posts(world, INSTAGRAM)
    early, middle, late = world.cut(5, 11)
    late = Period(late.first - timedelta(days=30), late.last)
    yield _export(early, posts, _ENGLISH, "1518264093377150")
    yield _export(middle, posts, _SWEDISH, "918273411905524")
    yield _export(late, posts, _ENGLISH, "1690417352288016")


def _export(period: Period, posts: list[Post], header: Mapping[str, str], number: str) -> Export:
    records = [_record(at, post, maturity(post.published, period)) for at, post in published_in(posts, period)]
    text = delimited([[*header.values()], *([record[key] for key in header] for record in records)])
    return Export(f"Instagram/{file_name(period, number)}", text.encode("utf-8-sig"), downloaded(period))


def _record(at: int, post: Post, part: float) -> Mapping[str, Value]:
    return {
        "id": str(17_900_000_000_000_000 + at * 912_318_404_713 % 99_999_999_999_999),
        "account": INSTAGRAM_ACCOUNT,
        "username": HANDLE,
        "name": CLIENT,
        "text": post.caption,
        "seconds": post.seconds,
        "published": publish_time(post),
        "permalink": f"https://www.instagram.com/{'reel' if post.kind == 'reel' else 'p'}/{_shortcode(at, post)}/",
        "kind": _POST_TYPES[post.kind],
        "comment": None,
        "date": "Lifetime",
        "views": round(post.views * part),
        "reach": None if at == _UNREACHED else round(post.reach * part),
        "likes": round(post.likes * part),
        "shares": round(post.shares * part),
        "comments": round(post.comments * part),
        "saves": round(post.saves * part),
        "follows": round(post.follows * part) or None,  # Meta leaves the cell blank where nobody followed
    }


def _shortcode(at: int, post: Post) -> str:
    """A media id in base 64: the time it was uploaded, a few minutes before, and a number."""
    uploaded = round(post.published.timestamp() * 1000) - 90_000 - _INSTAGRAM_EPOCH
    media = (uploaded << 23) + at * 7919 % (1 << 23)
    digits: list[str] = []
    while media:
        media, digit = divmod(media, 64)
        digits.append(_SHORTCODE_DIGITS[digit])
    return "".join(reversed(digits))
