"""A workbook that holds the facts table only, whose formulas are calculated as Excel does."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import Any

from kpi_xl.kpis.catalogue import Catalogue
from kpi_xl.kpis.excel import FACTS, Criteria, excel
from kpi_xl.kpis.facts import Facts
from kpi_xl.kpis.scope import Scope
from kpi_xl.workbook.calc.calculator import Calculator
from kpi_xl.workbook.calc.source import Content, DefinedName, Table


class Workbook:
    """KPI formulas over facts, with literals as criteria."""

    def __init__(self, catalogue: Catalogue, facts: Facts) -> None:
        self._catalogue = catalogue
        self._facts = facts
        keys: dict[str, list[Any]] = {
            name: [getattr(key, name) for key in facts.keys] for name in ("month", "platform", "account", "campaign")
        }
        keys["in_total"] = ["yes" if key.in_total else "no" for key in facts.keys]
        self._calculator = Calculator(_Sheet({**keys, **{name: [*values] for name, values in facts.columns.items()}}))

    def value(self, kpi_id: str, scope: Scope) -> object:
        criteria = Criteria(
            scope.period.first,
            scope.period.last.replace(day=1) if scope.period.grain != "month" else None,
            scope.platform,
            scope.account,
            scope.campaign,
        )
        text = excel(self._catalogue, kpi_id, criteria, self._facts)
        assert text is not None
        return self._calculator.formula(text, FACTS, 1, 1)


def same(cell: object, value: float | None) -> bool:
    if value is None:
        return cell == ""
    return isinstance(cell, float) and math.isclose(cell, value, rel_tol=1e-9, abs_tol=1e-12)


class _Sheet:
    """One Excel table on a sheet of its own name."""

    def __init__(self, columns: dict[str, list[Any]]) -> None:
        self._columns = list(columns.values())
        rows = max(len(self._columns[0]), 1)
        self.tables = {FACTS: Table(FACTS, FACTS, 1, 1, rows + 1, len(columns), tuple(columns))}
        self.sheets: Sequence[str] = (FACTS,)
        self.names: Sequence[DefinedName] = ()
        self.date1904 = False

    def used(self, sheet: str) -> tuple[int, int]:
        return self.tables[sheet].last_row, self.tables[sheet].last_column

    def cell(self, sheet: str, row: int, column: int) -> Content:
        return next(iter(self.column(sheet, column, row, row)))

    def column(self, sheet: str, column: int, first_row: int, last_row: int) -> Sequence[Content]:
        cells: list[Content] = [self.tables[sheet].columns[column - 1], *self._columns[column - 1]]
        return [cells[row - 1] if row <= len(cells) else None for row in range(first_row, last_row + 1)]

    def hidden_rows(self, sheet: str) -> Collection[int]:
        assert sheet in self.tables
        return ()
