from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a machine remembers about projects, kept out of the real one."""
    home = tmp_path / "home"
    monkeypatch.setenv("KPI_XL_HOME", str(home))
    return home
