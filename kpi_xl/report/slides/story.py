"""What the slides tell: the same headlines, cards and findings as the workbook's pages, from the same figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.report.choice import leading, platform_cards, rate_of, summary_cards
from kpi_xl.report.findings.changes import change_of
from kpi_xl.report.findings.charts import bars_title, line_title, lines_title
from kpi_xl.report.findings.pages import platform_headline, platform_standfirst, summary_headline, summary_standfirst
from kpi_xl.report.scorecard import with_figures
from kpi_xl.report.slides.deck import Deck
from kpi_xl.report.slides.design import (
    ACCENT,
    BODY,
    FINDING,
    GOOD,
    INK,
    LONG_VALUE,
    MARGIN,
    PALE,
    SMALL,
    STRONG,
    UNDER,
    VALUE,
    WHITE,
    WIDTH,
    Box,
    Type,
    colour_of,
)
from kpi_xl.vocabulary.locales import format_date
from kpi_xl.vocabulary.platforms import platform_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kpi_xl.kpis.kpi import Kpi
    from kpi_xl.report.material import Material
    from kpi_xl.report.slides.deck import Slide
    from kpi_xl.workbook.filling import Scalar

_MONTHS = 13
_SHORT = 8  # letters of a large figure that a card holds
_ROWS = 18  # of a table that can be read from the back of a room
_CARDS = Box(MARGIN, 2.0, WIDTH - 2 * MARGIN, 1.5)
_BELOW = Box(MARGIN, 3.75, WIDTH - 2 * MARGIN, 3.1)
_NUMBER_FORMATS = {"percent": "0.0%", "ratio": "0.00", "money": "#,##0"}


def tell(material: Material, texts: Mapping[str, Scalar], path: Path) -> None:
    """Draw the presentation; `texts` are those of the workbook's summary.

    Raises:
        UsageError: python-pptx is not installed.
        OSError: the file cannot be written.
    """
    words, month = material.language, material.month.first
    deck = Deck(str(texts["report.footer"]))
    deck.cover(
        material.request.client,
        [
            (words.month(month).capitalize(), Type(20, colour=WHITE)),
            (summary_headline(material), Type(14, colour=PALE)),
        ],
        Type(40, bold=True, colour=WHITE),
    )
    _summary(deck, material, texts)
    _compared(deck, material)
    for platform in material.platforms:
        _platform(deck, material, platform)
    _scorecard(deck, material)
    deck.save(path)


def _summary(deck: Deck, material: Material, texts: Mapping[str, Scalar]) -> None:
    slide = deck.slide(_kicker(material), summary_headline(material), summary_standfirst(material))
    _cards(slide, material, summary_cards(material), None)
    places = _BELOW.columns(3, 0.4)
    for place, box in enumerate(places, 1):
        title, detail = (str(texts.get(f"finding.{place}.{part}") or "") for part in ("title", "detail"))
        if title:
            slide.band(Box(box.left, box.top, box.width, 0.03), ACCENT)
            slide.text(title, Box(box.left, box.top + 0.15, box.width, 0.6), FINDING)
            slide.text(detail, Box(box.left, box.top + 0.8, box.width, 1.8), BODY)


def _compared(deck: Deck, material: Material) -> None:
    kpi, months = leading(material), material.months[-_MONTHS:]
    if len(material.compared) < 2:  # noqa: PLR2004 - nothing is compared with itself
        return
    slide = deck.slide(_kicker(material), lines_title(material, kpi), bars_title(material, kpi))
    left, right = Box(MARGIN, 2.0, WIDTH - 2 * MARGIN, 4.8).columns(2, 0.4)
    style = _number_format(material, kpi)
    series = [
        (platform_name(one), colour_of(one), [material.figures.value(kpi, month, one) for month in months])
        for one in material.compared
    ]
    slide.lines(left, _months(material), series, style, lines_title(material, kpi))
    now = [(one, material.figures.value(kpi, material.month, one)) for one in material.compared]
    known = sorted(((one, value) for one, value in now if value is not None), key=lambda each: -each[1])
    slide.bars(
        right, [(platform_name(one), colour_of(one), value) for one, value in known], style, bars_title(material, kpi)
    )


def _platform(deck: Deck, material: Material, platform: str) -> None:
    kicker = f"{platform_name(platform).upper()} · {material.language.month(material.month.first)}"
    slide = deck.slide(kicker, platform_headline(material, platform), platform_standfirst(material, platform))
    _cards(slide, material, platform_cards(material, platform), platform)
    rate, months = rate_of(material, platform), material.months[-_MONTHS:]
    figures = [material.figures.value(rate, month, platform) for month in months]
    if any(figure is not None for figure in figures):
        slide.text(line_title(material, platform), Box(_BELOW.left, 3.65, _BELOW.width, 0.3), STRONG)
        box = Box(_BELOW.left, 4.0, _BELOW.width, 2.9)
        series = [(material.label(rate), colour_of(platform), figures)]
        slide.lines(box, _months(material), series, _number_format(material, rate), line_title(material, platform))


def _scorecard(deck: Deck, material: Material) -> None:
    words = material.language
    kpis = with_figures(material)
    before = material.month.previous().first
    head = ("KPI", words.month(material.month.first), words.month(before), words("slides.change"))
    for first in range(0, len(kpis), _ROWS):
        rows = [_scorecard_row(material, kpi) for kpi in kpis[first : first + _ROWS]]
        slide = deck.slide(_kicker(material), words("slides.scorecard"))
        slide.table(Box(MARGIN, 1.6, WIDTH - 2 * MARGIN, 0.29 * (len(rows) + 1)), head, rows, (5, 2, 2, 2))


def _scorecard_row(material: Material, kpi: Kpi) -> Sequence[str]:
    now = material.figures.value(kpi.id, material.month)
    before = material.figures.value(kpi.id, material.month.previous())
    change = change_of(material, kpi.id, None)
    shown = (
        ""
        if change is None
        else f"{'+' if change.difference >= 0 else '−'}{material.language.change(change.now, change.before, kpi.unit)}"
    )
    return material.language.label(kpi), _shown(material, now, kpi.id), _shown(material, before, kpi.id), shown


def _cards(slide: Slide, material: Material, kpis: Sequence[str], platform: str | None) -> None:
    for kpi, box in zip(kpis, _CARDS.columns(max(len(kpis), 1)), strict=False):
        value = material.figures.value(kpi, material.month, platform)
        shown = _shown(material, value, kpi)
        lines = [(shown, VALUE if len(shown) <= _SHORT else LONG_VALUE), _change_line(material, kpi, platform)]
        slide.card(box, material.label(kpi), lines)


def _change_line(material: Material, kpi: str, platform: str | None) -> tuple[str, Type]:
    """With an arrow and the month that it is held against; coloured only where the direction is good or bad."""
    change = change_of(material, kpi, platform)
    if change is None:
        return "", SMALL
    known = material.catalogue.get(kpi)
    up = change.difference > 0
    worse = (known.better == "higher" and not up) or (known.better == "lower" and up)
    colour = INK if not change.difference or known.better not in {"higher", "lower"} else UNDER if worse else GOOD
    moved = material.language.change(change.now, change.before, known.unit)
    month = material.language.month_alone(material.month.previous().first)
    arrow = "↑" if up else "↓" if change.difference else "→"
    return material.language("slides.against", change=f"{arrow} {moved}", month=month), Type(9.5, colour=colour)


def _months(material: Material) -> Sequence[str]:
    return [format_date(month.first, material.language.code, "LLL yy") for month in material.months[-_MONTHS:]]


def _shown(material: Material, value: float | None, kpi: str) -> str:
    return "–" if value is None else material.figure(value, kpi)


def _kicker(material: Material) -> str:
    return f"{material.request.client} · {material.language.month(material.month.first)}".upper()


def _number_format(material: Material, kpi: str) -> str:
    return _NUMBER_FORMATS.get(material.catalogue.get(kpi).unit, "#,##0")
