"""Meta Ads: tables of Ads Manager and of Ads Reporting, at any level and with any breakdown."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Column, Day, Derived, Export, Importer, Note, Part, Text, headers_beside, hookimpl
from kpi_xl_importers._ads import LEVEL, NAMED, NOTES, broken_down, nothing_named, split_columns

_BREAKDOWNS = (
    ("age_gender", ("_age", "_gender")),
    ("age", ("_age",)),
    ("gender", ("_gender",)),
    ("placement", ("_publisher", "_placement")),
    ("placement", ("_placement",)),
    ("network", ("_publisher",)),
    ("region", ("_country", "_region")),
    ("region", ("_region",)),
    ("region", ("_country",)),
    ("device", ("_device",)),
    ("day_hour", ("_hour",)),
    ("objective", ("_objective",)),
    ("asset", ("_asset",)),
)
# A month or a week is written as its first and last day: 2024-03-01 - 2024-03-31.
_FIRST_OF_SPAN = "try_cast(regexp_extract(_span, '^(\\d{4}-\\d\\d-\\d\\d)', 1) AS DATE)"
_LAST_OF_SPAN = "try_cast(regexp_extract(_span, '(\\d{4}-\\d\\d-\\d\\d)$', 1) AS DATE)"
_DAYS = (
    Derived("date_start", "_day", needs=("_day",)),
    Derived("date_end", "_day", needs=("_day",)),
    Derived("date_start", f"coalesce({_FIRST_OF_SPAN}, date_start)", needs=("_span", "date_start")),
    Derived("date_end", f"coalesce({_LAST_OF_SPAN}, date_end)", needs=("_span", "date_end")),
)

# Advertisers with a catalogue get "… with shared items": used where the plain column is absent, never added to it.
_SHARED = tuple(
    derived
    for field, shared in (
        ("add_to_carts", "_carts_shared"),
        ("purchases", "_purchases_shared"),
        ("conversion_value", "_value_shared"),
    )
    for derived in (Derived(field, field, needs=(field, shared)), Derived(field, shared, needs=(shared,)))
)

_FIGURES = (
    "spend",
    "impressions",
    "reach",
    "clicks",
    "link_clicks",
    "landing_page_views",
    "results",
    "leads",
    "add_to_carts",
    "checkouts",
    "purchases",
    "conversion_value",
    "video_views",
    "video_views_3s",
)

_NOTES = (
    *NOTES,
    Note("Carts and purchases count items of the shared catalogue only.", needs=("_purchases_shared",)),
)

TABLE = Export(
    name="meta_ads",
    file_names=(r"^(?P<account>.+)-(?:Ads|Ad-sets|Campaigns)-[A-Z][a-z]{2}-\d{1,2}-\d{4}",),
    parts=(
        Part(
            table="ads",
            columns=(
                Column("date_start", Day(), key="reporting_starts"),
                Column("date_end", Day(), key="reporting_ends"),
                Column("_day", Day(), key="day"),
                Column("_span", Text(), key="month_or_week"),
                Column("account", key="account_name"),
                *(Column(field, key=f"{field}_name") for field in NAMED),
                *split_columns(_BREAKDOWNS),
                "currency",
                "attribution_setting",
                "result_type",
                *_FIGURES,
                Column("_carts_shared"),
                Column("_purchases_shared"),
                Column("_value_shared"),
            ),
            derived=(*_DAYS, *LEVEL, *broken_down(_BREAKDOWNS), *_SHARED),
            requires=("spend", "date_start", "date_end"),
            forbids=("library_id", "post_id"),
            totals=(nothing_named(_BREAKDOWNS, "_span"),),
            notes=_NOTES,
        ),
    ),
)

IMPORTER = Importer("meta_ads", "1", "meta_ads", (TABLE,), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Meta Ads."""
    return [IMPORTER]
