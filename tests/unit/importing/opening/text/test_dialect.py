from __future__ import annotations

import pytest

from kpi_xl.importing.opening.text.dialect import dialect_of, usual_width, without_sep_line


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Date,Reach\n2026-10-01,5\n", ","),
        ("Date;Reach\n2026-10-01;5\n", ";"),
        ("Date\tReach\n2026-10-01\t5\n", "\t"),
        ("Date|Reach\n2026-10-01|5\n", "|"),
        ("Dato;CTR;CPC\n2026-10-01;1,5;2,5\n2026-10-02;1,5;2,5\n", ";"),
        ("Date;CTR;CPC\n" + "Jan 5, 2026;1,5;2,5\n" * 50, ";"),
        ('Caption,Reach\n"a;b;c;d;e",5\n"f;g;h;i;j",6\n', ","),
        ('"Caption","Reach"\n"one, two, three; four",5\n', ","),
        ("Campaign report\nAll time\nCampaign\tClicks\tCost\nA, B, C\t5\t7\nD, E, F\t5\t8\n", "\t"),
        ("# ----\n# Report; all, of it\n# ----\n\nDate,Users\n20261001,5\n20261002,6\n", ","),
        ("Only\none\ncolumn\n", ","),
        ("", ","),
    ],
)
def test_the_delimiter_is_the_one_that_makes_columns(text: str, delimiter: str) -> None:
    assert dialect_of(text).delimiter == delimiter


@pytest.mark.parametrize("line", ["sep=;\n", "sep=;\r\n", '"sep=;"\n', "SEP=;\n"])
def test_a_sep_line_is_obeyed_and_left_out(line: str) -> None:
    text = line + "Date;Reach\n1;2\n"
    dialect = dialect_of(text)
    assert (dialect.delimiter, dialect.sep_line) == (";", True)
    assert without_sep_line(text) == "Date;Reach\n1;2\n"


def test_a_sep_line_that_a_spreadsheet_made_wrong_is_left_out_and_not_obeyed() -> None:
    dialect = dialect_of("sep=,;\nDate;Reach\n1;2\n")
    assert (dialect.delimiter, dialect.sep_line) == (";", True)


def test_a_tab_may_stand_in_the_sep_line() -> None:
    assert dialect_of('sep=\t\n"Date"\t"Primary"\n"1"\t"2"\n').delimiter == "\t"


def test_the_usual_width_ignores_blank_records() -> None:
    assert usual_width([["a", "b"], [], [], [], ["c", "d"], ["e"]]) == 2
    assert usual_width([]) == 0
