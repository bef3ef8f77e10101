"""Which small actions go before the large ones: counts, rates, and how days with more of one precede days with more.

Two series that both grow, or both rest on Sundays, correlate without having to do with each other. So each day is held
against the same weekday a week before, ranks are compared (Spearman), and the number of days is cut down to what is
left of it when neighbouring days resemble each other (Pyper & Peterman 1998).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from math import atanh, sqrt, tanh
from operator import mul
from typing import TYPE_CHECKING

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    Language,
    Period,
    Setting,
    Settings,
    hookimpl,
    kpi_of,
    kpi_values,
    labels,
    no_data,
    texts_beside,
)
from kpi_xl_analyses._columns import HIGH_FIGURE, LOW_FIGURE, P_ADJUSTED, VERDICT, Cells
from kpi_xl_analyses._verdicts import verdict_word
from kpi_xl_analyses.statistics.intervals import p_of_z, two_sided
from kpi_xl_analyses.statistics.multiple_testing import benjamini_hochberg
from kpi_xl_analyses.statistics.ranks import ranks

if TYPE_CHECKING:
    from kpi_xl import Data, Scope

COLUMNS = (
    AnalysisColumn("micro", labels("Small action", "Mikrohandling", "Mikrohandling")),
    AnalysisColumn("macro", labels("Goal", "Mål", "Mål")),
    AnalysisColumn("micro_count", labels("How often", "Hvor ofte", "Hur ofta"), "number"),
    AnalysisColumn("macro_count", labels("Goals", "Mål nådd", "Nådda mål"), "number"),
    AnalysisColumn("per_thousand", labels("Goals per 1,000", "Mål per 1000", "Mål per 1 000"), "number"),
    AnalysisColumn("lag", labels("Days before", "Dager før", "Dagar före"), "count"),
    AnalysisColumn("correlation", labels("Correlation", "Korrelasjon", "Korrelation"), "number"),
    LOW_FIGURE,
    HIGH_FIGURE,
    AnalysisColumn("days", labels("Days that count", "Dager som teller", "Dagar som räknas"), "number"),
    P_ADJUSTED,
    VERDICT,
)
MICRO = (
    "engagements",
    "link_clicks",
    "profile_visits",
    "saves",
    "shares",
    "comments",
    "social_sessions",
    "add_to_carts",
)
MACRO = ("conversions", "purchases", "leads", "sales_revenue")
_LAGS = 14
_WEEK = 7
_ENOUGH = 28
_SAY = texts_beside(__file__)
Series = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Association:
    lag: int
    rho: float
    days: float  # as many independent ones would say as much
    p: float

    @property
    def interval(self) -> tuple[float, float]:
        """By Fisher's transformation."""
        spread = two_sided() / sqrt(max(self.days - 3, 1))
        middle = atanh(min(max(self.rho, -0.999999), 0.999999))
        return tanh(middle - spread), tanh(middle + spread)


def associations(micro: Series, macro: Series) -> list[Association]:
    """The rank correlation of a series with the other so many days later, after last week's values are taken off."""
    first, second = _weekly_changes(micro), _weekly_changes(macro)
    found = (_association(first, second, lag) for lag in range(_LAGS + 1))
    return [one for one in found if one is not None]


def _weekly_changes(series: Series) -> list[float | None]:
    pairs = zip(series, series[_WEEK:], strict=False)
    return [None if then is None or now is None else now - then for then, now in pairs]


def _association(micro: Series, macro: Series, lag: int) -> Association | None:
    shifted = zip(micro, macro[lag:], strict=False)
    pairs = [(one, other) for one, other in shifted if one is not None and other is not None]
    if len(pairs) < _ENOUGH or any(len(set(side)) == 1 for side in zip(*pairs, strict=True)):
        return None
    first, second = (ranks(side).tolist() for side in zip(*pairs, strict=True))
    rho = _correlation(first, second)
    days = _days_that_count(first, second)
    z = atanh(min(max(rho, -0.999999), 0.999999)) * sqrt(max(days - 3, 1))
    return Association(lag, rho, days, p_of_z(z))


def _correlation(one: Sequence[float], other: Sequence[float]) -> float:
    from statistics import correlation  # noqa: PLC0415

    return correlation(one, other)


def _days_that_count(one: Sequence[float], other: Sequence[float]) -> float:
    """1 / n' = 1 / n + 2 / n Σ r1(j) r2(j): days that resemble their neighbours say less."""
    count = len(one)
    lags = range(1, count // 5)
    pairs = zip(_autocorrelations(one, lags), _autocorrelations(other, lags), strict=True)
    repeated = sum(first * second for first, second in pairs)
    return min(float(count), 1 / (1 / count + 2 / count * max(repeated, 0.0)))


def _autocorrelations(series: Sequence[float], lags: Iterable[int]) -> list[float]:
    mean = sum(series) / len(series)
    around = [value - mean for value in series]
    whole = sum(value * value for value in around)
    return [sum(map(mul, around, around[lag:])) / whole if whole else 0.0 for lag in lags]


def paths(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    days = int(settings["days"])
    period = Period(scope.period.last - timedelta(days=days - 1), scope.period.last)
    micro = _daily(data, replace(scope, period=period), MICRO)
    macro = _daily(data, replace(scope, period=period), MACRO)
    pairs = [(one, other) for other in macro for one in micro]
    if not pairs:
        return no_data(COLUMNS, language, "posts", "account_daily", "web")
    strongest = [_strongest(associations(micro[one], macro[other])) for one, other in pairs]
    # Of fifteen lags the strongest is taken, so its p value is first that of the best of fifteen.
    tried = [min(1.0, (_LAGS + 1) * one.p) for one in strongest if one is not None]
    adjusted = iter(benjamini_hochberg(tried))
    rows: list[Cells] = []
    for (one, other), best in zip(pairs, strongest, strict=True):
        p = next(adjusted) if best is not None else None
        head = (_label(data, one, language), _label(data, other, language), *_counts(micro[one], macro[other]))
        rows.append((*head, *_cells(best, p, language)))
    return AnalysisTable(COLUMNS, rows, (_SAY("days", language, days=days), _SAY("association", language)))


def _daily(data: Data, scope: Scope, kpis: Sequence[str]) -> Mapping[str, Series]:
    """Each KPI day by day, of those that have any figure."""
    known = [kpi for kpi in kpis if kpi_of(data, kpi)]
    first = scope.period.first
    days = [first + timedelta(days=at) for at in range(scope.period.days)]
    scopes = [replace(scope, period=Period(day, day)) for day in days]
    results = kpi_values(data, [(kpi, one) for kpi in known for one in scopes])
    found: dict[str, Series] = {}
    for at, kpi in enumerate(known):
        series = [one.value for one in results[at * len(days) : (at + 1) * len(days)]]
        if any(value for value in series):
            found[kpi] = series
    return found


def _strongest(found: Sequence[Association]) -> Association | None:
    return max(found, key=lambda one: abs(one.rho), default=None)


def _counts(micro: Series, macro: Series) -> tuple[float, float, float | None]:
    small, large = (sum(value for value in series if value is not None) for series in (micro, macro))
    return small, large, 1000 * large / small if small > 0 else None


def _cells(best: Association | None, p: float | None, language: Language) -> Cells:
    if best is None or p is None:
        return (None, None, None, None, None, None, verdict_word("few", language))
    verdict = "few" if best.days < _ENOUGH else "unclear" if p >= 0.05 else "higher" if best.rho > 0 else "lower"  # noqa: PLR2004 - the usual level
    return (best.lag, best.rho, *best.interval, best.days, p, verdict_word(verdict, language))


def _label(data: Data, kpi_id: str, language: Language) -> str:
    kpi = kpi_of(data, kpi_id)
    return kpi.label.get(language, kpi_id) if kpi else kpi_id


ANALYSIS = Analysis(
    id="micro_macro_path",
    area="analysis",
    label=labels("From small actions to goals", "Mikro- og makrohandlinger", "Mikro- och makroåtgärder"),
    columns=COLUMNS,
    needs=("account_daily.engagements", "posts.engagements", "web.sessions", "web.key_events", "orders.order_id"),
    calculate=paths,
    source="the project",
    settings=(Setting("days", 90, labels("Days looked back", "Dager tilbake", "Dagar tillbaka")),),
    aliases=("micro macro", "mikro makro", "micro-macro"),
    finds=False,
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
