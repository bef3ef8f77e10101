"""KPI_CALC: a KPI or an analysis by its own definition, on numbers in the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.errors import UsageError
from kpi_xl.excel.arguments import as_number, as_text, cells_in
from kpi_xl.excel.cells import number_cell
from kpi_xl.excel.naming import analysis_named
from kpi_xl.excel.tables import analysis_block
from kpi_xl.kpis.by_hand.answer import analysis_by_hand, kpi_by_hand

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpi_xl.excel.arguments import Given
    from kpi_xl.excel.cells import Answer
    from kpi_xl.excel.source import Source

_HINT = "Write a name, then its number, then the next name; or cells with names, then as many with numbers."


def kpi_calc(source: Source, given: Given) -> Answer:
    """The same calculation that `kpi-xl calc` makes."""
    text = given.text("kpi") or ""
    typed = {name: _written(values) for name, values in _pairs(given.rest)}
    if analysis := analysis_named(source, text):
        return analysis_block(analysis_by_hand(analysis, typed, (), source.language), source.language)
    asked = source.catalogue.find(text)
    return number_cell(kpi_by_hand(source.catalogue, asked, typed, (), source.language).value)


def _pairs(arguments: Sequence[object]) -> Iterator[tuple[str, Sequence[object]]]:
    """Each input's name and its cells. One name goes with any number of cells, several names with a cell each."""
    if len(arguments) % 2:
        raise UsageError("The last input has no number.", _HINT)
    for heads, bodies in zip(arguments[::2], arguments[1::2], strict=True):
        names, values = [as_text(one) for one in cells_in(heads)], list(cells_in(bodies))
        if len(names) == 1:
            yield _name(names[0]), values
        elif len(names) == len(values):
            yield from ((_name(name), [value]) for name, value in zip(names, values, strict=True) if name or value)
        else:
            raise UsageError(f"There are {len(names)} names and {len(values)} numbers.", _HINT)


def _name(text: str | None) -> str:
    if text is None:
        raise UsageError("An input has no name.", _HINT)
    return text


def _written(values: Sequence[object]) -> str:
    """Cells as `kpi-xl calc` reads them: a number, a list parted by semicolons, or a text such as 144/1200."""
    return ";".join(_one(value) for value in values)


def _one(value: object) -> str:
    if value is None or value == "":
        return ""
    return value if isinstance(value, str) else repr(as_number(value))
