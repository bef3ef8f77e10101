"""Drives LibreOffice by UNO: installs an extension, types formulas, recalculates workbooks, runs VBA.

Run by a Python that has LibreOffice's `uno` (see calc.py). Takes one job as JSON on standard input and gives one JSON.
"""

# ruff: noqa: ANN001, ANN202, FBT003 - UNO's objects have no types

import json
import os
import subprocess
import sys
import time
import uuid
from pathlib import Path

import uno
import unohelper
from com.sun.star.beans import PropertyValue
from com.sun.star.table import CellAddress
from com.sun.star.task import XInteractionHandler
from com.sun.star.ucb import XCommandEnvironment

_MACROS_RUN = 4  # ALWAYS_EXECUTE_NO_WARN
_START = 60.0


class _Approving(unohelper.Base, XCommandEnvironment, XInteractionHandler):
    """Says yes to the questions that installing an extension asks."""

    def getInteractionHandler(self):  # noqa: N802
        return self

    def getProgressHandler(self) -> None:  # noqa: N802
        return None

    def handle(self, request) -> None:
        for choice in request.getContinuations():
            approve = choice.queryInterface(uno.getTypeByName("com.sun.star.task.XInteractionApprove"))
            if approve:
                approve.select()
                return


def main() -> None:
    job = json.load(sys.stdin)
    pipe = f"kpi{uuid.uuid4().hex}"
    profile = f"-env:UserInstallation={Path(job['profile']).as_uri()}"
    accept = f"--accept=pipe,name={pipe};urp;"
    command = [job["soffice"], "--headless", "--norestore", "--nologo", profile, accept]
    office = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(os.environ))
    try:
        context = _connected(pipe)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        if job.get("extension"):
            manager = context.getValueByName("/singletons/com.sun.star.deployment.ExtensionManager")
            manager.addExtension(Path(job["extension"]).as_uri(), (), "user", None, _Approving())
        found = {
            "cells": [_typed(desktop, book) for book in job.get("books", ())],
            "recalculated": [_recalculated(desktop, one) for one in job.get("workbooks", ())],
            "vba": _called(desktop, job["vba"]) if job.get("vba") else [],
        }
        desktop.terminate()
    finally:
        try:
            office.wait(20)
        except subprocess.TimeoutExpired:
            office.kill()
    json.dump(found, sys.stdout)


def _connected(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    end = time.monotonic() + _START
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def _option(name, value):
    option = PropertyValue()
    option.Name, option.Value = name, value
    return option


def _typed(desktop, book):
    """One document: values put into its second sheet, formulas typed into the first; what the cells show."""
    document = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, (_option("Hidden", True),))
    sheets = document.Sheets
    if sheets.Count < 2:
        sheets.insertNewByName("Values", 1)
    sheets.getByIndex(1).Name = "Values"
    if book["project"]:
        document.NamedRanges.addNewByName("kpi_xl_project", f'"{book["project"]}"', CellAddress(), 0)
    values = sheets.getByIndex(1)
    for row, column, value in book["values"]:
        cell = values.getCellByPosition(column, row)
        cell.setValue(value) if isinstance(value, (int, float)) else cell.setString(value)
    started = time.monotonic()
    shown = [_formula(sheets.getByIndex(0), one) for one in book["formulas"]]
    took = time.monotonic() - started
    document.close(True)
    return {"shown": shown, "seconds": took}


def _formula(sheet, one):
    top = one["row"]
    if not one["rows"]:
        cell = sheet.getCellByPosition(0, top)
        cell.setPropertyValue("FormulaLocal", one["formula"])
        return _shown(cell)
    block = sheet.getCellRangeByPosition(0, top, one["columns"] - 1, top + one["rows"] - 1)
    block.setArrayFormula(one["formula"])
    return [[_shown(block.getCellByPosition(x, y)) for x in range(one["columns"])] for y in range(one["rows"])]


def _shown(cell):
    """A number, a text, or an error by its number."""
    if cell.getError():
        return {"error": cell.getError()}
    is_text = cell.getPropertyValue("FormulaResultType2") == 2  # com.sun.star.sheet.FormulaResult.STRING
    return cell.getString() if is_text else cell.getValue()


def _recalculated(desktop, one):
    """A workbook opened, calculated and saved again."""
    document = desktop.loadComponentFromURL(Path(one["source"]).as_uri(), "_blank", 0, (_option("Hidden", True),))
    document.calculateAll()
    document.storeToURL(Path(one["target"]).as_uri(), (_option("FilterName", "Calc MS Excel 2007 XML"),))
    document.close(True)
    return one["target"]


def _called(desktop, job):
    """VBA functions of a workbook, called one after the other."""
    options = (_option("Hidden", True), _option("MacroExecutionMode", _MACROS_RUN))
    document = desktop.loadComponentFromURL(Path(job["workbook"]).as_uri(), "_blank", 0, options)
    provider = document.getScriptProvider()
    found = []
    for name, arguments in job["calls"]:
        script = provider.getScript(f"vnd.sun.star.script:KpiXl.{name}?language=Basic&location=document")
        given = tuple(tuple(one) if isinstance(one, list) else one for one in arguments)
        found.append(script.invoke(given, (), ())[0])
    document.close(True)
    return found


main()
