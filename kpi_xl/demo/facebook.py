"""Facebook posts as Meta Business Suite exports them (Content, Export data)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.demo.company import CLIENT, FACEBOOK_PAGE
from kpi_xl.demo.export import Export, delimited
from kpi_xl.demo.meta import file_name, maturity, publish_time, published_in
from kpi_xl.demo.posts import FACEBOOK, published_posts
from kpi_xl.demo.world import downloaded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpi_xl.demo.export import Value
    from kpi_xl.demo.posts import Post
    from kpi_xl.demo.world import World
    from kpi_xl.vocabulary.periods import Period

_POST_TYPES = {"image": "Photos", "link": "Links", "reel": "Reels"}
_BROKEN = 31  # the running number of a post that Meta could not compute: it has no id, time or link

_ENGLISH = {
    "id": "Post ID",
    "page": "Page ID",
    "name": "Page name",
    "title": "Title",
    "text": "Description",
    "seconds": "Duration (sec)",
    "published": "Publish time",
    "caption_type": "Caption type",
    "permalink": "Permalink",
    "crosspost": "Is crosspost",
    "share": "Is share",
    "kind": "Post type",
    "languages": "Languages",
    "labels": "Custom labels",
    "funded": "Funded content status",
    "comment": "Data comment",
    "date": "Date",
    "views": "Views",
    "reach": "Reach",
    "interactions": "Reactions, Comments and Shares",
    "likes": "Reactions",
    "comments": "Comments",
    "shares": "Shares",
    "clicks": "Total clicks",
    "link_clicks": "Link Clicks",
    "other_clicks": "Other Clicks",
    "photo_clicks": "Matched Audience Targeting Consumption (Photo Click)",
}
_NORWEGIAN = {
    "id": "Innleggs-ID",
    "page": "Side-ID",
    "name": "Sidenavn",
    "title": "Tittel",
    "text": "Beskrivelse",
    "seconds": "Varighet (sek.)",
    "published": "Publiseringstidspunkt",
    "permalink": "Permalenke",
    "kind": "Innleggstype",
    "comment": "Datakommentar",
    "date": "Dato",
    "views": "Visninger",
    "reach": "Rekkevidde",
    "interactions": "Reaksjoner, kommentarer og delinger",
    "likes": "Reaksjoner",
    "comments": "Kommentarer",
    "shares": "Delinger",
    "clicks": "Klikk totalt",
    "link_clicks": "Lenkeklikk",
    "other_clicks": "Andre klikk",
}


def exports(world: World) -> Iterator[Export]:
    """An English download, and a Norwegian one that Excel has saved again with semicolons."""
    posts = published_posts(world, FACEBOOK)
    early, late = world.cut(8)
    english = delimited(_rows(early, posts, _ENGLISH))
    norwegian = delimited(_rows(late, posts, _NORWEGIAN), ";", "\r\n")
    yield _export(early, "1402739518604227", english)
    yield _export(late, "571930428816405", norwegian)


def _export(period: Period, number: str, text: str) -> Export:
    return Export(f"Facebook/{file_name(period, number)}", text.encode("utf-8-sig"), downloaded(period))


def _rows(period: Period, posts: list[Post], header: Mapping[str, str]) -> list[list[Value]]:
    records = [_record(at, post, maturity(post.published, period)) for at, post in published_in(posts, period)]
    return [[*header.values()], *([record[key] for key in header] for record in records)]


def _record(at: int, post: Post, part: float) -> Mapping[str, Value]:
    number = 871_204_663_019_538 + at * 84_119_203_417
    title = post.caption.splitlines()[0]
    likes, comments, shares = round(post.likes * part), round(post.comments * part), round(post.shares * part)
    link_clicks, other_clicks = round(post.link_clicks * part), round(post.other_clicks * part)
    record: dict[str, Value] = {
        "id": str(number),
        "page": FACEBOOK_PAGE,
        "name": CLIENT,
        "title": title,
        "text": post.caption,
        "seconds": post.seconds,
        "published": publish_time(post),
        "caption_type": "N/A" if post.seconds else None,
        "permalink": f"https://www.facebook.com/{FACEBOOK_PAGE}/posts/{number}",
        "crosspost": 0,
        "share": 0,
        "kind": _POST_TYPES[post.kind],
        "languages": None,
        "labels": None,
        "funded": None,
        "comment": None,
        "date": "Lifetime",
        "views": round(post.views * part),
        "reach": round(post.reach * part),
        "interactions": likes + comments + shares,
        "likes": likes,
        "comments": comments,
        "shares": shares,
        "clicks": link_clicks + other_clicks,
        "link_clicks": link_clicks or None,
        "other_clicks": other_clicks,
        "photo_clicks": None,
    }
    return {**record, **_not_computed(number)} if at == _BROKEN else record


def _not_computed(number: int) -> Mapping[str, Value]:
    comment = f"An error occurred while computing metadata for content with ID {number}."
    return {"id": None, "published": None, "permalink": None, "title": None, "text": None, "comment": comment}
