"""Whether visits from one type of post convert more often than those from others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    ByHand,
    Finding,
    Given,
    Setting,
    format_number,
    format_percent,
    hookimpl,
    labels,
    no_data,
    not_exported,
    texts_beside,
    whole,
)
from kpi_xl_analyses._columns import (
    CONVERSION_RATE,
    CONVERSIONS,
    DIFFERENCE,
    DIFFERENCE_HIGH,
    DIFFERENCE_LOW,
    HIGH,
    LOW,
    P_ADJUSTED,
    SESSIONS,
    VERDICT,
    P,
)
from kpi_xl_analyses._shares import Compared, against_rest, cells
from kpi_xl_analyses._verdicts import told_once, verdict_word
from kpi_xl_analyses._web import NOT_SET, web_sums
from kpi_xl_analyses.by_hand._cells import rows_of
from kpi_xl_analyses.content._types import type_of, types_by_content
from kpi_xl_analyses.statistics.proportions import Part

if TYPE_CHECKING:
    from kpi_xl import Data, Language, Scope, Settings

COLUMNS = (
    AnalysisColumn("type", labels("Post type", "Innleggstype", "Inläggstyp")),
    SESSIONS,
    CONVERSIONS,
    CONVERSION_RATE,
    LOW,
    HIGH,
    DIFFERENCE,
    DIFFERENCE_LOW,
    DIFFERENCE_HIGH,
    P,
    P_ADJUSTED,
    VERDICT,
)
_SAY = texts_beside(__file__)


def post_type_conversion(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    if "web" not in data.frames:
        return no_data(COLUMNS, language, "web")
    rows = web_sums(data, scope, ("content",))
    if rows is None or any(row["key_events"] is None for row in rows):
        return not_exported(COLUMNS, language, "web.content", "web.sessions", "web.key_events")
    parts = _parts(rows, {} if settings["by"] == "content" else types_by_content(data), by=str(settings["by"]))
    outside = parts.pop("", Part(0, 0))
    every = outside.of + sum(part.of for part in parts.values())
    if not parts or not every:
        return not_exported(COLUMNS, language, "web.content")
    notes = (_SAY("basis", language, share=format_percent(outside.of / every, language, 0)),)
    return _table(parts, notes, language, sayable=whole(data.coverage, None, scope.period, ("web",)))


def by_hand(given: Given, settings: Settings, language: Language) -> AnalysisTable:
    """A file with the columns type, sessions and conversions."""
    del settings
    parts: dict[str, Part] = {}
    for row in rows_of(given):
        before = parts.get(row.text("type"), Part(0, 0))
        parts[row.text("type")] = Part(before.hits + row.number("conversions"), before.of + row.number("sessions"))
    return _table(parts, (), language, sayable=True)


def _parts(rows: Sequence[Mapping[str, Any]], known: dict[str, str], by: str) -> dict[str, Part]:
    found: dict[str, Part] = {}
    for row in sorted(rows, key=lambda row: str(row["content"])):
        content = "" if row["content"].casefold() in NOT_SET else row["content"]
        name = type_of(content, known) if by == "type" else content
        before = found.get(name, Part(0, 0))
        found[name] = Part(before.hits + row["key_events"], before.of + row["sessions"])
    return found


def _table(parts: Mapping[str, Part], notes: tuple[str, ...], language: Language, *, sayable: bool) -> AnalysisTable:
    found = against_rest({name: part for name, part in parts.items() if part.of > 0})
    rows = [(one.name, one.part.of, one.part.hits, *cells(one), verdict_word(one.verdict, language)) for one in found]
    return AnalysisTable(COLUMNS, rows, notes, findings=tuple(_findings(found, language)) if sayable else ())


def _findings(found: Sequence[Compared], language: Language) -> list[Finding]:
    every = sum(one.part.of for one in found)
    told: list[Finding] = []
    for at, one in enumerate(found):
        if one.verdict not in {"higher", "lower"} or one.against is None or one.rate is None:
            continue
        text = _SAY(
            "differs",
            language,
            type=one.name,
            rate=format_percent(one.rate, language, 2),
            rest=format_percent(one.rate - one.against.difference, language, 2),
            sessions=format_number(one.part.of, language),
        )
        advice = _SAY("more" if one.verdict == "higher" else "less", language, type=one.name)
        told.append(Finding(text, one.part.of / every * (1 - (one.p_adjusted or 0.0)), at, advice))
    return list(told_once(told, len(found)))


ANALYSIS = Analysis(
    id="post_type_conversion",
    area="content",
    label=labels("Conversion by post type", "Konvertering per innleggstype", "Konvertering per inläggstyp"),
    columns=COLUMNS,
    needs=("web.content", "web.sessions", "web.key_events", "posts.destination", "posts.format"),
    calculate=post_type_conversion,
    source="https://www.statsmodels.org/stable/generated/statsmodels.stats.proportion.proportions_ztest.html",
    settings=(Setting("by", "type", labels("By", "Etter", "Efter"), ("type", "content")),),
    by_hand=ByHand(by_hand, file_columns=("type", "sessions", "conversions")),
    aliases=("conversion rate by post type", "konverteringsrate per innleggstype", "konverteringsgrad per inläggstyp"),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
