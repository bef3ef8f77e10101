"""The code that plugins bring, guarded: where it raises, it gives nothing, and the host is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kpi_xl.errors import KpiXlError
from kpi_xl.importing.layouts import SHIPPED_LAYOUTS
from kpi_xl.kpis.analysis import AnalysisTable
from kpi_xl.kpis.kpi import Calculated
from kpi_xl.kpis.result import Missing

if TYPE_CHECKING:
    from kpi_xl.importing.importer import Export, Importer
    from kpi_xl.importing.layouts import Block, Layout
    from kpi_xl.importing.opening.grid import OpenedFile
    from kpi_xl.kpis.analysis import Analysis
    from kpi_xl.kpis.kpi import Kpi

Blame = Callable[[Exception], KpiXlError]  # notes the failure and gives it in words; raises it where that is wanted


def importer(thing: Importer, blame: Blame) -> Importer:
    """An importer whose own layouts find nothing where they fail, so that other importers may take the file."""

    def guarded(export: Export) -> Export:
        return replace(export, layout=_layout(export.layout, blame))

    return replace(thing, formats=tuple(guarded(export) for export in thing.formats))


def kpi(thing: Kpi, blame: Blame) -> Kpi:
    """A KPI that is missing where its calculation fails."""

    def nothing(text: str) -> Calculated:
        return Calculated(None, _missing(text))

    return replace(thing, calculate=_calculation(thing.calculate, blame, nothing)) if thing.calculate else thing


def analysis(thing: Analysis, blame: Blame) -> Analysis:
    """An analysis whose table is missing where its calculation fails."""

    def nothing(text: str) -> AnalysisTable:
        return AnalysisTable(thing.columns, (), missing=_missing(text))

    return replace(thing, calculate=_calculation(thing.calculate, blame, nothing))


def _missing(text: str) -> Missing:
    return Missing("no_data", text)


def _layout(layout: Layout, blame: Blame) -> Layout:
    if layout in SHIPPED_LAYOUTS:
        return layout

    def guarded(opened: OpenedFile) -> Iterator[Block]:
        try:
            yield from layout(opened)
        except KpiXlError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a plugin does
            blame(error)

    return guarded


def _calculation(calculate: Callable[..., Any], blame: Blame, nothing: Callable[[str], Any]) -> Callable[..., Any]:
    def guarded(*arguments: Any) -> Any:
        try:
            return calculate(*arguments)
        except KpiXlError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a plugin does
            return nothing(blame(error).message)

    return guarded
