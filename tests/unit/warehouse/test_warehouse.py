from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kpi_xl.errors import FileProblemError, UsageError
from kpi_xl.warehouse.batch import OpenQuestion
from kpi_xl.warehouse.data import DataSettings

A_POST = {"platform": "instagram", "post_id": "1", "published_on": "2026-10-01", "likes": 3}


def folders(shelf: Any) -> set[str]:
    return {one.name for one in (shelf.warehouse.folder / "batches").iterdir()}


def test_an_adopted_file_is_listed_with_its_rows(shelf: Any) -> None:
    batch = shelf.add("a.csv", {"posts": [A_POST]})
    assert shelf.warehouse.batches() == (batch,)
    assert batch.id == "0001"
    assert batch.imported_at is not None
    assert shelf.warehouse.files_of(batch)["posts"].is_file()
    assert shelf.rows("posts", "post_id", "likes") == [("1", 3)]


def test_the_ledger_gives_back_every_part_of_a_batch(shelf: Any) -> None:
    question = OpenQuestion("period", "Which days?", ("ads",))
    shelf.add("a.csv", {"posts": [A_POST]}, questions=(question,), settings={"encoding": "utf-8"}, note="æøå")
    (batch,) = shelf.warehouse.batches()
    assert batch.questions == (question,)
    assert batch.settings == {"encoding": "utf-8"}
    assert batch.note == "æøå"
    assert batch.tables[0].spans[0].first.isoformat() == "2026-10-01"


def test_the_same_file_twice_changes_nothing(shelf: Any) -> None:
    first = shelf.add("a.csv", {"posts": [A_POST]})
    assert shelf.add("a.csv", {"posts": [A_POST]}) == first
    assert folders(shelf) == {"0001"}


def test_the_same_file_with_a_new_answer_replaces_the_earlier_import(shelf: Any) -> None:
    shelf.add("a.csv", {"posts": [A_POST]})
    second = shelf.add("a.csv", {"posts": [A_POST]}, answers={"account": "fjord"})
    assert [one.id for one in shelf.warehouse.batches()] == [second.id] == ["0002"]
    assert folders(shelf) == {"0002"}


def test_the_same_file_read_by_a_newer_importer_replaces_the_earlier_import(shelf: Any) -> None:
    shelf.add("a.csv", {"posts": [A_POST]})
    shelf.add("a.csv", {"posts": [A_POST]}, importer_version="2")
    assert [one.id for one in shelf.warehouse.batches()] == ["0002"]


def test_an_undone_import_is_gone_and_its_number_is_not_used_again(shelf: Any) -> None:
    shelf.add("a.csv", {"posts": [A_POST]})
    shelf.warehouse.undo("0001")
    assert shelf.warehouse.batches() == ()
    assert folders(shelf) == set()
    assert shelf.rows("posts", "post_id") == []
    assert shelf.add("b.csv", {"posts": [A_POST]}).id == "0002"


def test_undoing_what_is_not_there_is_an_error(shelf: Any) -> None:
    with pytest.raises(UsageError, match="“0009”"):
        shelf.warehouse.undo("0009")


def test_leftovers_of_a_killed_import_are_swept_by_the_next(shelf: Any) -> None:
    shelf.add("a.csv", {"posts": [A_POST]})
    for name in ("0002", "0003.incoming"):
        (shelf.warehouse.folder / "batches" / name).mkdir()
    staged = shelf.warehouse.folder / "staging" / "killed"
    staged.mkdir()
    (staged / "hold").touch()
    shelf.add("b.csv", {"posts": [{**A_POST, "post_id": "2"}]})
    assert folders(shelf) == {"0001", "0002"}
    assert shelf.rows("posts", "post_id") == ["1", "2"]
    assert list((shelf.warehouse.folder / "staging").iterdir()) == []


def test_staging_in_use_is_not_swept(shelf: Any) -> None:
    with shelf.warehouse.staging() as mine, shelf.warehouse.staging():
        assert mine.is_dir()


def test_a_table_that_waits_for_an_answer_enters_no_current_rows_but_is_listed(shelf: Any) -> None:
    question = OpenQuestion("platform", "Which platform?", ("posts",))
    days = {"account_daily": [{"date": "2026-10-01", "platform": "x", "views": 1}]}
    shelf.add("a.csv", {"posts": [A_POST], **days}, questions=(question,))
    data = shelf.warehouse.data(DataSettings())
    assert set(data.frames) == {"account_daily"}
    assert [(one.table, one.file, one.kind) for one in data.pending] == [("posts", "a.csv", "platform")]
    assert {one.table for one in data.coverage} == {"account_daily"}


def test_restated_figures_stay_readable(shelf: Any) -> None:
    shelf.add("a.csv", {"posts": [A_POST]})
    shelf.add("b.csv", {"posts": [{**A_POST, "likes": 5}]})
    told = shelf.warehouse.history("posts").collect("pyarrow").select("_batch", "likes").rows()
    assert sorted(told) == [("0001", 3), ("0002", 5)]
    assert shelf.warehouse.history("ads") is None


def test_a_disk_that_is_full_leaves_the_warehouse_as_it_was(shelf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.add("a.csv", {"posts": [A_POST]})

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileProblemError, match="No space left"):
        shelf.add("b.csv", {"posts": [{**A_POST, "post_id": "2"}]})
    monkeypatch.undo()
    assert folders(shelf) == {"0001"}
    assert shelf.rows("posts", "post_id") == ["1"]


def test_a_folder_that_may_not_be_written_gives_one_clear_sentence(shelf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refused)
    with pytest.raises(FileProblemError, match="may not be written to"):
        shelf.add("a.csv", {"posts": [A_POST]})


def test_a_file_that_somebody_has_deleted_is_an_error_that_names_it(shelf: Any) -> None:
    batch = shelf.add("a.csv", {"posts": [A_POST]})
    path = shelf.warehouse.files_of(batch)["posts"]
    path.unlink()
    with pytest.raises(FileProblemError, match="could not be put together") as caught:
        shelf.rows("posts", "likes")
    assert str(path) in caught.value.message
    assert list((shelf.warehouse.folder / "current").iterdir()) == []


def test_current_rows_are_made_once_and_again_only_after_a_change(
    shelf: Any, make_rows: Callable[..., list[dict[str, Any]]]
) -> None:
    def kept() -> set[str]:
        return {one.name for one in (shelf.warehouse.folder / "current").iterdir()}

    shelf.add("a.csv", {"posts": [A_POST], "account_daily": make_rows(["2026-10-01"], views=1)})
    shelf.rows("posts", "likes")
    first = kept()
    shelf.rows("posts", "likes")
    assert kept() == first
    shelf.add("b.csv", {"posts": [{**A_POST, "post_id": "2"}]})
    shelf.rows("posts", "likes")
    assert {one.split("-")[0] for one in kept() - first} == {"posts"}
    shelf.rows("posts", "likes", timezone="Europe/Oslo")
    assert len(kept()) == 5


def test_a_file_covers_the_days_that_it_says_it_does_whether_or_not_something_happened(shelf: Any) -> None:
    shelf.add("a.csv", {"posts": [A_POST]}, settings={"period": "2026-09-15..2026-10-14"})
    shelf.add("b.csv", {"posts": [{**A_POST, "platform": "x"}]}, settings={"period": ""})
    covered = {one.platform: (str(one.first), str(one.last)) for one in shelf.warehouse.data(DataSettings()).coverage}
    assert covered == {"instagram": ("2026-09-15", "2026-10-14"), "x": ("2026-10-01", "2026-10-01")}
