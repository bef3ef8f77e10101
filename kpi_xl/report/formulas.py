"""Each KPI as a live formula: sums over the facts table where they are right, otherwise a lookup of its values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi_xl.kpis.excel import Criteria, excel, lookup

if TYPE_CHECKING:
    from kpi_xl.kpis.catalogue import Catalogue
    from kpi_xl.kpis.facts import Facts


@dataclass(frozen=True, slots=True)
class Formulas:
    """The formulas of one workbook."""

    catalogue: Catalogue
    facts: Facts
    looked_up: frozenset[str]  # KPIs whose sums do not come to what Python says in every month and platform

    def text(self, kpi: str, criteria: Criteria) -> str:
        """The formula, without a leading `=`."""
        native = None if kpi in self.looked_up else excel(self.catalogue, kpi, criteria, self.facts)
        return native or lookup(kpi, criteria)
