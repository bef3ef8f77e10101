"""`kpi-xl map`: what it shows, asks and keeps."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kpi_xl.cli.app import app
from kpi_xl.errors import UsageError
from kpi_xl.project.project import Project

_LIST = (
    "Dato;Innlegg;Lenke;Visninger;Notat\n05.10.2026;Hei;https://a.example/1;1 200;x\n"
    "06.10.2026;Hopp;https://a.example/2;300;y\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KPI_XL_HOME", str(tmp_path / "home"))
    Project.create(tmp_path / "client", client="Client", language="nb")
    monkeypatch.chdir(tmp_path / "client")
    return tmp_path / "client"


def written(folder: Path, text: str) -> str:
    (folder / "liste.csv").write_text(text, encoding="utf-8")
    return "liste.csv"


def write_archive(path: Path, files: Mapping[str, str]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["map", *arguments], catch_exceptions=False)


def test_yes_keeps_what_the_columns_seem_to_be(folder: Path) -> None:
    result = run(written(folder, _LIST), "--yes", "--platform", "instagram")
    assert "2 rows of posts: views 1500" in result.output
    kept = (folder / "mappings" / "liste.toml").read_text(encoding="utf-8")
    assert '"Visninger" = "views"' in kept
    assert "Notat" not in kept


def test_json_alone_shows_the_guess_and_keeps_nothing(folder: Path) -> None:
    answer = json.loads(run(written(folder, _LIST), "--json").stdout)
    assert answer["table"] == "posts"
    assert {one["column"]: one["field"] for one in answer["columns"]}["Dato"] == "published_on"
    assert not (folder / "mappings").exists()


def test_a_column_can_be_set_and_another_left_out(folder: Path) -> None:
    answer = json.loads(
        run(written(folder, _LIST), "--set", "Notat=posts.topic", "--ignore", "Innlegg", "--json").stdout
    )
    kept = Path(answer["kept"]).read_text(encoding="utf-8")
    assert '"Notat" = "topic"' in kept
    assert "Innlegg" not in kept


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--set", "Notat"), "does not say what a column is"),
        (("--set", "Note=posts.topic"), "no column “Note”"),
        (("--set", "Notat=posts.topik"), "no field “topik”"),
        (("--set", "Notat=posters.topic"), "no table “posters”"),
        ((), "Nobody can be asked"),
    ],
)
def test_what_cannot_be_done_is_told(folder: Path, arguments: tuple[str, ...], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        run(written(folder, _LIST), *arguments)
    assert not (folder / "mappings").exists()


def test_every_column_is_asked_about_where_somebody_can_answer(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    questions: list[str] = []

    def answer(question: str, likely: str) -> str:
        questions.append(question)
        return "topic" if "Notat" in question else likely

    monkeypatch.setattr("kpi_xl.cli.map.can_ask", lambda: True)
    monkeypatch.setattr("kpi_xl.cli.map.ask", answer)
    run(written(folder, _LIST))
    assert questions == [f"“{head}” is" for head in ("Dato", "Innlegg", "Lenke", "Visninger", "Notat")]
    assert '"Notat" = "topic"' in (folder / "mappings" / "liste.toml").read_text(encoding="utf-8")


def test_a_file_that_is_read_as_it_is_needs_nothing(folder: Path) -> None:
    run(written(folder, _LIST), "--yes")
    assert "nothing to say" in run("liste.csv").output


def test_inspecting_in_a_project_knows_its_mappings(folder: Path) -> None:
    run(written(folder, _LIST), "--yes")
    answer = json.loads(CliRunner().invoke(app, ["inspect", "liste.csv", "--json"]).stdout)
    assert [one["format"] for one in answer] == ["mapped_liste"]


def test_of_an_archive_it_is_the_file_that_nobody_takes(folder: Path) -> None:
    days = "Date,Clicks,Impressions,CTR,Position\n2026-05-01,5,100,5%,3.3\n"
    write_archive(folder / "bundle.zip", {"Chart.csv": days, "lists/liste.csv": _LIST})
    assert "2 rows of posts" in run("bundle.zip", "--yes", "--platform", "instagram").output
    assert (folder / "mappings" / "liste.toml").is_file()
    answers = json.loads(CliRunner().invoke(app, ["inspect", "bundle.zip", "--json"]).stdout)
    assert [one["format"] for one in answers] == ["search_console", "mapped_liste"]


def test_of_several_files_in_an_archive_one_is_named(folder: Path) -> None:
    write_archive(folder / "bundle.zip", {"one.csv": _LIST, "lists/two.csv": _LIST})
    with pytest.raises(UsageError, match="several files to choose from") as caught:
        run("bundle.zip", "--yes")
    assert "bundle.zip/lists/two.csv" in str(caught.value.hint)
    assert "2 rows of posts" in run("bundle.zip/lists/two.csv", "--yes", "--platform", "instagram").output
    with pytest.raises(UsageError, match=r"no three\.csv"):
        run("bundle.zip/three.csv", "--yes")
