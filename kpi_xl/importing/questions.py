"""What a file does not say, put as questions that the user can answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kpi_xl.importing.kinds import Day
from kpi_xl.importing.staged import Question
from kpi_xl.vocabulary.tables import tables

if TYPE_CHECKING:
    from kpi_xl.importing.reading.canonical import Summary
    from kpi_xl.importing.reading.typed import TypedTable

# A sum of money without a currency can still be counted, and so can scores whose kind is likely.
_HOLDING_NOTHING_BACK = {"currency", "survey"}
_PERIOD_FIELDS = {"date", "date_start"}


def questions(
    found: Mapping[str, tuple[Sequence[TypedTable], Summary]], *, confirmed: bool = False
) -> tuple[Question, ...]:
    """One question a kind, naming the tables that wait for it; guesses are asked about unless they are confirmed."""
    asked: dict[str, list[str]] = {}
    for table, (parts, summary) in found.items():
        for kind in _open(table, parts, summary) if summary.rows else ():
            asked.setdefault(kind, []).append(table)
        if summary.rows and not confirmed and any(part.raw.match.part.guesses for part in parts):
            asked.setdefault("survey", []).append(table)
    return tuple(
        Question(kind, _TEXTS[kind], () if kind in _HOLDING_NOTHING_BACK else tuple(names))  # type: ignore[arg-type]
        for kind, names in asked.items()
    )


_TEXTS = {
    "platform": "The file does not say which platform it is about: give it with --platform facebook, for example.",
    "account": "The file holds several accounts: say which one is yours with --account NAME; the others are left out.",
    "date": "The file has no date: give the day it was exported with --date YYYY-MM-DD.",
    "period": "The file does not say which days it covers: give them with --period FROM..TO.",
    "last_day": "The dates in the file have no year: give the last day in it with --last-day YYYY-MM-DD.",
    "survey": "What each question of the survey asks for is told by its words and scale: confirm it with --survey yes, "
    "or say what the scores are with --survey nps (or csat, ces, other).",
    "currency": "The file does not name the currency of its amounts: give it with --currency NOK, for example.",
}


def _open(table: str, parts: Sequence[TypedTable], summary: Summary) -> Iterator[str]:
    fields = tables()[table].fields
    filled = summary.filled
    if "platform" in fields and fields["platform"].kind == "key" and filled.get("platform", 0) < summary.rows:
        yield "platform"
    if any(part.raw.match.part.one_of_accounts and not part.own_account for part in parts):
        yield "account"
    if any(isinstance(kind, Day) and kind.without_year for part in parts for kind in part.raw.kinds.values()):
        if not filled.get("date"):
            yield "last_day"
    elif sum(filled.get(field, 0) for field in _PERIOD_FIELDS) < summary.rows:
        if "date_start" in fields:
            yield "period"
        elif "date" in fields and fields["date"].kind == "key":
            yield "date"
    money = [field for field in fields.values() if field.unit == "money"]
    if "currency" in fields and not filled.get("currency") and any(summary.totals.get(field.name) for field in money):
        yield "currency"
