"""The presentation: what the workbook says, a slide a section, with charts that PowerPoint can edit."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from kpi_xl.errors import UsageError
from kpi_xl.report.make import make_report
from kpi_xl.report.request import ReportRequest, ReportSource
from kpi_xl.report.slides.deck import Deck

from .made import OCTOBER, business, catalogue, changed
from .test_report import TEMPLATE

pptx = pytest.importorskip("pptx", reason="python-pptx is an extra")


@pytest.fixture(scope="module")
def slides(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Any]:
    folder = tmp_path_factory.mktemp("slides")
    source = ReportSource(catalogue(), business(daily=changed("instagram", clicks=20)), ())
    request = ReportRequest("Fjellbakeriet", "nb", OCTOBER, slides=folder / "october.pptx")
    made = make_report(TEMPLATE, folder / "october.xlsx", source, request)
    assert made.slides is not None
    return list(pptx.Presentation(made.slides).slides)


def test_each_section_is_a_slide_with_its_headline_as_title(slides: Sequence[Any]) -> None:
    titles = [slide.shapes.title.text for slide in slides]
    assert titles[0] == "Fjellbakeriet"
    assert titles[1].startswith("Lenkeklikk økte 55")
    kickers = [text for slide in slides for text in texts(slide) if "·" in text]
    assert [kicker.partition(" ·")[0] for kicker in kickers if "oktober" in kicker] == ["FACEBOOK", "INSTAGRAM"]


def test_charts_are_native_and_hold_the_figures(slides: Sequence[Any]) -> None:
    (line, *_), *_ = [found for slide in slides if (found := charts(slide))]
    assert [series.name for series in line.plots[0].series] == ["Facebook", "Instagram"]
    assert line.plots[0].categories[-1] == "okt 26"
    assert list(line.plots[0].series[1].values)[-1] == 620.0


def test_charts_are_told_to_those_who_cannot_see_them(slides: Sequence[Any]) -> None:
    frames = [shape for slide in slides for shape in slide.shapes if shape.has_chart]
    assert frames
    assert all(frame._element.nvGraphicFramePr.cNvPr.get("descr") for frame in frames)


def test_the_last_slides_hold_every_key_figure(slides: Sequence[Any]) -> None:
    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    rows = {row.cells[0].text: [cell.text for cell in row.cells][1:] for table in tables for row in table.rows}
    assert rows["Lenkeklikk"] == ["930", "600", "+55\xa0%"]


def test_nothing_lies_outside_its_slide(slides: Sequence[Any]) -> None:
    for slide in slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= 12_192_000
            assert shape.top + shape.height <= 6_858_000


def test_without_its_package_the_user_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refusing(name: str, globals_: Mapping[str, object] | None = None, *rest: Any) -> Any:
        if name == "pptx":
            raise ImportError(name)
        return real(name, globals_, *rest)

    monkeypatch.setattr(builtins, "__import__", refusing)
    with pytest.raises(UsageError, match="python-pptx") as told:
        Deck("")
    assert "pip install" in told.value.hint


def texts(slide: Any) -> Sequence[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def charts(slide: Any) -> Sequence[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]
