from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kpi_xl.errors import ExportRefusedError
from kpi_xl.importing.columns import Column
from kpi_xl.importing.importer import Export, Importer, Part
from kpi_xl.importing.layouts import titled_blocks
from kpi_xl.importing.opening.opener import open_file
from kpi_xl.importing.recognition import explain_identification, recognised
from kpi_xl.importing.staged import StagedImport

POSTS = Part(
    "posts",
    (
        Column("post_id", names=("Id",)),
        Column("permalink", names=("Link",), looks_like=r"sample\.com/p/"),
        Column("views", names=("Views",)),
    ),
    requires=("post_id", "permalink"),
    forbids=("reach",),
    key=("post_id",),
)
HEADERS = Importer("a", "1", "sample", (Export("a_posts", (POSTS,)),))


@pytest.fixture
def opened(tmp_path: Path) -> Callable[..., object]:
    def make(text: str, name: str = "file.csv") -> object:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return open_file(tmp_path / name)[0]

    return make


def test_a_header_below_a_preamble_is_found(staged: Callable[..., StagedImport]) -> None:
    found = staged("My report\n2025-01-01\n\nId,Link,Views\n1,https://sample.com/p/1,5\n", HEADERS)
    assert found.tables[0].totals == {"views": 5}


def test_columns_in_any_order_and_number_are_found(staged: Callable[..., StagedImport]) -> None:
    found = staged("Other,Views,Link,More,Id\nx,7,https://sample.com/p/1,y,1\n", HEADERS)
    assert found.tables[0].totals == {"views": 7}
    assert any("“Other”, “More”" in warning.text for warning in found.warnings)


def test_a_column_in_an_unknown_language_is_found_by_its_values(staged: Callable[..., StagedImport]) -> None:
    found = staged("Id,Odkaz,Views\n1,https://sample.com/p/1,5\n2,https://sample.com/p/2,6\n", HEADERS)
    assert found.tables[0].totals == {"views": 11}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Id,Link,Views\n1,https://other.com/p/1,5\n", "the column for permalink holds something else"),
        ("Id,Views,Text\n1,5,a\n", "no column for permalink"),
        ("Id,Link,Klikk\n1,https://sample.com/p/1,5\n", "no figure whose column name is known"),
    ],
)
def test_every_format_can_say_why_not(opened: Callable[..., object], text: str, reason: str) -> None:
    (verdict,) = explain_identification(opened(text), [HEADERS])  # type: ignore[arg-type]
    assert not verdict.takes
    assert reason in verdict.reason


def test_a_forbidden_column_makes_it_another_format(opened: Callable[..., object], tmp_path: Path) -> None:
    names = tmp_path / "a.toml"
    names.write_text('[reach]\nen = ["Reach"]\n', encoding="utf-8")
    file = opened("Id,Link,Views,Reach\n1,https://sample.com/p/1,5,3\n")
    (verdict,) = explain_identification(file, [HEADERS], [names])  # type: ignore[arg-type]
    assert verdict.reason == "it has reach"


def test_a_file_that_nobody_knows_names_the_nearest_and_what_it_misses(opened: Callable[..., object]) -> None:
    with pytest.raises(
        ExportRefusedError, match=r"file\.csv is no export .* Nearest: a_posts \(no column for permalink\)"
    ):
        recognised(opened("Id,Views\n1,5\n"), [HEADERS])  # type: ignore[arg-type]


def test_a_file_with_nothing_in_common_names_no_nearest(opened: Callable[..., object]) -> None:
    with pytest.raises(ExportRefusedError) as refused:
        recognised(opened("Bokført,Beløp\n2025-01-01,100\n"), [HEADERS])  # type: ignore[arg-type]
    assert "Nearest" not in refused.value.message


def test_two_importers_that_take_one_file_are_both_named(opened: Callable[..., object]) -> None:
    twin = Importer("b", "1", "sample", (Export("b_posts", (POSTS,)),))
    with pytest.raises(ExportRefusedError, match=r"a_posts \(a\), b_posts \(b\)"):
        recognised(opened("Id,Link,Views\n1,https://sample.com/p/1,5\n"), [HEADERS, twin])  # type: ignore[arg-type]


def test_of_one_importers_formats_the_one_that_accounts_for_most_takes_it(opened: Callable[..., object]) -> None:
    more = Part("posts", (*POSTS.columns, Column("likes", names=("Likes",))), requires=(*POSTS.requires, "likes"))
    both = Importer("a", "1", "sample", (Export("plain", (POSTS,)), Export("rich", (more,))))
    text = "Id,Link,Views,Likes\n1,https://sample.com/p/1,5,2\n"
    assert recognised(opened(text), [both]).export.name == "rich"  # type: ignore[arg-type]
    assert recognised(opened("Id,Link,Views\n1,https://sample.com/p/1,5\n"), [both]).export.name == "plain"  # type: ignore[arg-type]


def test_a_user_adds_a_spelling_in_a_file_named_after_the_importer(
    staged: Callable[..., StagedImport], tmp_path: Path
) -> None:
    own, other = tmp_path / "a.toml", tmp_path / "b.toml"
    own.write_text('[views]\nnb = ["Visninger"]\n', encoding="utf-8")
    other.write_text('[likes]\nnb = ["Visninger"]\n', encoding="utf-8")
    text = "Id,Link,Visninger\n1,https://sample.com/p/1,5\n"
    assert staged(text, HEADERS, extra_headers=[own, other]).tables[0].totals == {"views": 5}


def test_one_word_with_two_meanings_is_read_in_the_language_of_the_header(
    staged: Callable[..., StagedImport], tmp_path: Path
) -> None:
    names = tmp_path / "headers.toml"
    names.write_text(
        '[date]\nen=["Date"]\nnb=["Dato"]\nes=["Fecha"]\n[follows]\nes=["Seguidores"]\n[views]\nes=["Vistas"]\npt=["Seguidores"]\n',
        encoding="utf-8",
    )
    part = Part("account_daily", ("date", "follows", "views"), requires=("date",), key=("date",))
    spanish = Importer("s", "1", "facebook", (Export("s_daily", (part,)),), headers=names)
    found = staged("Fecha,Seguidores,Vistas\n2025-01-01,3,8\n", spanish)
    assert found.tables[0].totals == {"follows": 3, "views": 8}


def test_titled_blocks_are_cut_at_blank_lines(staged: Callable[..., StagedImport], tmp_path: Path) -> None:
    names = tmp_path / "headers.toml"
    names.write_text(
        '[t_reach]\nen=["Reach"]\n[t_views]\nen=["Views"]\n[n]\nen=["Value"]\n[date]\nen=["Date"]\n', encoding="utf-8"
    )

    def part(title: str, field: str) -> Part:
        columns = ("date", Column(field, key="n"))
        return Part("account_daily", columns, ("date", field), title=title, key=("date",), one_row_per=("date",))

    blocks = Importer(
        "t", "1", "facebook", (Export("t", (part("t_reach", "reach"), part("t_views", "views")), titled_blocks),), names
    )
    text = "Reach\nDate,Value\n2025-01-01,5\n2025-01-02,6\n\nViews\nDate,Value\n2025-01-01,50\n"
    found = staged(text, blocks)
    assert (found.tables[0].rows, found.rows_read) == (2, 3)
    assert found.tables[0].totals == {"views": 50}


def test_a_header_without_rows_is_that_of_the_format_that_knows_most_of_it(staged: Callable[..., StagedImport]) -> None:
    fewer = Part("posts", ("post_id", Column("views", names=("Views",))), requires=("views",), key=("post_id",))
    other = Importer("b", "1", "other", (Export("b_posts", (fewer,)),))
    assert staged("Id,Link,Views\n", [other, HEADERS]).format == "a_posts"
    with pytest.raises(ExportRefusedError, match="taken by several formats"):
        staged("Id,Link,Views\n1,https://sample.com/p/1,5\n", [other, HEADERS])
