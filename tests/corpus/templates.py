"""The templates of the corpus: each asks for the same, and holds a family of features that a fill must not lose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from corpus import drawn, odd_xml
from corpus.added import controls, filters, shapes, sources
from corpus.drawn import Canvas
from corpus.kernel import draw_kernel
from corpus.package import Parts

Drawing = Callable[[Canvas], None]
Adding = Callable[[Parts], None]


@dataclass(frozen=True, slots=True)
class CorpusTemplate:
    """A template: what is drawn, what parts are added by hand, and how its file is called."""

    name: str
    draw: tuple[Drawing, ...] = ()
    add: tuple[Adding, ...] = ()
    date1904: bool = False
    suffix: str = ".xlsx"

    def build(self, folder: Path) -> Path:
        """Write it into a folder."""
        path = folder / f"{self.name}{self.suffix}"
        with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd", "date_1904": self.date1904}) as book:
            report, data = draw_kernel(book)
            for draw in self.draw:
                draw(Canvas(book, report, data, folder))
        parts = Parts.read(path)
        for add in self.add:
            add(parts)
        parts.write(path)
        return path


def _chart_styles(parts: Parts) -> None:
    for name in [name for name in parts.parts if name.startswith("xl/charts/chart")]:
        shapes.style_parts(parts, name)


TEMPLATES = (
    CorpusTemplate("plain"),
    CorpusTemplate("charts", (drawn.charts,), (_chart_styles, shapes.chart_ex)),
    CorpusTemplate("formats", (drawn.formats,)),
    CorpusTemplate("notes", (drawn.notes, drawn.protection), (sources.threaded_comments,)),
    CorpusTemplate("images", (drawn.images,), (shapes.shapes, shapes.svg)),
    CorpusTemplate("new-excel", (drawn.new_excel,)),
    CorpusTemplate("filters", (), (filters.pivot, filters.slicer, filters.timeline)),
    CorpusTemplate("controls", (drawn.macros,), (controls.controls,), suffix=".xlsm"),
    CorpusTemplate("sources", (), (sources.queries, sources.data_model, sources.external_link, sources.custom_xml)),
    CorpusTemplate("prefixed", (drawn.formats,), (odd_xml.prefixed,)),
    CorpusTemplate("odd-cells", (), (odd_xml.shared_formulas, odd_xml.rich_and_phonetic, odd_xml.without_addresses)),
    CorpusTemplate("strict", (drawn.formats,), (odd_xml.strict,)),
    CorpusTemplate("pages", (drawn.pages,)),
    CorpusTemplate("mac-1904", (), (), date1904=True),
    CorpusTemplate(
        "all",
        (drawn.charts, drawn.formats, drawn.notes, drawn.protection, drawn.images, drawn.new_excel, drawn.macros),
        (
            _chart_styles,
            shapes.shapes,
            shapes.svg,
            shapes.chart_ex,
            filters.pivot,
            filters.slicer,
            filters.timeline,
            sources.queries,
            sources.data_model,
            sources.external_link,
            sources.custom_xml,
            sources.printer_settings,
        ),
        suffix=".xlsm",
    ),
)
