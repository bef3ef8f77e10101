from __future__ import annotations

from pathlib import Path

import pytest

from kpi_xl.errors import ExportRefusedError, ProjectError
from kpi_xl.importing.mapping.mapping import ColumnMapping, MappedColumn
from kpi_xl.project.learning import Learning
from kpi_xl.project.project import Project

_LIST = (
    "Dato;Innlegg;Lenke;Visninger;Sett (timer)\n05.10.2026;Hei;https://a.example/1;1 200;1,5\n"
    "06.10.2026;Hopp;https://a.example/2;300;0,5\n"
)
_COLUMNS = (
    MappedColumn("Dato", "published_on"),
    MappedColumn("Innlegg", "caption"),
    MappedColumn("Lenke", "permalink"),
    MappedColumn("Visninger", "views"),
    MappedColumn("Sett (timer)", "watch_time", 3600.0),
)
_MAPPING = ColumnMapping("liste", "posts", _COLUMNS, {"platform": "instagram", "account": "Vår “konto”"})


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.create(tmp_path / "client", client="Client", language="nb")


def learning(project: Project) -> Learning:
    return Learning(project.mappings, project.mappings.importers(project.host.importers()), "UTC")


def written(folder: Path, text: str, name: str = "liste.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_mapping_is_read_as_it_was_saved(project: Project) -> None:
    assert project.mappings.read(project.mappings.save(_MAPPING)) == _MAPPING


def test_a_mapped_file_is_imported_by_itself_from_then_on(project: Project, tmp_path: Path) -> None:
    path = written(tmp_path, _LIST)
    assert [one.kind for one in project.import_files([path])] == ["refused"]
    _, staged = learning(project).keep(learning(project).see(path), _MAPPING)
    assert staged.tables[0].totals == {"views": 1500, "watch_time": 7200}
    assert [one.kind for one in project.import_files([path])] == ["imported"]
    assert [one.kind for one in project.import_files([path])] == ["known"]
    posts = project.data().frames["posts"].collect("pyarrow").to_dict(as_series=False)
    assert (posts["platform"], posts["post_id"]) == (["instagram"] * 2, ["https://a.example/1", "https://a.example/2"])


def test_a_file_of_a_changed_mapping_is_read_again(project: Project, tmp_path: Path) -> None:
    path = written(tmp_path, _LIST)
    project.mappings.save(_MAPPING)
    project.import_files([path])
    project.mappings.save(ColumnMapping("liste", "posts", _COLUMNS[:4], {"platform": "facebook"}))
    assert [one.kind for one in project.import_files([path])] == ["imported"]
    assert project.data().frames["posts"].collect("pyarrow").to_dict(as_series=False)["platform"] == ["facebook"] * 2


def test_what_a_mapping_cannot_read_is_not_kept(project: Project, tmp_path: Path) -> None:
    path = written(tmp_path, "A;B\n1;2\n")
    with pytest.raises(ExportRefusedError, match="no export"):
        learning(project).keep(learning(project).see(path), _MAPPING)
    assert not (project.folder / "mappings").exists()


def test_a_wrong_mapping_is_told_with_its_line(project: Project) -> None:
    path = project.mappings.save(_MAPPING)
    path.write_text(path.read_text(encoding="utf-8").replace('"views"', '"vjuus"'), encoding="utf-8")
    with pytest.raises(ProjectError, match="vjuus"):
        project.mappings.importers(())


_X = (
    "Date,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,{},Replies,Reposts,Profile visits,Create Post,"
    'Video views\n"Thu, Oct 1, 2026",10,1,2,0,0,1,0,0,0,3,1,0\n'
)


def test_a_new_name_is_taken_once_the_user_agrees(project: Project, tmp_path: Path) -> None:
    path = written(tmp_path, _X.format("Unfollowed by"), "x.csv")
    assert [one.kind for one in project.import_files([path])] == ["refused"]
    seen = learning(project).see(path)
    assert seen.renaming is not None
    assert str(seen.renaming).startswith("column “Unfollowed by” is new; it looks like unfollows (")
    learning(project).accept(seen, seen.renaming.importer, seen.renaming.columns)
    assert [one.kind for one in project.import_files([path])] == ["imported"]
    assert project.imports()[0].importer_version.startswith("1+")


def test_what_the_user_says_of_a_file_comes_before_what_others_take_it_for(project: Project, tmp_path: Path) -> None:
    path = written(tmp_path, _X.format("Unfollows"), "x.csv")
    own = (MappedColumn("Date", "date"), MappedColumn("Impressions", "views"))
    learning(project).keep(learning(project).see(path), ColumnMapping("own", "account_daily", own, {"platform": "x"}))
    outcome = project.import_files([path])[0]
    assert outcome.batch is not None
    assert (outcome.kind, outcome.batch.format) == ("imported", "mapped_own")
