"""KPIs that calculate outside formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.kpis.labels import field_label
from kpi_xl.kpis.result import Missing
from kpi_xl.kpis.sentences import Language, listed, say, table_label
from kpi_xl.kpis.values.outcome import Known, Outcome

if TYPE_CHECKING:
    from kpi_xl.kpis.kpi import Calculated, Kpi
    from kpi_xl.kpis.scope import Scope
    from kpi_xl.warehouse.data import Data


def calculated(kpi: Kpi, data: Data, scope: Scope, language: Language) -> Outcome:
    """What the KPI's calculation comes to."""
    if kpi.calculate is None:
        message = f"{kpi.id} has no calculation"
        raise TypeError(message)
    return in_words(kpi, kpi.calculate(data, scope), language)


def in_words(kpi: Kpi, found: Calculated, language: Language) -> Outcome:
    """What a calculation came to, with its reason and its remarks in one language."""
    missing = found.missing and _told(found.missing, kpi, language)
    rows = {"calculated": found.rows} if found.rows else {}
    return Outcome(found.value, missing, behind=(Known(_flags(found, language), rows),))


def _flags(found: Calculated, language: Language) -> tuple[str, ...]:
    """What a calculation remarks, in one language; in English where it has no other."""
    return tuple(
        one if isinstance(one, str) else one.get(language) or one.get("en") or next(iter(one.values()))
        for one in found.flags
    )


def _told(missing: Missing, kpi: Kpi, language: Language) -> Missing:
    """The reason with its sentence, where the calculation only gave its kind."""
    tables = listed((table_label(need.partition(".")[0], language) for need in kpi.needs), language)
    figures = listed((field_label(need.partition(".")[2], language) for need in kpi.needs), language)
    match missing.kind:
        case "needs_input":
            return Missing("needs_input", say("needs_input", language, name=missing.text))
        case "needs_currency" if not missing.text:
            return Missing("needs_currency", say("needs_some_currency", language))
        case "no_data" | "not_exported" | "too_few" | "zero_denominator" if not missing.text:
            return Missing(missing.kind, say(missing.kind, language, tables=tables, figures=figures))
        case _:
            return missing
