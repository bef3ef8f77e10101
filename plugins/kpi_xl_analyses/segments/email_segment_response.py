"""How segments of the mailing list respond: against each other, and against the period before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    ByHand,
    Finding,
    Given,
    Scope,
    as_dicts,
    format_percent,
    has_values,
    hookimpl,
    labels,
    no_data,
    not_exported,
    rows_in_scope,
    texts_beside,
)
from kpi_xl_analyses._columns import CHANGE, SEGMENT, Cells
from kpi_xl_analyses._shares import Compared, against_rest
from kpi_xl_analyses._verdicts import Verdict, verdict_of, verdict_word
from kpi_xl_analyses.by_hand._cells import rows_of
from kpi_xl_analyses.segments._rates import findings_of, rate_columns, row_of
from kpi_xl_analyses.statistics.multiple_testing import benjamini_hochberg
from kpi_xl_analyses.statistics.proportions import Difference, Part, difference, smallest_expected

if TYPE_CHECKING:
    from kpi_xl import Data, Language, Settings

COLUMNS = (
    *rate_columns(
        SEGMENT,
        AnalysisColumn("delivered", labels("Delivered", "Levert", "Levererade"), "count"),
        AnalysisColumn("clicks", labels("Clicks", "Klikk", "Klick"), "count"),
        AnalysisColumn("rate", labels("E-mail click rate", "Klikkrate e-post", "Klickfrekvens e-post"), "percent"),
    ),
    AnalysisColumn("before", labels("Period before", "Perioden før", "Perioden före"), "percent"),
    CHANGE,
    AnalysisColumn("change_low", labels("Change from", "Endring fra", "Förändring från"), "percent"),
    AnalysisColumn("change_high", labels("Change to", "Endring til", "Förändring till"), "percent"),
    AnalysisColumn("p_change", labels("p of the change", "p for endringen", "p för förändringen"), "number"),
    AnalysisColumn("change_verdict", labels("Change is", "Endringen er", "Förändringen är")),
)
_SAY = texts_beside(__file__)
_ENOUGH_TRIALS, _ENOUGH_EXPECTED = 30, 5


@dataclass(frozen=True, slots=True)
class Change:
    """A segment now and before."""

    before: float
    test: Difference
    enough: bool

    def cells(self, language: Language, adjusted: float) -> Cells:
        word = verdict_word(self.verdict(adjusted), language)
        return (self.before, self.test.difference, *self.test.interval, self.test.p, word)

    def verdict(self, adjusted: float) -> Verdict:
        return verdict_of(self.test.difference, adjusted, enough=self.enough)


def email_segment_response(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    del settings
    before_scope = Scope(scope.period.previous(), scope.platform, scope.account, scope.campaign)
    rows = rows_in_scope(data, "email_campaigns", scope)
    if rows is None:
        return no_data(COLUMNS, language, "email_campaigns")
    clicks = next((one for one in ("unique_clicks", "clicks") if has_values(rows, one, "delivered")), None)
    if clicks is None or not has_values(rows, "segment"):
        return not_exported(
            COLUMNS, language, "email_campaigns.segment", "email_campaigns.delivered", "email_campaigns.clicks"
        )
    now, before = (_segments(data, one, clicks, language) for one in (scope, before_scope))
    notes = (
        (_SAY("same", language),) if clicks == "unique_clicks" else (_SAY("total", language), _SAY("same", language))
    )
    return _table(now, before, notes, language)


def by_hand(given: Given, settings: Settings, language: Language) -> AnalysisTable:
    """A file with the columns segment, delivered and clicks, and if wanted delivered_before and clicks_before."""
    del settings
    now: dict[str, Part] = {}
    before: dict[str, Part] = {}
    for row in rows_of(given):
        name = row.text("segment") or _SAY("none", language)
        now[name] = _with(now.get(name), row.number("clicks"), row.number("delivered"))
        if row.text("delivered_before"):
            before[name] = _with(before.get(name), row.number("clicks_before"), row.number("delivered_before"))
    return _table(now, before, (_SAY("same", language),), language)


def _segments(data: Data, scope: Scope, clicks: str, language: Language) -> dict[str, Part]:
    import narwhals as nw  # noqa: PLC0415 - plugins are listed without loading an engine

    rows = rows_in_scope(data, "email_campaigns", scope)
    if rows is None:
        return {}
    known = rows.filter(~nw.col(clicks).is_null(), nw.col("delivered") > 0)
    known = known.with_columns(nw.col(clicks).cast(nw.Float64), nw.col("delivered").cast(nw.Float64))
    sums = known.group_by("segment").agg(nw.col(clicks).sum(), nw.col("delivered").sum())
    found: Sequence[Mapping[str, Any]] = as_dicts(sums.sort("segment"))
    return {row["segment"] or _SAY("none", language): Part(row[clicks], row["delivered"]) for row in found}


def _with(part: Part | None, clicks: float, delivered: float) -> Part:
    return Part(clicks + (part.hits if part else 0), delivered + (part.of if part else 0))


def _table(
    now: Mapping[str, Part], before: Mapping[str, Part], notes: tuple[str, ...], language: Language
) -> AnalysisTable:
    found = against_rest(now)
    changes = {one.name: change for one in found if (change := _change(one, before.get(one.name)))}
    adjusted = dict(zip(changes, benjamini_hochberg([one.test.p for one in changes.values()]), strict=True))
    blank = (None, None, None, None, None, "")
    rows = [
        (
            *row_of(one, language),
            *(changes[one.name].cells(language, adjusted[one.name]) if one.name in changes else blank),
        )
        for one in found
    ]
    told = findings_of(found, COLUMNS[3].label, COLUMNS[1].label, language)
    told += _changed(found, changes, adjusted, language)
    return AnalysisTable(COLUMNS, rows, notes, findings=tuple(told))


def _change(one: Compared, before: Part | None) -> Change | None:
    if before is None or not before.is_sound() or not one.part.is_sound():
        return None
    enough = min(before.of, one.part.of) >= _ENOUGH_TRIALS
    enough = enough and smallest_expected(before, one.part) >= _ENOUGH_EXPECTED
    return Change(before.share, difference(before, one.part), enough)


def _changed(
    found: Sequence[Compared], changes: Mapping[str, Change], adjusted: Mapping[str, float], language: Language
) -> list[Finding]:
    every = sum(one.part.of for one in found)
    told: list[Finding] = []
    for at, one in enumerate(found):
        change = changes.get(one.name)
        if change is None or one.rate is None or change.verdict(adjusted[one.name]) not in {"higher", "lower"}:
            continue
        shown = {"before": format_percent(change.before, language, 2), "rate": format_percent(one.rate, language, 2)}
        importance = one.part.of / every * (1 - adjusted[one.name])
        text = _SAY("changed", language, name=one.name, **shown)
        told.append(Finding(text, importance, at, _SAY("adjust", language)))
    return told


ANALYSIS = Analysis(
    id="email_segment_response",
    area="segments",
    label=labels("Response by e-mail segment", "Respons per e-postsegment", "Respons per e-postsegment"),
    columns=COLUMNS,
    needs=("email_campaigns.segment", "email_campaigns.delivered", "email_campaigns.unique_clicks"),
    calculate=email_segment_response,
    source="https://www.statsmodels.org/stable/generated/statsmodels.stats.proportion.proportions_ztest.html",
    by_hand=ByHand(by_hand, file_columns=("segment", "delivered", "clicks")),
    aliases=("mailing list segments", "e-postsegment", "e-postlister", "e-postlistor"),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
