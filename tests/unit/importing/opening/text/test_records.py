from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kpi_xl.importing.opening.text.records import parse, write


def test_records_carry_the_line_on_which_they_start() -> None:
    text = 'Date,Caption\n1,"two\nlines"\n\n2,plain\r\n3,"three\r\nmore\rlines"\r4,last'
    assert list(parse(text, ",")) == [
        (1, ["Date", "Caption"]),
        (2, ["1", "two\nlines"]),
        (4, []),
        (5, ["2", "plain"]),
        (6, ["3", "three\r\nmore\rlines"]),
        (9, ["4", "last"]),
    ]


def test_quotes_inside_a_cell_are_kept() -> None:
    assert next(parse('5" pipe,"say ""hi""",a"b"c', ",")) == (1, ['5" pipe', 'say "hi"', 'a"b"c'])


@given(
    st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1).filter(lambda row: row != [""]))
)
def test_what_is_written_is_read_back(tmp_path_factory: object, rows: list[list[str]]) -> None:
    file = Path(str(tmp_path_factory.mktemp("records"))) / "sheet.csv"  # type: ignore[attr-defined]
    write(file, rows)
    read = [cells for _, cells in parse(file.read_bytes().decode("utf-8"), ",")]
    assert read == rows
