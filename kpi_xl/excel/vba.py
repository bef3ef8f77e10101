"""What the VBA of our add-in calls: one function for all, with values in place of ranges and the project's id given.

The add-in calls `XLPy.CallUDF("kpi_xl.excel.vba", "ask", Array(project, function, arguments…))` without a workbook and
without a calling cell, so that xlwings asks Excel for nothing more. A block comes as rows, an error as its text, which
the VBA turns into a real one.
"""

from __future__ import annotations

from typing import Any

import xlwings as xw  # pyright: ignore[reportMissingImports] - an extra

from kpi_xl.excel.calling import desk
from kpi_xl.excel.cells import xlwings_cells


@xw.func
@xw.arg("*given", ndim=2, err_to_str=True)
@xw.ret(expand=None)
def ask(*given):  # type: ignore[no-untyped-def] # noqa: ANN002, ANN201 - xlwings would convert by annotations
    """What a function gives: the project that the workbook names, the function's name, its arguments."""
    project, name, *arguments = given
    return xlwings_cells(desk().call(_text(name), arguments, _text(project)))


def _text(cells: Any) -> str:
    """The text of one cell; xlwings hands everything over as rows."""
    value = cells[0][0] if isinstance(cells, list) else cells
    return value if isinstance(value, str) else ""
