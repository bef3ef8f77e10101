from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from kpi_xl.importing.opening.text.records import parse
from kpi_xl.importing.opening.text.wrapping import unwrap


def wrapped(text: str) -> str:
    """What a spreadsheet makes of lines that it takes for one text each."""
    lines = io.StringIO(text, newline="")
    out = io.StringIO()
    for line in lines:
        bare = line.rstrip("\r\n")
        needs_quotes = any(mark in bare for mark in ',"')
        out.write('"' + bare.replace('"', '""') + '"' if needs_quotes else bare)
        out.write(line[len(bare) :])
    return out.getvalue()


def test_each_line_is_unwrapped() -> None:
    original = 'Post ID,"Publish time",Views\n1,"12/31/2025 08:24",5\n2,"say ""hi""",6\n'
    assert unwrap(wrapped(original)) == original


def test_bare_lines_of_a_caption_stay_as_they_are() -> None:
    original = 'Post ID,Caption,Views\n1,"Summer, at last\n\nbare line\n#tag, more",5\n'
    assert unwrap(wrapped(original)) == original


def test_an_ordinary_file_is_left_alone() -> None:
    assert unwrap('"Post ID","Views"\n"1","5"\n') is None
    assert unwrap("Post ID,Views\n1,5\n") is None
    assert unwrap("") is None


def test_what_cannot_be_proved_is_left_alone() -> None:
    assert unwrap('"Post ID,Views"\n"1,5,6"\n') is None
    assert unwrap('"a, b"\nplain "quotes" here\n') is None


@given(
    st.integers(2, 4).flatmap(
        lambda width: st.lists(
            st.lists(st.text('ab,;"\n \u00e5'), min_size=width, max_size=width), min_size=1, max_size=6
        )
    )
)
def test_any_table_survives_being_wrapped(rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([["Post ID", *["Text"] * (len(rows[0]) - 1)], *rows])
    unwrapped = unwrap(wrapped(out.getvalue()))
    assert unwrapped is not None
    assert [cells for _, cells in parse(unwrapped, ",")][1:] == rows
