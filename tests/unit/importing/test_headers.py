from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_xl.errors import ProjectError
from kpi_xl.importing.headers import HeaderRow, header_names, headers_beside, normalised, understood


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "sample.toml"
    path.write_text(
        '[views]\nen = ["Views"]\nnb = ["Visninger"]\n'
        '[reach]\nnb = ["Rekkevidde"]\nde = ["Aufrufe"]\n'
        '[spend]\nen = ["Amount spent (XXX)"]\n',
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Auf\u00adru\u00adfe", "aufrufe"),
        ("\ufeffPost ID", "post id"),
        ("Post\u00a0 ID ", "post id"),
        ("Ad_Set_Name", "ad set name"),
        ("Website URL (Ad level）", "website url (ad level)"),  # noqa: RUF001 - as TikTok writes it
        ('"Date"', "date"),
    ],
)
def test_blanks_case_and_invisible_signs_do_not_count(written: str, compared: str) -> None:
    assert normalised(written) == compared


@given(name=st.text(max_size=40))
def test_a_normalised_name_stays_as_it_is(name: str) -> None:
    assert normalised(normalised(name)) == normalised(name)


def test_a_name_stands_for_its_key_in_its_language(file: Path) -> None:
    assert header_names(file).keys("VISNINGER") == {"views": frozenset({"nb"})}
    assert not header_names(file).keys("Klikk")


def test_the_language_is_that_of_most_names(file: Path) -> None:
    assert understood(HeaderRow(("Visninger", "Rekkevidde", "Views")), header_names(file)).language == "nb"
    assert understood(HeaderRow(("Noe", "Annet")), header_names(file)).language == ""


def test_of_two_languages_with_the_same_words_it_is_one_that_reports_are_made_in(tmp_path: Path) -> None:
    names = tmp_path / "sample.toml"
    names.write_text('[comments]\nda = ["Kommentarer"]\nnb = ["Kommentarer"]\n', encoding="utf-8")
    assert understood(HeaderRow(("Kommentarer",)), header_names(names)).language == "nb"


def test_only_known_cells_are_kept_of_a_wide_header(file: Path) -> None:
    row = HeaderRow((*(f"Lifetime {number}" for number in range(3000)), "Views", "Amount spent (NOK)", "Views"))
    header = understood(row, header_names(file))
    views, spend = frozenset({"views"}), frozenset({"spend"})
    assert header.meanings == {3000: views, 3001: spend, 3002: views}
    assert header.possible == views | spend


def test_a_name_for_any_currency_tells_the_currency(file: Path) -> None:
    names = header_names(file)
    assert set(names.keys("Amount spent (NOK)")) == {"spend"}
    assert names.currency("Amount spent (NOK)") == "NOK"
    assert names.currency("Views") == ""


def test_a_user_adds_names_without_code(file: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[reach]\nda = ["Nåede personer"]\n', encoding="utf-8")
    assert set(header_names(file, (own,)).keys("nåede personer")) == {"reach"}
    assert set(header_names(file, (own,)).keys("Rekkevidde")) == {"reach"}


@pytest.mark.parametrize("text", ["[reach", '[reach]\nnb = "Rekkevidde"', "reach = 1"])
def test_a_broken_header_file_is_told_by_name(tmp_path: Path, text: str) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text(text, encoding="utf-8")
    with pytest.raises(ProjectError, match=r"broken\.toml"):
        header_names(broken)


def test_the_header_file_of_a_plugin_stands_beside_it() -> None:
    assert headers_beside("/plugins/tiktok.py") == Path("/plugins/headers/tiktok.toml")
