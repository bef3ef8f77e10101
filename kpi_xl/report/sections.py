"""Pages that a report has only where there is something to put on them: lists of one or of none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpi_xl.report.material import Material

_YEAR = timedelta(days=366)

# The canonical tables of which any makes the page worth its paper.
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "page_paid": ("ads",),
    "page_content": ("posts",),
    "page_web": ("web",),
    "page_funnel": ("web", "orders", "leads", "deals"),
    "page_care": ("conversations", "survey_responses", "reviews"),
    "page_voice": ("mentions",),
    "page_campaigns": ("ads",),
}


def sections(material: Material) -> Mapping[str, bool]:
    """Each page, and whether its data reach into the year before the end of the report's month."""
    first = material.month.last - _YEAR
    covered = {one.table for one in material.data.coverage if one.last >= first and one.first <= material.month.last}
    return {name: bool(covered & set(tables)) for name, tables in SECTIONS.items()}
