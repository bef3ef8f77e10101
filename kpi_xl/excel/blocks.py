"""KPI_SERIES and KPI_TABLE: many numbers in one call."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING, TypeVar

from kpi_xl.errors import UsageError
from kpi_xl.excel.arguments import cells_in, listed
from kpi_xl.excel.cells import CellError, number_cell
from kpi_xl.excel.naming import kpi_in, period_in, platform_named, scope_in
from kpi_xl.kpis.scope import Scope
from kpi_xl.vocabulary.period_words import unit_named
from kpi_xl.vocabulary.periods import Period
from kpi_xl.vocabulary.typed_periods import period_around, read_period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kpi_xl.excel.arguments import Given
    from kpi_xl.excel.cells import Answer, Block, Cell
    from kpi_xl.excel.source import Source
    from kpi_xl.vocabulary.period_words import Unit

_T = TypeVar("_T")
_MOST_ROWS = 5_000
_MOST_CELLS = 50_000


def kpi_series(source: Source, given: Given) -> Answer:
    """A KPI period by period."""
    asked = kpi_in(source, given)
    whole = Period(period_in(source, given, "from_period").first, period_in(source, given, "to_period").last)
    scopes = [scope_in(source, given, period) for period in _steps(whole, _grain(given))]
    results = source.figures.results([(asked.id, scope) for scope in scopes])
    return tuple((str(scope.period), number_cell(result.value)) for scope, result in zip(scopes, results, strict=True))


def kpi_table(source: Source, given: Given) -> Answer:
    """Several KPIs (and platforms) down, several periods across; the other way round where the sheet has them so."""
    kpis = _read(_filled(given, "kpis"), lambda cell: source.catalogue.find(str(cell)).id)
    periods = _read(_filled(given, "periods"), lambda cell: read_period(cell, source.today))
    platforms = _read(_filled(given, "platforms"), lambda cell: (platform_named(source, str(cell)),)) or [(None,)]
    if len(kpis) * len(periods) * len(platforms) > _MOST_CELLS:
        raise UsageError("The table is too large.", f"Ask for at most {_MOST_CELLS} cells at once.")
    block = _table(source, [*product(kpis, platforms)], periods)
    return tuple(zip(*block, strict=True)) if _is_row(given, "kpis") and not _is_row(given, "periods") else block


def _steps(whole: Period, unit: Unit) -> Iterator[Period]:
    found = period_around(whole.first, unit)
    for _ in range(_MOST_ROWS):
        yield found
        found = period_around(found.last + timedelta(days=1), unit)
        if found.first > whole.last:
            return
    raise UsageError("The series is too long.", f"Ask for at most {_MOST_ROWS} periods.")


def _grain(given: Given) -> Unit:
    text = given.text("grain")
    unit = unit_named(text) if text else "month"
    if unit is None:
        raise UsageError(f"“{text}” is no length of a period.", "Write day, week, month, quarter or year.")
    return unit


_Row = tuple[str | CellError | None, tuple[str | None] | CellError | None]  # a KPI and a platform; None where blank


def _table(source: Source, rows: Sequence[_Row], periods: Sequence[Period | CellError | None]) -> Block:
    questions = {
        (row, at): (kpi, Scope(period, platform[0]))
        for row, (kpi, platform) in enumerate(rows)
        for at, period in enumerate(periods)
        if isinstance(kpi, str) and isinstance(platform, tuple) and isinstance(period, Period)
    }
    results = dict(zip(questions, source.figures.results([*questions.values()]), strict=True))
    return tuple(
        tuple(
            number_cell(results[row, at].value) if (row, at) in results else _instead(*rows[row], period)
            for at, period in enumerate(periods)
        )
        for row in range(len(rows))
    )


def _instead(*parts: object) -> Cell:
    """What stands where a part of the question is blank or wrong."""
    return CellError.WRONG if CellError.WRONG in parts else ""


def _filled(given: Given, name: str) -> Sequence[object]:
    """The cells of a range with the blank ones in between, so that the block lies beside it; or the parts of a text."""
    found = list(cells_in(given.values.get(name)))
    if len(found) == 1:
        return listed(found[0])
    while found and (found[-1] is None or found[-1] == ""):
        found.pop()
    return found


def _read(cells: Sequence[object], meant: Callable[[object], _T]) -> list[_T | CellError | None]:
    """What each cell means: None for a blank one, an error for one that means nothing."""
    return [None if cell is None or cell == "" else _meant(cell, meant) for cell in cells]


def _meant(cell: object, meant: Callable[[object], _T]) -> _T | CellError:
    try:
        return meant(cell)
    except UsageError:
        return CellError.WRONG


def _is_row(given: Given, name: str) -> bool:
    """Whether the cells of an argument lie side by side."""
    rows = given.rows(name)
    return len(rows) == 1 and len(rows[0]) > 1
