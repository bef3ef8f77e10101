"""X (Twitter): analytics of X Premium since November 2024, analytics.twitter.com before."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Column, Day, Derived, Export, Id, Importer, Moment, Note, Part, headers_beside, hookimpl

_POST_ID = Column("post_id", Id(recover_from="permalink", recover=r"/status/(\d+)"))
_PERMALINK = Column("permalink", looks_like=r"(?:x|twitter)\.com/[^/]+/status/\d+")
_HANDLE = Derived("account", "nullif(regexp_extract(permalink, '\\.com/([^/]+)/status', 1), '')", needs=("permalink",))
_SHARE_MENU = Note(
    "The column Share(s) counts uses of the share menu, not reposts: it is left out.", needs=("_share_menu",)
)
_REPLIES = Note(
    "{n} of {rows} posts are replies (their text begins with @); they count as posts.", where="caption LIKE '@%'"
)

# Ids are snowflakes: all but their last 22 bits count milliseconds since 4 November 2010. Older ids are plain numbers.
_MILLISECONDS = "((try_cast(post_id AS BIGINT) >> 22) + 1288834974657)"
_TIME_OF_ID = Derived(
    "published_at",
    f"CASE WHEN length(post_id) > 15 THEN timezone('UTC', make_timestamp({_MILLISECONDS} * 1000)) END",
    needs=("post_id", "published_on"),
)
_DAY_WITHOUT_TIME = Derived(
    "published_on", "CASE WHEN published_at IS NULL THEN published_on END", needs=("published_on",)
)

_FIGURES = (
    "impressions",
    "likes",
    "comments",
    "shares",
    "link_clicks",
    "profile_visits",
    "follows",
    "engagements_reported",
)

POSTS = Export(
    name="x_posts",
    file_names=(r"account_analytics_content_(?P<first>\d{4}-\d\d-\d\d)_(?P<last>\d{4}-\d\d-\d\d)",),
    parts=(
        Part(
            table="posts",
            columns=(
                _POST_ID,
                Column("published_on", Day(), key="date"),  # the account's own day, without a clock
                "caption",
                _PERMALINK,
                *_FIGURES,
                "saves",
                Column("_share_menu"),
            ),
            derived=(_TIME_OF_ID, _DAY_WITHOUT_TIME, _HANDLE),
            requires=("post_id", "permalink", "caption", "published_on", "impressions"),
            key=("post_id",),
            notes=(_SHARE_MENU, _REPLIES),
        ),
    ),
)

DAYS = Export(
    name="x_daily",
    file_names=(r"account_overview_analytics",),
    parts=(
        Part(
            table="account_daily",
            columns=("date", *_FIGURES, "saves", "unfollows", "posts_published", "video_views", Column("_share_menu")),
            requires=("date", "impressions", "unfollows", "posts_published"),
            forbids=("post_id",),
            key=("date",),
            notes=(_SHARE_MENU,),
        ),
    ),
)

# Legacy file names end in handle, first day, the day after the last and the language of the interface.
_LEGACY_NAME = r"tweet_activity_metrics_(?P<account>.+)_(?P<first>\d{8})_(?P<after>\d{8})_[a-z-]+$"
_PROMOTED = "Promoted delivery stands in columns of its own, which are left out: the figures are organic."

LEGACY_POSTS = Export(
    name="x_posts_legacy",
    file_names=(rf"^{_LEGACY_NAME}",),
    parts=(
        Part(
            table="posts",
            columns=(_POST_ID, Column("published_at", Moment("UTC")), "caption", _PERMALINK, *_FIGURES),
            derived=(_HANDLE,),
            requires=("post_id", "permalink", "caption", "published_at", "impressions"),
            key=("post_id",),
            notes=(_REPLIES,),
        ),
    ),
    decimal=".",
    notes=(_PROMOTED,),
)

LEGACY_DAYS = Export(
    name="x_daily_legacy",
    file_names=(rf"^daily_{_LEGACY_NAME}",),
    parts=(
        Part(
            table="account_daily",
            columns=("date", "posts_published", *_FIGURES),
            requires=("date", "posts_published", "impressions", "engagements_reported", "link_clicks"),
            forbids=("post_id", "unfollows"),
            key=("date",),
        ),
    ),
    decimal=".",
    notes=(_PROMOTED,),
)

IMPORTER = Importer(
    name="x_twitter",
    version="1",
    platform="x",
    formats=(POSTS, DAYS, LEGACY_POSTS, LEGACY_DAYS),
    headers=headers_beside(__file__),
)


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of X."""
    return [IMPORTER]
