"""The leading KPI of each platform, now and a month before, as live formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.kpis.excel import Cell, Criteria
from kpi_xl.report.choice import leading
from kpi_xl.vocabulary.platforms import platform_name
from kpi_xl.workbook.filling import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi_xl.report.formulas import Formulas
    from kpi_xl.report.material import Material

_KEY = Cell("kpi_change[[#This Row],[key]]")


def change(material: Material, formulas: Formulas) -> Sequence[Column]:
    """One row a platform that has the KPI; the template sorts them."""
    kpi = leading(material)
    months = {"now": (material.month, "in_month"), "before": (material.month.previous(), "in_previous")}
    shown = [one for one in material.compared if material.figures.value(kpi, material.month, one) is not None]
    live = [
        Column(
            name,
            [material.figures.value(kpi, month, one) for one in shown],
            formulas.text(kpi, Criteria(Cell(cell), platform=_KEY)),
        )
        for name, (month, cell) in months.items()
    ]
    return [
        Column("number", list(range(1, len(shown) + 1))),
        Column("key", shown),
        Column("label", [platform_name(one) for one in shown]),
        *live,
    ]
