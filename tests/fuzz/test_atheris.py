"""Files that atheris makes up, steered by the branches that they reach."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

_RUNS = os.environ.get("KPI_XL_FUZZ_FILES", "2000")
_HERE = Path(__file__).parents[2]


@pytest.mark.fuzz
@pytest.mark.timeout(0)
@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="the extra [fuzz] is not installed here")
def test_no_file_that_atheris_makes_up_breaks_a_reader(tmp_path: Path) -> None:
    found = f"-artifact_prefix={tmp_path}/"
    command = [sys.executable, "-m", "tests.fuzz.atheris_target", f"-runs={_RUNS}", "-max_total_time=300", found]
    done = subprocess.run(command, cwd=_HERE, capture_output=True, check=False, text=True, errors="replace")
    assert done.returncode == 0, done.stderr[-4000:]
    assert "Done " in done.stderr
