"""What one such page says and which KPIs it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kpi_xl.report.choice import best_six, months_known
from kpi_xl.report.findings.changes import notable
from kpi_xl.report.findings.charts import kpi_title
from kpi_xl.report.findings.pages import level, two_figures
from kpi_xl.report.findings.sentences import advice, headline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi_xl.report.material import Material
    from kpi_xl.workbook.filling import Scalar


_DRAWN = {"percent", "count", "people", "money"}  # units of a line; the axis tells shares from amounts


@dataclass(frozen=True, slots=True)
class PageTexts:
    """The headline is what the month brought; the standfirst two more figures; the advice what to try."""

    headline: str
    standfirst: str = ""
    advice: str = ""
    line: str = ""  # the KPI that its line follows
    cards: tuple[str, ...] = ()
    more: Mapping[str, Scalar] = field(default_factory=dict[str, "Scalar"])  # by the part after the page's name


def about(
    material: Material, kpis: Sequence[str], analyses: Sequence[str] = (), more: Mapping[str, Scalar] | None = None
) -> PageTexts:
    """A page about some KPIs, the first of which its line follows, and about what some analyses bear out."""
    cards = best_six(material, kpis)
    drawn = [kpi for kpi in kpis if kpi in cards and material.catalogue.get(kpi).unit in _DRAWN]
    line = next((kpi for kpi in drawn if months_known(material, kpi, None)), drawn[0] if drawn else "")
    known = [kpi for kpi in cards if material.figures.value(kpi, material.month) is not None]
    changes = notable(material, None, cards)
    told = changes[0].kpi if changes else ""
    borne = next((one.finding for one in material.borne if one.analysis in analyses), None)
    if changes:
        head = headline(material, changes[0])
    elif known:
        head = level(material, known, None)
    elif borne:
        head = borne.text
    else:
        head = material.language("platform.headline_none", month=material.language.month(material.month.first))
    rest = two_figures(material, [kpi for kpi in known[1 if not changes else 0 :] if kpi != told], None)
    tried = (borne.advice if borne else "") or next((text for one in changes if (text := advice(material, one))), "")
    if not known and not tried:
        tried = material.language("platform.advice_none")
    title = {"line.title": kpi_title(material, line) if line else ""}
    return PageTexts(head, rest, tried, line, cards, {**title, **(more or {})})
