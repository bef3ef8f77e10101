"""kpi_xl.oxt: an extension of LibreOffice."""

from __future__ import annotations

import json
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from kpi_xl.excel.calc.descriptions import calc_addins, gives_rows, idl, method
from kpi_xl.excel.functions import functions
from kpi_xl.report.request import PROJECT_NAME
from kpi_xl.workbook.package.zip_writer import ZipWriter

EXTENSION_FILE = "kpi_xl.oxt"
SETUP_FILE = "kpi_functions.json"  # inside of it: what to start
EXTENSION_ID = "org.kpixl.functions"

_UNO = "application/vnd.sun.star"
_KINDS = {
    "functions.idl": f"{_UNO}.uno-typelibrary;type=RDB",
    "kpi_functions.py": f"{_UNO}.uno-component;type=Python",
    "CalcAddIns.xcu": f"{_UNO}.configuration-data",
}


def extension(interpreter: Path, version: str) -> bytes:
    """The extension's file; the same arguments give the same bytes.

    Args:
        interpreter: the Python that has kpi_xl; it answers in a process of its own.
        version: of kpi_xl.
    """
    component = files("kpi_xl.excel.calc").joinpath("component.py").read_text(encoding="utf-8")
    parts = {
        "META-INF/manifest.xml": _manifest(),
        "description.xml": _description(version),
        "functions.idl": idl(),
        "CalcAddIns.xcu": calc_addins(),
        "kpi_functions.py": component,
        SETUP_FILE: _setup(interpreter),
    }
    stream = BytesIO()
    writer = ZipWriter(stream)
    for name, text in parts.items():
        writer.add(name, [text.encode()])
    writer.close()
    return stream.getvalue()


def _setup(interpreter: Path) -> str:
    about = {
        method(function): {
            "name": function.name,
            "rows": gives_rows(function),
            "repeats": any(argument.repeats for argument in function.arguments),
        }
        for function in functions().values()
    }
    return json.dumps({"interpreter": str(interpreter), "project_name": PROJECT_NAME, "functions": about}, indent=1)


def _manifest() -> str:
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in _KINDS.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest">{entries}</manifest:manifest>'
    )


def _description(version: str) -> str:
    names = "".join(f'<name lang="{language}">KPI</name>' for language in ("en", "nb", "sv"))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<description xmlns="http://openoffice.org/extensions/description/2006">'
        f'<identifier value="{EXTENSION_ID}"/><version value="{version}"/><display-name>{names}</display-name>'
        "</description>"
    )
