from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kpi_xl.warehouse.replacing import Cover, given_way

DAY_ONE = date(2026, 1, 1)


def cover(age: int, first: int, last: int, *figures: str) -> Cover:
    """Days are counted from the first of January 2026, which is day 1."""
    start = DAY_ONE - timedelta(days=1)
    return Cover(age, start + timedelta(days=first), start + timedelta(days=last), frozenset(figures or ("spend",)))


def test_a_newer_file_replaces_the_same_days() -> None:
    old, new = cover(1, 1, 1), cover(2, 1, 1)
    assert given_way([old, new]) == {old: {"spend"}}


def test_other_days_stay() -> None:
    assert given_way([cover(1, 1, 1), cover(2, 2, 2)]) == {}


def test_figures_that_the_newer_file_lacks_stay() -> None:
    old, new = cover(1, 1, 1, "views", "follows"), cover(2, 1, 1, "views")
    assert given_way([old, new]) == {old: {"views"}}


def test_ranges_of_one_file_never_compete() -> None:
    assert given_way([cover(1, 1, 31), cover(1, 10, 10)]) == {}


def test_a_newer_range_replaces_the_days_inside_it() -> None:
    days = [cover(1, day, day) for day in range(1, 32)]
    assert set(given_way([*days, cover(2, 1, 31)])) == set(days)


def test_newer_days_that_fill_an_older_range_replace_it() -> None:
    month = cover(1, 1, 31)
    assert given_way([month, *(cover(2, day, day) for day in range(1, 32))]) == {month: {"spend"}}


def test_an_older_range_of_which_newer_days_cover_a_part_stays_whole() -> None:
    month = cover(1, 1, 31)
    inside, outside = cover(2, 31, 31), cover(2, 32, 32)
    assert given_way([month, inside, outside]) == {inside: {"spend"}}


def test_of_two_ranges_that_cross_the_newer_counts() -> None:
    old, new = cover(1, 1, 28), cover(2, 15, 42)
    assert given_way([old, new]) == {old: {"spend"}}


@st.composite
def covers(draw: st.DrawFn) -> Cover:
    first = draw(st.integers(1, 20))
    figures = draw(st.sets(st.sampled_from(("spend", "clicks")), min_size=1))
    return cover(draw(st.integers(1, 4)), first, first + draw(st.integers(0, 8)), *figures)


@given(st.lists(covers(), max_size=12))
def test_no_day_and_figure_is_ever_counted_from_two_files(found: list[Cover]) -> None:
    lost = given_way(found)
    counted: dict[tuple[int, str], int] = {}
    for one in found:
        for figure in one.figures - lost.get(one, frozenset()):
            for day in range(one.first.toordinal(), one.last.toordinal() + 1):
                assert counted.setdefault((day, figure), one.age) == one.age


@given(st.lists(covers(), max_size=12))
def test_the_order_in_which_files_are_looked_at_does_not_matter(found: list[Cover]) -> None:
    assert given_way(found) == given_way(reversed(found))


@given(st.lists(st.builds(lambda age, day: cover(age, day, day), st.integers(1, 4), st.integers(1, 9)), max_size=20))
def test_of_daily_files_every_day_that_any_covers_is_kept_from_the_newest(found: list[Cover]) -> None:
    lost = given_way(found)
    kept = {one.first: one.age for one in found if one not in lost}
    assert kept == {day: max(one.age for one in found if one.first == day) for day in {one.first for one in found}}
