"""What every template that comes with kpi_xl has to keep, in every language."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from kpi_xl_templates import MONTHLY, kpi_xl_templates
from layout import contrast

pytest.importorskip("xlsxwriter", reason="XlsxWriter draws the templates; it comes with the extra [test]")

from kpi_xl_templates._drawing import palette
from kpi_xl_templates._drawing.__main__ import draw_all, path_of
from kpi_xl_templates._drawing.words import LANGUAGES, load

FOLDER = MONTHLY.path.parent
SHIPPED = sorted(FOLDER.glob("*.xlsx"))
VOLATILE = re.compile(r"\b(INDIRECT|OFFSET|NOW|TODAY|RAND|RANDBETWEEN|CELL|INFO)\(")
NOT_EVERYWHERE = re.compile(r"\b(_xlfn\.|LET|XLOOKUP|XMATCH|FILTER|UNIQUE|SORT|LAMBDA|MAXIFS|MINIFS|TEXT|TEXTJOIN)\(")
SMALLEST = 8  # points, below which nobody reads print


def parts(path: Path, pattern: str) -> dict[str, str]:
    with ZipFile(path) as package:
        return {name: package.read(name).decode() for name in package.namelist() if re.fullmatch(pattern, name)}


def formulas(path: Path) -> list[str]:
    sheets = parts(path, r"xl/worksheets/sheet\d+\.xml").values()
    tables = parts(path, r"xl/tables/table\d+\.xml").values()
    found = [text for sheet in sheets for text in re.findall(r"<f[^>]*>([^<]+)</f>", sheet)]
    found += [text for sheet in sheets for text in re.findall(r"<formula\d?>([^<]+)</formula\d?>", sheet)]
    return found + [text for one in tables for text in re.findall(r"<calculatedColumnFormula>([^<]+)<", one)]


@pytest.fixture(scope="module", params=SHIPPED, ids=lambda path: path.name)
def template(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


@pytest.fixture(scope="module")
def workbook(template: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(template)


def test_there_is_one_template_a_language() -> None:
    names = [template.name for template in kpi_xl_templates()]
    assert {path.name for path in SHIPPED} == {
        path_of(name, language, FOLDER).name for name in names for language in LANGUAGES
    }


@pytest.mark.parametrize("language", ["nb", *(pytest.param(one, marks=pytest.mark.slow) for one in ("en", "sv"))])
def test_what_is_shipped_is_what_the_script_draws(tmp_path: Path, language: str) -> None:
    for drawn in draw_all(tmp_path, [language]):
        assert drawn.read_bytes() == (FOLDER / drawn.name).read_bytes(), "run `python -m kpi_xl_templates._drawing`"


def test_formulas_work_in_excel_2016_and_libreoffice(template: Path) -> None:
    found = formulas(template)
    assert len(found) > 200
    assert [one for one in found if VOLATILE.search(one)] == []
    assert [one for one in found if NOT_EVERYWHERE.search(one)] == []


def test_it_opens_at_the_page_that_tells_most_without_gridlines_or_macros_or_links(
    template: Path, workbook: openpyxl.Workbook
) -> None:
    visible = [sheet for sheet in workbook if sheet.sheet_state == "visible"]
    assert workbook.active is visible[1 if template.name.startswith("monthly") else 0]  # after the cover
    assert not [sheet.title for sheet in visible if sheet.sheet_view.showGridLines]
    assert list(parts(template, r"xl/(externalLinks|vbaProject).*")) == []


def test_every_visible_sheet_prints_on_a4_landscape_one_page_wide(workbook: openpyxl.Workbook) -> None:
    for sheet in workbook:
        if sheet.sheet_state == "visible":
            setup = sheet.page_setup
            assert (setup.paperSize, setup.orientation, setup.fitToWidth or 1) == (9, "landscape", 1), sheet.title
            assert sheet.print_area, sheet.title


def test_fonts_are_arial_and_large_enough_to_read(template: Path) -> None:
    styles = parts(template, r"xl/styles\.xml")["xl/styles.xml"]
    fonts = re.search(r"<fonts.*?</fonts>", styles, re.DOTALL)
    assert fonts is not None
    assert set(re.findall(r'<name val="([^"]+)"', fonts[0])) == {"Arial"}
    assert "<scheme" not in fonts[0], "Excel would show the theme's font instead"
    small = [float(size) for size in re.findall(r'<sz val="([\d.]+)"', fonts[0]) if float(size) < SMALLEST]
    assert small in ([], [2.0]), "only the empty cells of the accent rule are smaller"


def test_every_chart_is_native_has_an_alternative_text_and_no_decoration(template: Path) -> None:
    drawings = parts(template, r"xl/drawings/drawing\d+\.xml").values()
    frames = [one for drawing in drawings for one in re.findall(r"<xdr:cNvPr [^>]*>", drawing)]
    assert len(frames) == len(parts(template, r"xl/charts/chart\d+\.xml")) > 0
    assert [one for one in frames if not re.search(r'descr="[^"]+"', one)] == []
    for chart in parts(template, r"xl/charts/chart\d+\.xml").values():
        assert "<c:legend>" not in chart
        assert 'autoTitleDeleted val="1"' in chart


@pytest.mark.parametrize("name", ["", *(template.name for template in kpi_xl_templates() if template is not MONTHLY)])
def test_every_language_has_the_same_words(name: str) -> None:
    english = load("en", name)._sections
    for language in LANGUAGES:
        sections = load(language, name)._sections
        assert {name: set(words) for name, words in sections.items()} == {
            name: set(words) for name, words in english.items()
        }
        assert all(text.strip() for words in sections.values() for text in words.values()), language


TEXTS = (palette.INK, palette.SECONDARY, palette.ACCENT, palette.GOOD, palette.NEAR, palette.UNDER)


@pytest.mark.parametrize(("text", "ground"), list(product(TEXTS, (palette.WHITE, palette.PAPER))))
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    assert contrast(text[1:], ground[1:]) >= 4.5


@pytest.mark.parametrize("colour", [*palette.SLOTS, palette.OTHER_PLATFORM])
def test_platform_names_are_legible_in_their_colour(colour: palette.PlatformColour) -> None:
    assert contrast(colour.text[1:], palette.WHITE[1:]) >= 4.5


@pytest.mark.parametrize(
    ("text", "ground"),
    [(palette.NEAR, palette.NEAR_TINT), (palette.UNDER, palette.UNDER_TINT), (palette.INPUT, palette.INPUT_TINT),
     (palette.ACCENT_PALE, palette.ACCENT)],
)  # fmt: skip
def test_tinted_cells_keep_their_contrast(text: str, ground: str) -> None:
    assert contrast(text[1:], ground[1:]) >= 4.5
