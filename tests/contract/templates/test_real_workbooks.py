"""Workbooks that nobody made for these tests: those that come with installed packages, and a report made by hand."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
from corpus.inventory import lost
from corpus.package import Parts
from corpus.reading import shown_cells

from kpi_xl.workbook.fill import fill
from kpi_xl.workbook.filling import Filling
from kpi_xl.workbook.template import Template

BESIDE = Path(__file__).parents[4] / "shared" / "design" / "look"


def _found() -> list[Path]:
    spec = importlib.util.find_spec("xlwings")
    package = Path(spec.origin).parent if spec is not None and spec.origin is not None else None
    installed = sorted(package.glob("*.xlsm")) if package is not None else []
    return [*installed, *sorted(BESIDE.glob("*.xlsx"))]


REAL = _found()


@pytest.mark.skipif(not REAL, reason="no workbook is installed with a package here")
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_a_real_workbook_keeps_all_that_it_shows(path: Path, tmp_path: Path) -> None:
    asking = tmp_path / f"asking{path.suffix}"
    _let_ask(path, asking)
    filled = fill(Template.open(asking), Filling(cells={"report.client": "Fjord & Co"}), tmp_path / f"out{path.suffix}")
    assert lost(asking, filled.path) == {}
    assert filled.uncomputed == ()
    before, after = shown_cells(asking), shown_cells(filled.path)
    changed = {place for place in before if not _alike(before[place], after.get(place))}
    assert {place[1] for place in changed} == {"A9000"}


def _let_ask(path: Path, asking: Path) -> None:
    """Put a placeholder far below all that the first sheet holds."""
    parts = Parts.read(path)
    sheet = next(name for name in parts.parts if name.startswith("xl/worksheets/sheet"))
    text = re.sub(r"<(\w+:)?sheetData\s*/>", r"<\1sheetData></\1sheetData>", parts.text(sheet))
    row = (
        r'<\1row r="9000"><\1c r="A9000" t="inlineStr"><\1is><\1t>{{ report.client }}</\1t></\1is></\1c></\1row>'
        r"</\1sheetData>"
    )
    parts.parts[sheet] = re.sub(r"</(\w+:)?sheetData>", row, text).encode("utf-8")
    parts.write(asking)


def _alike(before: tuple[str, object, str], after: tuple[str, object, str] | None) -> bool:
    if after is None or before[0] != after[0] or before[2] != after[2]:
        return False
    if isinstance(before[1], float):
        return after[1] == pytest.approx(before[1], rel=1e-12)
    return before[1] == after[1]
