from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi_xl.errors import FileProblemError
from kpi_xl.importing.opening.budget import MemoryBudget
from kpi_xl.importing.opening.text.text_file import open_text

HEADER = ["Date", "Caption", "Reach"]
# Anything a caption may hold; not the control characters by which a file that is no text is known.
ANY_TEXT = st.text(
    st.one_of(st.characters(exclude_categories=["Cs", "Cc"]), st.sampled_from("\n\r\t,;|\"'=")), max_size=30
)
WESTERN_TEXT = st.text('abcdefgh ijklmn\n,;"0123456789', max_size=20)


def rows_of(path: Path, budget: MemoryBudget | None = None) -> list[list[str]]:
    grid, _ = open_text(path, path.name, budget or MemoryBudget())
    return [list(cells) for _, cells in grid.rows()]


def as_csv(rows: list[list[str]], delimiter: str, line_end: str, quoting: int = csv.QUOTE_ALL) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=line_end, quoting=quoting).writerows(rows)
    return out.getvalue()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.lists(ANY_TEXT, min_size=3, max_size=3), max_size=8),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.integers(0, 1),
)
def test_any_table_is_read_back_in_any_dialect(  # noqa: PLR0913, PLR0917 - that many things differ between exports
    tmp_path: Path, rows: list[list[str]], delimiter: str, line_end: str, encoding: str, sep_lines: int
) -> None:
    path = tmp_path / "export.csv"
    text = as_csv([HEADER, *rows], delimiter, line_end)
    path.write_bytes((f"sep={delimiter}{line_end}" * sep_lines + text).encode(encoding))
    assert rows_of(path) == [HEADER, *rows]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.lists(WESTERN_TEXT, min_size=3, max_size=3), max_size=8),
    st.sampled_from(",;\t"),
    st.sampled_from(["cp1252", "mac_roman"]),
)
def test_any_table_with_nordic_words_is_read_back(
    tmp_path: Path, rows: list[list[str]], delimiter: str, encoding: str
) -> None:
    path = tmp_path / "export.csv"
    table = [["Dato", "Følgere", "Rekkevidde på dagen"], *rows, ["2026-10-01", "Malmö", "Århus"]]
    path.write_bytes(as_csv(table, delimiter, "\r\n").encode(encoding))
    assert rows_of(path) == table


def test_minimal_quoting_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    table = [HEADER, ["1", "a, b; c", "5"], ["2", 'say "hi"\n\nthere', ""], ["3", "", "6"]]
    path.write_text(as_csv(table, ",", "\n", csv.QUOTE_MINIMAL), encoding="utf-8", newline="")
    assert rows_of(path) == table


def test_blank_lines_are_records_without_cells(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(b"# Report\r\n\r\nDate,Users\r\n20261001,5\r\n\r\nCity,Users\r\n")
    grid, _ = open_text(path, path.name, MemoryBudget())
    assert list(grid.rows()) == [
        (1, ["# Report"]),
        (2, []),
        (3, ["Date", "Users"]),
        (4, ["20261001", "5"]),
        (5, []),
        (6, ["City", "Users"]),
    ]


def test_what_was_decided_can_be_shown(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes('sep=;\n"Dato";"Følgere"\n1;2\n3;"4\n5;6\n'.encode("utf-16"))
    _, decided = open_text(path, path.name, MemoryBudget())
    assert decided == {
        "encoding": "utf-16",
        "delimiter": ";",
        "sep line": "yes",
        "unclosed quotes": "read literally on line 4",
    }


def test_lines_wrapped_by_a_spreadsheet_are_unwrapped(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(b'"Post ID,""Publish time"",Views"\n"1,""12/31/2025 08:24"",5"\n')
    grid, decided = open_text(path, path.name, MemoryBudget())
    assert [cells for _, cells in grid.rows()] == [["Post ID", "Publish time", "Views"], ["1", "12/31/2025 08:24", "5"]]
    assert "quoting undone" in decided


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_large_files_are_stored_and_read_the_same(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes("sep=;\nDato;Tekst;Tall\n1;Følg oss på Ærø;1,5\n2;kjøp;2,5\n".encode(encoding))
    grid, decided = open_text(path, path.name, MemoryBudget(left=0))
    assert not grid.small
    assert [list(cells) for cells in grid.head()] == rows_of(path) == [list(cells) for _, cells in grid.rows()]
    assert decided["delimiter"] == ";"


def test_letters_far_into_a_large_file_tell_its_encoding(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(b"Date,City\n" + b"2026-10-01,Oslo\n" * 100_000 + "2026-10-01,Malmö\n".encode("cp1252"))
    grid, decided = open_text(path, path.name, MemoryBudget(left=0))
    assert decided["encoding"] == "cp1252"
    assert grid.tail(1) == [["2026-10-01", "Malmö"]]


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf", b"\n\n  \n", "\ufeff\n".encode("utf-16")])
def test_a_file_without_text_is_empty(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(content)
    with pytest.raises(FileProblemError, match="empty"):
        open_text(path, path.name, MemoryBudget())


@pytest.mark.parametrize("left", [0, 1 << 25])
def test_random_bytes_are_no_text(left: int, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(bytes(range(256)) * 50)
    with pytest.raises(FileProblemError, match="neither a text file nor a workbook"):
        open_text(path, path.name, MemoryBudget(left=left))
