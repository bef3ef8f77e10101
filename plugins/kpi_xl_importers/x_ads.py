"""X Ads: reports at any level; a row is about a day, a week or the whole range."""

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
    ("placement", ("_placement",)),
    ("keyword", ("_keyword",)),
    ("interest", ("_interest",)),
    ("audience", ("_audience",)),
)
# 2026-10-01 - 2026-10-07, 10/1/2026 to 10/7/2026 or Oct 1, 2026 - Oct 7, 2026: X writes the month first.
_DATE = r"(?:\d{4}-\d\d-\d\d|\d\d?/\d\d?/\d{4}|[A-Za-z]{3,9} \d\d?, \d{4})"
_SPAN = rf"^{_DATE}\D.*?{_DATE}"
_FORMATS = "['%Y-%m-%d', '%m/%d/%Y', '%b %d, %Y', '%B %d, %Y']"
_SPANS = tuple(
    Derived(field, f"CAST(try_strptime(regexp_extract(_span, '{pattern}', 1), {_FORMATS}) AS DATE)", needs=("_span",))
    for field, pattern in (("date_start", f"^({_DATE})"), ("date_end", f"^{_DATE}.*?({_DATE})"))
)

_BY_DAY = Part(
    table="ads",
    columns=(
        Column("_day", Day(), key="time_period"),
        "account",
        "campaign",
        Column("ad_set", key="ad_group"),
        "ad",
        *split_columns(_BREAKDOWNS),
        Column("_ids", repeated="first"),
        "currency",
        "result_type",
        "spend",
        "impressions",
        "reach",
        "clicks",
        "link_clicks",
        "results",
        "leads",
        "add_to_carts",
        "checkouts",
        "purchases",
        "conversions",
        "conversion_value",
        "video_views",
    ),
    derived=(*DAYS[:4], *LEVEL, *broken_down(_BREAKDOWNS)),
    requires=("_day", "spend", "impressions", "_ids"),
    totals=(TOTAL, nothing_named(_BREAKDOWNS)),
    notes=NOTES,
)
_BY_RANGE = replace(
    _BY_DAY,
    columns=(Column("_span", Text(), key="time_period", looks_like=_SPAN), *_BY_DAY.columns[1:]),
    derived=(*_SPANS, *_BY_DAY.derived),
    requires=("_span", "spend", "impressions", "_ids"),
    totals=(TOTAL, nothing_named(_BREAKDOWNS, "_span")),
)
# The range of a report without a column for it is asked for; then only X has a funding source.
_WITHOUT_DAYS = replace(
    _BY_DAY,
    requires=("spend", "impressions", "_funding"),
    columns=(*_BY_DAY.columns, Column("_funding", key="funding_source", repeated="first")),
)

REPORT = Export(name="x_ads", file_names=(RANGE_IN_NAME,), parts=(_BY_DAY, _BY_RANGE, _WITHOUT_DAYS))

IMPORTER = Importer("x_ads", "1", "x_ads", (REPORT,), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of X's ads."""
    return [IMPORTER]
