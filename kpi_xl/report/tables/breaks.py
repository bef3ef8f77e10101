"""Months in which a figure was counted otherwise than before, for marks in charts and changes that say nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.report.breaks import breaks, field_names
from kpi_xl.report.clients import clients
from kpi_xl.report.keys import note_key
from kpi_xl.vocabulary.periods import Period
from kpi_xl.workbook.filling import Column

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from kpi_xl.report.formulas import Formulas
    from kpi_xl.report.material import Material

_TREND = 5  # months from a break on whose trend still holds months after it against months before it
_HEADS = ("key", "day", "starts", "change")
Row = tuple[str, "date", int, int]


def broken(material: Material, formulas: Formulas) -> Sequence[Column]:
    """A row for each KPI, scope and month from a break on whose trend crosses it.

    `starts` is 1 in the month of the break, `change` where the month cannot be held against the one before it.
    """
    rows = sorted(_rows(material, formulas))
    return [Column(head, [row[place] for row in rows]) for place, head in enumerate(_HEADS)]


def _rows(material: Material, formulas: Formulas) -> Iterator[Row]:
    kpis = {kpi: field_names(material, kpi) for kpi in dict.fromkeys(kpi for kpi, _ in material.figures.known())}
    shown = Period(material.history[0].first, material.month.last)
    found = list(breaks(material, frozenset().union(*kpis.values()), material.platforms, shown))
    scopes = _scopes(material, formulas) if found else {}
    for one in found:
        for kpi in (kpi for kpi, names in kpis.items() if one.field in names):
            for scope, platforms in scopes.items():
                if one.platform in platforms or not (one.platform or scope):
                    yield from _months(kpi, scope, one.day)


def _scopes(material: Material, formulas: Formulas) -> Mapping[str | None, Sequence[str]]:
    """Everything that a page may be about, with its platforms: all of them, each, and each client's."""
    return {None: material.platforms, **{one: (one,) for one in material.platforms}, **clients(material, formulas)}


def _months(kpi: str, scope: str | None, day: date) -> Iterator[Row]:
    begins = Period.month(day.year, day.month)
    partly = int(day > begins.first)  # the month then holds figures of both kinds, and spoils the next one too
    for after in range(_TREND + partly):
        key = note_key(kpi, scope, begins.shifted(after).first)
        yield key, day, int(after == 0), int(after <= partly)
