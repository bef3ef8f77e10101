"""What every attribution model answers: a channel a row, with the conversions and the money credited to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    ByHand,
    Data,
    Given,
    Language,
    Scope,
    Setting,
    Settings,
    format_number,
    labels,
    no_data,
    no_table,
    texts_beside,
)
from kpi_xl_analyses._columns import CHANNEL, CREDITED_CONVERSIONS, SHARE, WORTH, Cells
from kpi_xl_analyses.attribution._given import ARGUMENTS, PATHS, TOUCHES, journeys_given
from kpi_xl_analyses.attribution._journeys import Journey, journeys_in
from kpi_xl_analyses.statistics.proportions import Part, wilson

COLUMNS = (
    CHANNEL,
    CREDITED_CONVERSIONS,
    SHARE,
    AnalysisColumn("share_low", labels("Share, from", "Andel, fra", "Andel, från"), "percent"),
    AnalysisColumn("share_high", labels("Share, to", "Andel, til", "Andel, till"), "percent"),
    WORTH,
    AnalysisColumn("removal_effect", labels("Removal effect", "Effekt av å fjernes", "Borttagningseffekt"), "percent"),
)
LOOKBACK = Setting("lookback_days", 90, labels("Days looked back", "Dager tilbake i tid", "Dagar tillbaka i tiden"))
_ENOUGH = 30
TEXTS = texts_beside(__file__)


@dataclass(frozen=True, slots=True)
class Credits:
    """Per channel; the conversions add up to those that there are."""

    conversions: Mapping[str, float]
    value: Mapping[str, float] = field(default_factory=dict[str, float])
    removal_effect: Mapping[str, float] = field(default_factory=dict[str, float])
    # Of the shares; where a model has none of its own, that of a share of so many conversions.
    intervals: Mapping[str, tuple[float, float]] = field(default_factory=dict[str, tuple[float, float]])


Remarks = Callable[[Sequence[Journey], AnalysisTable, Language], AnalysisTable]


@dataclass(frozen=True, slots=True)
class Model:
    """A way of giving credit; `remarks` may add notes and findings of its own to the table."""

    credit: Callable[[Sequence[Journey], Settings], Credits]
    source: str
    settings: tuple[Setting, ...] = ()
    aliases: tuple[str, ...] = ()
    remarks: Remarks | None = None


def attribution(name: str, label: Mapping[str, str], model: Model) -> Analysis:
    """The analysis that a model of credit makes."""

    def answer(journeys: Sequence[Journey], chosen: Settings, language: Language) -> AnalysisTable:
        if not sum(journey.conversions for journey in journeys):
            return no_table(COLUMNS, "no_data", TEXTS("none", language))
        table = _table(journeys, model.credit(journeys, chosen), language)
        return model.remarks(journeys, table, language) if model.remarks else table

    def calculate(data: Data, scope: Scope, chosen: Settings, language: Language) -> AnalysisTable:
        journeys = journeys_in(data, scope, int(chosen["lookback_days"]))
        return answer(journeys, chosen, language) if journeys else no_data(COLUMNS, language, "touchpoints")

    def by_hand(given: Given, chosen: Settings, language: Language) -> AnalysisTable:
        return answer(journeys_given(given), chosen, language)

    return Analysis(
        id=name,
        area="attribution",
        label=label,
        columns=COLUMNS,
        needs=("touchpoints.journey_id", "touchpoints.touched_at", "touchpoints.channel", "touchpoints.converted"),
        calculate=calculate,
        source=model.source,
        settings=(*model.settings, LOOKBACK),
        by_hand=ByHand(by_hand, ARGUMENTS, PATHS, TOUCHES),
        aliases=model.aliases,
    )


def _table(journeys: Sequence[Journey], credit: Credits, language: Language) -> AnalysisTable:
    total = sum(journey.conversions for journey in journeys)
    nulls = sum(journey.nulls for journey in journeys)
    ranked = sorted(credit.conversions, key=lambda channel: (-credit.conversions[channel], channel))
    rows = [_row(channel, credit, total) for channel in ranked]
    counts = {"conversions": format_number(total, language), "nulls": format_number(nulls, language)}
    notes = [TEXTS("basis", language, **counts)]
    if total < _ENOUGH:
        notes.append(TEXTS("few", language, enough=_ENOUGH))
    return AnalysisTable(COLUMNS, rows, tuple(notes))


def _row(channel: str, credit: Credits, total: float) -> Cells:
    # A conversion's credit lies between 0 and 1, so its spread is at most that of a whole one: the interval is careful.
    given = credit.conversions[channel]
    low, high = credit.intervals.get(channel) or wilson(Part(min(given, total), total))
    money, effect = credit.value.get(channel), credit.removal_effect.get(channel)
    return (channel, given, given / total, low, high, money, effect)


def enough(journeys: Sequence[Journey]) -> bool:
    """Whether there are conversions enough for a verdict."""
    return sum(journey.conversions for journey in journeys) >= _ENOUGH
