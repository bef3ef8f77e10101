"""Reddit Ads Manager: reports at any level, by day or over a range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kpi_xl import Column, Derived, Export, Importer, Note, Part, headers_beside, hookimpl
from kpi_xl_importers._ads import (
    DAY_COLUMNS,
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
    ("placement", ("_community",)),
    ("placement", ("_placement",)),
    ("interest", ("_interest",)),
    ("keyword", ("_keyword",)),
    ("age_gender", ("_age", "_gender")),
    ("age", ("_age",)),
    ("gender", ("_gender",)),
    ("region", ("_region",)),
    ("device", ("_device",)),
    ("day_hour", ("_hour",)),
)

# A conversion is counted after a click and after a view alone, each in a column; the total is there or made of them.
_SUMS = tuple(
    derived
    for field in ("purchases", "leads", "add_to_carts", "conversion_value")
    for derived in (
        Derived(field, field, needs=(field,)),
        Derived(
            field, f"coalesce(_click_{field}, 0) + coalesce(_view_{field}, 0)", (f"_click_{field}", f"_view_{field}")
        ),
        Derived(field, f"_click_{field}", needs=(f"_click_{field}",)),
    )
)

_REPORT = Part(
    table="ads",
    columns=(
        *DAY_COLUMNS,
        "account",
        "campaign",
        Column("ad_set", key="ad_group"),
        "ad",
        *split_columns(_BREAKDOWNS),
        "currency",
        "result_type",
        "spend",
        "impressions",
        "reach",
        "clicks",
        "results",
        "conversions",
        *("purchases", "leads", "add_to_carts", "conversion_value"),
        *(
            Column(f"_{after}_{field}", Column(field).kind_in("ads"), key=f"{after}_{field}")
            for field in ("purchases", "leads", "add_to_carts", "conversion_value")
            for after in ("click", "view")
        ),
        "video_views",
        Column("_ecpm"),
        Column("_of_reddit", repeated="first"),
    ),
    derived=(*DAYS, *_SUMS, *LEVEL, *broken_down(_BREAKDOWNS)),
    requires=("spend", "impressions", "clicks", "_ecpm"),
    forbids=("of_others",),
    totals=(TOTAL, nothing_named(_BREAKDOWNS)),
    notes=(*NOTES, Note("Purchases after a click and after a view are added.", needs=("_view_purchases",))),
)

REPORT = Export(
    name="reddit_ads",
    file_names=(RANGE_IN_NAME, r"(?i)reddit"),
    parts=(_REPORT, replace(_REPORT, requires=("spend", "impressions", "_of_reddit"))),
)

IMPORTER = Importer("reddit_ads", "1", "reddit_ads", (REPORT,), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Reddit's ads."""
    return [IMPORTER]
