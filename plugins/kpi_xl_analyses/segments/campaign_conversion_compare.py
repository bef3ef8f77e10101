"""Which campaigns bring visits that convert less, or more, than those of the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    ByHand,
    Given,
    hookimpl,
    labels,
    no_data,
    not_exported,
    texts_beside,
    whole,
)
from kpi_xl_analyses._columns import CONVERSION_RATE, CONVERSIONS, SESSIONS
from kpi_xl_analyses._shares import against_rest
from kpi_xl_analyses._web import added_up, web_sums
from kpi_xl_analyses.by_hand._cells import rows_of
from kpi_xl_analyses.segments._rates import findings_of, rate_columns, row_of
from kpi_xl_analyses.statistics.proportions import Part

if TYPE_CHECKING:
    from kpi_xl import Data, Language, Scope, Settings

COLUMNS = rate_columns(
    AnalysisColumn("campaign", labels("Campaign", "Kampanje", "Kampanj")),
    SESSIONS,
    CONVERSIONS,
    CONVERSION_RATE,
)
_SAY = texts_beside(__file__)


def campaign_conversion_compare(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    del settings
    if "web" not in data.frames:
        return no_data(COLUMNS, language, "web")
    rows = web_sums(data, scope, ("campaign",))
    if rows is None or any(row["key_events"] is None for row in rows):
        return not_exported(COLUMNS, language, "web.campaign", "web.sessions", "web.key_events")
    sums = added_up(rows, "campaign", ("sessions", "key_events"))
    parts = {name or _SAY("none", language): Part(one["key_events"], one["sessions"]) for name, one in sums.items()}
    return _table(parts, language, sayable=whole(data.coverage, None, scope.period, ("web",)))


def by_hand(given: Given, settings: Settings, language: Language) -> AnalysisTable:
    """A file with the columns campaign, sessions and conversions."""
    del settings
    parts: dict[str, Part] = {}
    for row in rows_of(given):
        name = row.text("campaign") or _SAY("none", language)
        before = parts.get(name, Part(0, 0))
        parts[name] = Part(before.hits + row.number("conversions"), before.of + row.number("sessions"))
    return _table(parts, language, sayable=True)


def _table(parts: dict[str, Part], language: Language, *, sayable: bool) -> AnalysisTable:
    found = against_rest({name: part for name, part in parts.items() if part.of > 0})
    untagged = _SAY("none", language)
    findings = findings_of(found, COLUMNS[3].label, COLUMNS[1].label, language, _SAY("look", language))
    findings = [one for one in findings if found[one.row].name != untagged]
    notes = (_SAY("untagged", language),) if untagged in parts else ()
    rows = [row_of(one, language) for one in found]
    return AnalysisTable(COLUMNS, rows, notes, findings=tuple(findings) if sayable else ())


ANALYSIS = Analysis(
    id="campaign_conversion_compare",
    area="segments",
    label=labels("Campaigns by conversion", "Kampanjer etter konvertering", "Kampanjer efter konvertering"),
    columns=COLUMNS,
    needs=("web.campaign", "web.sessions", "web.key_events"),
    calculate=campaign_conversion_compare,
    source="https://www.statsmodels.org/stable/generated/statsmodels.stats.proportion.proportions_ztest.html",
    by_hand=ByHand(by_hand, file_columns=("campaign", "sessions", "conversions")),
    aliases=("worst campaigns", "campaigns with lower conversion", "svake kampanjer", "svaga kampanjer"),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
