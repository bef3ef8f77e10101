"""Google Ads: table downloads (.csv, Excel .csv, .xlsx) and the cards of the overview page."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import (
    CellMatches,
    Column,
    Day,
    Derived,
    Export,
    Importer,
    Note,
    Part,
    Text,
    Whole,
    headers_beside,
    hookimpl,
)

# Each splits the same spend: the first whose columns the file has names the breakdown.
_BREAKDOWNS: tuple[tuple[str, tuple[str, ...]], ...] = (
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
_BREAKDOWN = (
    *(Derived("breakdown", f"'{breakdown}'", needs=fields) for breakdown, fields in _BREAKDOWNS),
    Derived("breakdown", "''", needs=()),
    *(Derived("breakdown_value", f"concat_ws(' / ', {', '.join(fields)})", needs=fields) for _, fields in _BREAKDOWNS),
)
_REPEATS = Note(
    "The file is a breakdown: it repeats the spend of the campaigns and never enters totals.", where="breakdown <> ''"
)
_LONG_ROWS = Note(
    "{n} of {rows} rows cover several days: they count only in periods that hold them whole. Segment the table by day.",
    where="date_end > date_start",
    needs=("date_start", "date_end"),
)

# Ads have no column that always names them: what only the table of ads has tells the level.
_LEVEL = (
    Derived("level", "'ad'", needs=("_of_ads",)),
    Derived("level", "'ad'", needs=("ad",)),
    Derived("level", "'ad_set'", needs=("ad_set",)),
    Derived("level", "'campaign'", needs=("campaign",)),
    Derived("level", "'account'", needs=()),
)
_DAYS = tuple(
    derived
    for field, last in (("_day", "_day"), ("_week", "_week + 6"), ("_month", "last_day(_month)"))
    for derived in (
        Derived("date_start", f"coalesce({field}, date_start)", needs=(field, "date_start")),
        Derived("date_start", field, needs=(field,)),
        Derived("date_end", f"coalesce({last}, date_end)", needs=(field, "date_end")),
        Derived("date_end", last, needs=(field,)),
    )
)
# Video campaigns are counted by interactions (views, swipes, clicks), and their tables have no clicks.
_CLICKS = (
    Derived("_as_clicks", "false", needs=("clicks",)),
    Derived("_as_clicks", "true", needs=("_interactions",)),
    Derived("clicks", "clicks", needs=("clicks",)),
    Derived("clicks", "_interactions", needs=("_interactions",)),
)
_FIGURES = ("spend", "impressions", "clicks", "conversions", "conversion_value", "video_views")

TABLE = Export(
    name="google_ads",
    preamble=(r"^\W*(?P<date_start>.*\d{4}.*?)(?: - |\s*[–—]\s*)(?P<date_end>.*\d{4}.*?)\W*$",),
    parts=(
        Part(
            table="ads",
            columns=(
                *(Column(field, Day()) for field in ("_day", "_week", "_month")),
                "account",
                "campaign",
                Column("ad_set", key="ad_group"),
                Column("ad", key="ad_name"),
                Column("_of_ads", key="headline"),
                *(Column(field) for field in dict.fromkeys(field for _, fields in _BREAKDOWNS for field in fields)),
                Column("currency", repeated="first"),  # a table of ad groups has it twice
                *_FIGURES,
                Column("_interactions", Whole()),
                Column("_averages", repeated="first"),
                Column("_converted", repeated="first"),
            ),
            derived=(*_DAYS, *_LEVEL, *_BREAKDOWN, *_CLICKS),
            requires=("spend", "currency", "_averages"),
            # The account's total holds more than the rows of a table of ads, keywords or search terms.
            totals=(
                CellMatches(r"^(?:total|gesamt|totalt|i alt)\s?: .*(?:account|konto)$", within=3),
                CellMatches(r"^(?:total|gesamt|totalt|i alt)\s?:", within=3),
            ),
            notes=(
                _REPEATS,
                _LONG_ROWS,
                Note(
                    "The table has no clicks: interactions are read in their place.",
                    where="_as_clicks",
                    needs=("_as_clicks",),
                ),
                Note("The cost in a converted currency is left out.", needs=("_converted",)),
                Note(
                    "{n} of {rows} rows have more conversions than clicks.",
                    where="conversions > clicks",
                    needs=("conversions", "clicks"),
                ),
            ),
        ),
    ),
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
        derived=(*_DAYS[:4], _CURRENCY, *_LEVEL, *_BREAKDOWN),
        requires=requires,
        forbids=("currency",),
        notes=(_REPEATS, _LONG_ROWS, *notes),
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

IMPORTER = Importer("google_ads", "1", "google_ads", (TABLE, CARDS), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Google Ads."""
    return [IMPORTER]
