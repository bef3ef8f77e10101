"""Why more visitors leave at once, or fewer buy: worse pages, or more visits to pages that always were like that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    ByHand,
    Finding,
    Given,
    Language,
    Setting,
    Settings,
    UsageError,
    comparable,
    format_number,
    format_percent,
    hookimpl,
    labels,
    no_data,
    texts_beside,
)
from kpi_xl_analyses._columns import VERDICT, VISITS, Cells
from kpi_xl_analyses._verdicts import Verdict, verdict_of, verdict_word
from kpi_xl_analyses._web import web_sums
from kpi_xl_analyses.by_hand._cells import rows_of
from kpi_xl_analyses.statistics.multiple_testing import benjamini_hochberg
from kpi_xl_analyses.statistics.proportions import Part, difference
from kpi_xl_analyses.traffic._mix import Effects, Slice, effects, slices_of

if TYPE_CHECKING:
    from kpi_xl import Data, Scope

COLUMNS = (
    AnalysisColumn("dimension", labels("By", "Etter", "Efter")),
    AnalysisColumn("value", labels("Value", "Verdi", "Värde")),
    AnalysisColumn("sessions_before", labels("Visits before", "Besøk før", "Besök före"), "count"),
    VISITS,
    AnalysisColumn("rate_before", labels("Rate before", "Rate før", "Andel före"), "percent"),
    AnalysisColumn("rate", labels("Rate", "Rate", "Andel"), "percent"),
    AnalysisColumn("mix_effect", labels("Effect of mix", "Effekt av sammensetning", "Effekt av mix"), "percent"),
    AnalysisColumn("rate_effect", labels("Effect of rate", "Effekt av rate", "Effekt av andel"), "percent"),
    AnalysisColumn("effect", labels("Both", "Begge", "Båda"), "percent"),
    VERDICT,
)
DIMENSIONS: Mapping[str, Mapping[str, str]] = {
    "page": labels("Page", "Side", "Sida"),
    "device": labels("Device", "Enhet", "Enhet"),
    "channel_group": labels("Channel", "Kanal", "Kanal"),
    "source": labels("Source", "Kilde", "Källa"),
    "country": labels("Country", "Land", "Land"),
}
_ENOUGH = 30
_MOST = 50  # rows; what lies beyond them moves the whole by nothing that one can see
_SAY = texts_beside(__file__)


def bounce_cause(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    earlier = replace(scope, period=scope.period.previous())
    measure = str(settings["measure"])
    found: list[tuple[str, Effects]] = []
    notes: list[str] = []
    for dimension in DIMENSIONS:
        slices = slices_of(_parts(data, earlier, dimension, measure), _parts(data, scope, dimension, measure))
        if slices:
            listed = effects(slices)
            found += [(dimension, one) for one in listed]
            notes.append(_note(dimension, listed, language))
    if not found:
        return no_data(COLUMNS, language, "web")
    table = _table(found, tuple(notes), language)
    if not comparable(data.coverage, None, scope.period, ("web",)):
        return table
    return replace(table, findings=_findings(table, measure, language))


def _parts(data: Data, scope: Scope, dimension: str, measure: str) -> Mapping[str, Part]:
    figure = "engaged_sessions" if measure == "bounce" else "key_events"
    found: dict[str, Part] = {}
    for row in web_sums(data, scope, (dimension,), ("sessions", figure)) or ():
        if row["sessions"] is not None and row[figure] is not None:
            hits = row["sessions"] - row[figure] if measure == "bounce" else row[figure]
            other = found.get(str(row[dimension]), Part(0.0, 0.0))
            found[str(row[dimension])] = Part(other.hits + hits, other.of + row["sessions"])
    return found


def by_hand(given: Given, _: Settings, language: Language) -> AnalysisTable:
    """From a row a slice: visits and bounces (or conversions) before and now.

    Raises:
        UsageError: there is no file, or a period without visits.
    """
    slices = [
        Slice(
            row.text("value"),
            Part(row.number("bounces_before"), row.number("sessions_before")),
            Part(row.number("bounces"), row.number("sessions")),
        )
        for row in rows_of(given)
    ]
    if not sum(one.before.of for one in slices) or not sum(one.now.of for one in slices):
        raise UsageError("There are no visits in one of the periods.", "Give both with --file.")
    listed = effects(slices)
    return _table([("", one) for one in listed], (_note("", listed, language),), language)


def _table(found: Sequence[tuple[str, Effects]], notes: tuple[str, ...], language: Language) -> AnalysisTable:
    ranked = sorted(found, key=lambda each: (-abs(each[1].both), each[0], each[1].slice.value))[:_MOST]
    verdicts = _verdicts([one.slice for _, one in ranked])
    rows = [
        (*_cells(dimension, one, language), verdict_word(verdict, language))
        for (dimension, one), verdict in zip(ranked, verdicts, strict=True)
    ]
    return AnalysisTable(COLUMNS, rows, notes)


def _cells(dimension: str, one: Effects, language: Language) -> Cells:
    before, now = one.slice.before, one.slice.now
    label = DIMENSIONS[dimension][language] if dimension else ""
    counts = (before.of, now.of, before.share if before.of else None, now.share if now.of else None)
    return (label, one.slice.value, *counts, one.mix, one.rate, one.both)


def _verdicts(slices: Sequence[Slice]) -> list[Verdict]:
    """Of fifty pages two or three differ by chance alone, so the p values are adjusted for as many looks."""
    tests = [difference(one.before, one.now) if _can_be_told(one) else None for one in slices]
    adjusted = iter(benjamini_hochberg([test.p for test in tests if test is not None]))
    return ["few" if test is None else verdict_of(test.difference, next(adjusted), enough=True) for test in tests]


def _can_be_told(one: Slice) -> bool:
    return one.before.is_sound() and one.now.is_sound() and min(one.before.of, one.now.of) >= _ENOUGH


def _note(dimension: str, listed: Sequence[Effects], language: Language) -> str:
    before = sum(one.slice.before.hits for one in listed) / sum(one.slice.before.of for one in listed)
    now = sum(one.slice.now.hits for one in listed) / sum(one.slice.now.of for one in listed)
    return _SAY(
        "basis",
        language,
        dimension=DIMENSIONS[dimension][language].lower() if dimension else "–",
        before=format_percent(before, language),
        now=format_percent(now, language),
        mix=format_number(100 * sum(one.mix for one in listed), language, 2),
        rates=format_number(100 * sum(one.rate for one in listed), language, 2),
    )


def _findings(table: AnalysisTable, measure: str, language: Language) -> tuple[Finding, ...]:
    """What got worse by itself and beyond chance; a shift between slices is no fault of a page."""
    key, bad, sign = ("worse", "higher", 1) if measure == "bounce" else ("fewer", "lower", -1)
    found: list[Finding] = []
    for at, row in enumerate(table.rows):
        told = dict(zip((column.key for column in table.columns), row, strict=True))
        rate_effect = sign * _float(told["rate_effect"])
        if told["verdict"] != verdict_word(bad, language) or rate_effect < 0.001:  # noqa: PLR2004 - a tenth of a pp
            continue
        text = _SAY(
            key,
            language,
            value=told["value"],
            before=format_percent(_float(told["rate_before"]), language),
            now=format_percent(_float(told["rate"]), language),
            effect=format_number(100 * rate_effect, language, 1),
        )
        kpi = "bounce_rate" if measure == "bounce" else "conversion_rate"
        found.append(Finding(text, min(1.0, 10 * rate_effect), at, _SAY("advice", language), kpi))
    return tuple(found)


def _float(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


ANALYSIS = Analysis(
    id="bounce_cause",
    area="analysis",
    label=labels(
        "Causes of bounce or low conversion",
        "Årsaker til flukt eller lav konvertering",
        "Orsaker till avvisning eller låg konvertering",
    ),
    columns=COLUMNS,
    needs=("web.sessions", "web.engaged_sessions", "web.key_events"),
    calculate=bounce_cause,
    source="the project",
    settings=(Setting("measure", "bounce", labels("Measure", "Mål", "Mått"), ("bounce", "conversion")),),
    by_hand=ByHand(by_hand, file_columns=("value", "sessions_before", "bounces_before", "sessions", "bounces")),
    aliases=("fluktårsaker", "årsaker til flukt", "orsaker till avvisning", "mix and rate", "bounce causes"),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
