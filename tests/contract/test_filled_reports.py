"""What every filled report has to keep, of every template in every language, with all data and with hardly any."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from zipfile import ZipFile

import layout
import openpyxl
import pytest
from corpus.reading import stored_formulas
from kpi_xl_templates import MONTHLY, kpi_xl_templates
from oracles import has_libreoffice, recalculated
from unit.report.made import OCTOBER, business, catalogue, days, posts

from kpi_xl.demo import CLIENT, CURRENCY, TIMEZONE, write_exports, write_inputs
from kpi_xl.host import Host
from kpi_xl.importing.staged import Answers
from kpi_xl.project.project import Project
from kpi_xl.report.make import make_report
from kpi_xl.report.request import ReportRequest, ReportSource

pytest.importorskip("PIL", reason="Pillow measures texts; it comes with python-pptx")
if not layout.FONTS.is_dir():
    pytest.skip("Liberation fonts are needed, which have Arial's metrics", allow_module_level=True)
pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group")

TEMPLATES = {template.name: template for template in kpi_xl_templates()}
LANGUAGES = ("nb", "en", "sv")
PAGES = {
    "monthly": 18,
    "campaign": 5,
    "content": 5,
    "funnel": 5,
    "agency": 7,
    "one_pager": 1,
}  # at least, with all data
WORDS = (Path("workbook_templates/_drawing/words"), Path("kpi_xl/report/language"))
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of the made-up company with everything that a page can show."""
    folder = tmp_path_factory.mktemp("everything") / "project"
    project = Project.create(folder, client=CLIENT, language="nb", timezone=TIMEZONE, currency=CURRENCY)
    write_exports(folder / "exports", OCTOBER)
    write_inputs(folder / "inputs.xlsx", OCTOBER)
    project.import_files()
    project.import_files([folder / "exports" / "GA4"], Answers(currency=CURRENCY))
    project.import_files([folder / "exports" / "Google Forms"], Answers(survey="yes"))
    return folder


@pytest.fixture(scope="module", params=LANGUAGES)
def spoken(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, demo: Path) -> Project:
    """The same project in another language."""
    folder = tmp_path_factory.mktemp(request.param) / "project"
    shutil.copytree(demo, folder)
    settings = folder / "kpi-xl.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('language = "nb"', f'language = "{request.param}"'), encoding="utf-8")
    return Project.open(folder)


@pytest.fixture(scope="session")
def sparse_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sparse")


@cache
def sparse(name: str, language: str, folder: Path) -> Path:
    """One platform, one month, no targets."""
    found = business(daily=days("instagram", OCTOBER), published=posts("instagram", OCTOBER))
    source = ReportSource(catalogue(), found, (), tuple(Host().analyses()))
    request = ReportRequest("Fjellbakeriet", language, OCTOBER)
    made = make_report(TEMPLATES[name].path, folder / f"{name}.{language}.xlsx", source, request)
    assert made.differing == 0
    return made.path


def keeps_all(path: Path, language: str) -> openpyxl.Workbook:
    book = openpyxl.load_workbook(path, data_only=True)
    pages = list(layout.visible(book))
    assert [one for sheet in pages for one in layout.clipped(sheet)] == []
    assert [one for sheet in pages for one in layout.faint(sheet)] == []
    assert list(errors(book)) == []
    assert list(left_over(book)) == []
    assert layout.overlapping(path) == []
    assert layout.drawn_texts(path) == []
    assert [sheet.title for sheet in pages if not sheet.print_area] == []
    assert [(sheet.title, cells) for sheet in pages if (cells := layout.outside_print_area(sheet))] == []
    assert not [sheet.title for sheet in pages if sheet.sheet_view.showGridLines]
    assert sorted(untranslated(language) & texts(book)) == []
    with ZipFile(path) as package:
        assert not [name for name in package.namelist() if re.search(r"externalLink|vbaProject", name)]
    return book


def errors(book: openpyxl.Workbook) -> Iterator[tuple[str, str, object]]:
    """#N/A stands in the hidden feeds of charts alone."""
    for sheet in layout.visible(book):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "e" and (cell.value != "#N/A" or layout.width(sheet, cell.column)):
                    yield sheet.title, cell.coordinate, cell.value


def left_over(book: openpyxl.Workbook) -> Iterator[tuple[str, str]]:
    """Placeholders that nothing has answered."""
    for sheet in layout.visible(book):
        yield from ((sheet.title, text) for text in texts_of(sheet) if "{{" in text)


def texts(book: openpyxl.Workbook) -> set[str]:
    return {text.strip() for sheet in layout.visible(book) for text in texts_of(sheet)}


def texts_of(sheet: layout.Worksheet) -> Iterator[str]:
    """What a reader sees; hidden columns hold keys."""
    for row in sheet.iter_rows():
        for cell in row:
            hidden = sheet.row_dimensions[cell.row].hidden or not layout.width(sheet, cell.column)
            if isinstance(cell.value, str) and not hidden:
                yield cell.value


@cache
def untranslated(language: str) -> set[str]:
    """English words that are called something else in the language."""
    if language == "en":
        return set()
    found: set[str] = set()
    for folder in WORDS:
        for english in (ROOT / folder).glob("*en.toml"):
            said = sentences(english)
            own = sentences(english.with_name(english.name.replace("en.toml", f"{language}.toml")))
            found |= {said[name].strip() for name in said if said[name] != own[name]} - {
                one.strip() for one in own.values()
            }
    return {text for text in found if len(text) > 3}  # shorter ones are units and glyphs


def sentences(path: Path) -> dict[str, str]:
    sections = tomllib.loads(path.read_text(encoding="utf-8"))
    return {f"{section}.{key}": text for section, keys in sections.items() for key, text in keys.items()}


@pytest.mark.parametrize(
    ("name", "language"),
    [
        pytest.param(*one, marks=[] if one in {("monthly", "nb"), ("agency", "nb")} else pytest.mark.slow)
        for one in product(TEMPLATES, LANGUAGES)
    ],
)
def test_a_sparse_report_keeps_all(name: str, language: str, sparse_folder: Path) -> None:
    book = keeps_all(sparse(name, language, sparse_folder), language)
    assert next(sheet for sheet in book if sheet.sheet_state == "visible")["B5"].value


def test_a_monthly_report_opens_at_its_summary_with_its_heads_in_view(sparse_folder: Path) -> None:
    pages = list(layout.visible(openpyxl.load_workbook(sparse(MONTHLY.name, "nb", sparse_folder))))
    assert pages[0].parent.active is pages[1]
    assert [sheet.title for sheet in pages[1:] if not sheet.freeze_panes] == []


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_full_reports_keep_all_with_no_chart_empty_and_every_block_filled(spoken: Project, tmp_path: Path) -> None:
    made = {name: tmp_path / f"{name}.xlsx" for name in TEMPLATES}
    for name, path in made.items():
        spoken.make_report(OCTOBER, template=name, output=path)
        book = keeps_all(path, spoken.settings.language)
        assert len(list(layout.visible(book))) >= PAGES[name], name
        assert layout.empty_charts(path, book) == [], name
        assert unfilled(book) == [], name
    if has_libreoffice():
        computed = recalculated(list(made.values()), tmp_path / "fresh")
        for path, fresh in zip(made.values(), computed, strict=True):
            assert differing(path, fresh) == []


def unfilled(book: openpyxl.Workbook) -> list[str]:
    """Tables of analyses for which the demo has nothing to say."""
    return [
        table.name
        for sheet in book
        for table in sheet.tables.values()
        if table.name in ANALYSES and all(cell.value in (None, "") for cell in sheet[table.ref][1])
    ]


ANALYSES = frozenset(f"kpi_{one.id}" for one in Host().analyses()) - {"kpi_budget_reallocation"}


def differing(path: Path, fresh: Path) -> list[tuple[str, str, object, object]]:
    """Formulas that LibreOffice computes otherwise than is stored."""
    book = openpyxl.load_workbook(fresh, data_only=True)
    found: list[tuple[str, str, object, object]] = []
    for formula in stored_formulas(path):
        computed = book[formula.sheet][formula.address].value
        if not alike(formula.value, computed):
            found.append((formula.sheet, formula.address, formula.value, computed))
    return found


def alike(stored: object, computed: object) -> bool:
    if hasattr(computed, "year") or hasattr(computed, "hour"):
        return isinstance(stored, float)  # days and durations are held against Python's elsewhere
    if isinstance(stored, float) and isinstance(computed, (int, float)):
        return stored == pytest.approx(float(computed), rel=1e-9, abs=1e-9)
    return (stored or "") == (computed or "")
