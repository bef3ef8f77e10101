"""What does not add up is said with its number and what to do, whoever wrote the importer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from kpi_xl.importing.columns import Column
from kpi_xl.importing.importer import Importer, Part
from kpi_xl.importing.staged import StagedImport

Make = Callable[..., Importer]
Stage = Callable[..., StagedImport]
ADS = ("date_start", "date_end", "campaign", "currency", "spend", "impressions", "clicks", "conversions")
FUNNEL = ("add_to_carts", "checkouts", "purchases")


def part(table: str, *fields: str, **more: Any) -> Part:
    return Part(table, tuple(Column(one, names=(one,)) for one in fields), fields, **more)


def csv(fields: Sequence[str], *rows: Sequence[object]) -> str:
    return "".join(",".join(map(str, row)) + "\n" for row in (fields, *rows))


def told(found: StagedImport, level: str = "") -> list[str]:
    return [warning.text for warning in found.warnings if level in ("", warning.level)]


def days(first: str, count: int) -> list[str]:
    return [str(date.fromisoformat(first) + timedelta(days=number)) for number in range(count)]


@pytest.fixture
def daily(staged: Stage, importer: Make) -> Callable[..., StagedImport]:
    def run(fields: Sequence[str], *rows: Sequence[object], **more: Any) -> StagedImport:
        return staged(csv(fields, *rows), importer(part("account_daily", *fields, **more)))

    return run


def test_a_funnel_that_widens(staged: Stage, importer: Make) -> None:
    fields = ("date_start", "date_end", "campaign", *FUNNEL)
    rows = [("2026-10-01", "2026-10-01", "a", 50, 69, 3437), ("2026-10-02", "2026-10-02", "b", 40, 9, "")]
    found = told(staged(csv(fields, *rows), importer(part("ads", *fields), platform="meta_ads")), "important")
    assert any("more purchases than checkouts (3,437 against 78)" in text and "pixel" in text for text in found)
    sound = staged(
        csv(fields, ("2026-10-01", "2026-10-01", "a", 50, 20, 3)), importer(part("ads", *fields)), name="b.csv"
    )
    assert not told(sound)


def test_rows_that_widen_in_a_funnel_that_does_not_are_a_note(staged: Stage, importer: Make) -> None:
    fields = ("date_start", "date_end", "campaign", *FUNNEL)
    rows = [("2026-10-01", "2026-10-01", "a", 50, 20, 3), ("2026-10-02", "2026-10-02", "a", 5, 2, 3)]
    found = staged(csv(fields, *rows), importer(part("ads", *fields)))
    assert any("1 of 2 rows have more purchases than checkouts" in text for text in told(found, "note"))
    assert not told(found, "important")


def test_a_conversion_rate_above_one_hundred_per_cent(staged: Stage, importer: Make) -> None:
    rows = [("2026-10-01", "2026-10-01", "a", "EUR", 9, 900, 100, "133.9")]
    found = told(staged(csv(ADS, *rows), importer(part("ads", *ADS))), "important")
    assert any("more conversions than clicks (133.9 against 100)" in text and "above 100 %" in text for text in found)


def test_amounts_in_several_currencies(staged: Stage, importer: Make) -> None:
    rows = [("2026-10-01", "2026-10-01", "a", code, 9, 900, 100, 1) for code in ("NOK", "EUR", "NOK")]
    found = told(staged(csv(ADS, *rows), importer(part("ads", *ADS))), "important")
    assert any("2 currencies (EUR, NOK)" in text and "exchange rates" in text for text in found)


def test_views_that_are_all_zero_are_missing_in_every_export(daily: Callable[..., StagedImport]) -> None:
    found = daily(("date", "views", "reach"), ("2026-10-01", 0, 5), ("2026-10-02", 0, 7))
    assert "views" not in found.tables[0].totals
    assert any("views is 0 in every row although reach is not" in text for text in told(found, "important"))


def test_days_missing_inside_the_span(daily: Callable[..., StagedImport]) -> None:
    rows = [(day, 5) for day in days("2026-10-01", 31) if day not in {"2026-10-05", "2026-10-11", "2026-10-12"}]
    (text,) = told(daily(("date", "likes"), *rows))
    assert text.startswith("3 days inside the file have no row (most in a row: 2026-10-11 to 2026-10-12)")
    assert "export these days again" in text


def test_days_that_a_platform_leaves_out_are_not_missing(daily: Callable[..., StagedImport]) -> None:
    rows = [(day, 5) for day in days("2026-10-01", 31)[::3]]
    assert not told(daily(("date", "follows"), *rows, omits_days=True))


def test_a_figure_that_pauses(daily: Callable[..., StagedImport]) -> None:
    rows = [(day, 5, 0 if 10 <= number < 20 else 9) for number, day in enumerate(days("2026-09-01", 60))]
    (text,) = told(daily(("date", "likes", "views"), *rows), "important")
    assert text.startswith("From 2026-09-11 to 2026-09-20 there is no views, on the other days there is")
    rare = [(day, 5, 9 if number % 15 == 0 else 0) for number, day in enumerate(days("2026-09-01", 60))]
    assert not told(daily(("date", "likes", "views"), *rare))


def test_impressions_that_become_views(daily: Callable[..., StagedImport]) -> None:
    rows = [
        (day, 9 if number < 5 else "", "" if number < 5 else 7) for number, day in enumerate(days("2026-09-01", 10))
    ]
    found = told(daily(("date", "impressions", "views"), *rows), "important")
    assert any("impressions end on 2026-09-05 and views begin on 2026-09-06" in text for text in found)


def test_rows_of_another_period_than_the_file_states(staged: Stage, importer: Make) -> None:
    given = importer(
        part("account_daily", "date", "likes"), file_names=(r"^(?P<first>\d{4}-\d\d-\d\d)_(?P<last>\d{4}-\d\d-\d\d)$",)
    )
    other = csv(("date", "likes"), *((day, 5) for day in days("2026-08-01", 31)))
    (text,) = told(staged(other, given, name="2026-09-01_2026-09-30.csv"), "important")
    assert text.startswith("The file says that it covers 2026-09-01 to 2026-09-30, but its rows are of 2026-08-01 to")
    short = csv(("date", "likes"), *((day, 5) for day in days("2026-09-01", 20)))
    (text,) = told(staged(short, given, name="b/2026-09-01_2026-09-30.csv"), "important")
    assert text.endswith("but its rows end on 2026-09-20: export the days after it again.")
    whole = csv(("date", "likes"), *((day, 5) for day in days("2026-09-01", 30)))
    assert not told(staged(whole, given, name="c/2026-09-01_2026-09-30.csv"))


def test_days_that_have_not_come_yet(daily: Callable[..., StagedImport]) -> None:
    far = days(str(datetime.now(UTC).date() + timedelta(days=40)), 3)
    assert any(
        text.startswith("3 of 3 rows are of days to come")
        for text in told(daily(("date", "likes"), *((day, 1) for day in far)))
    )


def test_dates_that_a_spreadsheet_filled_down(staged: Stage, importer: Make) -> None:
    fields = ("date", "page", "page_views")
    rows = [(day, f"/{number}", 5) for number, day in enumerate(days("2026-01-01", 9))]
    (text,) = told(staged(csv(fields, *rows), importer(part("web", *fields), platform="ga4")), "important")
    assert "filled down by a spreadsheet" in text


@pytest.mark.parametrize(("count", "warned"), [(499, False), (500, True), (1000, True), (1001, False)])
def test_a_list_of_as_many_rows_as_platforms_give(staged: Stage, importer: Make, count: int, *, warned: bool) -> None:
    rows = [(number, 5) for number in range(count)]
    found = told(staged(csv(("post_id", "views"), *rows), importer(part("posts", "post_id", "views"))), "important")
    assert [f"exactly {count:,} rows" in text for text in found] == [True] * warned


def test_a_post_on_two_rows(staged: Stage, importer: Make) -> None:
    fields = ("post_id", "views")
    found = told(staged(csv(fields, (1, 5), (2, 6), (1, 7)), importer(part("posts", *fields))))
    assert found == [
        "1 of 3 rows are of a post that another row has too: each post counts once, with the figures that stand last."
    ]


def test_a_file_in_which_nothing_happened(daily: Callable[..., StagedImport]) -> None:
    found = told(daily(("date", "likes", "shares"), ("2026-10-01", 0, 0), ("2026-10-02", 0, 0)), "important")
    assert any(text.startswith("All figures in the file are 0") for text in found)


def test_the_important_comes_first(daily: Callable[..., StagedImport]) -> None:
    found = daily(("date", "likes", "views", "reach"), ("2026-10-01", 1, 0, 5), ("2026-10-04", 1, 3, 7))
    assert [warning.level for warning in found.warnings] == ["important", "note"]
