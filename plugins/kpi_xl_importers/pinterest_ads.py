"""Pinterest Ads Manager: reports at any level, by day or over a range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kpi_xl import Column, Day, Derived, Export, Importer, Note, Part, headers_beside, hookimpl
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
    ("placement", ("_placement",)),
    ("device", ("_device",)),
    ("keyword", ("_keyword",)),
    ("interest", ("_interest",)),
)

# Earned figures (saved and shown again for nothing) stand beside paid ones: where a paid column exists it counts.
_PAID = tuple(
    derived
    for field in ("impressions", "clicks", "link_clicks", "video_views")
    for derived in (
        Derived(field, f"_paid_{field}", needs=(f"_paid_{field}",)),
        Derived(field, field, needs=(field,)),
    )
)
_SPANS = (
    Derived("date_start", "_range_start", needs=("_range_start",)),
    Derived("date_end", "_range_end", needs=("_range_end",)),
)

_REPORT = Part(
    table="ads",
    columns=(
        Column("_day", Day()),
        Column("_range_start", Day()),
        Column("_range_end", Day()),
        "account",
        "campaign",
        Column("ad_set", key="ad_group"),
        "ad",
        *split_columns(_BREAKDOWNS),
        "currency",
        "result_type",
        Column("spend", key="spend_in_account_currency"),
        "impressions",
        "reach",
        "clicks",
        "link_clicks",
        *(
            Column(f"_paid_{field}", column.kind_in("ads"), key=f"paid_{field}")
            for field in ("impressions", "clicks", "link_clicks", "video_views")
            for column in (Column(field),)
        ),
        "results",
        "leads",
        "add_to_carts",
        "purchases",
        "conversions",
        "conversion_value",
        "video_views",
        Column("_saves"),
        Column("_earned", repeated="first"),
    ),
    derived=(*_SPANS, *DAYS[:4], *_PAID, *LEVEL, *broken_down(_BREAKDOWNS)),
    requires=("spend", "impressions"),
    totals=(TOTAL, nothing_named(_BREAKDOWNS, "_range_start")),
    notes=(
        *NOTES,
        Note("Earned impressions and clicks, which cost nothing, are left out.", needs=("_earned",)),
    ),
)
_PAID_ONLY = replace(_REPORT, requires=("spend", "_paid_impressions"))


def _with_a_plain_name(part: Part, *requires: str) -> Part:
    """The same where the column of the spend has no name of its own: then other words of Pinterest must tell."""
    columns = (replace(column, key="spend") if column.field == "spend" else column for column in part.all_columns())
    return replace(part, columns=tuple(columns), requires=requires)


REPORT = Export(
    name="pinterest_ads",
    file_names=(RANGE_IN_NAME,),
    parts=(
        _REPORT,
        _PAID_ONLY,
        _with_a_plain_name(_REPORT, "spend", "impressions", "clicks", "link_clicks"),
        _with_a_plain_name(_REPORT, "spend", "impressions", "link_clicks", "_saves"),
    ),
)

IMPORTER = Importer("pinterest_ads", "1", "pinterest_ads", (REPORT,), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Pinterest's ads."""
    return [IMPORTER]
