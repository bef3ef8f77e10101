"""Days, periods and campaigns, which have no id: a newer file replaces the days and figures that it covers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

Make = Callable[..., list[dict[str, Any]]]


def test_the_same_days_in_two_files_count_once(shelf: Any, make_rows: Make) -> None:
    shelf.add("Follows.csv", {"account_daily": make_rows(["2026-10-01", "2026-10-02"], follows=3)})
    shelf.add("Audience.csv", {"account_daily": make_rows(["2026-10-02", "2026-10-03"], follows=5)})
    assert shelf.rows("account_daily", "date", "follows") == [
        *((day, figure) for day, figure in zip(dates("01", "02", "03"), (3, 5, 5), strict=True))
    ]


def test_figures_of_several_files_stand_side_by_side_and_tell_their_file(shelf: Any, make_rows: Make) -> None:
    shelf.add("Reach.csv", {"account_daily": make_rows(["2026-10-01"], reach=30)})
    shelf.add("Visits.csv", {"account_daily": make_rows(["2026-10-01"], profile_visits=4)})
    columns = ("reach", "profile_visits", "_batch", "reach_batch", "profile_visits_batch")
    assert shelf.rows("account_daily", *columns) == [(30, 4, "0002", "0001", None)]


def test_engagements_tell_the_file_of_their_first_part(shelf: Any, make_rows: Make) -> None:
    shelf.add("Interactions.csv", {"account_daily": make_rows(["2026-10-01"], likes=30, saves=1)})
    shelf.add("Visits.csv", {"account_daily": make_rows(["2026-10-01"], profile_visits=4)})
    assert shelf.rows("account_daily", "engagements", "engagements_batch") == [(31, "0001")]


def test_a_day_that_is_blank_in_the_newer_file_keeps_what_is_known(shelf: Any, make_rows: Make) -> None:
    shelf.add("a.csv", {"account_daily": make_rows(["2026-10-01"], follows=3)})
    newer = [*make_rows(["2026-10-01"], follows=None), *make_rows(["2026-10-02"], follows=4)]
    shelf.add("b.csv", {"account_daily": newer})
    assert shelf.rows("account_daily", "follows") == [3, 4]


def test_equal_rows_of_one_file_all_count(shelf: Any, make_rows: Make) -> None:
    shelf.add("a.csv", {"account_daily": make_rows(["2026-10-01", "2026-10-01"], follows=3)})
    assert shelf.rows("account_daily", "follows") == [3, 3]
    shelf.add("b.csv", {"account_daily": make_rows(["2026-10-01"], follows=5)})
    assert shelf.rows("account_daily", "follows") == [5]


def test_platforms_and_accounts_do_not_replace_each_other(shelf: Any, make_rows: Make) -> None:
    shelf.add("a.csv", {"account_daily": make_rows(["2026-10-01"], follows=1, account="one")})
    shelf.add("b.csv", {"account_daily": make_rows(["2026-10-01"], follows=2, account="two")})
    shelf.add("c.csv", {"account_daily": make_rows(["2026-10-01"], follows=3, platform="facebook")})
    assert shelf.rows("account_daily", "follows") == [1, 2, 3]


def test_a_file_that_names_no_account_means_the_only_one_that_others_name(shelf: Any, make_rows: Make) -> None:
    shelf.add("posts.csv", {"posts": [{"platform": "instagram", "post_id": "1", "account": "fjord"}]})
    shelf.add("a.csv", {"account_daily": make_rows(["2026-10-01"], follows=1)})
    shelf.add("b.csv", {"account_daily": make_rows(["2026-10-01"], follows=2, account="fjord")})
    assert shelf.rows("account_daily", "account", "follows") == [("fjord", 2)]


def test_a_file_that_names_no_account_stays_nameless_where_there_are_two(shelf: Any, make_rows: Make) -> None:
    for name in ("one", "two"):
        shelf.add(f"{name}.csv", {"account_daily": make_rows(["2026-10-01"], follows=1, account=name)})
    shelf.add("a.csv", {"account_daily": make_rows(["2026-10-01"], follows=2)})
    assert shelf.rows("account_daily", "account", "follows") == [("one", 1), ("two", 1), (None, 2)]


def test_accounts_are_called_what_the_settings_call_them(shelf: Any, make_rows: Make) -> None:
    shelf.add("a.csv", {"account_daily": make_rows(["2026-10-01"], follows=1, account="fjord_as")})
    shelf.add("b.csv", {"account_daily": make_rows(["2026-10-01"], follows=2, account="Fjord")})
    assert shelf.rows("account_daily", "account", "follows", accounts={"fjord_as": "Fjord"}) == [("Fjord", 2)]


def an_ad(day: str, last: str | None = None, **more: Any) -> dict[str, Any]:
    base = {"platform": "meta_ads", "level": "campaign", "breakdown": "", "currency": "EUR", "campaign": "A"}
    return {**base, "date_start": day, "date_end": last or day, **more}


def test_levels_and_breakdowns_of_ads_do_not_replace_each_other(shelf: Any) -> None:
    shelf.add("campaigns.csv", {"ads": [an_ad("2026-10-01", spend=9.0)]})
    shelf.add("ads.csv", {"ads": [an_ad("2026-10-01", level="ad", spend=9.5)]})
    shelf.add("age.csv", {"ads": [an_ad("2026-10-01", breakdown="age", spend=9.1)]})
    assert shelf.rows("ads", "spend") == [9.0, 9.1, 9.5]


def test_ads_days_exported_again_are_replaced_with_all_their_campaigns(shelf: Any) -> None:
    shelf.add("a.csv", {"ads": [an_ad("2026-10-01", spend=1.0), an_ad("2026-10-01", spend=2.0, campaign="B")]})
    shelf.add("b.csv", {"ads": [an_ad("2026-10-01", spend=4.0, campaign="A renamed")]})
    assert shelf.rows("ads", "campaign", "spend") == [("A renamed", 4.0)]


def test_a_blank_of_an_ads_file_says_that_nothing_happened(shelf: Any) -> None:
    shelf.add("a.csv", {"ads": [an_ad("2026-10-01", spend=1.0, purchases=2.0)]})
    newer = [an_ad("2026-10-01", spend=1.0, purchases=None), an_ad("2026-10-02", spend=1.0, purchases=1.0)]
    shelf.add("b.csv", {"ads": newer})
    assert shelf.rows("ads", "date_start", "purchases") == [*zip(dates("01", "02"), (None, 1.0), strict=True)]


def test_a_month_of_which_some_days_were_exported_again_stays_whole(shelf: Any) -> None:
    shelf.add("october.csv", {"ads": [an_ad("2026-10-01", "2026-10-31", spend=31.0)]})
    shelf.add("november.csv", {"ads": [an_ad("2026-10-31", spend=1.0), an_ad("2026-11-01", spend=2.0)]})
    assert shelf.rows("ads", "spend") == [2.0, 31.0]


def test_parts_of_a_web_report_stay_beside_each_other_and_days_are_filled_in(shelf: Any) -> None:
    shelf.add("a.csv", {"web": [{"date": "2026-10-01", "part": "date", "sessions": 5}]}, platform="ga4")
    whole = {"date_start": "2026-10-01", "date_end": "2026-10-31", "part": "channel", "sessions": 90}
    shelf.add("b.csv", {"web": [whole]}, platform="ga4")
    found = shelf.rows("web", "sessions", "date", "date_start", "date_end")
    first, last = dates("01", "31")
    assert found == [(5, first, first, first), (90, None, first, last)]


def test_undated_rows_of_a_newer_file_replace_undated_ones(shelf: Any) -> None:
    for clicks in (3, 4):
        rows = [{"dimension": "query", "value": "coffee", "clicks": clicks}]
        shelf.add(f"{clicks}.csv", {"search": rows}, platform="google_search_console")
    assert shelf.rows("search", "clicks") == [4]


def dates(*days: str) -> list[Any]:
    return [date.fromisoformat(f"2026-10-{day}") for day in days]


def test_an_older_export_does_not_replace_days_of_a_newer_one(shelf: Any, make_rows: Make) -> None:
    newer, older = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 10, 3, tzinfo=UTC)
    shelf.add("new.csv", {"account_daily": make_rows(["2026-10-01", "2026-10-02"], follows=5)}, exported_at=newer)
    shelf.add("old.csv", {"account_daily": make_rows(["2026-09-30", "2026-10-01"], follows=3)}, exported_at=older)
    assert shelf.rows("account_daily", "follows") == [3, 5, 5]
