from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kpi_xl.errors import DefinitionError, ProjectError, UsageError
from kpi_xl.importing.staged import Answers
from kpi_xl.kpis.scope import Scope
from kpi_xl.project import registry
from kpi_xl.project.project import Project, Query
from kpi_xl.vocabulary.periods import Period


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.create(tmp_path / "client", client="Fjord", language="nb", timezone="Europe/Oslo", currency="NOK")


def test_a_new_project_has_all_that_a_marketer_needs(project: Project) -> None:
    inside = {one.name for one in project.folder.iterdir()}
    assert inside == {"kpi-xl.toml", "exports", "inputs.xlsx"}
    assert project.settings.client == "Fjord"
    assert len(project.settings.id) == 16
    assert registry.folder_of(project.settings.id) == project.folder.resolve()


def test_a_second_project_in_one_folder_is_refused(project: Project) -> None:
    with pytest.raises(ProjectError, match="already"):
        Project.create(project.folder, client="Other")


@pytest.mark.parametrize("wrong", [{"language": "no"}, {"timezone": "Oslo"}, {"currency": "kr"}])
def test_what_cannot_be_is_refused_before_anything_is_written(tmp_path: Path, wrong: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        Project.create(tmp_path / "client", client="Fjord", **wrong)  # type: ignore[arg-type]
    assert not (tmp_path / "client").exists()


def test_a_project_is_found_from_any_folder_inside_it(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project.folder / "exports")
    assert Project.open().folder == project.folder


def test_a_folder_without_a_project_says_how_to_make_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ProjectError, match="no project") as caught:
        Project.open()
    assert "kpi-xl new" in caught.value.hint


def x_days(path: Path, *days: str, impressions: int = 10) -> Path:
    """A daily export of X."""
    figures = "Impressions,Likes,Engagements,Bookmarks,Share,New follows,Unfollows,Replies,Reposts,Profile visits"
    lines = [f"Date,{figures},Create Post,Video views,Media views"]
    lines += [f'"{day}",{impressions},1,2,0,0,3,1,0,0,4,1,0,0' for day in days]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


THURSDAY, FRIDAY = "Thu, Oct 1, 2026", "Fri, Oct 2, 2026"


def test_everything_in_the_exports_folder_is_imported_and_only_once(project: Project) -> None:
    x_days(project.folder / "exports" / "october" / "a.csv", THURSDAY)
    x_days(project.folder / "exports" / "b.csv", FRIDAY)
    for name in (".DS_Store", "~$b.csv", "desktop.ini"):
        (project.folder / "exports" / name).write_bytes(b"junk")
    told: list[tuple[str, int, int]] = []
    outcomes = project.import_files(progress=lambda *at: told.append(at))
    assert [(one.file, one.kind) for one in outcomes] == [("b.csv", "imported"), ("a.csv", "imported")]
    assert told == [("b.csv", 0, 2), ("a.csv", 1, 2), ("", 2, 2)]
    assert [one.kind for one in project.import_files()] == ["known", "known"]
    assert [one.file for one in project.imports()] == ["b.csv", "october/a.csv"]


def test_one_bad_file_does_not_stop_the_others(project: Project, tmp_path: Path) -> None:
    bank = tmp_path / "bank.csv"
    bank.write_text("Bokført;Tekst;Beløp\n01.10.2026;Husleie;-9000\n", encoding="utf-8")
    good = x_days(tmp_path / "x.csv", THURSDAY)
    outcomes = project.import_files([bank, tmp_path / "not there.csv", good])
    assert [one.kind for one in outcomes] == ["refused", "refused", "imported"]
    assert all(one.error and one.error.hint for one in outcomes[:2])


def test_a_new_answer_is_added_to_those_given_before(project: Project, tmp_path: Path) -> None:
    path = x_days(tmp_path / "x.csv", THURSDAY)
    project.import_files([path], Answers(account="fjord"))
    assert [one.kind for one in project.import_files([path], Answers(account="fjord"))] == ["known"]
    project.import_files([path], Answers(timezone="Europe/Oslo"))
    (batch,) = project.imports()
    assert batch.answers == {"account": "fjord", "timezone": "Europe/Oslo"}
    assert batch.account == "fjord"


def test_only_importers_asked_for_may_take_a_file(project: Project, tmp_path: Path) -> None:
    path = x_days(tmp_path / "x.csv", THURSDAY)
    assert [one.kind for one in project.import_files([path], importers=["meta_ads"])] == ["refused"]
    with pytest.raises(UsageError, match="“xx”"):
        project.import_files([path], importers=["xx"])


def test_an_import_can_be_undone(project: Project, tmp_path: Path) -> None:
    project.import_files([x_days(tmp_path / "x.csv", THURSDAY)])
    assert project.undo("0001").file == "x.csv"
    assert project.imports() == ()


def test_the_inputs_workbook_is_read_whenever_it_has_changed(project: Project) -> None:
    path = project.folder / "inputs.xlsx"
    assert "costs" not in project.data().frames
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Kostnader"]
    for row, amount in ((5, 100), (6, "mye")):
        for column, value in enumerate((date(2026, 10, 5), "Arbeid", None, None, amount, "EUR"), start=1):
            sheet.cell(row, column, value)
    workbook["Valutakurser"]["A5"], workbook["Valutakurser"]["B5"] = date(2026, 10, 1), "EUR"
    workbook["Valutakurser"]["C5"] = 11.5
    workbook.save(path)
    costs = project.data().frames["costs"].collect("pyarrow").to_dict(as_series=False)
    assert (costs["amount"], costs["amount_native"]) == ([1150.0], [100.0])
    assert ["F6" in one.reason or "E6" in one.reason for one in project.input_problems()] == [True]
    path.unlink()
    assert "costs" not in project.data().frames


def test_goals_of_the_settings_are_a_table_like_any_other(project: Project) -> None:
    settings = project.folder / "kpi-xl.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("[goals]", '[goals]\nsignup = "Nyhetsbrev"'), encoding="utf-8"
    )
    goals = Project.open(project.folder).data().frames["goals"].collect("pyarrow").to_dict(as_series=False)
    assert (goals["event"], goals["goal"], goals["has_revenue"]) == (["signup"], ["Nyhetsbrev"], [False])
    assert "goals" not in project.data().frames


def test_values_are_given_in_the_order_of_the_queries(project: Project, tmp_path: Path) -> None:
    settings = project.folder / "kpi-xl.toml"
    own = '\n[kpis.seen]\nlabel = "Sett"\nformula = "sum(account_daily.impressions)"\nunit = "count"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + own, encoding="utf-8")
    project = Project.open(project.folder)
    project.import_files([x_days(tmp_path / "x.csv", THURSDAY, FRIDAY, impressions=7)])
    scopes = [Scope(Period.parse(text)) for text in ("2026-10-02", "2026-10", "2026-09")]
    results = project.values([Query(name, scope) for name, scope in zip(("seen", "Sett", "seen"), scopes, strict=True)])
    assert [one.value for one in results] == [7.0, 14.0, None]
    assert results[1].sources[0].file == "x.csv"


def test_plugins_of_the_project_run_only_when_trusted(project: Project) -> None:
    folder = project.folder / "plugins"
    folder.mkdir()
    marker = project.folder / "it ran"
    (folder / "own.py").write_text(f"open({str(marker)!r}, 'w').close()\n", encoding="utf-8")
    assert Project.open(project.folder).host.importers()
    assert not marker.exists()
    Project.open(project.folder).plugins.trust()
    assert Project.open(project.folder).host.importers()
    assert marker.exists()


def test_a_wrong_kpi_of_the_users_own_is_told_and_leaves_the_others_alone(project: Project) -> None:
    settings = project.folder / "kpi-xl.toml"
    own = '\n[kpis.wrong]\nformula = "sum(posts.loves)"\nunit = "count"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + own, encoding="utf-8")
    catalogue = Project.open(project.folder).catalogue
    assert "wrong" not in catalogue
    assert "reach" in catalogue
    assert [finding.kpi for finding in catalogue.findings] == ["wrong"]
    with pytest.raises(DefinitionError, match="wrong"):
        _ = Project.open(project.folder, strict=True).catalogue


def test_the_settings_say_whose_spend_belongs_to_a_platform(project: Project) -> None:
    settings = project.folder / "kpi-xl.toml"
    text = settings.read_text(encoding="utf-8").replace("[pairs]", '[pairs]\nthreads = "meta_ads"')
    settings.write_text(text, encoding="utf-8")
    pairs = Project.open(project.folder).data().pairs
    assert (pairs["threads"], pairs["linkedin"]) == ("meta_ads", "linkedin_ads")


def test_tagging_rules_of_the_inputs_workbook_give_posts_their_topic(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "account_analytics_content_2026-10-01_2026-10-31.csv"
    header = "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements"
    link = "https://x.com/madeup/status/{}"
    rows = [
        f'{number},"Thu, Oct 1, 2026",{text},{link.format(number)},10,1,2'
        for number, text in ((1974, "Ny #høst"), (1975, "Ro"))
    ]
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    assert [one.kind for one in project.import_files([path])] == ["imported"]
    workbook = openpyxl.load_workbook(project.folder / "inputs.xlsx")
    for column, value in enumerate(("Tema", "Høst", "#høst, høst*", None, "Tekst", "X"), start=1):
        workbook["Merkeregler"].cell(5, column, value)
    workbook.save(project.folder / "inputs.xlsx")
    posts = project.data().frames["posts"].sort("post_id").collect("pyarrow").to_dict(as_series=False)
    assert (project.input_problems(), posts["topic"]) == ((), ["Høst", None])
