"""The pages that this report has, in their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kpi_xl.report.pages import care, content, funnel, paid, voice, web
from kpi_xl.report.sections import sections

if TYPE_CHECKING:
    from kpi_xl.report.material import Material
    from kpi_xl.report.pages.page import PageTexts

PAGES: Mapping[str, Callable[[Material], PageTexts]] = {
    "page_paid": paid.page,
    "page_content": content.page,
    "page_web": web.page,
    "page_funnel": funnel.page,
    "page_care": care.page,
    "page_voice": voice.page,
}
# The KPIs that they choose from, worked out with all others.
KPIS = tuple(dict.fromkeys((*paid.KPIS, *content.KPIS, *web.KPIS, *funnel.KPIS, *care.KPIS, *voice.KPIS)))


def pages(material: Material) -> Mapping[str, PageTexts]:
    """What each page says; one without data is not there."""
    shown = sections(material)
    return {name: make(material) for name, make in PAGES.items() if shown[name]}


def page_label(material: Material, name: str) -> str:
    """What a page's sheet is called."""
    return material.language(f"page.{name.removeprefix('page_')}")
