"""Where in the workbook a KPI's figure of the month stands, for links from the sentences about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kpi_xl.report.choice import platform_cards, summary_cards
from kpi_xl.report.scorecard import rows
from kpi_xl.vocabulary.platforms import platform_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi_xl.report.findings.sentences import Finding
    from kpi_xl.report.material import Material
    from kpi_xl.workbook.placeholder import Placeholder
    from kpi_xl.workbook.template import Template

_CELL = re.compile(r"([A-Z]+)(\d+)")


def link_of(material: Material, template: Template, finding: Finding) -> str:
    """`#kpi_bounce_cause`, where the workbook has the table that the finding stands on; else the cell of its KPI."""
    table = f"kpi_{finding.analysis}"
    if finding.analysis and table in {one.name for one in template.tables}:
        return f"#{table}"
    return place_of(material, template.placeholders, finding.kpi, finding.platform) if finding.kpi else ""


def place_of(material: Material, placeholders: Sequence[Placeholder], kpi: str, platform: str | None) -> str:
    """`#'Summary'!B8`: the card of the KPI, else its row of the list of KPIs; empty where no page shows it."""
    cards = list(summary_cards(material) if platform is None else platform_cards(material, platform))
    if kpi in cards:
        name = f"card.{cards.index(kpi) + 1}"
        card = _first(placeholders, name, "platform" if platform else None)
        if card is not None:
            return _link(platform_name(platform) if platform else card.sheet, card.cell)
    listed = [row.kpi.id if row.kpi else "" for row in rows(material)]
    value = _first(placeholders, "kpi.value", "kpi")
    if platform is not None or value is None or kpi not in listed:
        return ""
    row, column = _row_and_column(value.cell)
    return _link(value.sheet, f"{column}{row + listed.index(kpi)}")


def _first(placeholders: Sequence[Placeholder], name: str, repeat: str | None) -> Placeholder | None:
    """The leftmost of the topmost cells that show the value itself, not what is known about it."""
    found = [one for one in placeholders if one.name == name and one.repeat == repeat and one.cell and one.criteria]
    return min(found, key=lambda one: _order(one.cell), default=None)


def _order(cell: str) -> tuple[int, int, str]:
    row, column = _row_and_column(cell)
    return row, len(column), column


def _row_and_column(cell: str) -> tuple[int, str]:
    """`B8` → 8, `B`."""
    column, row = _CELL.findall(cell)[0]
    return int(row), column


def _link(sheet: str, cell: str) -> str:
    quoted = sheet.replace("'", "''")
    return f"#'{quoted}'!{cell}"
