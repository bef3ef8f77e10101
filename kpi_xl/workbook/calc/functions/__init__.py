"""Excel's functions, by family."""

from __future__ import annotations

from kpi_xl.workbook.calc.functions import (
    conditional,
    dates,
    finance,
    information,
    logic,
    lookup,
    maths,
    references,
    regression,
    rounding,
    statistics,
    subtotals,
    texts,
    workdays,
)
from kpi_xl.workbook.calc.functions.registry import FUNCTIONS

__all__ = ["FUNCTIONS", "VOLATILE"]

VOLATILE = frozenset({"NOW", "TODAY", "RAND", "RANDBETWEEN", "RANDARRAY", "CELL", "INFO"})

_FAMILIES = (
    conditional,
    dates,
    finance,
    information,
    logic,
    lookup,
    maths,
    references,
    regression,
    rounding,
    statistics,
    subtotals,
    texts,
    workdays,
)
