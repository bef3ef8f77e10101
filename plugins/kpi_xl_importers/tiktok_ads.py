"""TikTok Ads Manager: reports at any level, by day or over a range."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import CellMatches, Column, Day, Export, Importer, Part, headers_beside, hookimpl
from kpi_xl_importers._ads import DAYS, LEVEL, NAMED, NOTES, RANGE_IN_NAME, broken_down, nothing_named, split_columns

_BREAKDOWNS = (
    ("age_gender", ("_age", "_gender")),
    ("age", ("_age",)),
    ("gender", ("_gender",)),
    ("region", ("_region",)),
    ("placement", ("_placement",)),
    ("device", ("_device",)),
    ("interest", ("_interest",)),
    ("day_hour", ("_hour",)),
)

REPORT = Export(
    name="tiktok_ads",
    file_names=(RANGE_IN_NAME,),
    parts=(
        Part(
            table="ads",
            columns=(
                Column("_day", Day()),
                "account",
                "campaign",
                Column("ad_set", key="ad_group"),
                "ad",
                *split_columns(_BREAKDOWNS),
                "currency",
                "spend",
                "impressions",
                "reach",
                "clicks",
                "link_clicks",
                "conversions",
                "results",
                "result_type",
                "video_views",
                Column("_destination_rates", repeated="first"),
            ),
            derived=(*DAYS[:4], *LEVEL, *broken_down(_BREAKDOWNS)),
            requires=("spend", "impressions", "_destination_rates"),
            totals=(
                CellMatches(r"^(?:grand )?total(?:\s+of\b.*|\s*:.*)?$|^(?:totalt|gesamt)$", within=4, fields=NAMED),
                nothing_named(_BREAKDOWNS),
            ),
            notes=NOTES,
        ),
    ),
)

IMPORTER = Importer("tiktok_ads", "1", "tiktok_ads", (REPORT,), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of TikTok's ads."""
    return [IMPORTER]
