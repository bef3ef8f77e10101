"""Templates made for one test, and what a fill makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn_templates import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)
