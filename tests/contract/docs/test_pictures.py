from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from making.pictures import FOLDER, LARGEST, make_pictures

from kpi_xl.printing.programs import libreoffice


def test_pictures_are_small() -> None:
    assert {path.name for path in FOLDER.iterdir() if path.stat().st_size > LARGEST} == set()


@pytest.mark.slow
@pytest.mark.skipif(libreoffice() is None or not shutil.which("pdftoppm"), reason="needs LibreOffice and Poppler")
def test_every_picture_can_be_made_anew(tmp_path: Path) -> None:
    made = {path.name: path.stat().st_size for path in make_pictures(tmp_path)}
    assert made.keys() == {path.name for path in FOLDER.iterdir()}
    assert min(made.values()) > 5_000  # an empty page is smaller
