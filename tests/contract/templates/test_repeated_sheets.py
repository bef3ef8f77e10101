"""A sheet that repeats for each platform: every copy is whole, and refers to itself."""

from __future__ import annotations

import re
import zipfile
from collections import Counter

import pytest
from corpus.filled import Corpus, Filled
from corpus.kernel import PLATFORMS
from corpus.reading import shown_cells
from corpus.templates import TEMPLATES

PAGES = next(template for template in TEMPLATES if template.name == "pages")


@pytest.fixture
def pages(corpus: Corpus) -> Filled:
    return corpus.filled(PAGES)


def _parts(filled: Filled) -> dict[str, str]:
    with zipfile.ZipFile(filled.path) as archive:
        return {
            name: archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels", ".vml"))
        }


def test_there_is_a_sheet_for_each_platform_in_the_place_of_the_one(pages: Filled) -> None:
    names = re.findall(r'<sheet name="([^"]+)"', _parts(pages)["xl/workbook.xml"])
    assert names == ["Report", "Data", *PLATFORMS]


def test_every_copy_shows_its_own_figures(pages: Filled) -> None:
    cells = shown_cells(pages.path)
    for row, platform in enumerate(PLATFORMS, 6):
        clicks = cells["Report", f"B{row}"][1]
        assert cells[platform, "A1"][1] == platform
        assert cells[platform, "B4"][1] == clicks
        assert cells[platform, "B5"][1] == clicks * 2
        assert cells[platform, "B6"][1] == clicks + 1, "a name of the sheet's own"
        assert cells[platform, "C5"][1] == 3


def test_every_copy_has_a_table_chart_note_image_and_formats(pages: Filled) -> None:
    parts = _parts(pages)
    kinds = Counter(re.sub(r"\d+", "", name) for name in parts)
    assert kinds["xl/charts/chart.xml"] == len(PLATFORMS)
    assert kinds["xl/tables/table.xml"] == 1 + len(PLATFORMS)
    assert kinds["xl/comments.xml"] == len(PLATFORMS)
    names = [
        re.search(r'displayName="([^"]+)"', text)[1] for name, text in parts.items() if name.startswith("xl/tables/")
    ]
    assert len({name.lower() for name in names}) == len(names)
    sheets = [text for name, text in parts.items() if name.startswith("xl/worksheets/sheet") and "sparkline>" in text]
    assert len(sheets) == len(PLATFORMS)
    assert all("dataBar" in text and "dataValidation " in text for text in sheets)


def test_the_charts_and_sparklines_of_a_copy_read_that_copy(pages: Filled) -> None:
    parts = _parts(pages)
    for name, text in parts.items():
        if name.startswith("xl/charts/chart"):
            read = {re.sub(r"'|!.*", "", reference) for reference in re.findall(r"<c:f>([^<]+)</c:f>", text)}
            titles = set(re.findall(r"<a:t>([^<]+)</a:t>", text))
            assert read == titles
    for name, text in parts.items():
        if name.startswith("xl/worksheets/sheet") and "sparkline>" in text:
            assert len(re.findall(r"<xm:f>'?(?:Instagram|Facebook|TikTok)'?!B4:B5</xm:f>", text)) == 1


def test_each_copy_has_its_own_names_and_print_area(pages: Filled) -> None:
    workbook = _parts(pages)["xl/workbook.xml"]
    for name, cells in (("own", r"\$B\$4"), ("_xlnm.Print_Area", r"\$A\$1:\$K\$30")):
        found = re.findall(
            rf'<definedName name="{re.escape(name)}" localSheetId="(\d)"[^>]*>\'?(\w+)\'?!{cells}<', workbook
        )
        assert {(int(index), sheet) for index, sheet in found} >= set(enumerate(PLATFORMS, 2))
