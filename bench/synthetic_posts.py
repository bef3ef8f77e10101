"""A large export of Instagram posts in Meta Business Suite's format, made up row by row by DuckDB."""

from __future__ import annotations

from pathlib import Path

import duckdb

# Four captions in five are what people write: commas, quotes, line breaks, emoji.
_ROWS = """
SELECT
  (17900000000000000 + i * 37)::VARCHAR AS "Post ID",
  '17841450220917736' AS "Account ID",
  'lyngheimull' AS "Account username",
  'Lyngheim Ull' AS "Account name",
  CASE i % 5
    WHEN 0 THEN 'Ny uke, nytt mønster'
    WHEN 1 THEN 'Genser, lue og "votter" ' || i || ' 🧶'
    WHEN 2 THEN 'Slik vasker du ull:' || chr(10) || chr(10) || '1. Kaldt vann' || chr(10) || '2. Tørk flatt'
    WHEN 3 THEN '=2 plagg, 1 pris #ull'
    ELSE 'Regn, sludd eller sol; ' || repeat('ulla tåler alt ', 1 + i % 6)
  END AS "Description",
  i % 90 AS "Duration (sec)",
  strftime(TIMESTAMP '{first}' + to_minutes(i * 2654435761 % {minutes}), '%m/%d/%Y %H:%M') AS "Publish time",
  'https://www.instagram.com/p/D' || rtrim(to_base64(i::VARCHAR::BLOB), '=') || '/' AS "Permalink",
  CASE i % 3 WHEN 0 THEN 'IG image' WHEN 1 THEN 'IG reel' ELSE 'IG carousel' END AS "Post type",
  '' AS "Data comment",
  'Lifetime' AS "Date",
  500 + (i * 7919) % 20000 AS "Views",
  CASE WHEN i % 50 = 0 THEN NULL ELSE 300 + (i * 7919) % 12000 END AS "Reach",
  (i * 104729) % 700 AS "Likes",
  i % 23 AS "Shares",
  i % 31 AS "Comments",
  i % 17 AS "Saves",
  CASE WHEN i % 4 = 0 THEN i % 9 END AS "Follows"
FROM range({count}) AS rows(i)
"""


def write_posts(path: Path, count: int, *, first: str = "2021-11-01", years: int = 5) -> None:
    """Write a CSV of so many posts, spread over so many years from a first day."""
    rows = _ROWS.format(count=count, first=first, minutes=years * 365 * 24 * 60)
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({rows}) TO '{path}' (FORMAT csv, HEADER)")
