"""Cases and answers by team, tag or platform. Small teams are shown with their interval and never ranked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    ByHand,
    Given,
    Language,
    Setting,
    Settings,
    UsageError,
    as_dicts,
    hookimpl,
    labels,
    no_data,
    rows_in_scope,
    texts_beside,
)
from kpi_xl_analyses._columns import HIGH, LOW, VERDICT, Cells
from kpi_xl_analyses._shares import against_rest
from kpi_xl_analyses._verdicts import verdict_word
from kpi_xl_analyses.by_hand._cells import Row, rows_of
from kpi_xl_analyses.statistics.proportions import Part, wilson

if TYPE_CHECKING:
    from kpi_xl import Data, Scope

COLUMNS = (
    AnalysisColumn("group", labels("Team", "Team", "Team")),
    AnalysisColumn("cases", labels("Cases", "Saker", "Ärenden"), "count"),
    AnalysisColumn("to_answer", labels("To be answered", "Skal besvares", "Ska besvaras"), "count"),
    AnalysisColumn("answered", labels("Answered", "Besvart", "Besvarade"), "percent"),
    AnalysisColumn("within_hour", labels("Within an hour", "Innen en time", "Inom en timme"), "percent"),
    LOW,
    HIGH,
    AnalysisColumn("response_time", labels("Median answer", "Median svartid", "Median svarstid"), "seconds"),
    AnalysisColumn("resolved", labels("Resolved", "Løst", "Lösta"), "percent"),
    VERDICT,
)
_HOUR = timedelta(hours=1)
_SAY = texts_beside(__file__)


@dataclass(frozen=True, slots=True)
class Case:
    group: str
    received: datetime | None
    replied: datetime | None
    resolved: datetime | None
    needs_answer: bool

    @property
    def wait(self) -> timedelta | None:
        return None if self.received is None or self.replied is None else self.replied - self.received


def cases_by_team(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    rows = rows_in_scope(data, "conversations", scope)
    by = str(settings["by"])
    cases = [
        Case(
            str(row[by] or ""),
            row["received_at"],
            row["first_reply_at"],
            row["resolved_at"],
            row["needs_answer"] is not False,  # an inbox that does not say wants every message answered
        )
        for row in (as_dicts(rows) if rows is not None else ())
    ]
    return _table(cases, language) if cases else no_data(COLUMNS, language, "conversations")


def by_hand(given: Given, _: Settings, language: Language) -> AnalysisTable:
    """A row a case: team, received_at, and first_reply_at and resolved_at where there are any.

    Raises:
        UsageError: there is no file, or a time cannot be read.
    """
    cases = [
        Case(row.text("team"), _time(row, "received_at"), _time(row, "first_reply_at"), _time(row, "resolved_at"), True)  # noqa: FBT003 - every typed case wants an answer
        for row in rows_of(given)
    ]
    if not cases:
        raise UsageError("There are no cases.", "Give a file with the columns team, received_at and first_reply_at.")
    return _table(cases, language)


def _time(row: Row, name: str) -> datetime | None:
    text = row.text(name)
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None) if text else None
    except ValueError as error:
        raise UsageError(f"“{text}” in line {row.at} is no time.", "Write it as 2026-10-31 14:05.") from error


def _table(cases: Iterable[Case], language: Language) -> AnalysisTable:
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        groups[case.group].append(case)
    parts = {name: part for name, own in groups.items() if (part := within_hour(own)).of}
    compared = against_rest(parts) if len(parts) > 1 else []
    verdicts = {one.name: verdict_word(one.verdict, language) for one in compared}
    rows = [(*_row(name or _SAY("none", language), groups[name]), verdicts.get(name, "")) for name in sorted(groups)]
    return AnalysisTable(COLUMNS, rows, (_SAY("against", language),) if verdicts else ())


def within_hour(cases: Sequence[Case]) -> Part:
    """Of the cases to be answered those answered within an hour of being received, not before."""
    asked = [case for case in cases if case.needs_answer]
    quick = sum(case.wait is not None and timedelta(0) <= case.wait <= _HOUR for case in asked)
    return Part(float(quick), float(len(asked)))


def _row(name: str, cases: Sequence[Case]) -> Cells:
    asked = [case for case in cases if case.needs_answer]
    if not asked:
        return (name, len(cases), 0, None, None, None, None, None, None)
    part = within_hour(cases)
    waits = [case.wait.total_seconds() for case in asked if case.wait is not None]
    answered = sum(case.replied is not None for case in asked) / len(asked)
    resolved = sum(case.resolved is not None for case in asked) / len(asked)
    middle = median(waits) if waits else None
    return (name, len(cases), len(asked), answered, part.share, *wilson(part), middle, resolved)


ANALYSIS = Analysis(
    id="cases_by_team",
    area="care",
    label=labels("Cases and answers by team", "Saker og svartid per team", "Ärenden och svarstid per team"),
    columns=COLUMNS,
    needs=("conversations.team", "conversations.received_at", "conversations.first_reply_at"),
    calculate=cases_by_team,
    source="https://sproutsocial.com/insights/social-customer-care-metrics/",
    settings=(Setting("by", "team", labels("By", "Etter", "Efter"), ("team", "tag", "platform")),),
    by_hand=ByHand(by_hand, file_columns=("team", "received_at", "first_reply_at")),
    aliases=("cases by team", "saker per team", "ärenden per team", "answered within an hour by team"),
    finds=False,
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
