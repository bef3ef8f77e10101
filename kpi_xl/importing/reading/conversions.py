"""Each kind of value as a DuckDB expression over a text cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi_xl.importing.kinds import (
    Choice,
    Day,
    Duration,
    Flag,
    Id,
    Kind,
    Moment,
    Money,
    Number,
    Percent,
    Pseudonym,
    Text,
    Whole,
)
from kpi_xl.importing.reading import numbers
from kpi_xl.importing.reading.people import pseudonym
from kpi_xl.importing.reading.sql import name, text
from kpi_xl.importing.reading.timestamps import timestamp, without_offset

if TYPE_CHECKING:
    from kpi_xl.importing.reading.forms import Forms

# Platforms' figures need two decimals, rates of exchange and custom reports a few more.
MONEY = "DECIMAL(18,4)"
_MANGLED_ID = r"^\d([.,]\d+)?[eE]\+?\d+$"
_SAME_DIGITS = 14  # of a long id that a spreadsheet has rounded, these are left
_SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600}


@dataclass(frozen=True, slots=True)
class Source:
    """One column of a raw table, and the circumstances in which its cells are read."""

    raw: str
    field: str
    forms: Forms
    pseudonym_key: bytes

    @property
    def cell(self) -> str:
        """The column as SQL."""
        return name(self.field)


def converted(kind: Kind, source: Source) -> str:  # noqa: C901, PLR0911 - one branch a kind
    """The canonical value of a cell; NULL where the cell holds something else."""
    match kind:
        case Text():
            return source.cell
        case Id():
            return _id(kind, source)
        case Whole():
            return _whole(source)
        case Number(scale=scale):
            return _number(source, "DOUBLE") if scale == 1 else f"{_number(source, 'DOUBLE')} * {scale}"
        case Money(part=part):
            return _money(source, part)
        case Percent(points=points):
            return _percent(source, points=points)
        case Day() | Moment():
            return _time(kind, source)
        case Duration(unit=unit):
            return _duration(source, _SECONDS[unit])
        case Choice():
            return _choice(kind, source.cell)
        case Flag(true=true, false=false):
            return (
                f"CASE WHEN regexp_full_match(lower({source.cell}), {text(true)}) THEN true "
                f"WHEN regexp_full_match(lower({source.cell}), {text(false)}) THEN false END"
            )
        case Pseudonym():
            return pseudonym(source.cell, source.pseudonym_key)


def _id(kind: Id, source: Source) -> str:
    cell = source.cell
    if (source.raw, source.field) not in source.forms.damaged_ids:
        return cell
    bare = f"regexp_replace(regexp_replace({cell}, '^=?[\"'']*|[\"'']*$|^\\[|\\]$', '', 'g'), '^(\\d+)\\.0+$', '\\1')"
    kept = f"CASE WHEN NOT regexp_matches({bare}, {text(_MANGLED_ID)}) THEN {bare} END"
    if not kind.recover_from:
        return kept
    link = f"nullif(regexp_extract({name(kind.recover_from)}, {text(kind.recover)}, 1), '')"
    rounded = f"length({bare}) > {_SAME_DIGITS} AND left({bare}, {_SAME_DIGITS}) = left({link}, {_SAME_DIGITS})"
    return f"CASE WHEN {rounded} THEN {link} ELSE coalesce({kept}, {link}) END"


def _number(source: Source, sql_type: str) -> str:
    if (source.raw, source.field) in source.forms.formatted:
        return numbers.number(source.cell, source.forms.decimal, sql_type)
    return f"try_cast({source.cell} AS {sql_type})"


def _money(source: Source, part: str) -> str:
    if not part:
        return _number(source, MONEY)
    amount = f"nullif(regexp_extract({source.cell}, {text(part)}, 1), '')"
    return numbers.number(amount, source.forms.decimal, MONEY)


def _whole(source: Source) -> str:
    if (source.raw, source.field) not in source.forms.formatted:
        return f"try_cast({source.cell} AS BIGINT)"
    value = _number(source, "DOUBLE")
    return f"(SELECT CASE WHEN v = round(v) THEN try_cast(v AS BIGINT) END FROM (SELECT {value} AS v))"


def _percent(source: Source, *, points: bool) -> str:
    value = _number(source, "DOUBLE")
    if points:
        return f"{value} / 100"
    return f"CASE WHEN contains({source.cell}, '%') THEN {value} / 100 ELSE {value} END"


def _time(kind: Day | Moment, source: Source) -> str:
    how = source.forms.dates[source.raw, source.field]
    if isinstance(kind, Day):
        cell = without_offset(source.cell) if how.has_offset else source.cell
        last_day = source.forms.around.last_day if kind.without_year else None
        return f"CAST({timestamp(cell, how.without_zone(), last_day=last_day)} AS DATE)"
    if not how.has_clock:
        return f"CAST({timestamp(source.cell, how)} AS DATE)"
    if how.has_offset and not how.words:
        return timestamp(source.cell, how)
    written = timestamp(source.cell, how)
    if kind.minutes_may_be_month and (source.raw, source.field) in source.forms.month_as_minutes:
        written = f"date_trunc('hour', {written})"
    return f"timezone({text(kind.zone or source.forms.around.zone)}, {written})"


def _duration(source: Source, seconds: int) -> str:
    parts = f"string_split({source.cell}, ':')"
    clock = f"list_reduce([try_cast(part AS DOUBLE) FOR part IN {parts}], lambda total, part: total * 60 + part)"
    return f"CASE WHEN contains({source.cell}, ':') THEN {clock} ELSE {_number(source, 'DOUBLE')} * {seconds} END"


def _choice(kind: Choice, cell: str) -> str:
    cases = " ".join(
        f"WHEN regexp_matches({cell}, {text(pattern)}, 'i') THEN {text(word)}" for pattern, word in kind.patterns
    )
    other = f" WHEN {cell} IS NOT NULL THEN {text(kind.other)}" if kind.other else ""
    return f"CASE {cases}{other} END"
