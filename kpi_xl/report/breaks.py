"""Where within a report's months a platform began to count a figure otherwise, so that two months say nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.kpis.words import fields
from kpi_xl.vocabulary.metric_breaks import breaks_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kpi_xl.report.material import Material
    from kpi_xl.vocabulary.metric_breaks import MetricBreak
    from kpi_xl.vocabulary.periods import Period

_WEBSITE = "web"  # the table of what has no platform


def field_names(material: Material, kpi: str) -> frozenset[str]:
    """The fields that a KPI can be read from, whatever their table."""
    return frozenset(name.rpartition(".")[2] for name in fields(material.catalogue, kpi))


def breaks(
    material: Material, names: Collection[str], platforms: Collection[str], period: Period
) -> Iterator[MetricBreak]:
    """Those of some fields. A platform that was not yet measured on the day has nothing to be held against."""
    return (one for one in breaks_in(period, platforms, names) if _was_measured(material, one))


def breaks_of(material: Material, kpi: str, platforms: Collection[str], period: Period) -> Iterator[MetricBreak]:
    """Those of one KPI."""
    return breaks(material, field_names(material, kpi), platforms, period)


def _was_measured(material: Material, one: MetricBreak) -> bool:
    found = [
        each
        for each in material.data.coverage
        if (each.platform == one.platform if one.platform else each.table == _WEBSITE)
    ]
    return any(each.first < one.day for each in found) and any(each.last >= one.day for each in found)
