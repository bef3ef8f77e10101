"""What a formula is asked for, and how that is written as criteria of SUMIFS."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpi_xl.kpis.components import Component

ALL = "(all)"  # in the key columns of the values table, where a selection leaves a key open


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell whose content decides, by its reference: `$A7`, `Summary!$C$4`, a defined name."""

    reference: str


@dataclass(frozen=True, slots=True)
class Criteria:
    """What a formula is asked for. Days are first days of months; without `last` the period is the one month."""

    first: Cell | date
    last: Cell | date | None = None
    platform: Cell | str | None = None
    account: Cell | str | None = None
    campaign: Cell | str | None = None


def months(criteria: Criteria, component: Component) -> Iterator[tuple[str, str]]:
    first, last = criteria.first, criteria.last
    if last is None or component.over_months == "first":
        yield "month", value(first)
    elif component.over_months == "last":
        yield "month", f"EOMONTH({value(last)},-1)+1"
    else:
        yield "month", f'">="&{value(first)}'
        yield "month", f'"<="&{value(last)}'


def in_total(criteria: Criteria) -> str:
    """The criterion that keeps ads out of all platforms together, where nothing narrower is asked for."""
    asked = [one for one in (criteria.platform, criteria.account) if one is not None]
    if not asked:
        return '"yes"'
    if not all(isinstance(one, Cell) for one in asked):
        return ""
    blank = [f'{one.reference}=""' for one in asked if isinstance(one, Cell)]
    condition = blank[0] if len(blank) == 1 else f"AND({','.join(blank)})"
    return f'IF({condition},"yes","*")'


def value(asked: Cell | date) -> str:
    return asked.reference if isinstance(asked, Cell) else f"DATE({asked.year},{asked.month},{asked.day})"


def or_any(asked: Cell | str, *, exact: bool) -> str:
    if isinstance(asked, str):
        return quoted(escaped(asked))
    wanted = asked.reference
    if exact:
        wanted = f'"="&SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({wanted},"~","~~"),"*","~*"),"?","~?")'
    return f'IF({asked.reference}="","*",{wanted})'


def or_all(asked: Cell | str | None) -> str:
    if isinstance(asked, Cell):
        return f'IF({asked.reference}="",{quoted(ALL)},{asked.reference})'
    return quoted(ALL if asked is None else escaped(asked))


def escaped(key: str) -> str:
    """A name as a criterion that matches itself only: SUMIFS reads ~ * ? as patterns and < > = at the start."""
    text = key.replace("~", "~~").replace("*", "~*").replace("?", "~?")
    return f"={text}" if text[:1] in {"<", ">", "="} else text


def quoted(value: str) -> str:
    doubled = value.replace('"', '""')
    return f'"{doubled}"'
