"""All that is to be known of one KPI or analysis, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kpi_xl.cli import texts
from kpi_xl.kpis.kpi import Kpi

if TYPE_CHECKING:
    from kpi_xl.cli.here import Definitions
    from kpi_xl.kpis.analysis import Analysis
    from kpi_xl.kpis.result import Result
    from kpi_xl.project.feeding import Feed
    from kpi_xl.vocabulary.periods import Period

_HEADS: Mapping[str, str] = {
    "id": texts.ID,
    "kind": texts.KIND,
    "labels": texts.ALSO,
    "definition": texts.DEFINITION,
    "formula": texts.FORMULA,
    "excel": texts.EXCEL,
    "unit": texts.UNIT,
    "better": texts.BETTER,
    "area": texts.AREA,
    "stage": texts.STAGE,
    "level": texts.LEVEL,
    "needs": texts.NEEDS,
    "exports": texts.EXPORTS,
    "settings": texts.SETTINGS,
    "columns": texts.COLUMNS,
    "typed": texts.TYPED,
    "source": texts.SOURCE,
    "checked_against": texts.CHECKED,
    "now": texts.NOW,
}


@dataclass(frozen=True, slots=True)
class Card:
    """One KPI or analysis: facts by name, each a text or several."""

    label: str
    facts: Mapping[str, str | Sequence[str]]

    def as_json(self) -> Mapping[str, Any]:
        return {"label": self.label, **self.facts}

    def lines(self) -> Iterator[tuple[str, str]]:
        """A heading and a line of text for each fact; further lines of a fact have no heading."""
        for name, told in self.facts.items():
            parts = [told] if isinstance(told, str) else [", ".join(told)] if name in _IN_ONE_LINE else told
            for at, part in enumerate(one for one in parts if one):
                yield (_HEADS[name] if at == 0 else ""), part


_IN_ONE_LINE = frozenset({"labels", "needs", "columns", "settings"})


def card(here: Definitions, found: Kpi | Analysis) -> Card:
    """The facts in the order in which one asks for them."""
    label = found.label.get(here.language) or found.label.get("en") or found.id
    return Card(label, _of_kpi(here, found) if isinstance(found, Kpi) else _of_analysis(here, found))


def _of_kpi(here: Definitions, kpi: Kpi) -> dict[str, str | Sequence[str]]:
    from kpi_xl.kpis.by_hand.answer import ways_to_type  # noqa: PLC0415 - `kpis list` needs none of it
    from kpi_xl.kpis.words import fields, words  # noqa: PLC0415
    from kpi_xl.project.feeding import Feeds  # noqa: PLC0415

    feeds = Feeds(here.host.importers()).of_kpi(here.catalogue, kpi)
    ways = (one.removeprefix("Write: ") for one in ways_to_type(here.catalogue, kpi))
    return {
        "id": kpi.id,
        "kind": "kpi",
        "labels": tuple(dict.fromkeys([*kpi.label.values(), *kpi.aliases])),
        "definition": words(here.catalogue, kpi.id, here.language),
        "formula": kpi.formula or texts.CALCULATED,
        "excel": _in_excel(here, kpi),
        "unit": kpi.unit,
        "better": kpi.better,
        "area": kpi.area,
        "stage": kpi.stage,
        "level": kpi.level,
        "needs": fields(here.catalogue, kpi.id),
        "exports": _exports(feeds),
        "typed": tuple(ways),
        "source": kpi.source,
        "checked_against": _checked(here, kpi.id),
        "now": _now(here, kpi),
    }


def _of_analysis(here: Definitions, analysis: Analysis) -> dict[str, str | Sequence[str]]:
    from kpi_xl.kpis.by_hand.arguments import usage  # noqa: PLC0415
    from kpi_xl.kpis.by_hand.table import usage_of_rows  # noqa: PLC0415
    from kpi_xl.project.feeding import Feeds  # noqa: PLC0415

    way = analysis.by_hand
    asked = usage(analysis.id, way.arguments, way.file_columns) if way else usage_of_rows(analysis.id, analysis.needs)
    typed = tuple(line.removeprefix("Write: ").removeprefix("or: ") for line in asked.splitlines())
    return {
        "id": analysis.id,
        "kind": "analysis",
        "labels": tuple(dict.fromkeys([*analysis.label.values(), *analysis.aliases])),
        "area": analysis.area,
        "columns": tuple(column.label.get(here.language) or column.key for column in analysis.columns),
        "settings": tuple(f"{one.name} = {one.default}" for one in analysis.settings),
        "needs": analysis.needs,
        "exports": _exports(Feeds(here.host.importers()).of_needs(analysis.needs)),
        "typed": typed,
        "source": analysis.source,
        "checked_against": _checked(here, analysis.id),
    }


def _in_excel(here: Definitions, kpi: Kpi) -> str:
    """The formula of a cell below a month in C4, beside a platform in A7."""
    from kpi_xl.kpis.excel import Cell, Criteria, excel  # noqa: PLC0415

    formula = excel(here.catalogue, kpi.id, Criteria(Cell("C$4"), platform=Cell("$A7")))
    return f"={formula}" if formula else texts.AS_VALUE


def _exports(feeds: Sequence[Feed]) -> tuple[str, ...]:
    """By importer the formats that give the KPI or a whole part of it."""
    found: dict[str, list[str]] = {}
    for feed in feeds:
        found.setdefault(feed.importer, []).append(feed.export)
    lines = (f"{name}: {', '.join(exports)}" if exports != [name] else name for name, exports in found.items())
    return tuple(lines) or (texts.NO_EXPORT,)


def _checked(here: Definitions, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(check.source for one in here.host.coverage() if one.id == name for check in one.checks))


def _now(here: Definitions, kpi: Kpi) -> str:
    """What it comes to in the project's last full month, or why it is missing there."""
    from kpi_xl.errors import KpiXlError  # noqa: PLC0415

    if here.project is None:
        return texts.NO_PROJECT_HERE
    from kpi_xl.kpis.scope import Scope  # noqa: PLC0415
    from kpi_xl.kpis.values.evaluate import evaluate  # noqa: PLC0415
    from kpi_xl.report.months import report_month  # noqa: PLC0415

    data = here.project.data()
    try:
        month = report_month(data.coverage)
    except KpiXlError as error:
        return error.message
    result = evaluate(here.catalogue, [(kpi.id, Scope(month))], data, here.language)[0]
    return _told(here, result, month)


def _told(here: Definitions, result: Result, month: Period) -> str:
    from kpi_xl.report.language import language  # noqa: PLC0415 - Babel is slow to import

    words = language(here.language)
    if result.value is not None:
        return f"{month}: {words.figure(result.value, result.unit, result.currency or '')}"
    if result.bounds:
        low, high = (words.figure(bound, result.unit) for bound in result.bounds)
        return f"{month}: {texts.BOUNDS.format(low=low, high=high)}"
    return f"{month}: {texts.MISSING.format(text=result.missing.text if result.missing else '')}"
