from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi_xl.errors import UnsafeFileError
from kpi_xl.importing.opening.memory_grid import MemoryGrid
from kpi_xl.importing.opening.stored_grid import StoredGrid
from kpi_xl.importing.opening.text.records import parse
from kpi_xl.importing.opening.text.storing import LargeText, store

Row = tuple[object, ...]
RAGGED = 'Title\n\nDate,Caption,Reach\n1,"two\nlines",5\n2,plain,6,surplus,more\n\n3\n4,"",,\nTotal,,11\n'


@pytest.fixture
def stored(tmp_path: Path) -> Callable[..., StoredGrid]:
    def build(text: str, delimiter: str = ",", encoding: str = "utf-8", skipped: int = 0) -> StoredGrid:
        path = tmp_path / "large.csv"
        path.write_bytes(text.encode(encoding))
        return store(LargeText(path, encoding, delimiter, skipped), path.name)

    return build


def fetch(grid: MemoryGrid | StoredGrid, first: int, width: int, last: int | None = None) -> list[Row]:
    with duckdb.connect() as connection:
        return grid.relation(connection, first, width, last).fetchall()


def test_records_of_any_width_keep_their_places(stored: Callable[..., StoredGrid]) -> None:
    grid = stored(RAGGED)
    assert fetch(grid, 3, 3) == [
        (4, "1", "two\nlines", "5", None),
        (5, "2", "plain", "6", "surplus\x1fmore"),
        (7, "3", None, None, None),
        (8, "4", None, None, None),
        (9, "Total", None, "11", None),
    ]


def test_columns_beyond_those_stored_are_found_in_the_surplus(stored: Callable[..., StoredGrid]) -> None:
    assert fetch(stored(RAGGED), 3, 4)[1] == (5, "2", "plain", "6", "surplus", "more")
    assert fetch(stored(RAGGED), 3, 6)[1] == (5, "2", "plain", "6", "surplus", "more", None, None)
    assert fetch(stored(RAGGED), 3, 2)[1] == (5, "2", "plain", "6\x1fsurplus\x1fmore")


def test_the_end_can_be_counted_from_both_sides(stored: Callable[..., StoredGrid]) -> None:
    grid = stored(RAGGED)
    assert [row[0] for row in fetch(grid, 3, 3, 5)] == [4, 5]
    assert [row[0] for row in fetch(grid, 3, 3, -1)] == [4, 5, 7, 8]


def test_head_and_tail_show_both_ends(stored: Callable[..., StoredGrid]) -> None:
    grid = stored(RAGGED)
    assert grid.head(3) == [["Title"], [], ["Date", "Caption", "Reach"]]
    assert grid.tail(2) == [["4", "", ""], ["Total", "", "11"]]
    assert grid.tail(0) == []
    assert len(grid.tail(100)) == grid.count == 9
    assert not grid.small


def test_a_sep_line_is_counted_as_a_row_and_not_read(stored: Callable[..., StoredGrid]) -> None:
    grid = stored("sep=;\nDate;Reach\n1;5\n2;6;7\n3;8\n", ";", skipped=1)
    assert grid.head(1) == [["Date", "Reach"]]
    assert fetch(grid, 1, 2) == [(3, "1", "5", None), (4, "2", "6", "7"), (5, "3", "8", None)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman"])
def test_other_encodings_are_read_as_they_stream(encoding: str, stored: Callable[..., StoredGrid]) -> None:
    grid = stored("Dato\tBy\n1\tMalmö\n2\tÅrhus\n", "\t", encoding)
    assert fetch(grid, 0, 2) == [(1, "Dato", "By", None), (2, "1", "Malmö", None), (3, "2", "Århus", None)]


def test_odd_records_in_many_batches_stay_in_order(stored: Callable[..., StoredGrid]) -> None:
    text = "".join(
        f"{number},short\n" if number % 1000 == 7 else f'{number},"caption\n{"x" * 60}",3,4\n'
        for number in range(1, 150_001)
    )
    grid = stored(text)
    assert grid.count == 150_000
    with duckdb.connect() as connection:
        relation = grid.relation(connection, 0, 4)
        assert relation.filter("c0::BIGINT <> _row").count("*").fetchall() == [(0,)]
        assert relation.filter("c1 = 'short' AND c2 IS NULL").count("*").fetchall() == [(150,)]
    rows = [row for row, _ in grid.rows()]
    assert rows == sorted(rows)


def test_a_quote_that_swallows_megabytes_is_an_error_not_a_loss(stored: Callable[..., StoredGrid]) -> None:
    with pytest.raises(UnsafeFileError, match="never closed"):
        stored('a,b\n"1,2\n' + "3,4\n" * 2_000_000)
    with pytest.raises(UnsafeFileError, match="never closed"):
        stored('a,b\n1,"2\n' + "3,4\n" * 2)
    assert stored('a,b\n1,"cut off\nin the middle').tail(1) == [["1", "cut off\nin the middle"]]


def test_broken_letters_lose_no_record(tmp_path: Path) -> None:
    path = tmp_path / "broken.csv"
    path.write_bytes(b"a,b\n1,\xff\n2,\xff,3\n")
    grid = store(LargeText(path, "utf-8", ","), path.name)
    assert fetch(grid, 1, 2) == [(2, "1", "\ufffd", None), (3, "2", "\ufffd", "3")]


def test_the_file_goes_with_the_grid(stored: Callable[..., StoredGrid]) -> None:
    grid = stored("a,b\n1,2\n")
    file = grid.file
    assert file.exists()
    del grid
    assert not file.exists()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=15)
@given(
    st.lists(st.lists(st.text('ab,;"\n\r \u00e5\U0001f389'), min_size=1, max_size=5), min_size=1, max_size=8),
    st.integers(0, 3),
    st.integers(1, 6),
)
def test_small_and_large_files_give_the_same_cells(
    tmp_path: Path, rows: list[list[str]], first: int, width: int
) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(rows)
    path = tmp_path / "any.csv"
    path.write_bytes(out.getvalue().encode())
    large = store(LargeText(path, "utf-8", ","), path.name)
    small = MemoryGrid("", typed=False, records=list(enumerate((cells for _, cells in parse(out.getvalue(), ",")), 1)))
    assert fetch(large, first, width) == fetch(small, first, width)


def test_queries_that_stop_before_the_end_do_no_harm(stored: Callable[..., StoredGrid]) -> None:
    grid = stored("Caption\n" + "some words\n" * 60_000)
    with duckdb.connect() as connection:
        grid.relation(connection, 1, 1).create_view("cells")
        for _ in range(20):
            assert len(connection.execute("SELECT c0 FROM cells LIMIT 5").fetchall()) == 5
        assert connection.execute("SELECT count(*) FROM cells").fetchall() == [(60_000,)]


def test_only_the_cells_asked_for_are_columns(stored: Callable[..., StoredGrid]) -> None:
    grids = stored(RAGGED), MemoryGrid("", typed=False, records=list(parse(RAGGED, ",")))
    with duckdb.connect() as connection:
        for grid in grids:
            relation = grid.relation(connection, 3, 3, cells=[2])
            assert relation.columns == ["_row", "c2", "_extra"]
            assert [row[1:] for row in relation.fetchall()][:2] == [("5", None), ("6", "surplus\x1fmore")]
