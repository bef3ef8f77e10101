"""Microsoft Advertising: reports of the interface and of the API, at any level and with any breakdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kpi_xl import (
    Block,
    CellMatches,
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
from kpi_xl_importers._ads import DAY_COLUMNS, DAYS, LEVEL, NOTES, TOTAL, broken_down, split_columns

_BREAKDOWNS = (
    ("search_term", ("_search_term",)),
    ("keyword", ("_keyword",)),
    ("audience", ("_audience",)),
    ("placement", ("_placement",)),
    ("region", ("_region",)),
    ("age_gender", ("_age", "_gender")),
    ("age", ("_age",)),
    ("gender", ("_gender",)),
    ("device", ("_device",)),
    ("network", ("_network",)),
    ("conversion_action", ("_goal",)),
    ("day_hour", ("_hour",)),
)
_SIGNATURE = re.compile(r"Microsoft Corporation", re.IGNORECASE)
_TITLE = re.compile(r"^\W*Report Name:", re.IGNORECASE)
_PREAMBLE = (
    r"(?i)Report Time: *(?P<date_start>[^,\"]*\d{4})(?:[,\s-]+(?P<date_end>[^,\"]*\d{4}))?",
    r"(?i)Report Aggregation: *(?P<_aggregation>\w+)",
    r"(?i)Potential Incomplete Data: *(?P<_incomplete>\w+)",
    r"(?i)^\W*Rows: *(?P<_stated>\d+)",
)


def signed_tables(opened: OpenedFile) -> Iterator[Block]:
    """What Microsoft signs in the last line, or names in the first, is its own in every language."""
    for grid in opened.grids:
        told = any(_TITLE.match(cell) for record in grid.head(3) for cell in record[:1])
        if told or any(_SIGNATURE.search(cell) for record in grid.tail() for cell in record[:1]):
            yield from header_row(replace(opened, grids=(grid,)))


# A row of a report by week or month carries its first day.
_SPANS = (
    Derived("_day", "coalesce(_gregorian, _day)", needs=("_gregorian", "_day")),
    Derived("_day", "_gregorian", needs=("_gregorian",)),
    Derived(
        "date_end",
        "CASE lower(_aggregation) WHEN 'weekly' THEN _day + 6 WHEN 'monthly' THEN last_day(_day) ELSE _day END",
        needs=("_aggregation", "_day"),
    ),
)
_MISSING_ROWS = Derived("_missing_rows", "CAST(_stated AS BIGINT) - count(*) OVER ()", needs=("_stated",))

_REPORT = Part(
    table="ads",
    columns=(
        *DAY_COLUMNS,
        Column("_gregorian", Day(), key="gregorian_date"),
        "account",
        "campaign",
        Column("ad_set", key="ad_group"),
        "ad",
        *split_columns(_BREAKDOWNS),
        "currency",
        "spend",
        "impressions",
        "clicks",
        "conversions",
        "conversion_value",
        "video_views",
    ),
    derived=(
        *_SPANS,
        *DAYS,
        Derived("date_end", "coalesce(date_end, date_start)", needs=("date_start", "date_end")),
        Derived("date_end", "date_start", needs=("date_start",)),
        *LEVEL,
        *broken_down(_BREAKDOWNS),
        _MISSING_ROWS,
    ),
    requires=("_gregorian", "spend", "impressions"),
    totals=(TOTAL,),
    footers=(CellMatches(r"microsoft corporation"),),
    notes=(
        *NOTES,
        Note(
            "The report says that its last days may be incomplete: export it again later.",
            where="lower(_incomplete) = 'true'",
            needs=("_incomplete",),
            level="important",
            about="incomplete_days",
        ),
        Note(
            "The report states another number of rows than it has: it may be cut.",
            where="_missing_rows > 1",
            needs=("_missing_rows",),
            level="important",
            about="cut",
        ),
    ),
)

# Only Microsoft calls a day Gregorian, so a table without its first and last lines is known too.
REPORT = Export(name="microsoft_ads", preamble=_PREAMBLE, parts=(_REPORT,))
SIGNED = Export(
    name="microsoft_ads_signed",
    layout=signed_tables,
    preamble=_PREAMBLE,
    parts=(replace(_REPORT, requires=("spend", "impressions")),),
)

IMPORTER = Importer("microsoft_ads", "1", "microsoft_ads", (REPORT, SIGNED), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Microsoft's ads."""
    return [IMPORTER]
