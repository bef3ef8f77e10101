"""The rows of the scorecard: KPIs that have figures, under the heading of their group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi_xl.report.choice import SPECIAL, scorecard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpi_xl.kpis.kpi import Kpi
    from kpi_xl.report.material import Material

_GROUPS = {
    "reach": "reach",
    "content": "engagement",
    "engagement": "engagement",
    "traffic": "web",
    "conversion": "web",
    "revenue": "web",
    "cost": "ads",
    "return": "ads",
    "care": "service",
    "lead": "web",
    "loyalty": "service",
    "sentiment": "service",
}
_ORDER = ("reach", "engagement", "web", "ads", "service", "other")


@dataclass(frozen=True, slots=True)
class Row:
    """A KPI, or without one the heading of a group."""

    heading: str
    kpi: Kpi | None = None


def rows(material: Material) -> Iterator[Row]:
    """Group by group in the order of a report; a group without figures is left out."""
    shown = with_figures(material)
    for group in _ORDER:
        kpis = [kpi for kpi in shown if group_of(kpi) == group]
        if kpis:
            yield Row(material.language(f"group.{group}"))
            yield from (Row(material.language.label(kpi), kpi) for kpi in kpis)


def with_figures(material: Material) -> list[Kpi]:
    """The KPIs with a figure, or bounds for one, in the last thirteen months on any platform."""
    return [kpi for kpi in _kpis(material) if _has_figure(material, kpi.id)]


def without_figures(material: Material) -> list[Kpi]:
    """The others: what they would need was not imported."""
    asked = (*material.request.cards, *material.request.kpis)
    missed = [kpi for kpi in _kpis(material) if kpi.id not in SPECIAL or kpi.id in asked]
    return [kpi for kpi in missed if not _has_figure(material, kpi.id)]


def _kpis(material: Material) -> list[Kpi]:
    return [material.catalogue.get(kpi) for kpi in scorecard(material.catalogue, material.request)]


def _has_figure(material: Material, kpi: str) -> bool:
    results = (
        material.figures.result(kpi, month, platform)
        for month in material.months[-13:]
        for platform in (None, *material.platforms)
    )
    return any(result.value is not None or result.bounds is not None for result in results)


def group_of(kpi: Kpi) -> str:
    """The heading that a KPI stands under."""
    return _GROUPS.get(kpi.area, "other")
