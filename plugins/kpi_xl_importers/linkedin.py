"""LinkedIn company pages: content, followers, visitors and competitors, as .xls or .xlsx in any language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from kpi_xl import (
    Block,
    Choice,
    Column,
    Day,
    Derived,
    Export,
    Importer,
    Note,
    OpenedFile,
    Part,
    header_row,
    headers_beside,
    hookimpl,
)

# The page and the moment of the download in milliseconds; the same in every language.
_FILE_NAME = r"^(?P<account>.+)_{kind}_(?P<exported>\d{{13}})$"

# Days are text, month first, in every language of the interface.
_DAY = Day(order="mdy")
_LOOKS_LIKE_A_DAY = r"^\d\d?/\d\d?/\d{4}$"
_LOOKS_LIKE_A_COUNT = r"^-?\d+$"
_LOOKS_LIKE_A_POST = r"linkedin\.com/feed/update/urn:li:"


def _both_ways(part: Part, places: Mapping[str, int], width: int) -> tuple[Part, Part]:
    """The part found by its names, and by its places where the names are in an unknown language.

    LinkedIn keeps the order of its columns in all languages.
    """
    placed = tuple(replace(column, position=places[column.field]) for column in part.all_columns())
    return part, replace(part, columns=placed, width=width)


_METRICS_PLACES = {"date": 0, "impressions": 3, "reach": 4, "clicks": 7, "likes": 10, "comments": 13, "shares": 16}
_METRICS = Part(
    table="account_daily",
    columns=(
        Column("date", _DAY, looks_like=_LOOKS_LIKE_A_DAY),
        *(Column(field, key=f"{field}_daily") for field in _METRICS_PLACES if field != "date"),
    ),
    requires=("date", "impressions", "clicks", "comments"),
    key=("date",),
    notes=(
        Note("Sponsored (paid) delivery is inside the totals of a day."),
        Note("Days and posts overlap (days also count older posts): they are never added."),
        Note("The last one or two days may not be complete: LinkedIn counts with a delay."),
    ),
)

_POSTS_PLACES = {
    "caption": 0,
    "permalink": 1,
    "campaign": 3,
    "_created": 5,
    "impressions": 9,
    "video_views": 10,
    "clicks": 12,
    "likes": 14,
    "comments": 15,
    "shares": 16,
    "follows": 17,
    "format": 19,
}
_FORMATS = Choice(
    (
        (r"v[ií]deo", "video"),
        (r"carr?ou?s|karus|document|dokument", "carousel"),
        (r"article|artik|link|enlace", "link"),
        (r"image|imag|foto|photo|bild", "image"),
        (r"text|tekst", "text"),
    ),
    other="other",
)
# An activity's number counts milliseconds since 1970 above its last 22 bits: the time it went out. Created date is the
# day on which it was drafted, up to weeks earlier.
_ACTIVITY = "try_cast(regexp_extract(permalink, 'urn:li:activity:(\\d+)', 1) AS BIGINT)"
_POSTS = Part(
    table="posts",
    columns=(
        Column("caption", key="post_title"),
        Column("permalink", looks_like=_LOOKS_LIKE_A_POST),
        Column("campaign", key="campaign_name"),
        Column("_created", _DAY, key="created_date"),
        *(
            Column(field)
            for field in ("impressions", "video_views", "clicks", "likes", "comments", "shares", "follows")
        ),
        Column("format", _FORMATS, key="content_type"),
    ),
    derived=(
        Derived("post_id", "nullif(regexp_extract(permalink, 'urn:li:\\w+:(\\d+)', 1), '')", needs=("permalink",)),
        Derived("published_at", f"timezone('UTC', make_timestamp(({_ACTIVITY} >> 22) * 1000))", needs=("permalink",)),
        Derived("published_on", "CASE WHEN published_at IS NULL THEN _created END", needs=("_created",)),
    ),
    requires=("permalink", "impressions", "clicks"),
    key=("post_id",),
    notes=(
        Note(
            "{n} of {rows} posts went out later than the day they were created: the day they went out counts.",
            where="CAST(timezone('UTC', published_at) AS DATE) > _created",
            needs=("_created",),
        ),
    ),
)

CONTENT = Export(
    name="linkedin_content",
    file_names=(_FILE_NAME.format(kind="(?:content|updates)"),),
    parts=(*_both_ways(_METRICS, _METRICS_PLACES, 20), *_both_ways(_POSTS, _POSTS_PLACES, 20)),
)


def followers_sheets(opened: OpenedFile) -> Iterator[Block]:
    """Days on the first sheet; then one list a sheet, always in this order."""
    dimensions = ("city", "job_function", "seniority", "industry", "company_size")
    first, *lists = opened.grids
    yield from header_row(replace(opened, grids=(first,)))
    for grid, dimension in zip(lists, dimensions, strict=False):
        if head := grid.head(1):
            yield Block(grid, tuple(head[0]), 1, facts={"dimension": dimension})


# Called total followers, and yet the net gain of each day: there are negative ones, and they add up to the growth.
_NEW_FOLLOWERS = Part(
    table="account_daily",
    columns=(Column("date", _DAY, looks_like=_LOOKS_LIKE_A_DAY), "net_follows"),
    requires=("date", "net_follows"),
    key=("date",),
    notes=(
        Note("The column Total followers holds the net gain of each day, not the number of followers."),
        Note("{n} of {rows} days lost more followers than they won.", where="net_follows < 0"),
    ),
)


def _all_counts(part: Part, places: Mapping[str, int], width: int) -> tuple[Part, Part]:
    """The same of a table in which every column but the day is a count, which many a short table of others is not."""
    named, placed = _both_ways(part, places, width)
    counts = tuple(
        Column(f"_count_{place}", position=place, looks_like=_LOOKS_LIKE_A_COUNT) for place in range(1, width)
    )
    return named, replace(placed, columns=(*placed.columns, *counts))


_FOLLOWERS_OF_A_KIND = Part(
    table="audience",
    columns=(Column("value", position=0), Column("people", position=1)),
    requires=("value", "people"),
    key=("value",),
    width=2,
    optional=True,
)

FOLLOWERS = Export(
    name="linkedin_followers",
    # The lists are those of the day of the download.
    file_names=(_FILE_NAME.format(kind="followers"), r"_followers_(?P<date>\d{13})$"),
    layout=followers_sheets,
    parts=(
        *_all_counts(_NEW_FOLLOWERS, {"date": 0, "net_follows": 4}, 5),
        _all_counts(_NEW_FOLLOWERS, {"date": 0, "net_follows": 3}, 4)[1],  # before auto-invited followers
        _FOLLOWERS_OF_A_KIND,
    ),
    notes=(
        "Each list counts the same people again, at most 100 rows of it: no number of followers can be taken from it.",
    ),
)

_VISITORS = Part(
    table="account_daily",
    columns=(Column("date", _DAY, looks_like=_LOOKS_LIKE_A_DAY), "profile_visits"),
    requires=("date", "profile_visits"),
    key=("date",),
    notes=(Note("Unique visitors of a day are not reach and are left out."),),
)

VISITORS = Export(
    name="linkedin_visitors",
    file_names=(_FILE_NAME.format(kind="visitors"),),
    parts=_both_ways(_VISITORS, {"date": 0, "profile_visits": 21}, 25),
    notes=("The lists by place, function and industry count page views, not people: they are left out.",),
)


def competitor_sheet(opened: OpenedFile) -> Iterator[Block]:
    """The range stands above the header, in the date format of the interface's language."""
    for grid in opened.grids:
        head = grid.head(2)
        if grid.name == "COMPETITORS" and len(head) == 2:  # noqa: PLR2004 - the range and the header
            english = "followers" in " ".join(head[1]).casefold()
            last = _last_day(head[0], month_first=english)
            yield Block(grid, tuple(head[1]), 2, facts={"date": last.isoformat()} if last else {})


def _last_day(written: Sequence[str], *, month_first: bool) -> date | None:
    """The last day of a range; the order in which it is a range wins over the order that the language lets expect."""
    for order in (month_first, not month_first):
        days = [_day(cell, month_first=order) for cell in written[:2]]
        if len(days) == 2 and days[0] and days[1] and days[0] <= days[1]:  # noqa: PLR2004 - a first and a last day
            return days[1]
    return None


def _day(cell: str, *, month_first: bool) -> date | None:
    try:
        one, other, year = (int(part) for part in cell.split("/"))
        return date(year, one, other) if month_first else date(year, other, one)
    except ValueError:
        return None


COMPETITORS = Export(
    name="linkedin_competitors",
    file_names=(r"_competitor_analytics_(?P<exported>\d{13})$",),
    layout=competitor_sheet,
    parts=(
        Part(
            table="account_daily",
            columns=(Column("account", position=0), Column("followers", position=1)),
            requires=("account", "followers"),
            width=5,
            key=("account",),
            one_of_accounts=True,
            notes=(Note("New followers, engagements and posts are those of the whole range: they are left out."),),
        ),
    ),
)

IMPORTER = Importer(
    "linkedin", "1", "linkedin", (CONTENT, FOLLOWERS, VISITORS, COMPETITORS), headers=headers_beside(__file__)
)


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of LinkedIn company pages."""
    return [IMPORTER]
