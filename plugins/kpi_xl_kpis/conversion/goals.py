"""Conversions that bring no revenue by themselves, by the list of goals in the inputs workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpi_xl import Calculated, Kpi, formula_value, hookimpl, labels, nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kpi_xl import Data, Scope

_NEEDS = ("web.event", "web.events", "web.key_events", "goals.event")
_DEMOS = frozenset({"demo", "trial", "demo request", "trial request"})
_DOWNLOADS = frozenset({"download", "brochure", "e-book", "ebook", "whitepaper"})


def non_revenue_conversions(data: Data, scope: Scope) -> Calculated:
    """Completed goals that are marked as bringing no revenue (newsletter, e-book, form)."""
    return _completed(data, scope, lambda goal: goal["has_revenue"] is False)


def demo_requests(data: Data, scope: Scope) -> Calculated:
    """Completed goals called demo or trial."""
    return _completed(data, scope, lambda goal: _name(goal) in _DEMOS)


def downloads(data: Data, scope: Scope) -> Calculated:
    """Completed goals called download, brochure or e-book."""
    return _completed(data, scope, lambda goal: _name(goal) in _DOWNLOADS)


def _completed(data: Data, scope: Scope, wanted: Callable[[Mapping[str, object]], bool]) -> Calculated:
    goals = data.frames.get("goals")
    rows = goals.collect().to_arrow().to_pylist() if goals is not None else []
    names = sorted({str(goal["event"]) for goal in rows if goal["event"] and wanted(goal)})
    if not names:
        return nothing("needs_input", "goals")
    only = f"event in ({', '.join(_quoted(name) for name in names)})"
    return formula_value(data, scope, f"sum(web.events, {only}) else sum(web.key_events, {only})", "count")


def _quoted(name: str) -> str:
    """An event's name as a value of the formula language, which knows no double quotes inside one."""
    return '"' + name.replace('"', "") + '"'


def _name(goal: Mapping[str, object]) -> str:
    return str(goal["goal"] or goal["event"] or "").lower().replace("_", " ")


KPIS = (
    Kpi(
        id="non_revenue_conversions",
        calculate=non_revenue_conversions,
        meaning=labels(
            "Completed goals of the project that are marked as bringing no revenue, such as newsletters and forms.",
            "Fullførte mål i prosjektet som er merket uten inntekt, for eksempel nyhetsbrev og skjemaer.",
            "Fullföljda mål i projektet som är märkta utan intäkt, till exempel nyhetsbrev och formulär.",
        ),
        needs=_NEEDS,
        unit="count",
        better="higher",
        area="conversion",
        stage="evaluation",
        level="macro",
        label={
            "en": "Non-revenue conversions",
            "nb": "Konverteringer uten inntekt",
            "sv": "Konverteringar utan intäkt",
        },
        aliases=("signups", "nyhetsbrevpåmeldinger"),
        by_hand=("sum(events)",),
        source="https://sproutsocial.com/insights/social-media-kpis/",
    ),
    Kpi(
        id="demo_requests",
        calculate=demo_requests,
        meaning=labels(
            "Completed goals of the project that are called demo or trial.",
            "Fullførte mål i prosjektet som heter demo eller prøveperiode.",
            "Fullföljda mål i projektet som heter demo eller provperiod.",
        ),
        needs=_NEEDS,
        unit="count",
        better="higher",
        area="lead",
        stage="evaluation",
        level="macro",
        label={
            "en": "Demo / trial requests",
            "nb": "Demo- og prøveforespørsler",
            "sv": "Förfrågningar om demo och provperiod",
        },
        aliases=("demo requests", "trials", "demoer"),
        by_hand=("demos + trials", "sum(events)"),
        source="https://www.usedaymark.io/metrics/lead-to-customer-conversion",
    ),
    Kpi(
        id="downloads",
        calculate=downloads,
        meaning=labels(
            "Completed goals of the project that are called download, brochure or e-book.",
            "Fullførte mål i prosjektet som heter nedlasting, brosjyre eller e-bok.",
            "Fullföljda mål i projektet som heter nedladdning, broschyr eller e-bok.",
        ),
        needs=_NEEDS,
        unit="count",
        better="higher",
        area="lead",
        stage="evaluation",
        level="macro",
        label={
            "en": "Brochure / content downloads",
            "nb": "Nedlastinger (brosjyre, e-bok)",
            "sv": "Nedladdningar (broschyr, e-bok)",
        },
        aliases=("nedlastinger", "nedladdningar"),
        by_hand=("sum(events)",),
        source="https://sproutsocial.com/insights/social-media-kpis/",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
