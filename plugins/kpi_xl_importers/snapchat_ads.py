"""Snapchat Ads Manager: reports at any level, by day or over a range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kpi_xl import Column, Day, Derived, Export, Importer, Part, Text, headers_beside, hookimpl
from kpi_xl_importers._ads import (
    DAYS,
    LEVEL,
    NOTES,
    RANGE_IN_NAME,
    TOTAL,
    broken_down,
    nothing_named,
    split_columns,
)

_BREAKDOWNS = (
    ("age_gender", ("_age", "_gender")),
    ("age", ("_age",)),
    ("gender", ("_gender",)),
    ("region", ("_region",)),
    ("device", ("_device",)),
    ("interest", ("_interest",)),
    ("day_hour", ("_hour",)),
)

# A range may end at 23:59:59 of its last day, or at midnight after it.
_AT_MIDNIGHT = "regexp_matches(_end_as_written, '[T ,](?:0?0:00(?::00(?:\\.0+)?)?|12:00(?::00)? ?AM)')"
_SPANS = (
    Derived("date_start", "_start", needs=("_start",)),
    Derived(
        "date_end",
        f"CASE WHEN {_AT_MIDNIGHT} AND _end > _start THEN _end - 1 ELSE _end END",
        needs=("_start", "_end"),
    ),
)

_REPORT = Part(
    table="ads",
    columns=(
        Column("_day", Day()),
        Column("_start", Day(), key="start_time"),
        Column("_end", Day(), key="end_time"),
        Column("_end_as_written", Text(), key="end_time"),
        "account",
        "campaign",
        "ad_set",
        "ad",
        *split_columns(_BREAKDOWNS),
        "currency",
        "attribution_setting",
        "result_type",
        "spend",
        Column("impressions", key="paid_impressions"),
        "reach",
        Column("link_clicks", key="swipe_ups"),
        "landing_page_views",
        "results",
        "leads",
        "add_to_carts",
        "checkouts",
        "purchases",
        "conversion_value",
        "video_views",
    ),
    derived=(*DAYS[:2], *_SPANS, *DAYS[2:4], *LEVEL, *broken_down(_BREAKDOWNS)),
    requires=("spend", "impressions", "link_clicks"),
    totals=(TOTAL, nothing_named(_BREAKDOWNS)),
    notes=NOTES,
)


def _with_plain_names(part: Part, requires: Sequence[str], **keys: str) -> Part:
    """The same where a column is called as on other platforms."""
    columns = (replace(column, key=keys.get(column.field, column.key)) for column in part.all_columns())
    return replace(part, columns=tuple(columns), requires=tuple(requires))


# Swipe-ups are called clicks since 2024; paid impressions are impressions in custom reports.
REPORT = Export(
    name="snapchat_ads",
    file_names=(RANGE_IN_NAME,),
    parts=(
        _REPORT,
        _with_plain_names(_REPORT, ("spend", "impressions", "link_clicks"), impressions="impressions"),
        _with_plain_names(_REPORT, ("spend", "impressions", "link_clicks", "_start"), link_clicks="clicks"),
    ),
)

IMPORTER = Importer("snapchat_ads", "1", "snapchat_ads", (REPORT,), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Snapchat's ads."""
    return [IMPORTER]
