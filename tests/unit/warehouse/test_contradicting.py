"""A file is held against those of its account that were imported before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from kpi_xl.warehouse.batch import Batch, BatchTable
from tests.unit.warehouse.conftest import Rows, Shelf, new_batch, write_table

EARLY, LATE = datetime(2026, 10, 20, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)


def days(month: int, first: int, last: int, **figures: Any) -> Rows:
    figures = figures or {"likes": 3}
    return [{"date": f"2026-{month:02}-{day:02}", "platform": "instagram", **figures} for day in range(first, last + 1)]


def add(shelf: Shelf, file: str, rows: Rows, table: str = "account_daily", **known: Any) -> Batch:
    """As importing hands it over: with the figures that the table has."""
    figures = {name: 1 for row in rows for name in row if name in {"likes", "saves", "shares", "views", "impressions"}}
    batch = replace(new_batch(file, {table: rows}, **known), tables=(BatchTable(table, len(rows), figures),))
    with shelf.warehouse.staging() as staging:
        return shelf.warehouse.adopt(batch, {table: write_table(staging, table, rows)})


def told(batch: Batch, level: str = "important") -> list[str]:
    return [one.text for one in batch.warnings if one.level == level]


def test_a_file_exported_earlier_than_one_that_is_there(shelf: Shelf) -> None:
    add(shelf, "new.csv", days(10, 1, 31), exported_at=LATE)
    (text,) = told(add(shelf, "old.csv", days(10, 1, 19), exported_at=EARLY))
    assert text.startswith("The file was exported on 2026-10-20, earlier than “new.csv” (2026-11-01)")
    assert "that one counts" in text


def test_a_file_that_ends_earlier_where_nothing_tells_when_it_was_exported(shelf: Shelf) -> None:
    add(shelf, "new.csv", days(10, 1, 31))
    (text,) = told(add(shelf, "old.csv", days(10, 1, 19)))
    assert "“new.csv” of the same account only on 2026-10-31" in text
    assert "Undo the import" in text


def test_an_earlier_month_adds_days_and_is_only_noted(shelf: Shelf) -> None:
    add(shelf, "new.csv", days(10, 1, 31))
    old = add(shelf, "old.csv", days(9, 1, 30))
    assert not told(old)
    (text,) = told(old, "note")
    assert text.endswith("before “new.csv” begins, which is imported already: it adds days and replaces none.")
    assert not add(shelf, "next.csv", days(11, 1, 9)).warnings


def test_other_accounts_figures_and_platforms_say_nothing(shelf: Shelf) -> None:
    add(shelf, "new.csv", days(10, 1, 31, likes=1, account="mine"), exported_at=LATE)
    assert not add(shelf, "figures.csv", days(10, 1, 9, saves=1, account="mine"), exported_at=EARLY).warnings
    assert not add(shelf, "other.csv", days(10, 1, 9, likes=1, account="else"), exported_at=EARLY).warnings
    assert not add(shelf, "nobody's.csv", days(10, 1, 9), exported_at=EARLY).warnings


def test_a_file_without_an_account_means_the_only_one_that_is_named(shelf: Shelf) -> None:
    add(shelf, "new.csv", days(10, 1, 31, likes=1, account="mine"))
    (text,) = told(add(shelf, "old.csv", days(10, 1, 19)))
    assert "“new.csv” of the same account only on 2026-10-31" in text


def test_a_day_that_two_files_share_by_their_time_zone_says_nothing(shelf: Shelf) -> None:
    add(shelf, "new.csv", days(10, 5, 31))
    assert not told(add(shelf, "old.csv", days(10, 1, 5)))


def test_figures_that_cannot_be_added_are_held_against_those_of_their_own_format_alone(shelf: Shelf) -> None:
    add(shelf, "reach.csv", days(10, 1, 31, reach=5))
    assert not told(add(shelf, "audience.csv", days(10, 7, 7, followers=9), format="audience"))
    assert [one.about for one in add(shelf, "older.csv", days(10, 1, 9, reach=4)).warnings] == ["older"]


def test_a_figure_that_the_platform_renamed(shelf: Shelf) -> None:
    add(shelf, "old.csv", days(9, 1, 30, impressions=5, likes=1))
    (text,) = told(add(shelf, "new.csv", days(10, 1, 31, views=5, likes=1)))
    assert text.startswith("The file has views where “old.csv” of the same account has impressions")
    assert not add(shelf, "next.csv", days(11, 1, 30, views=5, likes=1)).warnings


def test_figures_that_are_no_longer_in_the_file(shelf: Shelf) -> None:
    add(shelf, "old.csv", days(9, 1, 30, likes=1, shares=2, saves=3))
    (text,) = told(add(shelf, "new.csv", days(10, 1, 31, likes=1, shares=2)))
    assert text.startswith("The file lacks figures that “old.csv” of the same kind has: saves.")


def test_a_file_imported_again_is_not_held_against_itself(shelf: Shelf) -> None:
    first = add(shelf, "a.csv", days(10, 1, 31), exported_at=LATE)
    again = add(shelf, "a.csv", days(10, 1, 31), exported_at=LATE, importer_version="2")
    assert again.id != first.id
    assert not again.warnings
