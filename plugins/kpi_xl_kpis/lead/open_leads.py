"""Leads that are still open at the end of the period: a stock, never added over months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from kpi_xl import Calculated, Kpi, Period, has_values, hookimpl, labels, nothing, rate_of, rows_by_file, rows_in_scope

if TYPE_CHECKING:
    import narwhals as nw

    from kpi_xl import Data, Scope

_NURTURE_DAYS = 14.0
_SOURCE = "https://www.usedaymark.io/metrics/lead-to-customer-conversion"


def unconverted_leads(data: Data, scope: Scope) -> Calculated:
    """Leads that had come by the last day and were neither won nor lost on it."""
    found = _open(data, scope)
    if isinstance(found, Calculated):
        return found
    rows = rows_by_file(found)
    return Calculated(float(sum(rows.values())), rows=rows)


def lead_nurture_rate(data: Data, scope: Scope) -> Calculated:
    """Open leads with some activity in the last days (14, or `nurture_days` of the inputs workbook)."""
    import narwhals as nw  # noqa: PLC0415 - plugins are listed without loading an engine

    found = _open(data, scope)
    if isinstance(found, Calculated):
        return found
    if not has_values(data.frames["leads"], "last_activity_at"):
        return nothing("not_exported")
    rows = rows_by_file(found)
    if not rows:
        return nothing("zero_denominator")
    since = scope.period.last - timedelta(days=rate_of(data, "nurture_days", scope) or _NURTURE_DAYS)
    followed_up = found.filter(nw.col("last_activity_on") > nw.lit(since, nw.Date))
    return Calculated(sum(rows_by_file(followed_up).values()) / sum(rows.values()), rows=rows)


def _open(data: Data, scope: Scope) -> nw.LazyFrame[Any] | Calculated:
    import narwhals as nw  # noqa: PLC0415

    leads = rows_in_scope(data, "leads", replace(scope, period=Period(date(1970, 1, 1), scope.period.last)))
    if leads is None:
        return nothing("no_data")
    if not has_values(data.frames["leads"], "won_at"):
        return nothing("not_exported")
    last = nw.lit(scope.period.last, nw.Date)
    return leads.filter(
        nw.col("won_on").is_null() | (nw.col("won_on") > last),
        nw.col("lost_on").is_null() | (nw.col("lost_on") > last),
    )


KPIS = (
    Kpi(
        id="unconverted_leads",
        calculate=unconverted_leads,
        meaning=labels(
            "Leads that had come by the last day of the period and were neither won nor lost on it.",
            "Leads som var kommet innen periodens siste dag og verken var vunnet eller tapt da.",
            "Leads som hade kommit senast periodens sista dag och då varken var vunna eller förlorade.",
        ),
        needs=("leads.created_at", "leads.won_at", "leads.lost_at"),
        unit="count",
        better="context",
        area="lead",
        stage="evaluation",
        level="macro",
        label={"en": "Open (unconverted) leads", "nb": "Uavsluttede leads", "sv": "Öppna (ej konverterade) leads"},
        aliases=("open leads", "åpne leads"),
        by_hand=("leads - won - lost",),
        source=_SOURCE,
    ),
    Kpi(
        id="lead_nurture_rate",
        calculate=lead_nurture_rate,
        meaning=labels(
            "Open leads with some activity in the last 14 days (or as many as inputs.xlsx says), divided by "
            "open leads.",
            "Åpne leads med aktivitet de siste 14 dagene (eller så mange som inputs.xlsx sier), delt på åpne leads.",
            "Öppna leads med aktivitet de senaste 14 dagarna (eller så många som inputs.xlsx säger), delat "
            "med öppna leads.",
        ),
        needs=("leads.created_at", "leads.won_at", "leads.lost_at", "leads.last_activity_at"),
        unit="percent",
        better="higher",
        area="lead",
        stage="evaluation",
        level="macro",
        label={
            "en": "Nurture follow-up rate",
            "nb": "Oppfølgingsgrad for leads",
            "sv": "Uppföljningsgrad för leads",
        },
        aliases=("følg opp leads",),
        by_hand=("followed_up / open_leads",),
        source=_SOURCE,
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
