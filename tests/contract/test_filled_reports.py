"""What every filled monthly report has to keep, with data for every page and with hardly any, in every language."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from zipfile import ZipFile

import layout
import openpyxl
import pytest
from kpi_xl_templates import MONTHLY
from unit.report.made import OCTOBER, business, catalogue, days, posts

from kpi_xl.demo import CLIENT, CURRENCY, TIMEZONE, write_exports, write_inputs
from kpi_xl.project.project import Project
from kpi_xl.report.make import make_report
from kpi_xl.report.request import ReportRequest, ReportSource

pytest.importorskip("PIL", reason="Pillow measures texts; it comes with python-pptx")
if not layout.FONTS.is_dir():
    pytest.skip("Liberation fonts are needed, which have Arial's metrics", allow_module_level=True)
pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of the made-up company with everything that a page can show."""
    folder = tmp_path_factory.mktemp("everything") / "project"
    project = Project.create(folder, client=CLIENT, language="nb", timezone=TIMEZONE, currency=CURRENCY)
    write_exports(folder / "exports", OCTOBER)
    write_inputs(folder / "inputs.xlsx", OCTOBER)
    project.import_files()
    return folder


@pytest.fixture(scope="module", params=["nb", *(pytest.param(one, marks=pytest.mark.slow) for one in ("en", "sv"))])
def language(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture(scope="module")
def sparse(tmp_path_factory: pytest.TempPathFactory, language: str) -> Path:
    """One platform, one month, no targets."""
    found = business(daily=days("instagram", OCTOBER), published=posts("instagram", OCTOBER))
    source = ReportSource(catalogue(), found, ())
    path = tmp_path_factory.mktemp("sparse") / f"{language}.xlsx"
    return make_report(MONTHLY.path, path, source, ReportRequest("Fjellbakeriet", language, OCTOBER)).path


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory, demo: Path, language: str) -> Path:
    folder = tmp_path_factory.mktemp(language) / "project"
    shutil.copytree(demo, folder)
    settings = folder / "kpi-xl.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('language = "nb"', f'language = "{language}"'), encoding="utf-8")
    return Project.open(folder).make_report(OCTOBER).path


def keeps_all(path: Path) -> None:
    book = openpyxl.load_workbook(path, data_only=True)
    texts_fit(book)
    no_errors(book)
    assert layout.overlapping(path) == []
    assert [sheet.title for sheet in layout.visible(book) if not sheet.print_area] == []
    assert not [sheet.title for sheet in layout.visible(book) if sheet.sheet_view.showGridLines]
    assert not [sheet.title for sheet in list(layout.visible(book))[1:] if not sheet.freeze_panes]
    assert book.active is list(layout.visible(book))[1]
    with ZipFile(path) as package:
        assert not [name for name in package.namelist() if re.search(r"externalLink|vbaProject", name)]


def texts_fit(book: openpyxl.Workbook) -> None:
    found = [one for sheet in layout.visible(book) for one in layout.clipped(sheet)]
    assert found == []


def no_errors(book: openpyxl.Workbook) -> None:
    """#N/A stands in the hidden feeds of charts alone."""
    cells = [
        (sheet.title, cell.coordinate, cell.value, layout.width(sheet, cell.column))
        for sheet in layout.visible(book)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "e"
    ]
    assert [one for one in cells if one[2] != "#N/A" or one[3]] == []


def test_a_sparse_report_keeps_all(sparse: Path) -> None:
    keeps_all(sparse)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_full_report_keeps_all_and_no_chart_is_empty(full: Path) -> None:
    keeps_all(full)
    book = openpyxl.load_workbook(full, data_only=True)
    shown = [sheet.title for sheet in layout.visible(book)]
    assert len(shown) >= 18, "every page has data"
    assert layout.empty_charts(full, book) == []
