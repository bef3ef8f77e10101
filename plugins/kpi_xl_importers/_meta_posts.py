"""Meta Business Suite's exports of content: posts, stories and videos, with the figures of their whole life."""

from __future__ import annotations

from kpi_xl import Check, Column, Derived, Export, Flag, Id, Moment, Note, Part, Whole
from kpi_xl_importers._posts import FORMAT

# The same in every language of the interface: the range chosen and a number of the download.
_FILE_NAME = r"^(?P<first>[A-Z][a-z]{2}-\d\d-\d{4})_(?P<last>[A-Z][a-z]{2}-\d\d-\d{4})(?:_\d+)?"

# Publish times are US Pacific in every export seen, month first in every language. From December 2023 to March 2024
# the minutes were the number of the month.
_PUBLISHED = Column(
    "published_at",
    Moment("America/Los_Angeles", order="mdy", minutes_may_be_month=True),
    found_by=r"^\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d\d$",
)
_EVERY = (_PUBLISHED, Column("caption", key="description"), Column("_data_comment"), Column("_date"))
_TYPE = Column("format", FORMAT, key="post_type")
_FIGURES = ("reach", "likes", "shares")
_SHOWN = ("views", "impressions")

_INSTAGRAM_ACCOUNT = (Column("account", key="account_username"), Column("_account_name"), Column("_account_id"))
_NAMED_ACCOUNT = (
    Derived(
        "account", "coalesce(account, _account_name, _account_id)", needs=("account", "_account_name", "_account_id")
    ),
    Derived("account", "coalesce(account, _account_id)", needs=("account", "_account_id")),
    Derived("account", "coalesce(_account_name, _account_id)", needs=("_account_name", "_account_id")),
    Derived("account", "_account_name", needs=("_account_name",)),
)
_PAGE = (
    Column("account", key="page_name"),
    Column("_page_id"),
    Column("_title"),
    Column("tag", key="custom_labels"),
    "comments",
    "engagements_reported",
    "video_views_3s",
    "watch_time",
)
_PAGE_DERIVED = (
    Derived("account", "coalesce(account, _page_id)", needs=("account", "_page_id")),
    Derived("account", "_page_id", needs=("_page_id",)),
    Derived("caption", "coalesce(caption, _title)", needs=("caption", "_title")),
    Derived("caption", "_title", needs=("_title",)),
)

_ONE_ROW_A_POST = (
    Check(
        "approx_count_distinct(post_id) * 3 > count(*)",
        "it has one row for each post and day, and daily figures of posts cannot be told from lifetime ones.",
        "Choose lifetime figures when you export, not a breakdown by day.",
    ),
    Check(
        "count_if(contains(_date, '20')) = 0",
        "its column Date holds days instead of the word Lifetime: the figures are those of single days.",
        "Choose lifetime figures when you export, not a breakdown by day.",
        needs=("_date",),
    ),
)
_NOTES = (
    Note(
        "The export is from before views: it has impressions, which are never joined onto views.",
        needs=("impressions",),
    ),
    Note(
        "The posts are of {n} accounts (collaborations and shared posts): each keeps its own.",
        needs=("account",),
        counted="count(DISTINCT account)",
        above=1,
    ),
)


def _content(  # noqa: PLR0913 - what the kinds of content differ in
    name: str,
    platform: str,
    columns: tuple[Column | str, ...],
    derived: tuple[Derived, ...],
    *,
    requires: tuple[str, ...],
    forbids: tuple[str, ...],
    notes: tuple[Note, ...] = (),
    second_hand: bool = False,
) -> Export:
    """One kind of content: a row a post, refused if it is a row a post and day."""
    part = Part(
        table="posts",
        columns=(*_EVERY, *_FIGURES, *columns),
        derived=derived,
        requires=("post_id", "published_at", *requires),
        forbids=forbids,
        key=("post_id",),
        reason_from="_data_comment",
        checks=_ONE_ROW_A_POST,
        # Of videos: retention by interval, and views by whatever audiences and countries the page happens to have.
        ignores=(r"at interval \d+$", r"seconds viewed from", r"video views by"),
        notes=(*_NOTES, *notes),
    )
    return Export(
        name=name, platform=platform, file_names=(_FILE_NAME,), parts=(part,), decimal=".", second_hand=second_hand
    )


INSTAGRAM_POSTS = _content(
    "meta_posts_instagram",
    "instagram",
    (
        Column(
            "post_id",
            Id(recover_from="permalink", recover=r"/(?:p|reel|reels|tv)/([\w-]+)"),
            found_by=r"^1[78]\d{15}$",
        ),
        Column("permalink", looks_like=r"instagram\.com/(?:[\w.]+/)?(?:p|reel|reels|tv|stories)/"),
        *_INSTAGRAM_ACCOUNT,
        _TYPE,
        *_SHOWN,
        "follows",
        "comments",
        "saves",
    ),
    _NAMED_ACCOUNT,
    requires=("permalink",),
    forbids=("page_id", "page_name", "sticker_taps", "navigation", "replies"),
)

STORIES = _content(
    "meta_stories_instagram",
    "instagram",
    (
        Column("post_id", Id(recover_from="permalink", recover=r"/stories/[^/]+/(\d+)")),
        Column("permalink", looks_like=r"instagram\.com/stories/"),
        *_INSTAGRAM_ACCOUNT,
        _TYPE,
        *_SHOWN,
        "follows",
        "replies",
        "link_clicks",
        "profile_visits",
    ),
    (*_NAMED_ACCOUNT, Derived("format", "'story'", needs=("post_id",))),
    requires=("permalink", "replies"),
    forbids=("page_id", "page_name", "saves"),
)

FACEBOOK_POSTS = _content(
    "meta_posts_facebook",
    "facebook",
    (
        Column(
            "post_id",
            Id(recover_from="permalink", recover=r"(?:/posts/|/videos/|/reel/|fbid=)(?:[\w.-]+/)?(\d+)"),
            found_by=r"^\d{15,18}$",
        ),
        Column("permalink", looks_like=r"facebook\.com/|fb\.watch/"),
        *_PAGE,
        _TYPE,
        *_SHOWN,
        "clicks",
        "link_clicks",
        Column("_boosted_reach", Whole(), key="reach_boosted"),
        Column("_is_share", Flag()),
        Column("_is_crosspost", Flag()),
    ),
    (*_PAGE_DERIVED, Derived("is_boosted", "_boosted_reach > 0", needs=("_boosted_reach",))),
    requires=("permalink",),
    forbids=("account_id", "account_username", "video_id"),
    notes=(
        Note("Reach includes boosted (paid) delivery: ads figures are never added on top.", needs=("_boosted_reach",)),
        Note("{n} of {rows} posts are shares of another post.", where="_is_share", needs=("_is_share",)),
        Note("{n} of {rows} posts are crossposts.", where="_is_crosspost", needs=("_is_crosspost",)),
    ),
)

FACEBOOK_VIDEOS = _content(
    "meta_videos_facebook",
    "facebook",
    (Column("post_id", Id(), key="video_id", looks_like=r"^\d"), Column("_universal_video_id"), *_PAGE),
    (*_PAGE_DERIVED, Derived("format", "'video'", needs=("post_id",))),
    requires=("video_views_3s",),
    forbids=("permalink", "post_id"),
    notes=(Note("Videos have ids of their own: one that is a post too counts once if the post's link has that id."),),
    second_hand=True,
)

POSTS = (INSTAGRAM_POSTS, STORIES, FACEBOOK_POSTS, FACEBOOK_VIDEOS)
