"""Distributions made up on the spot, installed by being put on the path."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from textwrap import dedent

import pytest

Install = Callable[[str, Mapping[str, str]], Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Install a plugin package: its name, and the text of each file in it."""

    def put(package: str, files: Mapping[str, str]) -> Path:
        root = tmp_path / f"site_{package}"
        info = root / f"{package}-1.2.3.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.2.3\n", encoding="utf-8")
        (info / "entry_points.txt").write_text(f"[kpi_xl]\nany = {package}\n", encoding="utf-8")
        for name, text in files.items():
            path = root / package / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text), encoding="utf-8")
        monkeypatch.syspath_prepend(str(root))
        return root

    yield put
    for name in [name for name in sys.modules if name.startswith("made_up_")]:
        del sys.modules[name]
