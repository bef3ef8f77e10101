"""A presentation as it is drawn: slides with texts, cards, tables and native charts."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from kpi_xl.errors import UsageError
from kpi_xl.report.slides.design import (
    ACCENT,
    CONTEXT,
    FONT,
    HEADLINE,
    HEIGHT,
    KICKER,
    LABEL,
    MARGIN,
    PAPER,
    RULE,
    SMALL,
    STANDFIRST,
    WIDTH,
    Box,
    Type,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_TITLE_ONLY = 5  # of the layouts that python-pptx's own template has


class Deck:
    """A presentation that grows slide by slide.

    Raises:
        UsageError: python-pptx is not installed.
    """

    def __init__(self, footer: str) -> None:
        try:
            from pptx import Presentation  # noqa: PLC0415 - an extra, and slow to import
            from pptx.util import Inches  # noqa: PLC0415
        except ImportError as error:
            message = "Presentations need the package python-pptx, which is not installed."
            raise UsageError(message, 'Run: python -m pip install "kpi-xl[slides]"') from error
        self._file = Presentation()
        self._file.slide_width, self._file.slide_height = Inches(WIDTH), Inches(HEIGHT)
        self._footer = footer

    def slide(self, kicker: str, headline: str, standfirst: str = "") -> Slide:
        """A slide with its kicker, its headline and the grey line under it."""
        made = Slide(self._file.slides.add_slide(self._file.slide_layouts[_TITLE_ONLY]))
        made.band(Box(0, 0, WIDTH, 0.08), ACCENT)
        width = WIDTH - 2 * MARGIN
        made.text(kicker, Box(MARGIN, 0.35, width, 0.3), KICKER)
        made.title(headline, Box(MARGIN, 0.65, width, 0.75), HEADLINE)
        made.text(standfirst, Box(MARGIN, 1.4, width, 0.4), STANDFIRST)
        made.text(self._footer, Box(MARGIN, HEIGHT - 0.45, width, 0.3), SMALL)
        return made

    def cover(self, title: str, lines: Sequence[tuple[str, Type]], style: Type) -> None:
        """The first slide: the client's name large on the accent, and lines under it."""
        made = Slide(self._file.slides.add_slide(self._file.slide_layouts[_TITLE_ONLY]))
        made.band(Box(0, 0, WIDTH, HEIGHT), ACCENT)
        made.title(title, Box(1, 2.3, WIDTH - 2, 1.1), style)
        for place, (line, each) in enumerate(lines):
            made.text(line, Box(1, 3.5 + 0.5 * place, WIDTH - 2, 0.5), each)

    def save(self, path: Path) -> None:
        """Write it; a file that is there already is replaced, whole or not at all."""
        content = io.BytesIO()
        self._file.save(content)
        part = path.with_name(f".{path.name}.part")
        part.write_bytes(content.getvalue())
        part.replace(path)


class Slide:
    """One slide."""

    def __init__(self, slide: Any) -> None:
        self._slide = slide

    def title(self, text: str, box: Box, style: Type) -> None:
        """The slide's title, which outlines and screen readers know it by."""
        shape = self._slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = box_emu(box)
        self._set(shape.text_frame, text, style)

    def text(self, text: str, box: Box, style: Type, align: str = "left") -> None:
        """A text; nothing for an empty one."""
        if text:
            self._set(self._slide.shapes.add_textbox(*box_emu(box)).text_frame, text, style, align)

    def band(self, box: Box, colour: str) -> None:
        """A plain rectangle, behind what is drawn after it and before the title."""
        from pptx.enum.shapes import MSO_SHAPE  # noqa: PLC0415

        shape = self._slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box_emu(box))
        shape.fill.solid()
        shape.fill.fore_color.rgb = _rgb(colour)
        shape.line.fill.background()
        shape.shadow.inherit = False  # no shadow
        tree = self._slide.shapes._spTree  # noqa: SLF001 - python-pptx has no other way to send a shape to the back
        tree.remove(shape._element)  # noqa: SLF001
        tree.insert(2, shape._element)  # noqa: SLF001

    def card(self, box: Box, label: str, value: Sequence[tuple[str, Type]]) -> None:
        """A card: its label, and under it lines of their own type."""
        self.band(box, PAPER)
        inner = Box(box.left + 0.12, box.top + 0.12, box.width - 0.24, 0.34)
        self.text(label, inner, LABEL)
        for place, (line, style) in enumerate(value):
            self.text(line, Box(inner.left, box.top + 0.5 + 0.48 * place, inner.width, 0.4), style)

    def lines(
        self,
        box: Box,
        months: Sequence[str],
        series: Sequence[tuple[str, str, Sequence[float | None]]],
        style: str,
        told: str,
    ) -> None:
        """A native line chart, in words `told`: name, colour and figures of each series; a missing one is a gap."""
        from pptx.chart.data import CategoryChartData  # noqa: PLC0415
        from pptx.enum.chart import XL_CHART_TYPE  # noqa: PLC0415

        data = CategoryChartData(number_format=style)
        data.categories = months
        for name, _, values in series:
            data.add_series(name, values)
        chart = self._chart(XL_CHART_TYPE.LINE, box, data, told)
        for plotted, (_, colour, _) in zip(chart.plots[0].series, series, strict=True):
            plotted.format.line.color.rgb = _rgb(colour)
            plotted.format.line.width = _points(2.25)
            plotted.smooth = False
        self._plain(chart, style, legend=len(series) > 1)

    def bars(self, box: Box, figures: Sequence[tuple[str, str, float]], style: str, told: str) -> None:
        """A native bar chart, the first figure on top: name, colour and figure of each bar; `told` is it in words."""
        from pptx.chart.data import CategoryChartData  # noqa: PLC0415
        from pptx.enum.chart import XL_CHART_TYPE  # noqa: PLC0415

        data = CategoryChartData(number_format=style)
        data.categories = [name for name, _, _ in figures]
        data.add_series("", [value for _, _, value in figures])
        chart = self._chart(XL_CHART_TYPE.BAR_CLUSTERED, box, data, told)
        plot = chart.plots[0]
        plot.gap_width = 60
        plot.has_data_labels = True
        plot.data_labels.number_format, plot.data_labels.number_format_is_linked = style, False
        _font(plot.data_labels.font, LABEL)
        for point, (_, colour, _) in enumerate(figures):
            fill = plot.series[0].points[point].format.fill
            fill.solid()
            fill.fore_color.rgb = _rgb(colour or CONTEXT)
        chart.category_axis.reverse_order = True
        self._plain(chart, style, legend=False)
        chart.value_axis.visible = False
        chart.value_axis.has_major_gridlines = False

    def table(self, box: Box, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        """A table: the first column of words, the others set to the right."""
        shape = self._slide.shapes.add_table(len(rows) + 1, len(head), *box_emu(box))
        table = shape.table
        table.horz_banding = False
        for column, share in enumerate(widths):
            table.columns[column].width = _emu(box.width * share / sum(widths))
        for index, row in enumerate([head, *rows]):
            table.rows[index].height = _emu(box.height / (len(rows) + 1))
            for column, text in enumerate(row):
                cell = table.cell(index, column)
                cell.margin_top = cell.margin_bottom = 0
                cell.fill.solid()
                cell.fill.fore_color.rgb = _rgb(PAPER if index == 0 else "FFFFFF")
                style = Type(10, bold=index == 0 or column == 1, colour=LABEL.colour if index == 0 else "1C2B33")
                self._set(cell.text_frame, text, style, "left" if column == 0 else "right")

    def _chart(self, kind: Any, box: Box, data: Any, told: str) -> Any:
        """The chart, with what it shows told to those who cannot see it."""
        frame = self._slide.shapes.add_chart(kind, *box_emu(box), data)
        frame._element.nvGraphicFramePr.cNvPr.set("descr", told)  # noqa: SLF001 - python-pptx has no name for it
        return frame.chart

    @staticmethod
    def _plain(chart: Any, style: str, *, legend: bool) -> None:
        from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_MARK  # noqa: PLC0415

        chart.has_title = False
        chart.has_legend = legend
        if legend:
            chart.legend.position = XL_LEGEND_POSITION.BOTTOM
            chart.legend.include_in_layout = False
            _font(chart.legend.font, LABEL)
        axis = chart.value_axis
        axis.major_gridlines.format.line.color.rgb = _rgb(RULE)
        axis.format.line.fill.background()
        axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = style, False
        for each in (axis, chart.category_axis):
            each.major_tick_mark = XL_TICK_MARK.NONE
            _font(each.tick_labels.font, SMALL)
        chart.category_axis.format.line.color.rgb = _rgb(CONTEXT)

    @staticmethod
    def _set(frame: Any, text: str, style: Type, align: str = "left") -> None:
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN  # noqa: PLC0415

        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = MSO_ANCHOR.TOP if style.from_top else MSO_ANCHOR.MIDDLE
        frame.text = text
        paragraph = frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT if align == "right" else PP_ALIGN.LEFT
        _font(paragraph.runs[0].font if paragraph.runs else paragraph.font, style)


def box_emu(box: Box) -> tuple[int, int, int, int]:
    """A box in PowerPoint's own unit."""
    return _emu(box.left), _emu(box.top), _emu(box.width), _emu(box.height)


def _emu(inches: float) -> int:
    return round(inches * 914400)


def _points(points: float) -> int:
    return round(points * 12700)


def _font(font: Any, style: Type) -> None:
    font.name, font.size, font.bold = FONT, _points(style.size), style.bold
    font.color.rgb = _rgb(style.colour)


def _rgb(colour: str) -> Any:
    from pptx.dml.color import RGBColor  # noqa: PLC0415

    return RGBColor.from_string(colour)
