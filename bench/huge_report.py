"""The monthly report of ten platforms, 36 months, 200 campaigns and 50,000 posts: how long it takes, how large it is.

python bench/huge_report.py [FOLDER]
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import duckdb
import narwhals as nw
from kpi_xl_templates import MONTHLY

from kpi_xl.host.manager import Host
from kpi_xl.kpis.catalogue import Catalogue
from kpi_xl.report.make import make_report
from kpi_xl.report.request import ReportRequest, ReportSource
from kpi_xl.vocabulary.periods import Period
from kpi_xl.vocabulary.tables import tables
from kpi_xl.warehouse.data import Coverage, Data

SECONDS, MEGABYTES = 20, 20
_LAST = Period.month(2026, 10)
_FIRST = _LAST.shifted(-35)
_SOCIAL = ("facebook", "instagram", "linkedin", "x", "tiktok", "youtube", "pinterest")
_ADS = ("meta_ads", "google_ads", "linkedin_ads")
_POSTS, _CAMPAIGNS = 50_000, 200
_TYPES = {"int": "BIGINT", "float": "DOUBLE", "decimal": "DOUBLE", "date": "DATE", "bool": "BOOLEAN"}
_SPAN = _LAST.last.toordinal() - _FIRST.first.toordinal()
_SERIES = f"generate_series(DATE '{_FIRST.first}', DATE '{_LAST.last}', INTERVAL 1 DAY)"
_DAYS = f"SELECT CAST(unnest({_SERIES}) AS DATE) AS day"
_MONTH = f"datediff('month', DATE '{_FIRST.first}', day)"

_DAILY = f"""
SELECT day AS date, platform, 'brand' AS account, 40000 + 30 * (day - DATE '{_FIRST.first}') AS followers,
  40 + hash(day) % 30 AS follows, 9000 + hash(day || platform) % 4000 AS views,
  7000 + hash(platform || day) % 3000 AS impressions, 40 + hash(day) % 90 AS link_clicks,
  100 + hash(day || 'p') % 60 AS profile_visits
FROM ({_DAYS}), (SELECT unnest({list(_SOCIAL)}) AS platform)
"""
_WRITTEN = f"""
SELECT platform, 'brand' AS account, 'p' || i AS post_id,
  CAST(DATE '{_FIRST.first}' + CAST(i * 7919 % {_SPAN} AS INTEGER) AS DATE) AS published_on,
  published_on + to_minutes(CAST(360 + i * 31 % 1000 AS INTEGER)) AS published_at,
  ['image', 'reel', 'carousel', 'video'][1 + i % 4] AS format, 'Post number ' || i || ' about something' AS caption,
  1000 + hash(i) % 9000 AS reach, 1500 + hash(i || 'v') % 12000 AS views, 1200 + hash(i || 'i') % 9000 AS impressions,
  20 + hash(i || 'l') % 300 AS likes, hash(i || 'c') % 20 AS comments, hash(i || 's') % 20 AS shares,
  likes + comments + shares AS engagements
FROM (SELECT range AS i, {list(_SOCIAL)}[1 + range % {len(_SOCIAL)}] AS platform FROM range({_POSTS}))
"""  # fmt: skip
_ADVERTISED = f"""
SELECT day AS date_start, day AS date_end, {list(_ADS)}[1 + campaign % {len(_ADS)}] AS platform, 'account' AS account,
  'Campaign ' || campaign AS campaign, 'NOK' AS currency, 40 + hash(day || campaign) % 60 AS spend,
  spend AS spend_native,
  3000 + hash(campaign || day) % 3000 AS impressions, 30 + hash(day) % 50 AS link_clicks,
  hash(day || 'c' || campaign) % 4 AS conversions, 900.0 * conversions AS conversion_value,
  conversion_value AS conversion_value_native, 'campaign' AS level
FROM ({_DAYS}), (SELECT range AS campaign FROM range({_CAMPAIGNS}))
WHERE campaign % 36 BETWEEN {_MONTH} - 5 AND {_MONTH}
"""  # fmt: skip
_VISITED = f"""
SELECT day AS date, day AS date_start, day AS date_end, 'shop' AS property, 'date × channel_group' AS part,
  channel AS channel_group, 200 + hash(day || channel) % 200 AS sessions,
  CAST(sessions * 0.55 AS BIGINT) AS engaged_sessions,
  CAST(sessions * 0.02 AS BIGINT) AS key_events, sessions * 19.0 AS revenue, revenue AS revenue_native,
  'NOK' AS currency
FROM ({_DAYS}), (SELECT unnest(['Organic Search', 'Direct', 'Organic Social', 'Paid Social', 'Email']) AS channel)
"""  # fmt: skip


def frame(connection: duckdb.DuckDBPyConnection, table: str, query: str) -> nw.LazyFrame[duckdb.DuckDBPyRelation]:
    """Made-up rows with every column of the table; those that are not made up are empty."""
    made = connection.sql(query)
    missing = {name: _TYPES.get(field.type, "VARCHAR") for name, field in tables()[table].fields.items()}
    missing |= {f"{name}_native": "DOUBLE" for name, field in tables()[table].fields.items() if field.unit == "money"}
    empty = [f"CAST(NULL AS {kind}) AS {name}" for name, kind in missing.items() if name not in made.columns]
    columns = ["*", *empty, "'1' AS _batch", "row_number() OVER () AS _row"]
    connection.sql(f"CREATE TABLE made_{table} AS SELECT {', '.join(columns)} FROM made")
    return nw.from_native(connection.table(f"made_{table}"))


def data() -> Data:
    connection = duckdb.connect()
    queries = {"account_daily": _DAILY, "posts": _WRITTEN, "ads": _ADVERTISED, "web": _VISITED}
    frames = {table: frame(connection, table, query) for table, query in queries.items()}
    covered = {"account_daily": _SOCIAL, "posts": _SOCIAL, "ads": _ADS, "web": (None,)}
    coverage = tuple(
        Coverage(table, platform, "brand", _FIRST.first, _LAST.last)
        for table, platforms in covered.items()
        for platform in platforms
    )
    return Data(frames, {"1": "export.csv"}, (), coverage, "NOK", "Europe/Oslo")


def main(folder: Path) -> int:
    host = Host()
    source = ReportSource(Catalogue(host.kpis()), data(), (), host.analyses())
    start, worked = time.perf_counter(), time.process_time()
    made = make_report(MONTHLY.path, folder / "huge.xlsx", source, ReportRequest("Huge", "nb", _LAST))
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    size = made.path.stat().st_size / 2**20
    print(f"{seconds:.1f} s, of them {worked:.1f} s at work (allowed {SECONDS}); {size:.1f} MB (allowed {MEGABYTES})")
    print(f"{made.compared} figures, {made.differing} differ: {made.path}")
    return int(worked > SECONDS or size > MEGABYTES or made.differing > 0)


if __name__ == "__main__":
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp())
    sys.exit(main(place))
