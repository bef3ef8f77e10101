"""How every KPI is worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.kpis.additivity import additivity
from kpi_xl.kpis.words import words
from kpi_xl.report.clipping import clipped
from kpi_xl.report.scorecard import with_figures
from kpi_xl.workbook.filling import Column

_WORDS, _SOURCE = 180, 64  # two lines of each column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi_xl.report.material import Material


def glossary(material: Material) -> Sequence[Column]:
    """One row a KPI, in the order of the catalogue."""
    kpis, language = with_figures(material), material.language
    return [
        Column("kpi", [language.label(kpi) for kpi in kpis]),
        Column("unit", [language.unit(kpi.unit, material.currency) for kpi in kpis]),
        Column("calculation", [clipped(words(material.catalogue, kpi.id, language.code), _WORDS) for kpi in kpis]),
        Column("adds_up", [language(f"glossary.{additivity(material.catalogue, kpi.id)}") for kpi in kpis]),
        Column("better", [language(f"better.{kpi.better}") for kpi in kpis]),
        Column("source", [_plain(kpi.source) for kpi in kpis]),
    ]


def _plain(source: str) -> str:
    """An address as it is read aloud; it need not be a link to be found."""
    return clipped(source.removeprefix("https://").removeprefix("www."), _SOURCE)
