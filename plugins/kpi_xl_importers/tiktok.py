"""TikTok: the tabs of TikTok Studio (dates without a year), and the exports of business accounts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from kpi_xl import (
    Block,
    Column,
    Day,
    Derived,
    Export,
    Importer,
    Moment,
    Note,
    OpenedFile,
    Part,
    Percent,
    as_day,
    header_row,
    headers_beside,
    hookimpl,
)

# The archive of a tab: what it is, for the tab of days the first one and the moment of the download, and the handle.
_ARCHIVE = (
    r"^(?:Overview|Content|Followers|Viewers)_"
    r"(?:(?P<first>\d{4}-\d\d-\d\d)_)?(?:(?P<exported>\d{10})_)?(?P<account>[\w.]+)$"
)
_LISTS = (_ARCHIVE, r"^Followers_(?:\d{4}-\d\d-\d\d_)?(?P<date>\d{10})_")

# A video's number counts seconds since 1970 above its last 32 bits.
_VIDEO = re.compile(r"tiktok\.com/.*/(?:video|photo)/(\d+)")
_DIGITS = 19
_SECONDS = "(try_cast(post_id AS BIGINT) >> 32)"
_OF_LINK = (
    Derived("post_id", "nullif(regexp_extract(permalink, '/(?:video|photo)/(\\d+)', 1), '')", needs=("permalink",)),
    Derived("account", "nullif(regexp_extract(permalink, 'tiktok\\.com/@([^/]+)/', 1), '')", needs=("permalink",)),
    Derived("format", "CASE WHEN contains(permalink, '/photo/') THEN 'image' ELSE 'video' END", needs=("permalink",)),
    Derived("published_at", f"timezone('UTC', make_timestamp({_SECONDS} * 1000000))", needs=("permalink",)),
)
_PERMALINK = Column("permalink", key="link", looks_like=r"tiktok\.com/.*/(?:video|photo)/\d+")
_CAPTION = Column("caption", key="title")

_DAY = Column("date", Day(without_year=True))
_PEOPLE = Note("Viewers are read as reach: people of each day, which are never added.", needs=("reach",))


def content_file(opened: OpenedFile) -> Iterator[Block]:
    """The column Time is the day of the export, without a year: the first such day after the newest video."""
    for block in header_row(opened):
        exported = _export_day(block.sample())
        yield replace(block, facts={"exported": exported.isoformat()} if exported else {})


def _export_day(records: Iterable[Sequence[str]]) -> date | None:
    found = ((record[0], met) for record in records for cell in record if (met := _VIDEO.search(cell)))
    videos = [(first, int(met[1])) for first, met in found if len(met[1]) <= _DIGITS]
    if not videos:
        return None
    newest = datetime.fromtimestamp(max(number for _, number in videos) >> 32, UTC).date()
    days = (as_day(f"{videos[0][0]} {year}") for year in (newest.year, newest.year + 1))
    return next((day for day in days if day and day >= newest), None)


STUDIO_CONTENT = Export(
    name="tiktok_content",
    file_names=(_ARCHIVE,),
    layout=content_file,
    parts=(
        Part(
            table="posts",
            columns=(
                Column("_time", key="exported_on"),
                _CAPTION,
                _PERMALINK,
                "likes",
                "comments",
                "shares",
                "saves",
                "views",
            ),
            derived=_OF_LINK,
            requires=("permalink", "_time", "views"),
            key=("post_id",),
            notes=(Note("Post times have no year and no clock: both come from the number of the video."),),
        ),
    ),
)

STUDIO_OVERVIEW = Export(
    name="tiktok_overview",
    file_names=(_ARCHIVE,),
    parts=(
        Part(
            table="account_daily",
            columns=(_DAY, "views", "profile_visits", "likes", "comments", "shares"),
            requires=("date", "views", "profile_visits", "likes"),
            forbids=("reach", "follows", "link", "of_several_networks"),
            key=("date",),
        ),
    ),
)

STUDIO_VIEWERS = Export(
    name="tiktok_viewers",
    file_names=(_ARCHIVE,),
    parts=(
        Part(
            table="account_daily",
            columns=(_DAY, "reach", Column("_new_viewers"), Column("_returning_viewers")),
            requires=("date", "reach", "_new_viewers", "_returning_viewers"),
            key=("date",),
            notes=(_PEOPLE,),
        ),
    ),
)

STUDIO_FOLLOWERS = Export(
    name="tiktok_followers",
    file_names=(_ARCHIVE,),
    parts=(
        Part(
            table="account_daily",
            columns=(_DAY, "followers", "net_follows"),
            requires=("date", "followers", "net_follows"),
            forbids=("reach",),
            key=("date",),
        ),
    ),
)

STUDIO_ACTIVITY = Export(
    name="tiktok_follower_activity",
    file_names=(_ARCHIVE,),
    parts=(
        Part(
            table="audience",
            columns=(_DAY, Column("value", key="hour"), Column("people", key="active_followers")),
            constants={"dimension": "hour"},
            requires=("date", "value", "people"),
            key=("date", "value"),
            notes=(Note("A follower who is active in several hours counts in each of them."),),
        ),
    ),
)


def _shares(dimension: str, header_key: str) -> Part:
    return Part(
        table="audience",
        columns=(Column("value", key=header_key), Column("share", Percent(points=False), key="distribution")),
        constants={"dimension": dimension},
        requires=("value", "share"),
        key=("value",),
        notes=(Note("The list holds shares, no numbers of people."),),
    )


STUDIO_AUDIENCE = Export(
    name="tiktok_follower_list", file_names=_LISTS, parts=(_shares("gender", "gender"), _shares("country", "territory"))
)

BUSINESS_OVERVIEW = Export(
    name="tiktok_business_overview",
    parts=(
        Part(
            table="account_daily",
            columns=(
                "date",
                "views",
                "reach",
                "profile_visits",
                "likes",
                "shares",
                "comments",
                "link_clicks",
                "net_follows",
                "follows",
                "unfollows",
            ),
            requires=("date", "views", "reach", "follows", "unfollows"),
            key=("date",),
            notes=(_PEOPLE,),
        ),
    ),
)

BUSINESS_AUDIENCE = Export(
    name="tiktok_business_audience",
    parts=(
        Part(
            table="account_daily",
            columns=("date", "follows", "followers", "reach", Column("_engaged_audience")),
            requires=("date", "follows", "reach", "_engaged_audience"),
            forbids=("views",),
            key=("date",),
            notes=(_PEOPLE,),
        ),
    ),
)

BUSINESS_VIDEOS = Export(
    name="tiktok_business_videos",
    parts=(
        Part(
            table="posts",
            columns=(
                _CAPTION,
                _PERMALINK,
                Column("published_at", Moment("UTC"), key="post_time"),
                "views",
                "likes",
                "comments",
                "shares",
                "saves",
            ),
            derived=_OF_LINK[:3],
            requires=("permalink", "published_at", "views", "likes"),
            forbids=("exported_on",),
            key=("post_id",),
        ),
    ),
)

IMPORTER = Importer(
    "tiktok",
    "1",
    "tiktok",
    (
        STUDIO_CONTENT,
        STUDIO_OVERVIEW,
        STUDIO_VIEWERS,
        STUDIO_FOLLOWERS,
        STUDIO_ACTIVITY,
        STUDIO_AUDIENCE,
        BUSINESS_OVERVIEW,
        BUSINESS_AUDIENCE,
        BUSINESS_VIDEOS,
    ),
    headers=headers_beside(__file__),
)


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of TikTok."""
    return [IMPORTER]
