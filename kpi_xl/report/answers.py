"""Answers to a template's placeholders: texts by name, and KPIs as live formulas."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from kpi_xl.errors import TemplateError, UsageError
from kpi_xl.kpis.criteria import Cell as CriterionCell
from kpi_xl.kpis.criteria import Criteria
from kpi_xl.report.shown import scale_of, scaled
from kpi_xl.vocabulary.locales import format_date
from kpi_xl.vocabulary.periods import Period
from kpi_xl.workbook.filling import Cell, Formula, Scalar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kpi_xl.report.formulas import Formulas
    from kpi_xl.report.material import Material
    from kpi_xl.workbook.placeholder import Criterion, Placeholder


_CARD = 31  # letters that a card's label holds
_NO_FIGURE = "–"
_DAY_NUMBER = 2  # more d's than that are the weekday's name
_DAY_LETTERS = re.compile(r"('[^']*')|[mM]+|[dD]+|[yY]+|[åÅ]+")


@dataclass(frozen=True, slots=True)
class Names:
    """What the names in one place of the template stand for."""

    texts: Mapping[str, Scalar]
    kpis: Mapping[str, str] = field(default_factory=dict[str, str])  # `card.1` → a KPI's id
    days: Mapping[str, date] = field(default_factory=dict[str, date])  # behind texts, for a pattern of the template's


def answers(
    material: Material, formulas: Formulas, placeholders: Sequence[Placeholder], names: Names
) -> dict[str, Cell]:
    """The cells that these names answer; what they do not know is left for others."""
    found: dict[str, Cell] = {}
    for placeholder in placeholders:
        if placeholder.name in names.texts:
            found[placeholder.text] = _written(material, placeholder, names)
        elif kpi := _kpi(material, placeholder.name, names):
            text = formulas.text(kpi, _criteria(placeholder, material.month.first))
            # Of a KPI that the report chose, nobody knew while drawing that it would be a duration.
            unit = material.catalogue.get(kpi).unit if placeholder.name in names.kpis else ""
            reads = partial(_figure, material, kpi, scale_of(unit))
            found[placeholder.text] = Formula(scaled(text, unit), reads=reads)
        elif (text := _about(material, placeholder.name, names)) is not None:
            found[placeholder.text] = text
    return found


def _figure(material: Material, kpi: str, scale: float, value: Scalar) -> str:
    """A KPI's value in the middle of a text."""
    if isinstance(value, (int, float)):
        return material.figure(value / scale, kpi)
    return _NO_FIGURE


def _written(material: Material, placeholder: Placeholder, names: Names) -> Scalar:
    """A day with a pattern beside it becomes text: `{{ report.month | mmmm yyyy }}`."""
    value = names.texts[placeholder.name]
    day = names.days.get(placeholder.name, value)
    if not isinstance(day, date) or not placeholder.format:
        return value
    try:
        return format_date(day, material.language.code, day_pattern(placeholder.format))
    except ValueError as error:
        message = f"{_place(placeholder)} asks for a day as “{placeholder.format}”, which is no pattern for one."
        raise TemplateError(message, "Write it as Excel does: d.m.yyyy, mmmm yyyy, yyyy-mm-dd.") from error


def day_pattern(text: str) -> str:
    """Excel's way of writing days (`dddd d. mmmm yyyy`, in Norwegian and Swedish `åååå`) as CLDR's."""
    return _DAY_LETTERS.sub(lambda match: match[1] or _cldr(match[0]), text)


def _cldr(letters: str) -> str:
    letter = letters[0].lower()
    if letter == "d":
        return "E" * len(letters) if len(letters) > _DAY_NUMBER else letters.lower()
    return {"m": "M"}.get(letter, "y") * len(letters)


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


def _criteria(placeholder: Placeholder, month: date) -> Criteria:
    """What the placeholder asks for, as the formula's criteria; without a period, of the report's month.

    Raises:
        TemplateError: it names a period that cannot be read.
    """
    criteria = placeholder.criteria
    period = criteria.get("period") or criteria.get("from")
    last = criteria.get("to")
    keys = {key: _key(criteria[key]) for key in ("platform", "account", "campaign") if key in criteria}
    return Criteria(
        _month(period, placeholder) if period else month, _month(last, placeholder) if last else None, **keys
    )


def _place(placeholder: Placeholder) -> str:
    """The start of a sentence about a placeholder."""
    if placeholder.cell:
        return f"Cell {placeholder.cell} of the template's sheet {placeholder.sheet}"
    return f"A {placeholder.place} of the template's sheet {placeholder.sheet}"


def _key(criterion: Criterion) -> CriterionCell | str:
    return CriterionCell(criterion.text) if criterion.is_reference else criterion.text


def _month(criterion: Criterion, placeholder: Placeholder) -> CriterionCell | date:
    """The first day of a month, or the cell that holds one."""
    if criterion.is_reference:
        return CriterionCell(criterion.text)
    try:
        return Period.parse(criterion.text).first
    except UsageError as error:
        message = f"{_place(placeholder)} asks for the period “{criterion.text}”, which cannot be read."
        raise TemplateError(message, "Write a cell, or a month such as 2026-10.") from error
