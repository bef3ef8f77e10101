"""What the buttons of our add-in call: `XLPy.CallUDF("kpi_xl.excel.ribbon", "act", Array(project, action, …))`."""

from __future__ import annotations

import xlwings as xw  # pyright: ignore[reportMissingImports] - an extra

from kpi_xl.excel import actions
from kpi_xl.excel.arguments import as_text, cells_in


@xw.func
@xw.arg("*given", ndim=2)
@xw.ret(expand=None)
def act(*given):  # type: ignore[no-untyped-def] # noqa: ANN002, ANN201 - xlwings would convert by annotations
    """How an action went, as a row: ok or failed, what is to be told, the file that it made."""
    project, action, *arguments = (as_text(next(cells_in(one), None)) or "" for one in given)
    done = actions.act(project, action, arguments)
    return [["ok" if done.well else "failed", done.text, str(done.made or "")]]
