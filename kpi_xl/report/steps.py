"""The steps of the funnel of the project's kind of business, as a list that rows of a template repeat for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi_xl.report.missing import note_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kpi_xl.report.analysed import Analysed
    from kpi_xl.report.material import Material
    from kpi_xl.workbook.filling import Scalar

_ANALYSIS = "business_model_funnel"


@dataclass(frozen=True, slots=True)
class Step:
    """A KPI at its stage; a step is a count of which the next step's is a part."""

    kpi: str
    stage: str
    is_step: bool


def funnel_steps(analysed: Analysed) -> Sequence[Step]:
    """All of them, also those without a figure; none where the analysis has no answer or is switched off."""
    table = analysed.table(_ANALYSIS)
    if table is None:
        return ()
    at = {column.key: place for place, column in enumerate(table.columns)}
    if not {"id", "stage", "is_step"} <= at.keys():  # a plugin of that name, with columns of its own
        return ()
    return [Step(str(row[at["id"]]), str(row[at["stage"]]), row[at["is_step"]] == 1) for row in table.rows]


def step_texts(material: Material, step: Step) -> Mapping[str, Scalar]:
    """What is said in one row of the list."""
    kpi = material.catalogue.get(step.kpi)
    return {
        "step": material.language.label(kpi),
        "step.label": material.language.label(kpi),
        "step.id": step.kpi,
        "step.stage": step.stage,
        "step.unit": material.language.unit(kpi.unit, material.currency),
        "step.unit_key": kpi.unit,
        "step.is_step": int(step.is_step),
        "step.note": note_of(material, material.figures.result(step.kpi, material.month)),
    }
