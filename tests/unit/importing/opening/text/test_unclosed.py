from __future__ import annotations

from kpi_xl.importing.opening.text.records import parse
from kpi_xl.importing.opening.text.unclosed import mend


def read(text: str) -> tuple[list[tuple[int, list[str]]], list[int]]:
    return mend(list(parse(text, ",")), text, ",", 1)


def test_the_records_after_an_unclosed_quote_are_set_free() -> None:
    records, lines = read('Caption,Reach\n"Best ever,5\nnext,6\nlast,7\n')
    assert records == [(1, ["Caption", "Reach"]), (2, ['"Best ever', "5"]), (3, ["next", "6"]), (4, ["last", "7"])]
    assert lines == [2]


def test_a_text_that_is_cut_off_at_the_end_stays_one_cell() -> None:
    records, lines = read('Caption,Reach\nfirst,5\n"cut off\nin the middle of')
    assert records == [(1, ["Caption", "Reach"]), (2, ["first", "5"]), (3, ["cut off\nin the middle of"])]
    assert lines == []


def test_a_well_formed_file_is_left_alone() -> None:
    text = 'Caption,Reach\n"two\nlines",5\n'
    assert read(text) == (list(parse(text, ",")), [])


def test_a_file_full_of_them_still_ends() -> None:
    records, lines = read("a,b\n" + '"x,1\n' * 99)
    assert records[0] == (1, ["a", "b"])
    assert len(lines) <= 20
