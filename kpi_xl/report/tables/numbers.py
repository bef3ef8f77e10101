"""The two tables that KPI formulas read: facts that are added up, and values that are looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.kpis.criteria import ALL
from kpi_xl.workbook.filling import Column

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from kpi_xl.kpis.facts import Facts
    from kpi_xl.report.material import Material


def facts(found: Facts) -> Sequence[Column]:
    """One row a month, platform, account and campaign."""
    return [
        Column("month", [key.month for key in found.keys]),
        Column("platform", [key.platform for key in found.keys]),
        Column("account", [key.account for key in found.keys]),
        Column("campaign", [key.campaign for key in found.keys]),
        Column("in_total", ["yes" if key.in_total else "no" for key in found.keys]),
        *(Column(name, values) for name, values in found.columns.items()),
    ]


def values(material: Material, kpis: Collection[str]) -> Sequence[Column]:
    """One row a KPI, month and platform that has a value; of KPIs that no sums give."""
    rows = [
        (kpi, scope, result.value)
        for (kpi, scope), result in material.figures.known().items()
        if kpi in kpis and result.value is not None and scope.campaign is None
    ]
    return [
        Column("kpi", [kpi for kpi, _, _ in rows]),
        Column("from", [scope.period.first for _, scope, _ in rows]),
        Column("to", [scope.period.last for _, scope, _ in rows]),
        Column("platform", [scope.platform or ALL for _, scope, _ in rows]),
        Column("account", [ALL for _ in rows]),
        Column("campaign", [ALL for _ in rows]),
        Column("value", [value for _, _, value in rows]),
    ]
