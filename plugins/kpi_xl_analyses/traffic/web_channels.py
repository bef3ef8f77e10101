"""Where the website's visits came from and what they brought, channel by channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    hookimpl,
    labels,
    no_data,
    not_exported,
    texts_beside,
)
from kpi_xl_analyses._columns import CHANNEL, CONVERSION_RATE, CREDITED_CONVERSIONS, REVENUE, VISITS, Cells
from kpi_xl_analyses._web import added_up, web_sums

if TYPE_CHECKING:
    from kpi_xl import Data, Language, Scope, Settings

COLUMNS = (
    CHANNEL,
    AnalysisColumn("social", labels("Social", "Sosial", "Social"), "count"),
    VISITS,
    AnalysisColumn("before", labels("Visits before", "Besøk før", "Besök före"), "count"),
    AnalysisColumn("share", labels("Share of visits", "Andel av besøk", "Andel av besök"), "percent"),
    AnalysisColumn("engaged", labels("Engaged", "Engasjerte", "Engagerade"), "percent"),
    CREDITED_CONVERSIONS,
    CONVERSION_RATE,
    REVENUE,
    AnalysisColumn("per_visit", labels("Revenue a visit", "Omsetning per besøk", "Intäkt per besök"), "money"),
)
_FIGURES = ("sessions", "engaged_sessions", "key_events", "revenue")
_SAY = texts_beside(__file__)
Sums = Mapping[str, Mapping[str, float]]


def web_channels(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    del settings
    if "web" not in data.frames:
        return no_data(COLUMNS, language, "web")
    now = _sums(data, scope)
    if not now:
        return not_exported(COLUMNS, language, "web.channel_group", "web.sessions")
    before = _sums(data, replace(scope, period=scope.period.previous()))
    known = {name for name in _FIGURES if any(own.get(name) for own in now.values())}
    total = sum(own["sessions"] for own in now.values())
    rows = [
        _row(name or _SAY("unnamed", language), own, before.get(name, {}), known, total)
        for name, own in sorted(now.items(), key=lambda one: (-one[1]["sessions"], one[0]))
        if own["sessions"]
    ]
    return AnalysisTable(COLUMNS, rows, (_SAY("last", language),))


def _sums(data: Data, scope: Scope) -> Sums:
    rows = web_sums(data, scope, ("channel_group",), _FIGURES)
    return added_up(rows, "channel_group", _FIGURES) if rows else {}


def _row(name: str, own: Mapping[str, float], before: Mapping[str, float], known: set[str], total: float) -> Cells:
    sessions = own["sessions"]
    engaged, conversions, revenue = (own[figure] if figure in known else None for figure in _FIGURES[1:])
    return (
        name,
        int("social" in name.lower()),
        sessions,
        before.get("sessions"),
        sessions / total,
        _share(engaged, sessions),
        conversions,
        _share(conversions, sessions),
        revenue,
        _share(revenue, sessions),
    )


def _share(part: float | None, whole: float) -> float | None:
    return part / whole if part is not None and whole else None


ANALYSIS = Analysis(
    id="web_channels",
    area="traffic",
    label=labels("The website's channels", "Nettstedets kanaler", "Webbplatsens kanaler"),
    columns=COLUMNS,
    needs=("web.channel_group", "web.sessions"),
    calculate=web_channels,
    source="https://support.google.com/analytics/answer/9756891",
    aliases=("traffic by channel", "trafikk per kanal", "trafik per kanal"),
    finds=False,
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
