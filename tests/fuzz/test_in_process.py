"""Mangled files through the readers and the importers, in this process."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import psutil
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzz.mangling import MANGLES, Mangle, by_chance, mangled
from tests.fuzz.seeds import Seed, seeds
from tests.fuzz.surviving import MOST_MEMORY, survive

FILES = int(os.environ.get("KPI_XL_FUZZ_FILES", "5000"))
_STAGED = 100  # one of so many is staged: that takes fifty times as long as to open and recognise it
_SHRUNK = 20  # one of so many is tried by hypothesis, which finds the least that breaks something, and always staged

one_mangle = st.builds(
    Mangle,
    st.sampled_from(sorted(MANGLES)),
    st.floats(0, 1, allow_nan=False),
    st.floats(0, 1, allow_nan=False),
    st.integers(0, 1000),
)


def try_one(folder: Path, seed: Seed, mangles: list[Mangle], *, whole: bool) -> bool:
    file = folder / seed.sample.name
    file.write_bytes(mangled(seed.sample.bytes, mangles))
    try:
        return survive(file, seed.importer, folder / "staging", whole=whole)
    finally:
        shutil.rmtree(folder / "staging", ignore_errors=True)


@pytest.mark.fuzz
@pytest.mark.timeout(0)
def test_every_mangled_file_is_read_or_refused(tmp_path: Path) -> None:
    chance = random.Random(os.environ.get("KPI_XL_FUZZ_SEED", "1"))  # noqa: S311 - no secret
    taken, found = 0, dict[str, str]()
    for number in range(FILES):
        seed, mangles = chance.choice(seeds()), by_chance(chance)
        try:
            taken += try_one(tmp_path, seed, mangles, whole=number % _STAGED == 0)
        except Exception as error:  # noqa: BLE001 - all that breaks is told, not the first alone
            found.setdefault(repr(error)[:200], f"{seed} {mangles}")
    memory = psutil.Process().memory_info().rss
    print(f"{FILES} files, {taken} taken, {memory / 2**20:.0f} MB")  # noqa: T201 - what the run is for
    assert not found
    assert taken > FILES / 10
    assert memory < MOST_MEMORY


@pytest.mark.fuzz
@pytest.mark.timeout(0)
@settings(
    max_examples=max(1, FILES // _SHRUNK),
    deadline=None,  # each file has its own
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate, Phase.shrink],
)
@given(st.sampled_from(seeds()), st.lists(one_mangle, min_size=1, max_size=5))
def test_the_least_that_breaks_something(
    tmp_path_factory: pytest.TempPathFactory, seed: Seed, mangles: list[Mangle]
) -> None:
    folder = tmp_path_factory.getbasetemp() / "one"
    folder.mkdir(exist_ok=True)
    assert isinstance(try_one(folder, seed, mangles, whole=True), bool)
