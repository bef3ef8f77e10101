"""How many people each variant has to be shown to before a test can see an effect."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    Argument,
    ByHand,
    Given,
    Missing,
    Setting,
    UsageError,
    formula_value,
    hookimpl,
    labels,
    texts_beside,
)
from kpi_xl_analyses.by_hand._arguments import figure
from kpi_xl_analyses.statistics.power import sample_size, sample_size_pooled

if TYPE_CHECKING:
    from kpi_xl import Data, Language, Scope, Settings

COLUMNS = (
    AnalysisColumn("baseline", labels("Rate now", "Andel nå", "Andel nu"), "percent"),
    AnalysisColumn("effect", labels("Change to see", "Endring som skal ses", "Förändring som ska ses"), "percent"),
    AnalysisColumn("target", labels("Rate then", "Andel da", "Andel då"), "percent"),
    AnalysisColumn("n", labels("Needed, exactly", "Trengs, nøyaktig", "Behövs, exakt"), "number"),
    AnalysisColumn(
        "n_per_variant", labels("People a variant", "Personer per variant", "Personer per variant"), "count"
    ),
    AnalysisColumn("n_in_all", labels("People in all", "Personer i alt", "Personer totalt"), "count"),
    AnalysisColumn("n_pooled", labels("By R's formula", "Etter R sin formel", "Enligt R:s formel"), "number"),
    AnalysisColumn("alpha", labels("False alarms", "Falske alarmer", "Falska larm"), "percent"),
    AnalysisColumn("power", labels("Power", "Styrke", "Styrka"), "percent"),
)
_SAY = texts_beside(__file__)
# What a marketer tests, and where today's rate comes from.
_BASELINES = {
    "ctr": "activity.link_clicks / activity.impressions",
    "conversion_rate": "web.key_events / web.sessions",
}


def from_data(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    """Today's click and conversion rates, and how many it takes to see the wanted relative change of each."""
    found = [formula_value(data, scope, formula, "percent").value for formula in _BASELINES.values()]
    rates = [rate for rate in found if rate is not None and 0 < rate < 1]
    relative = float(settings["effect"])
    rows = [_row(rate, rate * relative, settings) for rate in rates if rate * (1 + relative) < 1]
    if not rows:
        return AnalysisTable(COLUMNS, (), missing=Missing("no_data", _SAY("no_baseline", language)))
    return AnalysisTable(COLUMNS, rows, (_SAY("relative", language), _SAY("ends", language)))


def by_hand(given: Given, settings: Settings, language: Language) -> AnalysisTable:
    """`baseline=0.2 mde=0.05`, the change in percentage points unless said otherwise.

    Raises:
        UsageError: a rate is not between 0 and 1, or there is no change to look for.
    """
    baseline, effect = figure(given, "baseline"), figure(given, "mde")
    if settings["effect_kind"] == "relative":
        effect *= baseline
    if not 0 < baseline < 1 or not 0 < baseline + effect < 1 or not effect:
        raise UsageError("Both rates are to lie between 0 and 1.", "Write baseline=0.2 mde=0.05 for 20 % and 5 points.")
    if not all(0 < float(settings[name]) < 1 for name in ("alpha", "power")):
        raise UsageError("alpha and power are to lie between 0 and 1.", "Write alpha=0.05 power=0.8.")
    kind = str(settings["effect_kind"])
    return AnalysisTable(COLUMNS, [_row(baseline, effect, settings)], (_SAY(kind, language), _SAY("ends", language)))


def _row(baseline: float, effect: float, settings: Settings) -> tuple[float, ...]:
    alpha, power = float(settings["alpha"]), float(settings["power"])
    needed = sample_size(baseline, effect, alpha, power)
    pooled = sample_size_pooled(baseline, baseline + effect, alpha, power)
    each = ceil(needed)
    return (baseline, effect, baseline + effect, needed, each, 2 * each, pooled, alpha, power)


ANALYSIS = Analysis(
    id="sample_size",
    area="experiments",
    label=labels("Sample size", "Utvalgsstørrelse", "Urvalsstorlek"),
    columns=COLUMNS,
    needs=("account_daily.link_clicks", "account_daily.impressions", "web.key_events", "web.sessions"),
    calculate=from_data,
    source="https://www.evanmiller.org/ab-testing/sample-size.html",
    settings=(
        Setting("alpha", 0.05, labels("False alarms allowed", "Tillatte falske alarmer", "Tillåtna falska larm")),
        Setting("power", 0.8, labels("Power", "Styrke", "Styrka")),
        Setting("effect", 0.2, labels("Relative change to see", "Relativ endring", "Relativ förändring")),
        Setting("effect_kind", "absolute", labels("Kind of change", "Endringens art", "Förändringens art"),
                ("absolute", "relative")),
    ),
    by_hand=ByHand(
        by_hand,
        (
            Argument("baseline", "number", labels("Rate now", "Andel nå", "Andel nu")),
            Argument("mde", "number", labels("Smallest change to see", "Minste endring", "Minsta förändring")),
        ),
    ),
    finds=False,
    aliases=("power", "power analysis", "how many", "utvalgsstørrelse", "teststyrke", "urvalsstorlek", "teststyrka"),
)  # fmt: skip


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
