"""TikTok Ads Manager: reports at any level, by day or over a range."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import AllBlank, CellMatches, Column, Day, Derived, Export, Importer, Note, Part, headers_beside, hookimpl

# Each splits the same spend: the first whose columns the file has names the breakdown.
_BREAKDOWNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("age_gender", ("_age", "_gender")),
    ("age", ("_age",)),
    ("gender", ("_gender",)),
    ("region", ("_region",)),
    ("placement", ("_placement",)),
    ("device", ("_device",)),
    ("interest", ("_interest",)),
    ("day_hour", ("_hour",)),
)
_SPLITS = tuple(dict.fromkeys(field for _, fields in _BREAKDOWNS for field in fields))
_NAMED = ("campaign", "ad_set", "ad")

REPORT = Export(
    name="tiktok_ads",
    file_names=(r"(?P<date_start>\d{4}-\d\d-\d\d)\s*(?:-|_|~|to|–)\s*(?P<date_end>\d{4}-\d\d-\d\d)",),
    parts=(
        Part(
            table="ads",
            columns=(
                Column("_day", Day()),
                "account",
                "campaign",
                Column("ad_set", key="ad_group"),
                "ad",
                *(Column(field) for field in _SPLITS),
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
            derived=(
                Derived("date_start", "_day", needs=("_day",)),
                Derived("date_end", "_day", needs=("_day",)),
                Derived("level", "'ad'", needs=("ad",)),
                Derived("level", "'ad_set'", needs=("ad_set",)),
                Derived("level", "'campaign'", needs=("campaign",)),
                Derived("level", "'account'", needs=()),
                *(Derived("breakdown", f"'{breakdown}'", needs=fields) for breakdown, fields in _BREAKDOWNS),
                Derived("breakdown", "''", needs=()),
                *(
                    Derived("breakdown_value", f"concat_ws(' / ', {', '.join(fields)})", needs=fields)
                    for _, fields in _BREAKDOWNS
                ),
            ),
            requires=("spend", "impressions", "_destination_rates"),
            totals=(
                CellMatches(r"^(?:grand )?total(?:\s+of\b.*|\s*:.*)?$|^(?:totalt|gesamt)$", within=4),
                AllBlank((*_NAMED, "_day", *_SPLITS)),
            ),
            notes=(
                Note("Reach counts people once a row: rows are never added.", where="reach > 0", needs=("reach",)),
                Note(
                    "The file is a breakdown: it repeats the spend of the base export and never enters totals.",
                    where="breakdown <> ''",
                ),
            ),
        ),
    ),
)

IMPORTER = Importer("tiktok_ads", "1", "tiktok_ads", (REPORT,), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of TikTok's ads."""
    return [IMPORTER]
