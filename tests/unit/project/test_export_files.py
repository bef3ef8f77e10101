from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kpi_xl.importing.staged import Answers
from kpi_xl.project.export_files import names_of
from kpi_xl.project.project import Project

CONTENT = (
    '"Time","Video title","Video link","Post time","Total likes","Total comments","Total shares","Total views"\n'
    '"February 28","Hei","https://www.tiktok.com/@made.up/video/{number}","February 26","1","2","3","40"\n'
)
FOLLOWERS = (
    '"Date","Followers","Difference in followers from previous day"\n"February 26","10","1"\n"February 27","12","2"\n'
)


def video(year: int, month: int, day: int) -> int:
    """A number of TikTok's: its first bits are the second of the upload."""
    return int(datetime(year, month, day, tzinfo=UTC).timestamp()) << 32


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.create(tmp_path / "client", client="Fjord", language="nb", timezone="Europe/Oslo", currency="NOK")


def put(project: Project, name: str, text: str) -> Path:
    path = project.folder / "exports" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8-sig")
    return path


def test_files_are_named_below_the_folder_that_they_were_given_in(tmp_path: Path) -> None:
    exports, other = tmp_path / "exports", tmp_path / "other"
    for path in (exports / "fb" / "Reach.csv", exports / "ig" / "Reach.csv", other / "x" / "a.csv"):
        path.parent.mkdir(parents=True)
        path.touch()
    assert list(names_of([exports], exports).values()) == ["fb/Reach.csv", "ig/Reach.csv"]
    assert list(names_of([exports / "fb"], exports).values()) == ["fb/Reach.csv"]
    assert list(names_of([other], exports).values()) == ["x/a.csv"]
    assert list(names_of([other / "x" / "a.csv"], exports).values()) == ["a.csv"]


def test_files_of_one_name_that_are_given_alone_are_told_apart(tmp_path: Path) -> None:
    for name in ("fb", "ig"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "Reach.csv").touch()
    given = [tmp_path / "fb" / "Reach.csv", tmp_path / "ig" / "Reach.csv"]
    assert list(names_of(given, tmp_path / "exports").values()) == ["fb/Reach.csv", "ig/Reach.csv"]


@pytest.mark.parametrize(
    ("content", "followers"),
    [
        ("z.csv", "b.csv"),
        pytest.param("a.csv", "b.csv", marks=pytest.mark.slow),
        pytest.param("a.csv", "in/b.csv", marks=pytest.mark.slow),
    ],
)
def test_dates_without_a_year_take_it_from_another_file_of_the_export(
    project: Project, content: str, followers: str
) -> None:
    put(project, f"tiktok/{content}", CONTENT.format(number=video(2026, 2, 26)))
    put(project, f"tiktok/{followers}", FOLLOWERS)
    outcomes = {one.path.name: one.batch for one in project.import_files()}
    batch = outcomes["b.csv"]
    assert batch is not None
    assert not batch.questions
    assert [(str(one.first_date), str(one.last_date)) for one in batch.tables] == [("2026-02-26", "2026-02-27")]
    assert any(f"comes from “tiktok/{content}”" in one.text for one in batch.warnings)
    assert {one.kind for one in project.import_files()} == {"known"}


def test_the_year_may_come_with_a_later_import(project: Project) -> None:
    put(project, "b.csv", FOLLOWERS)
    (first,) = project.import_files()
    assert first.batch
    assert [one.kind for one in first.batch.questions] == ["last_day"]
    put(project, "z.csv", CONTENT.format(number=video(2026, 2, 26)))
    project.import_files()
    assert not any(batch.questions for batch in project.imports())


def test_files_that_tell_two_years_leave_the_question_open(project: Project) -> None:
    put(project, "a.csv", CONTENT.format(number=video(2025, 2, 26)))
    put(project, "c.csv", CONTENT.format(number=video(2026, 2, 26)))
    put(project, "b.csv", FOLLOWERS)
    project.import_files()
    assert sum(len(batch.questions) for batch in project.imports()) == 1


def test_another_folder_tells_nothing(project: Project) -> None:
    put(project, "one/a.csv", CONTENT.format(number=video(2026, 2, 26)))
    put(project, "two/b.csv", FOLLOWERS)
    project.import_files()
    assert sum(len(batch.questions) for batch in project.imports()) == 1


def test_what_the_user_says_goes_before_other_files(project: Project) -> None:
    put(project, "a.csv", CONTENT.format(number=video(2026, 2, 26)))
    path = put(project, "b.csv", FOLLOWERS)
    project.import_files()
    (outcome,) = project.import_files([path], Answers(last_day=date(2025, 2, 27)))
    assert outcome.batch
    assert str(outcome.batch.tables[0].last_date) == "2025-02-27"
