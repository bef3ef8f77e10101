"""Excel's functions, by family."""
# pyright: reportUnusedImport=false

from __future__ import annotations

from kpi_xl.workbook.calc.functions import (  # noqa: F401 - each declares its functions when it is imported
    conditional,
    conversions,
    dates,
    finance,
    information,
    logic,
    lookup,
    maths,
    ranks,
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
