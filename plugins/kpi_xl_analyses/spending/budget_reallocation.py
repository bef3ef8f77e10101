"""Where the same money would bring more: spend moves until the last unit brings as much in every channel.

It moves at most by a set share of what a channel spends now, and never beyond what has been tried. How much more it
would bring is told with its range; where that holds nothing, nothing is advised.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    ByHand,
    Finding,
    Given,
    Language,
    Period,
    Setting,
    Settings,
    as_dicts,
    format_number,
    format_percent,
    formula_values,
    hookimpl,
    labels,
    no_table,
    platform_name,
    rows_in_scope,
    texts_beside,
)
from kpi_xl_analyses._columns import CHANNEL
from kpi_xl_analyses.by_hand._cells import rows_of

if TYPE_CHECKING:
    from kpi_xl import Data, Scope
    from kpi_xl_analyses.spending._curves import Curve

COLUMNS = (
    CHANNEL,
    AnalysisColumn("weeks", labels("Weeks", "Uker", "Veckor"), "count"),
    AnalysisColumn("power", labels("Power of spend", "Eksponent", "Exponent"), "number"),
    AnalysisColumn("power_low", labels("From", "Fra", "Från"), "number"),
    AnalysisColumn("power_high", labels("To", "Til", "Till"), "number"),
    AnalysisColumn("spend", labels("Spend a week", "Forbruk per uke", "Kostnad per vecka"), "money"),
    AnalysisColumn("average", labels("Outcome per unit", "Utbytte per enhet", "Utfall per enhet"), "number"),
    AnalysisColumn("marginal", labels("Of one unit more", "Av én enhet til", "Av en enhet till"), "number"),
    AnalysisColumn("proposed", labels("Proposed a week", "Foreslått per uke", "Föreslaget per vecka"), "money"),
    AnalysisColumn("change", labels("Change", "Endring", "Ändring"), "percent"),
)
_ENOUGH = 12
_DRAWS = 400
_SEED = 20_050_816  # any will do; a fixed one makes the same data give the same table
_SAY = texts_beside(__file__)
Weeks = Mapping[str, Sequence[tuple[float, float]]]  # channel → spend and outcome of each week


@dataclass(frozen=True, slots=True)
class Channel:
    name: str
    weeks: Sequence[tuple[float, float]]
    curve: Curve

    @property
    def spend(self) -> float:
        return sum(spend for spend, _ in self.weeks) / len(self.weeks)

    @property
    def highest(self) -> float:
        return max(spend for spend, _ in self.weeks)


def reallocation(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    weeks = _weekly(data, scope, settings)
    return _answer({platform_name(name): listed for name, listed in weeks.items()}, settings, language)


def by_hand(given: Given, settings: Settings, language: Language) -> AnalysisTable:
    """A row a channel and week: channel, spend, outcome."""
    found: dict[str, list[tuple[float, float]]] = {}
    for row in rows_of(given):
        found.setdefault(row.text("channel"), []).append((row.number("spend"), row.number("outcome")))
    return _answer(found, settings, language)


def _weekly(data: Data, scope: Scope, settings: Settings) -> Weeks:
    """Spend and outcome week by week until the period's end, counted by the rules of KPIs."""
    by = str(settings["by"])
    end = scope.period.last
    count = int(settings["weeks"])
    periods = [Period(end - timedelta(days=7 * at + 6), end - timedelta(days=7 * at)) for at in range(count)]
    found: dict[str, list[tuple[float, float]]] = {}
    for name in _names(data, replace(scope, period=Period(periods[-1].first, end)), by):
        scopes = [replace(scope, period=period, **{by: name}) for period in periods]
        spends = formula_values(data, scopes, "ads.spend", "money")
        outcomes = formula_values(data, scopes, f"ads.{settings['outcome']}", "count")
        pairs = [(one.value, other.value) for one, other in zip(spends, outcomes, strict=True)]
        found[name] = [(spend, outcome or 0.0) for spend, outcome in pairs if spend]
    return found


def _names(data: Data, scope: Scope, by: str) -> list[str]:
    import narwhals as nw  # noqa: PLC0415 - plugins are listed without loading an engine

    rows = rows_in_scope(data, "ads", scope)
    if rows is None:
        return []
    return sorted(str(row[by]) for row in as_dicts(rows.filter(~nw.col(by).is_null()).select(by).unique()))


def _answer(weeks: Weeks, settings: Settings, language: Language) -> AnalysisTable:
    channels = _fitted(weeks)
    if len(channels) < 2:  # noqa: PLR2004 - nowhere to move money to
        return no_table(COLUMNS, "too_few", _SAY("few", language, weeks=_ENOUGH))
    proposed = propose(channels, float(settings["most"]))
    gain, low, high = gains(channels, proposed)
    budget = sum(channel.spend for channel in channels)
    told = {
        "budget": format_number(budget, language),
        "gain": format_percent(gain, language),
        "low": format_percent(low, language),
        "high": format_percent(high, language),
    }
    sentence = _SAY("gain", language, **told)
    left_out = sorted(set(weeks) - {channel.name for channel in channels})
    notes = [sentence, _SAY("claims", language)]
    notes += [] if low > 0 else [_SAY("no_verdict", language)]
    notes += [_SAY("left_out", language, weeks=_ENOUGH, channels=", ".join(left_out))] if left_out else []
    rows = [_row(channel, spend) for channel, spend in zip(channels, proposed, strict=True)]
    largest = max(range(len(rows)), key=lambda at: proposed[at] - channels[at].spend)
    finding = Finding(sentence, min(1.0, 5 * low), largest, _SAY("advice", language), "spend")
    return AnalysisTable(COLUMNS, rows, tuple(notes), findings=(finding,) if low > 0 else ())


def _fitted(weeks: Weeks) -> list[Channel]:
    from kpi_xl_analyses.spending._curves import fit_curve  # noqa: PLC0415 - plugins are listed without NumPy

    found: list[Channel] = []
    for name in sorted(weeks):
        spent = [(spend, outcome) for spend, outcome in weeks[name] if spend > 0]
        curve = fit_curve(*zip(*spent, strict=True)) if len(spent) >= _ENOUGH else None
        if curve is not None:
            found.append(Channel(name, spent, curve))
    return found


def propose(channels: Sequence[Channel], most: float) -> list[float]:
    """The best split of what is spent now, each channel within `most` of its own spend and of what was tried."""
    from kpi_xl_analyses.spending._curves import best_split, concave  # noqa: PLC0415

    spends = [channel.spend for channel in channels]
    bounds = [
        (spend * (1 - most), max(spend, min(spend * (1 + most), channel.highest)))
        for channel, spend in zip(channels, spends, strict=True)
    ]
    curves = [concave(channel.curve, channel.spend) for channel in channels]
    return best_split(curves, bounds, sum(spends))


def gains(channels: Sequence[Channel], proposed: Sequence[float]) -> tuple[float, float, float]:
    """How much more the proposal brings, as a share, and the range that the errors of the curves leave."""
    import numpy as np  # noqa: PLC0415

    from kpi_xl_analyses.spending._curves import drawn  # noqa: PLC0415

    now = [channel.spend for channel in channels]

    def gain(curves: Sequence[Curve]) -> float:
        before = sum(curve.outcome(spend) for curve, spend in zip(curves, now, strict=True))
        after = sum(curve.outcome(spend) for curve, spend in zip(curves, proposed, strict=True))
        return after / before - 1

    random = np.random.default_rng(_SEED)
    draws = zip(*(drawn(channel.curve, _DRAWS, random) for channel in channels), strict=True)
    low, high = np.quantile([gain(curves) for curves in draws], [0.025, 0.975])
    return gain([channel.curve for channel in channels]), float(low), float(high)


def _row(channel: Channel, proposed: float) -> tuple[str | float, ...]:
    curve, spend = channel.curve, channel.spend
    error = 1.96 * curve.covariance[1][1] ** 0.5
    power = (curve.power, curve.power - error, curve.power + error)
    average = sum(outcome for _, outcome in channel.weeks) / sum(paid for paid, _ in channel.weeks)
    return (
        channel.name,
        len(channel.weeks),
        *power,
        spend,
        average,
        curve.marginal(spend),
        proposed,
        proposed / spend - 1,
    )


ANALYSIS = Analysis(
    id="budget_reallocation",
    area="analysis",
    label=labels("Budget reallocation", "Budsjettomfordeling", "Budgetomfördelning"),
    columns=COLUMNS,
    needs=("ads.spend", "ads.conversions", "ads.conversion_value"),
    calculate=reallocation,
    source="https://facebookexperimental.github.io/Robyn/docs/features/",
    settings=(
        Setting(
            "outcome",
            "conversions",
            labels("Outcome", "Utbytte", "Utfall"),
            ("conversions", "conversion_value", "purchases", "leads", "link_clicks", "clicks"),
        ),
        Setting("by", "platform", labels("By", "Etter", "Efter"), ("platform", "campaign")),
        Setting("weeks", 26, labels("Weeks looked back", "Uker tilbake", "Veckor tillbaka")),
        Setting("most", 0.3, labels("Most that moves", "Mest som flyttes", "Mest som flyttas")),
    ),
    by_hand=ByHand(by_hand, file_columns=("channel", "spend", "outcome")),
    aliases=("budget", "response curves", "omfordeling", "omfördelning", "marginal roi"),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
