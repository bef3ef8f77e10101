"""YouTube Studio, advanced mode: the tables, totals and charts of its exports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from kpi_xl import (
    Block,
    CellMatches,
    Column,
    Derived,
    Export,
    Id,
    Importer,
    Note,
    Number,
    OnlyFirstCell,
    OpenedFile,
    Part,
    Percent,
    header_row,
    headers_beside,
    hookimpl,
)

# The archive: what is listed, the range chosen, and the channel.
_ARCHIVE = r"^.+ (?P<first>\d{4}-\d\d-\d\d)_(?P<last>\d{4}-\d\d-\d\d)(?: (?P<account>.+))?$"

# The first row holds the channel's totals, the last one may say that the list is cut. No id is so short or has blanks.
_SHORT, _WITH_BLANKS = r"^[^\d#]{1,10}$", r"\S\s+\S"


def _total(key: str) -> CellMatches:
    """The totals stand where other rows have their key, whatever column users put first."""
    return CellMatches(_SHORT, within=0, fields=(key,))


def _footers(key: str) -> tuple[CellMatches, OnlyFirstCell]:
    return CellMatches(_WITH_BLANKS, within=0, fields=(key,)), OnlyFirstCell(_WITH_BLANKS)


_HOURS = Column("watch_time", Number(scale=3600))

# A spreadsheet protects ids that begin with - by a blank or a quote, or takes them for formulas and destroys them.
_LOOKS_LIKE_AN_ID = r"^[\s'=]*[\w-]{11}$|^[^\d#]{1,10}$|\S\s+\S"
_ID = Derived(
    "post_id",
    "CASE WHEN regexp_full_match(ltrim(post_id, ' ''='), '[\\w-]{11}') THEN ltrim(post_id, ' ''=') END",
    needs=("post_id",),
)

CONTENT = Export(
    name="youtube_content",
    file_names=(_ARCHIVE,),
    parts=(
        Part(
            table="posts",
            columns=(
                Column("post_id", Id(), key="content", looks_like=_LOOKS_LIKE_AN_ID),
                Column("caption", key="title"),
                Column("published_on", key="publish_time", found_by=r"^[A-Z][a-z]{2} \d{1,2}, \d{4}$"),
                "views",
                "impressions",
                "likes",
                "comments",
                "shares",
                "follows",
                _HOURS,
                Column("_engaged_views"),
            ),
            constants={"format": "video"},
            derived=(_ID,),
            requires=("post_id", "published_on"),
            forbids=("date",),
            key=("post_id",),
            totals=(_total("post_id"),),
            footers=_footers("post_id"),
            notes=(
                Note("The figures are those of the range chosen for the export, which the table itself does not say."),
                Note(
                    "{n} of {rows} videos have no publish date: private, scheduled or deleted.", "published_on IS NULL"
                ),
                Note("Engaged views, the older way of counting, are left out.", needs=("_engaged_views", "views")),
            ),
        ),
    ),
    decimal=".",
)

_DAILY = ("views", "impressions", "likes", "comments", "shares", "net_follows", "follows", "unfollows")

DAYS = Export(
    name="youtube_dates",
    file_names=(_ARCHIVE,),
    parts=(
        Part(
            table="account_daily",
            columns=("date", *_DAILY, _HOURS),
            requires=("date", "views", "watch_time"),
            forbids=("title", "content", "breakdown"),
            key=("date",),
            totals=(_total("date"),),
            footers=_footers("date"),
        ),
    ),
    decimal=".",
)

_TOTALS_NAME = re.compile(
    r"(?:^|[\W_])(?:totals?|gesamtwerte|gesamt|totalt|totaler|totalsumm[eo]r|totalverdier|i alt|totales|totaux|totais"
    r"|totalen|yhteensä)$",
    re.IGNORECASE,
)


def totals_file(opened: OpenedFile) -> Iterator[Block]:
    """A day and one figure are too little to go by: the name of the file tells whose they are."""
    if _TOTALS_NAME.search(re.sub(r"\s*\(\d+\)$", "", PurePosixPath(opened.name).stem)):
        yield from header_row(opened)


TOTALS = Export(
    name="youtube_totals",
    file_names=(_ARCHIVE,),
    layout=totals_file,
    parts=tuple(
        Part(
            table="account_daily",
            columns=("date", _HOURS if field == "watch_time" else field),
            requires=("date", field),
            width=2,
            key=("date",),
        )
        for field in (*_DAILY, "watch_time")
    ),
    decimal=".",
)

TOTALS_WITHOUT_FIELD = Export(
    name="youtube_totals_left_out",
    layout=totals_file,
    parts=(
        Part(
            table=None,
            columns=(Column("_date"), Column("_engaged_views")),
            requires=("_date", "_engaged_views"),
            width=2,
            why_not="Engaged views of each day have no field: chart Views and export again.",
        ),
    ),
)

CHART = Export(
    name="youtube_chart",
    parts=(
        Part(
            table=None,
            columns=(Column("_date"), Column("_content", looks_like=_LOOKS_LIKE_AN_ID), Column("_title")),
            requires=("_date", "_content", "_title"),
            why_not="A chart has a figure a day of the top videos alone: take Table data or Totals of the same export.",
        ),
    ),
)


def _left_out(*columns: str, width: int | None = None) -> Part:
    return Part(
        table=None,
        width=width,
        columns=tuple(Column(column) for column in columns),
        requires=columns,
        forbids=("views_share", "of_mentions"),
        why_not="Views split by place, status or source are neither people nor totals: they are left out.",
    )


BREAKDOWN = Export(
    name="youtube_breakdown",
    parts=(
        _left_out("_breakdown", "_views", "_watch_time"),
        # A chart has one figure; cities and playlists have a name beside their number.
        *(
            _left_out("_date", "_breakdown", figure, width=width)
            for figure in ("_views", "_watch_time", "_engaged_views")
            for width in (3, 4)
        ),
    ),
)


def _viewers(dimension: str, *columns: str) -> Part:
    return Part(
        table="audience",
        columns=(*(Column(column) for column in columns), Column("share", Percent(), key="views_share")),
        constants={"dimension": dimension},
        derived=(Derived("value", f"nullif(concat_ws(' / ', {', '.join(columns)}), '')", needs=columns),),
        requires=(*columns, "share"),
        forbids=("date",),
        key=("value",),
        totals=(CellMatches(r"^(?:total|totalt|gesamt|i alt)$", within=0, fields=columns),),
        notes=(Note("The shares are those of views, not of people."),),
    )


AUDIENCE = Export(
    name="youtube_viewers",
    file_names=(_ARCHIVE, r"^.+ \d{4}-\d\d-\d\d_(?P<date>\d{4}-\d\d-\d\d)\b"),
    parts=(
        _viewers("age_gender", "_viewer_age", "_viewer_gender"),
        _viewers("age", "_viewer_age"),
        _viewers("gender", "_viewer_gender"),
    ),
    decimal=".",
)

IMPORTER = Importer(
    "youtube",
    "1",
    "youtube",
    (CONTENT, DAYS, TOTALS, TOTALS_WITHOUT_FIELD, CHART, BREAKDOWN, AUDIENCE),
    headers=headers_beside(__file__),
)


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of YouTube Studio."""
    return [IMPORTER]
