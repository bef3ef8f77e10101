from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kpi_xl.errors import ProjectError
from kpi_xl.warehouse.batch import Batch
from kpi_xl.warehouse.ledger import Ledger

NewBatch = Callable[..., Batch]


@pytest.fixture
def ledger(tmp_path: Path, a_batch: NewBatch) -> Ledger:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    for number in ("0001", "0002"):
        ledger.add(a_batch(id=number))
    return ledger


def ids(ledger: Ledger) -> list[str]:
    return [batch.id for batch in ledger.batches()]


def test_a_ledger_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert Ledger(tmp_path / "ledger.jsonl").batches() == ()


@pytest.mark.parametrize("kept", [1, 10, -1])
def test_a_line_that_a_crash_cut_off_never_counted_and_is_written_over(
    ledger: Ledger, kept: int, a_batch: NewBatch
) -> None:
    whole = ledger.path.read_bytes()
    line = json.dumps({"undone": "0001"}).encode() + b"\n"
    ledger.path.write_bytes(whole + line[:kept])
    assert ids(ledger) == ["0001", "0002"]
    ledger.add(a_batch(id="0003"))
    assert ids(ledger) == ["0001", "0002", "0003"]
    assert ledger.path.read_bytes().startswith(whole)


def test_a_damaged_line_is_an_error_that_names_it(ledger: Ledger) -> None:
    lines = ledger.path.read_bytes().splitlines(keepends=True)
    ledger.path.write_bytes(lines[0][:30] + b"\n" + lines[1])
    with pytest.raises(ProjectError, match=r"Line 1 of .*ledger"):
        ledger.batches()


@pytest.mark.parametrize("line", [b"[]", b'{"batch": {}}', b"7", b"\xff", b'{"batch": null}'])
def test_a_line_that_makes_no_sense_is_damaged_too(ledger: Ledger, line: bytes) -> None:
    ledger.path.write_bytes(line + b"\n")
    with pytest.raises(ProjectError, match="Line 1"):
        ledger.batches()


@pytest.mark.parametrize("wrong", [{"id": "../../elsewhere"}, {"id": "3", "tables": {"../../elsewhere": []}}])
def test_a_name_that_leads_out_of_the_folder_is_refused(
    ledger: Ledger, a_batch: NewBatch, wrong: dict[str, Any]
) -> None:
    ledger.add(a_batch(**wrong))
    with pytest.raises(ProjectError, match="Line 3"):
        ledger.batches()


def test_replacing_is_one_line_so_that_no_crash_falls_in_between(ledger: Ledger, a_batch: NewBatch) -> None:
    before = ledger.path.read_bytes().count(b"\n")
    ledger.add(a_batch(id="0003"), replaces="0001")
    assert ledger.path.read_bytes().count(b"\n") == before + 1
    assert ids(ledger) == ["0002", "0003"]


def test_numbers_of_undone_batches_are_not_given_again(ledger: Ledger) -> None:
    ledger.undo("0002", datetime.now(UTC))
    assert ids(ledger) == ["0001"]
    assert ledger.next_id() == "0003"
