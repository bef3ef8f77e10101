"""The lines of the page on paid: ad platforms, and the campaigns that cost most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.report.clipping import clipped
from kpi_xl.report.tables.best import spending_campaigns
from kpi_xl.vocabulary.platforms import platform_name
from kpi_xl.workbook.filling import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi_xl.report.material import Material

SHOWN = 6
_LABEL = 34  # letters that fit the column


def paid(material: Material) -> Sequence[Column]:
    """Formulas count by the platform and the campaign of a line; a line without a campaign is a platform's sum."""
    platforms = [one for one in material.platforms if material.is_ads(one)][:SHOWN]
    campaigns = _dearest(material)[: SHOWN - len(platforms)]
    lines = [(platform_name(one), one, None) for one in platforms]
    lines += [(f"    {clipped(name, _LABEL)}", platform, name) for platform, name in campaigns]
    return [
        Column("label", [label for label, _, _ in lines]),
        Column("platform", [platform for _, platform, _ in lines]),
        Column("campaign", [campaign for _, _, campaign in lines]),
    ]


def _dearest(material: Material) -> list[tuple[str, str]]:
    found = {
        (platform, name): material.figures.value("spend", month, platform, name) or 0.0
        for platform, month, names in spending_campaigns(material)
        if month == material.month and "spend" in material.catalogue
        for name in names
    }
    return sorted(found, key=lambda one: (-found[one], one))
