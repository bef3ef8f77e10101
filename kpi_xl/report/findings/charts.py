"""What a chart shows, in one sentence above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.report.choice import rate_of
from kpi_xl.report.findings.changes import Change, change_of, name_of
from kpi_xl.report.findings.sentences import moved
from kpi_xl.vocabulary.platforms import platform_name

if TYPE_CHECKING:
    from kpi_xl.report.material import Material

_SAME = 0.005  # half a per cent reads as no change


def lines_title(material: Material, kpi: str) -> str:
    """Which platform lies highest, where there are several."""
    figures = {one: material.figures.value(kpi, material.month, one) for one in material.compared}
    known = {one: value for one, value in figures.items() if value is not None}
    if len(known) < 2:  # noqa: PLR2004 - highest of one says nothing
        return material.label(kpi)
    highest = max(known, key=lambda one: known[one])
    return material.language("lines.title", platform=platform_name(highest), value=material.figure(known[highest], kpi))


def bars_title(material: Material, kpi: str) -> str:
    """Which platform moved most, where the months can be compared."""
    found = [change_of(material, kpi, one) for one in material.compared]
    changes = [change for change in found if change is not None and change.difference]
    if not changes:
        return material.language("bars.title")
    most: Change = max(changes, key=lambda change: abs(change.difference))
    unit = material.catalogue.get(kpi).unit
    difference = material.language.signed(most.difference, unit, material.currency)
    return material.language("bars.moved", platform=name_of(most), difference=difference)


def line_title(material: Material, platform: str) -> str:
    """How the page's rate moved, or where it stands."""
    return kpi_title(material, rate_of(material, platform), platform)


def kpi_title(material: Material, rate: str, platform: str | None = None) -> str:
    """How a KPI moved, or where it stands."""
    value = material.figures.value(rate, material.month, platform)
    if value is None:
        return material.label(rate)
    change = change_of(material, rate, platform)
    if change is None or abs(change.share) < _SAME:
        return material.language(
            "summary.standfirst_level", kpi=material.label(rate), value=material.figure(value, rate)
        )
    return material.language("platform.headline", **moved(material, change), value=material.figure(value, rate))
