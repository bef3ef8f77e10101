"""Real exports, where they are at hand: they may not be copied into the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpi_xl.importing.opening.opener import open_file

SAMPLES = Path(__file__).parents[4].parent / "shared" / "samples"
FILES = [file for file in sorted(SAMPLES.rglob("*")) if file.is_file() and file.suffix not in {".json", ".md"}]


@pytest.mark.skipif(not FILES, reason="the real exports are not on this machine")
def test_every_real_export_is_read_as_a_table() -> None:
    for file in FILES:
        for opened in open_file(file):
            assert opened.grids, file
            for grid in opened.grids:
                cells = [cell for record in [*grid.head(), *grid.tail()] for cell in record]
                assert max(map(len, grid.head()), default=0) > 1, file
                assert not any("\ufffd" in cell or "\0" in cell for cell in cells), file
