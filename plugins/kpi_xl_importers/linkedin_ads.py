"""LinkedIn Campaign Manager: performance reports at any level, by day or over a range, and demographic ones."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Column, Day, Derived, Export, Importer, Note, Part, headers_beside, hookimpl
from kpi_xl_importers._ads import LEVEL, NOTES, TOTAL, broken_down, split_columns

_BREAKDOWNS = (
    ("audience", ("_segment",)),
    ("placement", ("_placement",)),
    ("device", ("_device",)),
    ("conversion_action", ("_conversion",)),
)
# “Report Start: September 21, 2026, 12:00 AM”, in words that the interface languages have for start and end.
_DAY = r"[^:]*:\s*(?P<{}>[^:]*\d{{4}})"
_PREAMBLE = (
    r"(?i)(?:start|begin|début|inicio|início|alku|alkaa)" + _DAY.format("date_start"),
    r"(?i)(?:\bend|eind|ende?datum|slut|avslut|\bfin\b|\bfim\b|término|loppu|päätty)" + _DAY.format("date_end"),
    r"(?i)(?:generated|gegenereerd|erstellt|generert|genererad|genereret|généré|generado|gerado)"
    + _DAY.format("exported"),
)

# Until 2026 a campaign was what the ads platforms call an ad set, and a campaign group was the campaign.
_NAMES = (
    Derived("ad_set", "ad_set", needs=("ad_set",)),
    Derived("ad_set", "_campaign", needs=("_campaign",)),
    Derived("campaign", "_group", needs=("_group",)),
    Derived("campaign", "_campaign", needs=("_campaign",)),
)
# Without the breakdown by day every row carries the first day of the range, and is about all of it.
_DAYS = (
    Derived("_is_one_day", "min(_day) OVER () = max(_day) OVER () AND count(*) OVER () > 1", needs=("_day",)),
    Derived(
        "date_end",
        "CASE WHEN min(_day) OVER () = max(_day) OVER () AND _day = date_start THEN date_end ELSE _day END",
        needs=("_day", "date_start", "date_end"),
    ),
    Derived("date_end", "_day", needs=("_day",)),
    Derived("date_start", "coalesce(_day, date_start)", needs=("_day", "date_start")),
    Derived("date_start", "_day", needs=("_day",)),
)

REPORT = Export(
    name="linkedin_ads",
    preamble=_PREAMBLE,
    parts=(
        Part(
            table="ads",
            columns=(
                # "Start Date (in UTC)" says UTC in every language.
                Column("_day", Day(), key="start_date", matching=r"\(\w{0,3} ?utc\)$", repeated="first"),
                "account",
                Column("_group", key="campaign_group"),
                Column("_campaign", key="campaign"),
                "ad_set",
                "ad",
                *split_columns(_BREAKDOWNS),
                "currency",
                Column("result_type", key="objective"),
                "spend",
                "impressions",
                "reach",
                "clicks",
                "link_clicks",
                "results",
                "leads",
                "conversions",
                "conversion_value",
                "video_views",
            ),
            derived=(*_NAMES, *_DAYS, *LEVEL, *broken_down(_BREAKDOWNS)),
            requires=("_day", "spend", "impressions"),
            totals=(TOTAL,),
            notes=(
                *NOTES,
                Note(
                    "Every row carries one day: was the report made without a breakdown by day, that is the first day "
                    "of its range, which you can give with --period FROM..TO.",
                    where="_is_one_day AND date_end = _day",
                    needs=("_is_one_day", "date_end"),
                ),
            ),
        ),
    ),
)

EMPTY = Export(
    name="linkedin_ads_empty",
    parts=(
        Part(
            table=None,
            columns=(
                Column(
                    "_title",
                    matching=r"^(?:ad|campaign|campaign group|creative|account|ad set)s? performance report\b"
                    r"|^rapport met (?:advertentie|campagne)prestaties|^bericht zur performance|^ads performance",
                ),
            ),
            requires=("_title",),
            width=1,
            why_not="The report of LinkedIn's ads has no rows: nothing ran in its days.",
        ),
    ),
)

IMPORTER = Importer("linkedin_ads", "1", "linkedin_ads", (REPORT, EMPTY), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of LinkedIn's ads."""
    return [IMPORTER]
