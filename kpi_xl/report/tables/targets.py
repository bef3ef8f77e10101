"""The table of targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.report.keys import scope_key
from kpi_xl.report.shown import scale_of
from kpi_xl.report.tables import inputs
from kpi_xl.report.tables.inputs import read_from
from kpi_xl.workbook.filling import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi_xl.report.material import Material


def targets(material: Material) -> Sequence[Column]:
    """One row a KPI, platform and month that has a target.

    `row` is that of the table of inputs in which it stands: a template that reads it there follows what is typed.
    """
    rows = list(material.targets.items())
    shown = read_from(material, inputs.given(material))
    values = [value * _scale(material, kpi) for (kpi, _, _), value in rows]
    return [
        Column("kpi", [kpi for (kpi, _, _), _ in rows]),
        Column("platform", [scope_key(platform) for (_, platform, _), _ in rows]),
        Column("month", [month.first for (_, _, month), _ in rows]),
        Column("value", values),
        Column("row", [shown[target] + 1 if target in shown else None for target, _ in rows]),
    ]


def _scale(material: Material, kpi: str) -> float:
    return scale_of(material.catalogue.get(kpi).unit)
