"""Facebook's page insights of 2011 to about 2021: posts, videos and days, as .csv, .xlsx or an .xls that is XML."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import (
    AllBlank,
    Choice,
    Column,
    Day,
    Derived,
    Export,
    Id,
    Importer,
    Moment,
    Note,
    Part,
    Whole,
    headers_beside,
    hookimpl,
)

_NAME = r"^Facebook Insights Data Export(?: \([^)]*\))? - (?P<account>.+?) - "
_FILE_NAMES = (
    _NAME + r"(?P<first>\d{4}-\d\d-\d\d) - (?P<last>\d{4}-\d\d-\d\d)$",
    _NAME + r"(?P<exported>\d{4}-\d\d-\d\d)$",
)
_FORMATS = Choice(((r"video", "video"), (r"photo", "image"), (r"link", "link"), (r"status", "text")), other="other")

# Columns of one name: people come first or last, and only the row of descriptions tells.
_COUNTED = r"\(Total Count\)"
_ORGANIC = Column("_organic", Whole(), key="video_views_organic", described_as=_COUNTED)
_PAID = Column("_paid", Whole(), key="video_views_paid", described_as=_COUNTED)
_BOTH = "CASE WHEN _organic IS NOT NULL OR _paid IS NOT NULL THEN coalesce(_organic, 0) + coalesce(_paid, 0) END"

_POSTS = Part(
    table="posts",
    columns=(
        Column("post_id", Id(), looks_like=r"^\d+_\d+$"),
        Column("permalink", looks_like=r"facebook\.com/"),
        Column("caption", key="message"),
        Column("format", _FORMATS, key="type"),
        # Told by the hours at which a page in Europe posts: no id proves it.
        Column("published_at", Moment("America/Los_Angeles", order="mdy"), key="posted"),
        "reach",
        "impressions",
        "clicks",
        "likes",
        "comments",
        "shares",
        "link_clicks",
        Column("video_views_3s", key="video_views_total", described_as=_COUNTED),
        _ORGANIC,
        _PAID,
    ),
    derived=(
        Derived("format", "coalesce(format, 'other')", needs=("format",)),
        Derived("video_views_3s", "video_views_3s", needs=("video_views_3s",)),
        Derived("video_views_3s", _BOTH, needs=("_organic", "_paid")),
    ),
    requires=("post_id", "published_at", "impressions"),
    key=("post_id",),
    footers=(AllBlank(("post_id", "permalink", "published_at")),),
    one_row_per=("post_id",),
    ignores=(r"^lifetime ", r":lifetime\b"),
    notes=(
        Note("Posted times are read as US Pacific, as Facebook's later exports have them."),
        Note("Impressions, reach and video views include paid delivery: ads figures are never added on top."),
    ),
)


def _sheet_of_types(sheet: str, *columns: Column) -> Part:
    """In a workbook the figures by type of action stand on sheets of their own, one row a post."""
    return Part(
        table="posts",
        sheet=sheet,
        columns=(Column("post_id", Id(), looks_like=r"^\d+_\d+$"), *columns),
        requires=("post_id",),
        key=("post_id",),
        footers=(AllBlank(("post_id",)),),
        one_row_per=("post_id",),
        optional=True,
    )


POSTS = Export(
    name="facebook_insights_posts",
    file_names=_FILE_NAMES,
    parts=(
        _POSTS,
        _sheet_of_types(
            r"^Lifetime Post Stories by act",
            Column("likes", names=("like",)),
            Column("comments", names=("comment",)),
            Column("shares", names=("share",)),
        ),
        _sheet_of_types(r"^Lifetime Post Consumptions b", Column("link_clicks", names=("link clicks",))),
    ),
)

PAGE = Export(
    name="facebook_insights_page",
    file_names=_FILE_NAMES,
    parts=(
        Part(
            table="account_daily",
            columns=(
                Column("date", Day()),
                "followers",
                "follows",
                "unfollows",
                Column("reach", key="reach_daily"),
                "reach_7d",
                "reach_28d",
                Column("impressions", key="impressions_daily"),
                Column("clicks", key="clicks_daily"),
                Column("profile_visits", key="visits_daily", described_as=_COUNTED),
                Column("video_views", key="video_views_daily"),
            ),
            requires=("date", "followers", "reach", "impressions"),
            key=("date",),
            footers=(AllBlank(("date",)),),
            ignores=(r"^(?:lifetime|daily|weekly|28 days) ", r":(?:lifetime|day|week|days 28)\b"),
            notes=(
                Note("Followers are the page's likes."),
                Note("Columns of a week or 28 days end on their day and overlap: they are never added."),
            ),
        ),
    ),
)

IMPORTER = Importer("facebook_insights", "1", "facebook", (POSTS, PAGE), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Facebook's older page insights."""
    return [IMPORTER]
