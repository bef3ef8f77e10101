"""From a project's data to a filling: plain data for the workbook engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi_xl.kpis.excel import FACTS, VALUES
from kpi_xl.kpis.facts import facts as facts_of
from kpi_xl.report import told
from kpi_xl.report.agreement import Agreement, agreement
from kpi_xl.report.answers import Names, answers
from kpi_xl.report.choice import base_of
from kpi_xl.report.copies import copies
from kpi_xl.report.formulas import Formulas
from kpi_xl.report.pages.shown import pages
from kpi_xl.report.request import PROJECT_NAME
from kpi_xl.report.tables import (
    bars,
    best,
    change,
    checks,
    glossary,
    inputs,
    lists,
    numbers,
    paid,
    rows,
    sources,
    targets,
)
from kpi_xl.report.tables.analyses import analyses, analysis_texts
from kpi_xl.report.tables.breaks import broken
from kpi_xl.report.texts import finding_links, report_days, report_kpis, report_texts
from kpi_xl.workbook.filling import Column, Filling, Scalar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kpi_xl.kpis.facts import Facts
    from kpi_xl.report.material import Material
    from kpi_xl.workbook.template import Template


@dataclass(frozen=True, slots=True)
class Built:
    """A report before it is written."""

    filling: Filling
    agreement: Agreement
    texts: Mapping[str, Scalar]  # those said once, by name
    told: told.Told
    restated: int


def build_report(template: Template, material: Material, made: date) -> Built:
    """Answer everything that the template asks for."""
    formulas, found = _formulas(material)
    figures = told.told(material)
    restated = told.difference(material.request.told_before, figures).restated
    shown = pages(material)
    tables = {**_tables(material, formulas, found, restated), "kpi_pages": lists.pages(material, shown)}
    asked = template.placeholders
    texts = {
        **report_texts(material, made),
        **finding_links(material, template),
        **analysis_texts(material, {placeholder.name for placeholder in asked}),
    }
    once = Names(texts, report_kpis(material), report_days(material, made))
    filling = Filling(
        cells=answers(material, formulas, asked, once),
        tables={
            **rows.rows(material, template.tables),
            **analyses(material, template.tables),
            **tables,
            told.TABLE: told.columns(figures),
        },
        repeats=copies(material, formulas, asked, shown),
        constants={PROJECT_NAME: material.request.project} if material.request.project else {},
    )
    return Built(filling, found, once.texts, figures, len(restated))


def _formulas(material: Material) -> tuple[Formulas, Agreement]:
    """Native formulas as far as they are right; what they get wrong is looked up instead, and everything checked."""
    kpis = tuple(dict.fromkeys(kpi for kpi, _ in material.figures.known()))
    facts = facts_of(material.catalogue, kpis, material.history, material.data)
    formulas = _looking_up(material, facts, frozenset(kpis) - facts.native)
    found = _compared(material, formulas)
    if found.kpis:
        formulas = _looking_up(material, facts, formulas.looked_up | found.kpis)
        found = _compared(material, formulas)
    return formulas, found


def _looking_up(material: Material, facts: Facts, kpis: frozenset[str]) -> Formulas:
    """Formulas of which these KPIs' look their values up, for every month that a page shows."""
    material.figures.ask(sorted(kpis), material.history, (None, *material.platforms))
    return Formulas(material.catalogue, facts, kpis)


def _compared(material: Material, formulas: Formulas) -> Agreement:
    return agreement(material, formulas, _number_tables(material, formulas))


def _number_tables(material: Material, formulas: Formulas) -> Mapping[str, Sequence[Column]]:
    return {FACTS: numbers.facts(formulas.facts), VALUES: numbers.values(material, formulas.looked_up)}


def _tables(
    material: Material, formulas: Formulas, found: Agreement, restated: Sequence[told.Restated]
) -> Mapping[str, Sequence[Column]]:
    bases = {platform: base_of(material, platform) for platform in material.platforms}
    top = best.best(material, bases)
    breaks = broken(material, formulas)
    return {
        **_number_tables(material, formulas),
        "kpi_months": lists.months(material),
        "kpi_choices": lists.choices(material),
        "kpi_platforms": lists.platforms(material),
        "kpi_notes": lists.notes(material, breaks),
        "kpi_breaks": breaks,
        "kpi_targets": targets.targets(material),
        "kpi_paid": paid.paid(material),
        "kpi_inputs": inputs.inputs(material),
        "kpi_change": change.change(material, formulas),
        "kpi_top": top,
        "kpi_bars": bars.bars(material, bases, top),
        "kpi_sources": sources.sources(material),
        "kpi_checks": checks.checks(material, found, restated),
        "kpi_glossary": glossary.glossary(material),
    }
