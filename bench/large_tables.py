"""Canonical tables of any size, made up by DuckDB: posts, days of accounts, ads, visits, orders, leads, cases.

Rows lie as exports bring them: month by month a file for each platform, the days of a file in order.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

from kpi_xl.vocabulary.tables import Table, tables

SOCIAL = ("facebook", "instagram", "linkedin", "x", "tiktok", "youtube", "pinterest", "snapchat")
ADS = ("meta_ads", "google_ads", "linkedin_ads", "tiktok_ads")
FIRST = "2023-11-01"
DAYS = 1096
_MONTHS = 36
_PRIME = 2_654_435_761  # has no divisor in common with any number of rows: every row comes once

_TYPES: Mapping[str, str] = {
    "string": "VARCHAR",
    "int": "BIGINT",
    "float": "DOUBLE",
    "decimal": "DOUBLE",
    "bool": "BOOLEAN",
    "date": "DATE",
    "timestamp UTC": "TIMESTAMP",
}
_SHARES: Mapping[str, float] = {
    "posts": 0.3,
    "ads": 0.3,
    "web": 0.25,
    "orders": 0.1,
    "leads": 0.02,
    "conversations": 0.02,
}


def write_tables(folder: Path, rows: int, *, shuffled: bool = False) -> dict[str, Path]:
    """A Parquet file a table; all together have so many rows, gaps and zeros among them; the same rows if shuffled."""
    found: dict[str, Path] = {}
    with duckdb.connect() as connection:
        connection.execute("SET preserve_insertion_order = false")
        for name, share in _SHARES.items():
            found[name] = _write(connection, folder, name, int(rows * share), shuffled=shuffled)
        found["account_daily"] = _write(connection, folder, "account_daily", len(SOCIAL) * DAYS, shuffled=shuffled)
    return found


def _write(connection: duckdb.DuckDBPyConnection, folder: Path, name: str, rows: int, *, shuffled: bool) -> Path:
    path = folder / f"{name}.parquet"
    cells = ", ".join(f"{cell} AS {column}" for column, cell in _cells(tables()[name], rows).items())
    number = f"n * {_PRIME} % {rows}" if shuffled else "n"
    made = f"(SELECT {number} AS i FROM range({rows}) AS made(n))"
    connection.execute(f"COPY (SELECT {cells} FROM {made}) TO '{path}' (FORMAT parquet)")
    return path


def _cells(table: Table, rows: int) -> dict[str, str]:
    """Each column as an expression over the number of the row."""
    known = _known(table.name, f"DATE '{FIRST}' + (i * {DAYS} // {rows})::INTEGER")
    found: dict[str, str] = {}
    for at, (name, field) in enumerate(table.fields.items(), 1):
        kind = _TYPES[field.type]
        figure = f"CASE i * {at} % 11 WHEN 0 THEN NULL WHEN 1 THEN 0 ELSE i * {7919 + at} % 900 END"
        written = known.get(name) or (figure if field.kind == "metric" else "NULL")
        found[name] = f"({written})::{kind}"
        if field.unit == "money":
            found[f"{name}_native"] = found[name]
        if field.type == "timestamp UTC":
            found.setdefault(f"{name.removesuffix('_at')}_on", f"({found[name]})::DATE")
    return {**found, "_batch": f"'file' || i % {len(SOCIAL)} || '-' || i * {_MONTHS} // {rows}", "_row": "i"}


def _known(table: str, day: str) -> Mapping[str, str]:
    platform = _one_of(SOCIAL)
    moment = f"({day})::TIMESTAMP + to_minutes(i * 40503 % 1440)"
    return {
        "posts": {
            "platform": platform,
            "account": "'account'",
            "post_id": "i",
            "published_on": day,
            "published_at": moment,
            "format": _one_of(("image", "video", "story")),
            "tag": "CASE i % 6 WHEN 0 THEN 'promotion' END",
        },
        "account_daily": {
            "platform": f"[{_quoted(SOCIAL)}][1 + i // {DAYS}]",
            "account": "'account'",
            "date": f"DATE '{FIRST}' + (i % {DAYS})::INTEGER",
            "followers": f"10000 + i % {DAYS}",
        },
        "ads": {
            "platform": _one_of(ADS),
            "account": "'ads'",
            "level": "'ad'",
            "campaign": "'campaign ' || i % 20",
            "ad": "i",
            "date_start": day,
            "date_end": day,
            "currency": "'NOK'",
            "result_type": "'lead'",
        },
        "web": {
            "property": "'shop'",
            "part": "'channel'",
            "date": day,
            "date_start": day,
            "date_end": day,
            "platform": f"CASE WHEN i % 3 > 0 THEN {platform} END",
            "channel_group": "CASE WHEN i % 3 > 0 THEN 'Organic Social' ELSE 'Direct' END",
            "page_type": "CASE i % 4 WHEN 0 THEN 'product' END",
            "currency": "'NOK'",
        },
        "orders": {
            "order_id": "i",
            "customer": "'c' || i * 31 % 200000",
            "ordered_at": moment,
            "platform": platform,
            "currency": "'NOK'",
            "promo_code": "CASE i % 9 WHEN 0 THEN 'CODE' END",
        },
        "leads": {
            "lead_id": "i",
            "platform": platform,
            "created_at": moment,
            "qualified_at": f"CASE WHEN i // 40 % 3 = 0 THEN {moment} END",
            "won_at": f"CASE WHEN i // 40 % 9 = 0 THEN {moment} END",
        },
        "conversations": {
            "conversation_id": "i",
            "platform": platform,
            "received_at": moment,
            "first_reply_at": f"CASE WHEN i // 40 % 4 > 0 THEN {moment} + to_minutes(i % 300) END",
            "resolved_at": f"CASE WHEN i // 40 % 5 > 0 THEN {moment} + to_hours(i % 90) END",
            "needs_answer": "i % 7 > 0",
        },
    }[table]


def _one_of(names: tuple[str, ...]) -> str:
    return f"[{_quoted(names)}][1 + i % {len(names)}]"


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f"'{name}'" for name in names)
