from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kpi_xl.workbook.references.area import Area, parse_area
from kpi_xl.workbook.references.moves import Move, Moves, Step


def moved(moves: Moves, text: str, *, grow_single: bool = False) -> str | None:
    area = parse_area(text)
    assert area is not None
    new = moves.reference(area, grow_single=grow_single)
    return None if new is None else new.text


GROWS = Moves([Move(2, 4, 10)])
SHRINKS = Moves([Move(2, 6, 3)])


def test_a_range_over_all_rows_grows_with_them() -> None:
    assert moved(GROWS, "B2:B4") == "B2:B10"
    assert moved(GROWS, "B1:B4") == "B1:B10"


def test_a_range_inside_stays_and_one_below_follows() -> None:
    assert moved(GROWS, "B2:B3") == "B2:B3"
    assert moved(GROWS, "B5:B9") == "B11:B15"
    assert moved(GROWS, "B3:B5") == "B3:B11"


def test_a_single_cell_never_grows_but_a_range_of_one_row_may() -> None:
    one = Moves([Move(7, 7, 11)])
    assert moved(one, "C7") == "C7"
    assert moved(one, "C7", grow_single=True) == "C7:C11"
    assert moved(one, "C8") == "C12"


def test_what_pointed_to_removed_rows_alone_is_lost() -> None:
    assert moved(SHRINKS, "B5:B6") is None
    assert moved(SHRINKS, "B2:B6") == "B2:B3"
    assert moved(SHRINKS, "B5:B9") == "B4:B6"
    assert SHRINKS.cell(5, 2) is None
    assert SHRINKS.cell(7, 2) == 4


def test_tables_below_one_another_add_up() -> None:
    moves = Moves([Move(2, 3, 5), Move(10, 11, 20)])
    assert moved(moves, "A10:A11") == "A12:A22"
    assert moves.cell(12, 1) == 23


BESIDE = Moves([Move(5, 6, 10, 1, 3, (Step(7, 1, 3),))])


def test_with_something_beside_only_the_tables_columns_move() -> None:
    assert BESIDE.cell(7, 2) == 11
    assert BESIDE.cell(7, 5) == 7
    assert moved(BESIDE, "B7") == "B11"
    assert moved(BESIDE, "E7") == "E7"


def test_a_format_over_moved_and_unmoved_columns_is_split() -> None:
    assert [area.text for area in BESIDE.cover(Area(8, 1, 9, 5))] == ["A12:C13", "D8:E9"]


def test_what_is_met_further_down_is_pushed_whole() -> None:
    moves = Moves([Move(5, 6, 10, 1, 3, (Step(7, 1, 3), Step(12, 1, 8)))])
    assert moves.cell(11, 6) == 11
    assert moves.cell(12, 6) == 16


def test_tables_side_by_side_push_as_far_as_the_one_that_grows_most() -> None:
    left = Move(5, 6, 12, 1, 3, (Step(7, 1, 3), Step(20, 1, 8)))
    right = Move(5, 6, 8, 5, 8, (Step(7, 5, 8), Step(20, 1, 8)))
    moves = Moves([left, right])
    assert moves.cell(20, 2) == 26
    assert moves.cell(20, 7) == 26
    assert moves.cell(10, 7) == 12


def test_a_table_that_shrinks_draws_nothing_up_over_what_stands_beside() -> None:
    moves = Moves([Move(5, 10, 6, 1, 3, (Step(11, 1, 3), Step(15, 1, 8)))])
    assert moves.cell(11, 2) == 7
    assert moves.cell(15, 2) == 15


def test_what_gave_way_to_growth_comes_back_with_it() -> None:
    steps = (Step(15, 1, 3), Step(20, 1, 8))
    grown = Moves([Move(5, 14, 6, 1, 3, steps, template_rows=6)])
    assert grown.cell(20, 2) == 16  # it had given way by four rows


def test_rows_removed_one_after_the_other_all_count() -> None:
    moves = Moves([Move(7, 7, 8), Move(9, 9, 8), Move(10, 10, 9)])
    assert [moves.cell(row, 1) for row in (8, 9, 10, 11)] == [9, None, None, 10]
    assert moved(moves, "B7:B10") == "B7:B9"


sizes = st.integers(1, 40)


@given(first=st.integers(1, 50), before=sizes, then=sizes, row=st.integers(1, 200))
def test_growing_and_shrinking_back_changes_nothing(first: int, before: int, then: int, row: int) -> None:
    there = Moves([Move(first, first + before - 1, first + then - 1)])
    back = Moves([Move(first, first + then - 1, first + before - 1)])
    new = there.cell(row, 1)
    if new is not None and back.cell(new, 1) is not None:
        assert back.cell(new, 1) == row


@given(first=st.integers(2, 50), before=sizes, then=sizes)
def test_a_column_with_its_header_always_follows_its_rows(first: int, before: int, then: int) -> None:
    moves = Moves([Move(first, first + before - 1, first + then - 1)])
    new = moves.reference(Area(first - 1, 1, first + before - 1, 1))
    assert new == Area(first - 1, 1, first + then - 1, 1)
