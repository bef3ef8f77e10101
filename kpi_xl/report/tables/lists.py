"""The small tables behind drop-downs and links: months, choices, platforms, and notes on figures."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kpi_xl.report.findings.pages import platform_headline, platform_standfirst
from kpi_xl.report.keys import note_key
from kpi_xl.report.missing import note_of
from kpi_xl.report.pages.shown import page_label
from kpi_xl.vocabulary.locales import format_date
from kpi_xl.vocabulary.platforms import platform_name
from kpi_xl.workbook.filling import Column

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kpi_xl.report.material import Material
    from kpi_xl.report.pages.page import PageTexts


def months(material: Material) -> Sequence[Column]:
    """The months of the drop-down, newest first."""
    return [Column("month", [month.first for month in reversed(material.months)])]


def choices(material: Material) -> Sequence[Column]:
    """The platforms of the drop-down: what is read, and the key that formulas look for."""
    names = [platform_name(one) for one in material.platforms]
    return [
        Column("label", [material.language("report.all_platforms"), *names]),
        Column("key", [None, *material.platforms]),
    ]


def platforms(material: Material) -> Sequence[Column]:
    """The platforms that have a page, with its headline: one source for the page and the cover."""
    return _headed(_platforms(material))


def pages(material: Material, shown: Mapping[str, PageTexts]) -> Sequence[Column]:
    """The same of all pages that only some reports have: the platforms', and those on one subject."""
    subjects = [(key, page_label(material, key), one.headline, one.standfirst) for key, one in shown.items()]
    return _headed([*_platforms(material), *subjects])


def _platforms(material: Material) -> list[tuple[str, str, str, str]]:
    return [
        (one, platform_name(one), platform_headline(material, one), platform_standfirst(material, one))
        for one in material.platforms
    ]


def _headed(rows: Sequence[tuple[str, str, str, str]]) -> Sequence[Column]:
    heads = ("key", "sheet", "headline", "standfirst")
    return [Column(head, [row[place] for row in rows]) for place, head in enumerate(heads)]


def notes(material: Material, broken: Sequence[Column]) -> Sequence[Column]:
    """Why a figure or its change is missing, or between which bounds it lies, for every month and platform."""
    found = {
        note_key(kpi, scope.platform, scope.period.first): note
        for (kpi, scope), result in material.figures.known().items()
        if scope.campaign is None and (note := note_of(material, result))
    }
    columns = {column.header: column.values for column in broken}
    for key, day, change in zip(columns["key"], columns["day"], columns["change"], strict=True):
        if change and isinstance(day, date):
            told = format_date(day, material.language.code, "short")
            found.setdefault(str(key), material.language("missing.counted_anew", day=told))
    return [Column("key", list(found)), Column("note", list(found.values()))]
