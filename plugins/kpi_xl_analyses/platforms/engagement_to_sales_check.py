"""Does engagement sell? Each platform by its engagement rate and by how many of its visitors convert."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    Language,
    Settings,
    formula_values,
    hookimpl,
    labels,
    not_exported,
    platform_name,
    texts_beside,
)
from kpi_xl_analyses._columns import HIGH, LOW, PLATFORM, VISITS, Cells
from kpi_xl_analyses.platforms._present import platforms_in
from kpi_xl_analyses.statistics.proportions import Part, wilson

if TYPE_CHECKING:
    from kpi_xl import Data, Scope

COLUMNS = (
    PLATFORM,
    AnalysisColumn("engagement_rate", labels("Engagement rate", "Engasjementsrate", "Engagemangsgrad"), "percent"),
    VISITS,
    AnalysisColumn("conversion_rate", labels("Conversion rate", "Konverteringsrate", "Konverteringsgrad"), "percent"),
    LOW,
    HIGH,
    AnalysisColumn("quadrant", labels("Where it stands", "Hvor den står", "Var den står")),
)
_ENOUGH = 30
_ENGAGEMENT = ("posts.engagements / sum(posts.reach)", "content.engagements / content.impressions")
_SAY = texts_beside(__file__)


def check(data: Data, scope: Scope, _: Settings, language: Language) -> AnalysisTable:
    found = [
        (platform, rate, part)
        for platform in platforms_in(data, scope, ("posts", "account_daily"))
        if (rate := _engagement(data, replace(scope, platform=platform))) is not None
        and (part := _sales(data, replace(scope, platform=platform))) is not None
    ]
    if not found:
        return not_exported(COLUMNS, language, "posts.engagements", "web.sessions", "web.key_events")
    usual = median(rate for _, rate, _ in found), median(part.share for _, _, part in found)
    rows: list[Cells] = []
    for platform, rate, part in found:
        interval = wilson(part) if part.is_sound() else (None, None)
        place = _SAY(_quadrant(rate, part, usual), language)
        rows.append((platform_name(platform), rate, part.of, part.share, *interval, place))
    return AnalysisTable(COLUMNS, rows, (_SAY("basis", language),))


def _engagement(data: Data, scope: Scope) -> float | None:
    values = (formula_values(data, [scope], formula, "percent")[0].value for formula in _ENGAGEMENT)
    return next((value for value in values if value is not None), None)


def _sales(data: Data, scope: Scope) -> Part | None:
    sessions, events = (
        formula_values(data, [scope], f"web.{name}", "count")[0].value for name in ("sessions", "key_events")
    )
    return None if not sessions or events is None else Part(events, sessions)


def _quadrant(rate: float, part: Part, usual: tuple[float, float]) -> str:
    """A conversion rate whose interval holds the middle one is neither high nor low."""
    low, high = wilson(part) if part.is_sound() else (part.share, part.share)
    if part.of < _ENOUGH or low < usual[1] < high:
        return "few"
    sells = part.share >= usual[1]
    return ("both" if sells else "talk") if rate >= usual[0] else ("quiet" if sells else "neither")


ANALYSIS = Analysis(
    id="engagement_to_sales_check",
    area="practice",
    label=labels("Engagement against conversion", "Engasjement mot konvertering", "Engagemang mot konvertering"),
    columns=COLUMNS,
    needs=("posts.engagements", "posts.reach", "web.sessions", "web.key_events"),
    calculate=check,
    source="the project",
    aliases=("engagement conversion check", "engasjement og salg", "engagemang och försäljning"),
    finds=False,
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
