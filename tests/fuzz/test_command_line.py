"""Mangled files through `kpi-xl import`: an outcome for each, and the project stays sound."""

from __future__ import annotations

import json
import os
import random
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from kpi_xl.project.project import Project
from kpi_xl.warehouse.data import DataSettings
from tests.fuzz.mangling import by_chance, mangled
from tests.fuzz.seeds import seeds
from tests.fuzz.surviving import MOST_MEMORY, SECONDS

FILES = int(os.environ.get("KPI_XL_FUZZ_COMMANDS", "100"))
_A_RUN = 25
PROGRAM = Path(sys.executable).with_name("kpi-xl")


def _write(folder: Path, chance: random.Random, count: int) -> None:
    for number in range(count):
        seed = chance.choice(seeds())
        what = by_chance(chance)
        (folder / f"{number:03} {seed.sample.name}").write_bytes(mangled(seed.sample.bytes, what))


@pytest.mark.fuzz
@pytest.mark.timeout(0)
def test_every_file_has_an_outcome_and_the_project_stays_sound(tmp_path: Path) -> None:
    chance = random.Random(os.environ.get("KPI_XL_FUZZ_SEED", "1"))  # noqa: S311 - no secret
    project = Project.create(tmp_path / "client", client="Fjord", timezone="Europe/Oslo", currency="NOK")
    for run in range(FILES // _A_RUN):
        folder = project.folder / "exports" / str(run)
        folder.mkdir()
        _write(folder, chance, _A_RUN)
        printed = _run(["import", str(folder), "--json", "--project", str(project.folder)], tmp_path)
        outcomes = json.loads(printed)
        assert {Path(one["file"]).name for one in outcomes} == {file.name for file in folder.iterdir()}
        mistakes = [one for one in outcomes if one["refused"] and "mistake in the program" in one["refused"]]
        assert not mistakes, mistakes
        assert not [
            one for one in outcomes if one["refused"] and "importer" in one["refused"] and "failed on" in one["refused"]
        ]
    _is_whole(project)


def _run(arguments: list[str], folder: Path) -> bytes:
    """What the command prints; the time is its own, whatever else the machine does, and the memory the most it had."""
    printed, told = folder / "printed", folder / "told"
    with printed.open("wb") as out, told.open("wb") as err:
        program = psutil.Popen([PROGRAM, *arguments], stdout=out, stderr=err)
        seconds, memory = 0.0, 0
        while program.poll() is None:
            with suppress(psutil.Error):
                seconds, memory = sum(program.cpu_times()[:2]), max(memory, program.memory_info().rss)
            assert seconds < SECONDS * _A_RUN
            assert memory < MOST_MEMORY
            time.sleep(0.05)
    assert program.returncode in {0, 1}, told.read_text(encoding="utf-8")
    return printed.read_bytes()


def _is_whole(project: Project) -> None:
    """Every batch of the ledger is there, nothing else is, and all of it can be read."""
    kept = {folder.name for folder in (project.warehouse.folder / "batches").iterdir()}
    assert kept == {batch.id for batch in project.imports()}
    for batch in project.imports():
        for file in project.warehouse.files_of(batch).values():
            assert file.is_file(), batch.file
    frames = project.warehouse.data(DataSettings(timezone="Europe/Oslo", currency="NOK")).frames
    for frame in frames.values():
        frame.collect("pyarrow")
