from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kpi_xl.errors import FileProblemError
from kpi_xl.warehouse.lock import is_free, locked

HOLD = """
import sys, time
from pathlib import Path
from kpi_xl.warehouse.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_lock_is_free_again_after_its_block(tmp_path: Path) -> None:
    with locked(tmp_path / "lock"):
        assert not is_free(tmp_path / "lock")
    assert is_free(tmp_path / "lock")


def test_who_waits_too_long_is_told_so(tmp_path: Path) -> None:
    with (
        locked(tmp_path / "lock"),
        pytest.raises(FileProblemError, match="Another import is writing"),
        locked(tmp_path / "lock", wait=0.1),
    ):
        pass


def test_a_killed_holder_lets_go(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert not is_free(path)
        holder.kill()
    with locked(path, wait=5):
        assert not is_free(path)
