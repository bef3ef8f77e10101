"""The worksheet functions inside LibreOffice; runs in the Python that LibreOffice has, which need not know kpi_xl.

Every call goes as one line of JSON to a process of the interpreter that kpi_functions.json names, and comes back as
one. That file lies in the extension, so that no document can choose another program.
"""

# pyright: basic, reportMissingImports=false, reportAttributeAccessIssue=false, reportOptionalMemberAccess=false
# ruff: noqa: ANN001, ANN002, ANN202, ANN204, ARG001 - LibreOffice calls by its own rules, its Python may be 3.8

import json
import os
import struct
import subprocess
import threading
from pathlib import Path
from urllib.parse import unquote, urlparse
from urllib.request import url2pathname

import unohelper
from com.sun.star.lang import IllegalArgumentException, XServiceInfo, XServiceName
from org.kpixl import XFunctions

_SERVICE = "org.kpixl.Functions"
_ADDIN = "com.sun.star.sheet.AddIn"
_NO_WINDOW = 0x08000000  # CREATE_NO_WINDOW, which Windows alone has
_QUIET_NAN = 0x7FF8000000000000
_WRONG, _MISSING = 502, 32767


def _folder():
    here = __file__
    if here.startswith("file:"):
        here = url2pathname(unquote(urlparse(here).path))
    return Path(here).parent


_SETUP = json.loads((_folder() / "kpi_functions.json").read_text(encoding="utf-8"))


class _Core:
    """The process that answers; started when it is first needed, and again if it has ended."""

    def __init__(self):
        self._process = None
        self._lock = threading.Lock()

    def ask(self, question):
        with self._lock:
            try:
                return self._told(question)
            except (OSError, ValueError):  # it has ended since
                self._process = None
                return self._told(question)

    def _told(self, question):
        if self._process is None:
            self._process = self._started()
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def _started(self):
        # LibreOffice points these at its own Python.
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        return subprocess.Popen(  # noqa: S603 - the program that the extension was built with
            [_SETUP["interpreter"], "-B", "-P", "-m", "kpi_xl.excel.calc.serving"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=str(Path.home()),
            env=kept,
            encoding="utf-8",
            creationflags=_NO_WINDOW if os.name == "nt" else 0,
        )


_core = _Core()


def _method(about):
    def call(self, book, *given):
        arguments = list(given)
        if about["repeats"]:
            arguments[-1:] = arguments[-1] or ()
        question = {"function": about["name"], "arguments": arguments, "project": _project_of(book)}
        try:
            answer = _core.ask(question)
        except (OSError, ValueError) as error:
            answer = {"cell": str(error) if about["name"] == "KPI_WHY" else None}
        return (_rows if about["rows"] else _cell)(answer, self)

    return call


def _project_of(book):
    """The id under the document's hidden name; read as a text, never evaluated."""
    try:
        content = book.getPropertyValue("NamedRanges").getByName(_SETUP["project_name"]).getContent()
    except Exception:  # noqa: BLE001 - the document has no such name
        return ""
    return content[1:-1] if content.startswith('"') and content.endswith('"') else ""


def _cell(answer, where):
    cell = answer["cell"]
    if isinstance(cell, dict):
        if cell["error"] == _WRONG:
            raise IllegalArgumentException("", where, 0)
        return None  # nothing is #N/A
    return cell


def _rows(answer, where):
    if "cell" in answer and _cell(answer, where) is not None:
        return ((answer["cell"],),)
    rows = answer.get("rows", [[{"error": _MISSING}]])
    return tuple(tuple(_in_block(cell) for cell in row) for row in rows)


def _in_block(cell):
    """A cell of a block; Calc tells errors apart by the number in a NaN."""
    if isinstance(cell, dict):
        return struct.unpack("<d", struct.pack("<Q", _QUIET_NAN | cell["error"]))[0]
    return cell


def _get_service_name(self):
    return _SERVICE


def _supports_service(self, name):
    return name in (_SERVICE, _ADDIN)


def _get_supported_service_names(self):
    return (_SERVICE, _ADDIN)


def _init(self, context):
    self.context = context


Functions = type(
    "Functions",
    (unohelper.Base, XFunctions, XServiceInfo, XServiceName),
    {
        "__init__": _init,
        "getServiceName": _get_service_name,
        "getImplementationName": _get_service_name,
        "supportsService": _supports_service,
        "getSupportedServiceNames": _get_supported_service_names,
        **{method: _method(about) for method, about in _SETUP["functions"].items()},
    },
)

g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 - LibreOffice looks for this name
g_ImplementationHelper.addImplementation(Functions, _SERVICE, (_SERVICE, _ADDIN))
