"""An analysis: a question whose answer is a table and not one number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpi_xl.kpis.result import Missing
    from kpi_xl.kpis.scope import Scope
    from kpi_xl.warehouse.data import Data


@dataclass(frozen=True, slots=True)
class AnalysisTable:
    """The answer: rows under named columns, and what the reader should know about them."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | float | date | None, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a plugin hands over."""

    id: str
    label: Mapping[str, str]  # "en", "nb" and "sv"
    source: str  # where the method is published
    calculate: Callable[[Data, Scope], AnalysisTable | Missing]
