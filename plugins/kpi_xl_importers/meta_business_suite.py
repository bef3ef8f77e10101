"""Meta Business Suite: posts, videos, stories, daily insights and audience of Facebook pages and Instagram accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kpi_xl import (
    Block,
    Check,
    Choice,
    Column,
    Derived,
    Export,
    Flag,
    Id,
    Importer,
    Moment,
    NotComputed,
    Note,
    OpenedFile,
    Part,
    Percent,
    Whole,
    headers_beside,
    hookimpl,
    made_block,
    titled_blocks,
)

# The same in every language of the interface: the range chosen and a number of the download.
_FILE_NAME = r"^(?P<first>[A-Z][a-z]{2}-\d\d-\d{4})_(?P<last>[A-Z][a-z]{2}-\d\d-\d{4})(?:_\d+)?"

_FORMATS = Choice(
    (
        (r"reel", "reel"),
        (r"c?karr?us|carr?ou?s|carrus|multi|album", "carousel"),
        (r"stor(y|ies)|histor|händelse|tarina|verha(al|len)", "story"),
        (r"live|direkte|i realtid", "live"),
        (r"v[ií]deo", "video"),
        (r"link|lenk|länk|enlace|lien|linkki", "link"),
        (r"photo|foto|image|imagem|imagen|bild|bilde|billed|kuva|afbeelding", "image"),
        (r"text|tekst|texte|teksti|status", "text"),
    ),
    other="other",
)

# Publish times are US Pacific in every export seen, month first in every language. From December 2023 to March 2024
# the minutes were the number of the month.
_PUBLISHED = Column(
    "published_at",
    Moment("America/Los_Angeles", order="mdy", minutes_may_be_month=True),
    found_by=r"^\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d\d$",
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
_ACCOUNT = (
    Column("account", key="account_username"),
    Column("_account_name"),
    Column("_account_id"),
    Column("_data_comment"),
    Column("_date"),
)
_NAMED_ACCOUNT = (
    Derived(
        "account", "coalesce(account, _account_name, _account_id)", needs=("account", "_account_name", "_account_id")
    ),
    Derived("account", "coalesce(account, _account_id)", needs=("account", "_account_id")),
    Derived("account", "coalesce(_account_name, _account_id)", needs=("_account_name", "_account_id")),
    Derived("account", "_account_name", needs=("_account_name",)),
)
_NOT_COMPUTED = (NotComputed("views", although="reach"), NotComputed("impressions", although="reach"))
_OLD_IMPRESSIONS = Note(
    "The export is from before views: it has impressions, which are never joined onto views.", needs=("impressions",)
)
_SHARED = Note(
    "The posts are of {n} accounts (collaborations and shared posts): each keeps its own.",
    needs=("account",),
    counted="count(DISTINCT account)",
    above=1,
)
_MEDIA = ("views", "reach", "likes", "shares", "follows")

INSTAGRAM_POSTS = Export(
    name="meta_posts_instagram",
    platform="instagram",
    file_names=(_FILE_NAME,),
    parts=(
        Part(
            table="posts",
            columns=(
                Column(
                    "post_id",
                    Id(recover_from="permalink", recover=r"/(?:p|reel|reels|tv)/([\w-]+)"),
                    found_by=r"^1[78]\d{15}$",
                ),
                *_ACCOUNT,
                _PUBLISHED,
                Column("permalink", looks_like=r"instagram\.com/(?:[\w.]+/)?(?:p|reel|reels|tv|stories)/"),
                Column("format", _FORMATS, key="post_type"),
                Column("caption", key="description"),
                *_MEDIA,
                "impressions",
                "comments",
                "saves",
            ),
            derived=_NAMED_ACCOUNT,
            requires=("post_id", "permalink", "published_at"),
            forbids=("page_id", "page_name", "sticker_taps", "navigation", "replies"),
            key=("post_id",),
            reason_from="_data_comment",
            not_computed=_NOT_COMPUTED,
            checks=_ONE_ROW_A_POST,
            notes=(_OLD_IMPRESSIONS, _SHARED),
        ),
    ),
    decimal=".",
)

STORIES = Export(
    name="meta_stories_instagram",
    platform="instagram",
    file_names=(_FILE_NAME,),
    parts=(
        Part(
            table="posts",
            columns=(
                Column("post_id", Id(recover_from="permalink", recover=r"/stories/[^/]+/(\d+)")),
                *_ACCOUNT,
                _PUBLISHED,
                Column("permalink", looks_like=r"instagram\.com/stories/"),
                Column("format", _FORMATS, key="post_type"),
                Column("caption", key="description"),
                *_MEDIA,
                "impressions",
                "replies",
                "link_clicks",
                "profile_visits",
            ),
            derived=(*_NAMED_ACCOUNT, Derived("format", "'story'", needs=("post_id",))),
            requires=("post_id", "permalink", "published_at", "replies"),
            forbids=("page_id", "page_name", "saves"),
            key=("post_id",),
            reason_from="_data_comment",
            not_computed=_NOT_COMPUTED,
            checks=_ONE_ROW_A_POST,
            notes=(_OLD_IMPRESSIONS, _SHARED),
        ),
    ),
    decimal=".",
)

_PAGE = (
    Column("account", key="page_name"),
    Column("_page_id"),
    Column("_title"),
    Column("_data_comment"),
    Column("_date"),
    Column("tag", key="custom_labels"),
)
_PAGE_DERIVED = (
    Derived("account", "coalesce(account, _page_id)", needs=("account", "_page_id")),
    Derived("account", "_page_id", needs=("_page_id",)),
    Derived("caption", "coalesce(caption, _title)", needs=("caption", "_title")),
    Derived("caption", "_title", needs=("_title",)),
)
_PAGE_FIGURES = ("reach", "engagements_reported", "likes", "comments", "shares", "video_views_3s", "watch_time")

FACEBOOK_POSTS = Export(
    name="meta_posts_facebook",
    platform="facebook",
    file_names=(_FILE_NAME,),
    parts=(
        Part(
            table="posts",
            columns=(
                Column(
                    "post_id",
                    Id(recover_from="permalink", recover=r"(?:/posts/|/videos/|/reel/|fbid=)(?:[\w.-]+/)?(\d+)"),
                    found_by=r"^\d{15,18}$",
                ),
                *_PAGE,
                _PUBLISHED,
                Column("permalink", looks_like=r"facebook\.com/|fb\.watch/"),
                Column("format", _FORMATS, key="post_type"),
                Column("caption", key="description"),
                *_PAGE_FIGURES,
                "views",
                "impressions",
                "clicks",
                "link_clicks",
                Column("_boosted_reach", Whole(), key="reach_boosted"),
                Column("_is_share", Flag()),
                Column("_is_crosspost", Flag()),
            ),
            derived=(*_PAGE_DERIVED, Derived("is_boosted", "_boosted_reach > 0", needs=("_boosted_reach",))),
            requires=("post_id", "permalink", "published_at"),
            forbids=("account_id", "account_username", "video_id"),
            key=("post_id",),
            reason_from="_data_comment",
            not_computed=_NOT_COMPUTED,
            checks=_ONE_ROW_A_POST,
            notes=(
                _OLD_IMPRESSIONS,
                _SHARED,
                Note(
                    "Reach includes boosted (paid) delivery: ads figures are never added on top.",
                    needs=("_boosted_reach",),
                ),
                Note("{n} of {rows} posts are shares of another post.", where="_is_share", needs=("_is_share",)),
                Note("{n} of {rows} posts are crossposts.", where="_is_crosspost", needs=("_is_crosspost",)),
            ),
        ),
    ),
    decimal=".",
)

FACEBOOK_VIDEOS = Export(
    name="meta_videos_facebook",
    platform="facebook",
    file_names=(_FILE_NAME,),
    parts=(
        Part(
            table="posts",
            columns=(
                Column("post_id", Id(), key="video_id", looks_like=r"^\d"),
                *_PAGE,
                _PUBLISHED,
                Column("_universal_video_id"),
                *_PAGE_FIGURES,
            ),
            constants={"format": "video"},
            derived=_PAGE_DERIVED,
            requires=("post_id", "published_at", "video_views_3s"),
            forbids=("permalink", "post_id"),
            key=("post_id",),
            reason_from="_data_comment",
            checks=_ONE_ROW_A_POST,
            # Retention by interval, and views by whatever audiences and countries the page happens to have.
            ignores=(r"at interval \d+$", r"seconds viewed from", r"video views by"),
            notes=(
                Note(
                    "Videos have ids of their own: a video that is also in a posts export is another row there.",
                    level="note",
                ),
            ),
        ),
    ),
    decimal=".",
)


def _daily(title: str, field: str, platform: str = "", *notes: Note) -> Part:
    return Part(
        table="account_daily",
        title=f"title_{title}",
        columns=(Column("date", position=0, looks_like=r"^\d{1,4}[-/.]\d{1,2}[-/.]\d"), Column(field, key="primary")),
        requires=("date", field),
        constants={"platform": platform} if platform else {},
        key=("date",),
        one_row_per=("date", "platform", "account"),
        notes=notes,
    )


_PEOPLE = Note("Daily reach counts people of each day: days are never added.")
_VIEWERS = Note("Viewers are read as reach.")
_OMITTED = Note("Instagram leaves out days without new follows.")
_UNKNOWN_TITLE = Part(
    table=None,
    columns=(Column("_date", position=0), Column("_primary")),
    requires=("_date", "_primary"),
    why_not="The title “{title}” is not known, so its figures are left out: add it to the importer's header file.",
)

_DAILY_PARTS = (
    _daily("reach", "reach", "", _PEOPLE),
    _daily("viewers", "reach", "", _PEOPLE, _VIEWERS),
    _daily("views", "views"),
    _daily("interactions", "engagements_reported"),
    _daily("link_clicks", "link_clicks"),
    *(
        part
        for platform in ("facebook", "instagram")
        for part in (
            _daily(f"reach_{platform}", "reach", platform, _PEOPLE),
            _daily(f"viewers_{platform}", "reach", platform, _PEOPLE, _VIEWERS),
            _daily(f"views_{platform}", "views", platform),
            _daily(f"interactions_{platform}", "engagements_reported", platform),
            _daily(f"link_clicks_{platform}", "link_clicks", platform),
            _daily(f"visits_{platform}", "profile_visits", platform),
            _daily(f"follows_{platform}", "follows", platform, *((_OMITTED,) if platform == "instagram" else ())),
        )
    ),
    _UNKNOWN_TITLE,
)

DAILY = Export(
    name="meta_daily",
    platform=None,
    layout=titled_blocks,
    parts=_DAILY_PARTS,
    notes=("The file does not name the account.",),
    decimal=".",
)

_AGE = re.compile(r"^\d\d\s?[-–]\s?\d\d$|^\d\d\s?\+$")
_FIGURE = re.compile(r"^\d")
_FOLLOWERS_KEY = re.compile(r"^(FB_PAGE|IG_ACCOUNT)$")


def audience_blocks(opened: OpenedFile) -> Iterator[Block]:
    """The lists of an audience file, each in whatever way it lies, as one row a value."""
    lines = {id(grid): [row for row, _ in grid.rows()] for grid in opened.grids if grid.small}
    for block in titled_blocks(opened):
        rows = lines.get(id(block.grid))
        if rows is None or not block.title:
            yield block
        else:
            yield _list_of(block, rows)


def _list_of(block: Block, lines: Sequence[int]) -> Block:
    records = [
        (line, list(cells)) for line, cells in zip(lines[block.first : block.last], _records(block), strict=True)
    ]
    header = [cell.strip() for cell in block.header]
    if not records or "Primary" in header:
        return block
    if _FOLLOWERS_KEY.match(header[0]):
        return made_block(("followers",), [(line, cells[:1]) for line, cells in records], title=block.title)
    if all(_AGE.match(cells[0].strip()) for _, cells in records):
        return _shares(
            block,
            [
                (line, f"{cells[0].strip()} {who}", share)
                for line, cells in records
                for who, share in zip(header[1:], cells[1:], strict=False)
                if who
            ],
        )
    if len(records) == 1 and not any(_FIGURE.match(cell) for cell in header):
        line, cells = records[0]
        return _shares(block, [(line, name, share) for name, share in zip(header, cells, strict=False) if name])
    return _shares(block, [_vertical(line, cells) for line, cells in records])


def _vertical(line: int, cells: Sequence[str]) -> tuple[int, str, str]:
    # Names of places were split at their commas when the file was saved as tab-separated: the last cell is the share.
    *names, share = [cell.strip() for cell in cells if cell.strip()]
    return line, ", ".join(names), share


def _shares(block: Block, rows: Sequence[tuple[int, str, str]]) -> Block:
    return made_block(("value", "share"), [(line, (value, share)) for line, value, share in rows], title=block.title)


def _records(block: Block) -> list[Sequence[str]]:
    return block.sample(10_000)


def _audience(dimension: str, platform: str = "") -> Part:
    return Part(
        table="audience",
        title=f"title_{dimension}_{platform}" if platform else f"title_{dimension}",
        columns=(Column("value", position=0), Column("share", Percent(), position=1)),
        requires=("value", "share"),
        constants={"dimension": dimension, **({"platform": platform} if platform else {})},
        key=("value",),
    )


def _followers(platform: str) -> Part:
    return Part(
        table="account_daily",
        title=f"title_followers_{platform}",
        columns=(Column("followers", position=0),),
        requires=("followers",),
        constants={"platform": platform},
        key=("followers",),
    )


AUDIENCE = Export(
    name="meta_audience",
    platform=None,
    layout=audience_blocks,
    file_names=(r"(?<!\d)(?P<date>20\d\d-\d\d-\d\d)(?!\d)",),  # users add the day, as the list has none
    parts=(
        *(
            _audience(dimension, platform)
            for dimension in ("age_gender", "city", "country")
            for platform in ("", "facebook", "instagram")
        ),
        _followers("facebook"),
        _followers("instagram"),
        *(replace(part, optional=True) for part in _DAILY_PARTS),
        Part(
            table=None,
            title="title_pages",
            columns=(Column("_value", position=0),),
            requires=("_value",),
            why_not="The list of other pages is about other accounts: it is left out.",
        ),
    ),
    notes=("The file does not name the account.",),
    decimal=".",
)

_SUMS_A_FORMAT = (
    "The file holds sums a content format, without days and without posts: it is recognised, and nothing is imported."
)

TOP_FORMATS = Export(
    name="meta_top_formats",
    platform=None,
    layout=titled_blocks,
    parts=tuple(
        Part(
            table=None,
            title=title,
            columns=(Column("_reels", key="format_reels"), Column("_photos", key="format_photos")),
            requires=("_reels", "_photos"),
            why_not=_SUMS_A_FORMAT,
        )
        for title in ("title_views", "title_interactions", "title_published", "title_reach")
    ),
)

IMPORTER = Importer(
    name="meta_business_suite",
    version="1",
    platform=None,
    formats=(INSTAGRAM_POSTS, STORIES, FACEBOOK_POSTS, FACEBOOK_VIDEOS, DAILY, AUDIENCE, TOP_FORMATS),
    headers=headers_beside(__file__),
)


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Meta Business Suite."""
    return [IMPORTER]
