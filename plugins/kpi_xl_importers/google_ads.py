"""Google Ads: table downloads (.csv, Excel .csv, .xlsx) and the cards of the overview page."""

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
    Text,
    Whole,
    header_row,
    headers_beside,
    hookimpl,
)
from kpi_xl_importers._ads import DAY_COLUMNS, DAYS, LEVEL, LONG_ROWS, NAMED, REPEATS, broken_down, split_columns

_BREAKDOWNS = (
    ("search_term", ("_search_term",)),
    ("keyword", ("_keyword",)),
    ("asset", ("_asset",)),
    ("audience", ("_audience",)),
    ("placement", ("_placement",)),
    ("region", ("_region",)),
    ("age_gender", ("_gender", "_age")),
    ("age", ("_age",)),
    ("gender", ("_gender",)),
    ("device", ("_device",)),
    ("network", ("_network",)),
    ("conversion_action", ("_conversion_action",)),
    ("day_hour", ("_weekday", "_hour")),
    ("day_hour", ("_hour",)),
    ("day_hour", ("_weekday",)),
)
# Ads have no column that always names them: what only the table of ads has tells the level.
_LEVEL = (Derived("level", "'ad'", needs=("_of_ads",)), *LEVEL)

# Video campaigns are counted by interactions (views, swipes, clicks), and their tables have no clicks.
_CLICKS = (
    Derived("_as_clicks", "false", needs=("clicks",)),
    Derived("_as_clicks", "true", needs=("_interactions",)),
    Derived("clicks", "clicks", needs=("clicks",)),
    Derived("clicks", "_interactions", needs=("_interactions",)),
)
_FIGURES = ("spend", "impressions", "clicks", "conversions", "conversion_value", "video_views")

# The account's total holds more than the rows of a table of ads, keywords or search terms.
_NAMED = ("_status", "account", *NAMED, "_keyword", "_search_term")
_WORDS_FOR_TOTAL = r"(?:total|totalt|gesamt|i alt|totaal|yhteensä)"
_TOTALS = (
    CellMatches(rf"^{_WORDS_FOR_TOTAL}\s?: .*(?:account|konto|cuenta|conta|compte|tili)$", within=3, fields=_NAMED),
    CellMatches(rf"^{_WORDS_FOR_TOTAL}\s?:", within=3, fields=_NAMED),
)
_RANGE = r"^\W*(?P<date_start>.*\d{4}.*?)(?: - |\s*[–—]\s*)(?P<date_end>.*\d{4}.*?)\W*$"


_LONG_ROWS = Note(f"{LONG_ROWS.text} Segment the table by day.", LONG_ROWS.where, LONG_ROWS.needs)


def framed_tables(opened: OpenedFile) -> Iterator[Block]:
    """A title and a range above and totals below are Google's in every language, whatever the columns are."""
    for grid in opened.grids:
        cells = (cell for record in grid.tail() for cell in record[: _TOTALS[1].within])
        ends = any(re.match(_TOTALS[1].pattern, cell, re.IGNORECASE) for cell in cells)
        for block in header_row(replace(opened, grids=(grid,))) if ends else ():
            if len(block.above) > 1 and re.match(_RANGE, block.above[1]):
                yield block


_TABLE = Part(
    table="ads",
    columns=(
        Column("_status"),
        *DAY_COLUMNS,
        "account",
        "campaign",
        Column("ad_set", key="ad_group"),
        Column("ad", key="ad_name"),
        Column("_of_ads", key="headline"),
        *split_columns(_BREAKDOWNS),
        Column("currency", repeated="first"),  # a table of ad groups has it twice
        *_FIGURES,
        Column("_interactions", Whole()),
        Column("_averages", repeated="first"),
        Column("_converted", repeated="first"),
    ),
    derived=(*DAYS, *_LEVEL, *broken_down(_BREAKDOWNS), *_CLICKS),
    requires=("spend", "currency", "_averages"),
    totals=_TOTALS,
    notes=(
        REPEATS,
        _LONG_ROWS,
        Note(
            "The table has no clicks: interactions are read in their place.",
            where="_as_clicks",
            needs=("_as_clicks",),
        ),
        Note("The cost in a converted currency is left out.", needs=("_converted",)),
    ),
)

TABLE = Export(name="google_ads", preamble=(_RANGE,), parts=(_TABLE,))

# The columns are the user's choice: without the currency and every average, the first and last lines must tell.
FRAMED = Export(
    name="google_ads_framed",
    layout=framed_tables,
    preamble=(_RANGE,),
    parts=(replace(_TABLE, requires=("spend", "impressions")), replace(_TABLE, requires=("spend", "clicks"))),
)

# A card names the currency by the sign of its amounts alone; kr and a bare $ are those of several currencies.
_SIGNS = {"US$": "USD", "CA$": "CAD", "A$": "AUD", "NZ$": "NZD", "HK$": "HKD", "€": "EUR", "£": "GBP", "₹": "INR"}
_CODE = "regexp_extract(_price, '\\b([A-Z]{3})\\b', 1)"
_CURRENCY = Derived(
    "currency",
    " ".join(
        (
            f"CASE WHEN {_CODE} <> '' THEN {_CODE}",
            *(f"WHEN starts_with(_price, '{sign}') THEN '{code}'" for sign, code in _SIGNS.items()),
            "WHEN ends_with(_price, '€') THEN 'EUR' END",
        )
    ),
    needs=("_price",),
)


def _card(*columns: Column | str, requires: tuple[str, ...], notes: tuple[Note, ...] = ()) -> Part:
    return Part(
        table="ads",
        columns=(*columns, Column("_price", Text(), key="spend"), "spend", "impressions", "clicks"),
        derived=(*DAYS[:4], _CURRENCY, *_LEVEL, *broken_down(_BREAKDOWNS)),
        requires=requires,
        forbids=("currency",),
        notes=(REPEATS, _LONG_ROWS, *notes),
    )


_KNOWN_PEOPLE = Note("The rows cover only people whose age and gender are known.", needs=("_share_of_known",))
_CONVERTED = Note(
    "The amounts are in the currency of the manager account, which may not be the one the account pays in.",
    needs=("_campaign_group",),
)

CARDS = Export(
    name="google_ads_cards",
    file_names=(
        r"\((?:.*_)?(?P<date_start>\d{4}\.\d\d\.\d\d)-(?P<date_end>\d{4}\.\d\d\.\d\d)\)$",
        r"^(?:Time_series|Devices|Networks|Search_keywords|Searches|Demographics|Day_&_hour|campaigns)\b",
    ),
    parts=(
        _card(Column("_day", Day()), Column("_averages"), requires=("_day", "_averages", "spend", "clicks")),
        _card(Column("_device"), requires=("_device", "spend", "impressions", "clicks")),
        _card(Column("_network"), Column("_averages"), requires=("_network", "_averages", "spend", "clicks")),
        _card(Column("_keyword"), Column("_criterion"), requires=("_keyword", "_criterion", "spend", "clicks")),
        _card(Column("_search_term"), requires=("_search_term", "spend", "impressions", "clicks")),
        _card(Column("_weekday", matching=r"^day$"), Column("_hour"), requires=("_weekday", "_hour", "impressions")),
        _card(
            Column("_gender"),
            Column("_age"),
            Column("_share_of_known"),
            requires=("_gender", "_age", "_share_of_known", "impressions"),
            notes=(_KNOWN_PEOPLE,),
        ),
        _card(
            "campaign",
            Column("_campaign_group"),
            requires=("campaign", "_campaign_group", "spend", "clicks"),
            notes=(_CONVERTED,),
        ),
    ),
    notes=("A card of the overview page names no account.",),
)

IMPORTER = Importer("google_ads", "1", "google_ads", (TABLE, FRAMED, CARDS), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Google Ads."""
    return [IMPORTER]
