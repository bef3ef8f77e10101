"""Every formula of a filled template carries the value that other programs compute for it."""

from __future__ import annotations

import datetime as dt
import math
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
from corpus.filled import Corpus
from corpus.kernel import filling
from corpus.reading import StoredFormula, shown_cells, stored_formulas
from corpus.templates import TEMPLATES, CorpusTemplate
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, to_excel
from oracles import betteroffice, cellrune, has_libreoffice, libreoffice, recalculated

from kpi_xl.workbook.fill import FillOptions, fill
from kpi_xl.workbook.template import Template

Program = Callable[[Path, Sequence[tuple[str, str]]], list[object]]
WRONG = 777.0


def test_no_formula_is_without_a_value(corpus: Corpus, wanted: CorpusTemplate) -> None:
    filled = corpus.filled(wanted)
    formulas = stored_formulas(filled.path)
    assert len(formulas) > 40
    assert [formula for formula in formulas if formula.value is None] == []
    assert filled.report.uncomputed == ()


@pytest.mark.parametrize("program", [betteroffice, cellrune])
def test_two_engines_compute_what_is_stored(corpus: Corpus, wanted: CorpusTemplate, program: Program) -> None:
    path = corpus.filled(wanted).path
    # Neither engine asks for what is kept of other workbooks.
    formulas = [formula for formula in stored_formulas(path) if not formula.text.startswith("[1]")]
    found = program(path, [(formula.sheet, formula.address) for formula in formulas])
    assert len(formulas) > 40
    assert _different(formulas, found) == []


@pytest.mark.slow
def test_libreoffice_computes_what_is_stored(corpus: Corpus, tmp_path: Path) -> None:
    if not has_libreoffice():
        pytest.skip("LibreOffice is not installed")
    filled = {template.name: corpus.filled(template).path for template in TEMPLATES}
    computed = recalculated(list(filled.values()), tmp_path)
    for template, made in zip(TEMPLATES, computed, strict=True):
        book = openpyxl.load_workbook(made, data_only=True)
        formulas = stored_formulas(filled[template.name])
        epoch = CALENDAR_MAC_1904 if template.date1904 else CALENDAR_WINDOWS_1900
        found = [_number(book[formula.sheet][formula.address].value, epoch) for formula in formulas]
        assert _different(formulas, found) == [], template.name


def test_the_programs_would_notice_a_wrong_value(corpus: Corpus, tmp_path: Path) -> None:
    """Else the tests above would prove nothing: some programs trust what is stored."""
    path = corpus.filled(TEMPLATES[0]).path
    formula = next(each for each in stored_formulas(path) if each.text.startswith("SUMIFS") and each.value)
    forged = tmp_path / "forged.xlsx"
    stored = re.compile(re.escape(formula.text) + r"</f><v>[\d.]+<")
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(forged, "w") as copy:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8")
            copy.writestr(name, stored.sub(f"{formula.text}</f><v>{WRONG}<", text))
    assert WRONG in {each.value for each in stored_formulas(forged)}
    for program in (betteroffice, cellrune, *([libreoffice] if has_libreoffice() else [])):
        assert program(forged, [(formula.sheet, formula.address)]) == [formula.value]


def _different(formulas: list[StoredFormula], found: list[object]) -> list[tuple[StoredFormula, object]]:
    return [pair for pair in zip(formulas, found, strict=True) if not _same(pair[0].value, pair[1])]


def _same(stored: object, computed: object) -> bool:
    if isinstance(stored, float) and isinstance(computed, int | float):
        return math.isclose(stored, computed, rel_tol=1e-9, abs_tol=1e-9)
    return stored == ("" if computed is None else computed)


def _number(value: object, epoch: dt.datetime) -> object:
    return to_excel(value, epoch) if isinstance(value, dt.date | dt.time) else value


def test_frozen_formulas_leave_the_values_that_they_had(corpus: Corpus, wanted: CorpusTemplate, tmp_path: Path) -> None:
    live = corpus.filled(wanted)
    frozen = tmp_path / live.path.name
    fill(Template.open(live.template), filling(), frozen, FillOptions(values_only=True))
    assert stored_formulas(frozen) == []
    assert _filled_in(frozen) == _filled_in(live.path)


def _filled_in(path: Path) -> dict[tuple[str, str], tuple[object, str]]:
    """The value and format of each cell that shows something: a frozen empty text is a blank cell."""
    return {place: (value, style) for place, (_, value, style) in shown_cells(path).items() if value != ""}
