"""A header under a new name: told with how sure it is, and taken only when the user says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpi_xl import Column, Export, Id, Importer, Part
from kpi_xl.errors import ExportRefusedError
from kpi_xl.importing.importer import Importer as AnImporter
from kpi_xl.importing.mapping.renamed import Renaming, renamings
from kpi_xl.importing.opening.opener import open_file
from kpi_xl.importing.staged import Answers, StagedImport
from kpi_xl.importing.staging import stage

_NAMES = """
[post_id]
en = ["Post ID"]
[likes]
en = ["Likes"]
nb = ["Likerklikk"]
[views]
en = ["Views"]
nb = ["Visninger"]
[saves]
en = ["Saves"]
"""


@pytest.fixture
def importer(tmp_path: Path) -> AnImporter:
    headers = tmp_path / "made.toml"
    headers.write_text(_NAMES, encoding="utf-8")
    columns = (Column("post_id", Id()), "likes", "views", "saves")
    part = Part(table="posts", columns=columns, requires=("post_id", "likes", "views"), key=("post_id",))
    return Importer("made", "1", "instagram", (Export("made_posts", (part,)),), headers=headers)


def renaming(folder: Path, importer: AnImporter, text: str) -> Renaming | None:
    file = folder / "export.csv"
    file.write_text(text, encoding="utf-8")
    return next(iter(renamings(open_file(file)[0], [importer])), None)


def staged(folder: Path, importer: AnImporter, text: str) -> StagedImport:
    file = folder / "export.csv"
    file.write_text(text, encoding="utf-8")
    return stage(open_file(file)[0], [importer], Answers(), folder / "staged")


def test_a_name_that_is_nearly_the_old_one_is_recognised(tmp_path: Path, importer: AnImporter) -> None:
    found = renaming(tmp_path, importer, "Post ID,Likes,Views total\n1,2,3\n")
    assert found is not None
    assert [(one.header, one.column.field) for one in found.columns] == [("Views total", "views")]


def test_the_only_new_name_is_the_only_lost_column_if_its_cells_fit(tmp_path: Path, importer: AnImporter) -> None:
    found = renaming(tmp_path, importer, "Post ID,Likes,Saves,Eksponert\n1,2,3,4\n")
    assert found is not None
    assert str(found) == "column “Eksponert” is new; it looks like views (60%): then it is made_posts"


@pytest.mark.parametrize(
    "text",
    [
        "Post ID,Likes,Saves,Eksponert\n1,2,3,mye\n",  # cells of another kind
        "Post ID,Likes,Eksponert\n1,2,3\n",  # so little is left that it may be anything
        "Post ID,Likes,Foo,Bar,Baz\n1,2,3,4,5\n",  # it may be any of three
        "Post ID,Foo,Bar\n1,2,3\n",  # too little is left of the format
        "Milk,Bread\n1,2\n",
    ],
)
def test_what_proves_nothing_is_not_told(tmp_path: Path, importer: AnImporter, text: str) -> None:
    assert renaming(tmp_path, importer, text) is None


def test_a_refusal_names_the_column_and_how_to_accept_it(tmp_path: Path, importer: AnImporter) -> None:
    with pytest.raises(ExportRefusedError, match=r"column “View count” is new; it looks like views \(") as refused:
        staged(tmp_path, importer, "Post ID,Likes,View count\n1,2,3\n")
    assert 'kpi-xl map "export.csv"' in refused.value.hint


def test_a_new_name_that_is_not_needed_is_told_and_left_out(tmp_path: Path, importer: AnImporter) -> None:
    found = staged(tmp_path, importer, "Post ID,Likes,Views,Saves:\n1,2,3,4\n")
    assert "saves" not in found.tables[0].totals
    told = [warning.text for warning in found.warnings if warning.level == "important"]
    assert ["“Saves:” is new; it looks like saves" in text for text in told] == [True]
