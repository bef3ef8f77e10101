"""Answers to a template's placeholders: texts by name, and KPIs as live formulas."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from kpi_xl.errors import TemplateError, UsageError
from kpi_xl.kpis.criteria import Cell as CriterionCell
from kpi_xl.kpis.criteria import Criteria
from kpi_xl.vocabulary.locales import format_date
from kpi_xl.vocabulary.periods import Period
from kpi_xl.workbook.filling import Cell, Formula, Scalar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kpi_xl.report.formulas import Formulas
    from kpi_xl.report.material import Material
    from kpi_xl.workbook.placeholder import Criterion, Placeholder


_CARD = 31  # letters that a card's label holds


@dataclass(frozen=True, slots=True)
class Names:
    """What the names in one place of the template stand for."""

    texts: Mapping[str, Scalar]
    kpis: Mapping[str, str] = field(default_factory=dict[str, str])  # `card.1` → a KPI's id


def answers(
    material: Material, formulas: Formulas, placeholders: Sequence[Placeholder], names: Names
) -> dict[str, Cell]:
    """The cells that these names answer; what they do not know is left for others."""
    found: dict[str, Cell] = {}
    for placeholder in placeholders:
        if placeholder.name in names.texts:
            found[placeholder.text] = _written(material, names.texts[placeholder.name], placeholder.format)
        elif kpi := _kpi(material, placeholder.name, names):
            found[placeholder.text] = Formula(formulas.text(kpi, _criteria(placeholder.criteria)))
        elif (text := _about(material, placeholder.name, names)) is not None:
            found[placeholder.text] = text
    return found


def _written(material: Material, value: Scalar, pattern: str) -> Scalar:
    """A day with a pattern beside it becomes text: `{{ report.month | MMMM y }}`."""
    if isinstance(value, date) and pattern:
        return format_date(value, material.language.code, pattern)
    return value


def _kpi(material: Material, name: str, names: Names) -> str:
    kpi = names.kpis.get(name, name)
    return kpi if kpi in material.catalogue else ""


def _about(material: Material, name: str, names: Names) -> Scalar:
    """`ctr.label`, `card.1.unit`: what is known about a KPI."""
    subject, _, asked = name.rpartition(".")
    kpi_id = _kpi(material, subject, names)
    if not kpi_id:
        return None
    kpi = material.catalogue.get(kpi_id)
    match asked:
        case "kpi" | "id":
            return kpi.id
        case "label":
            return _card_label(material, kpi.id, kpi.unit)
        case "unit":
            return kpi.unit
        case "better":
            return {"higher": 1, "lower": -1}.get(kpi.better, 0)
        case _:
            return None


def _card_label(material: Material, kpi_id: str, unit: str) -> str:
    """With the currency, as long as the card has room for it; the page's foot names it too."""
    label = material.label(kpi_id)
    with_currency = f"{label}, {material.currency}"
    return with_currency if unit == "money" and len(with_currency) <= _CARD else label


def _criteria(criteria: Mapping[str, Criterion]) -> Criteria:
    """What the placeholder asks for, as the formula's criteria.

    Raises:
        TemplateError: it names no period, or one that cannot be read.
    """
    period = criteria.get("period") or criteria.get("from")
    if period is None:
        raise TemplateError("A KPI in the template names no period.", "Write period=, or from= and to=, with a cell.")
    last = criteria.get("to")
    keys = {key: _key(criteria[key]) for key in ("platform", "account", "campaign") if key in criteria}
    return Criteria(_month(period), _month(last) if last else None, **keys)


def _key(criterion: Criterion) -> CriterionCell | str:
    return CriterionCell(criterion.text) if criterion.is_reference else criterion.text


def _month(criterion: Criterion) -> CriterionCell | date:
    """The first day of a month, or the cell that holds one."""
    if criterion.is_reference:
        return CriterionCell(criterion.text)
    try:
        return Period.parse(criterion.text).first
    except UsageError as error:
        message = f"The template asks for the period “{criterion.text}”, which cannot be read."
        raise TemplateError(message, "Write a cell, or a month such as 2026-10.") from error
