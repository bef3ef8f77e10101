"""Stand-ins for pywin32 and Excel's objects, so that the real xlwings.udfs and its COM server run on any machine.

Only what those modules touch is here. What Excel hands over and takes back is kept exact: a range is an object with
rows of cells, an omitted argument is a number, a date in a cell has a time zone, an error in a cell is a code.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from importlib import import_module
from types import ModuleType, SimpleNamespace
from typing import Any

OMITTED = -2147352572  # DISP_E_PARAMNOTFOUND, which pywin32 hands over for an argument that was left out
_RANGE_ID = "{00020846-0000-0000-C000-000000000046}"
_STANDING_IN = (
    *("pywintypes", "pythoncom", "win32api", "win32con", "win32event", "win32gui", "win32process", "win32timezone"),
    *("win32com", "win32com.client", "win32com.server", "win32com.server.dispatcher", "win32com.server.policy"),
    *("win32com.server.util",),
)
_REAL = ("xlwings._xlwindows", "xlwings.udfs", "xlwings.com_server", "kpi_xl.excel.udfs", "kpi_xl.excel.vba")


class ComError(Exception):
    """What COM raises."""


@dataclass
class Name:
    """A defined name of a workbook."""

    RefersTo: str


@dataclass
class Workbook:
    """A workbook as COM shows it; `reads` counts the properties that were asked for."""

    names: Mapping[str, str] = field(default_factory=dict)
    reads: int = 0
    Sheets: Sequence[object] = ()
    Worksheets: Sequence[object] = ()
    Name = "Report.xlsx"
    Application = SimpleNamespace(Hwnd=1, Version="16.0")

    def Names(self, name: str) -> Name:  # noqa: N802 - as COM calls it
        self.reads += 1
        if name not in self.names:
            raise ComError(-2147352567, "Exception occurred.")
        return Name(self.names[name])


class Range:
    """Cells as COM shows them."""

    CLSID = _RANGE_ID

    def __init__(self, cells: Sequence[Sequence[object]], workbook: Workbook | None = None) -> None:
        self._cells = cells
        self._workbook = workbook or Workbook()
        kind = SimpleNamespace(GetTypeAttr=lambda: SimpleNamespace(iid=_RANGE_ID))
        self._oleobj_ = SimpleNamespace(GetTypeInfo=lambda: kind)

    @property
    def Worksheet(self) -> object:  # noqa: N802
        return SimpleNamespace(Parent=self._workbook, Name="Report")

    Row = 1
    Column = 1
    Address = "$A$1"

    @property
    def Rows(self) -> object:  # noqa: N802
        return SimpleNamespace(Count=len(self._cells))

    @property
    def Columns(self) -> object:  # noqa: N802
        return SimpleNamespace(Count=len(self._cells[0]))

    @property
    def Count(self) -> int:  # noqa: N802
        return len(self._cells) * len(self._cells[0])

    @property
    def Value(self) -> object:  # noqa: N802
        """One cell as its value, more as a tuple of rows."""
        return self._cells[0][0] if self.Count == 1 else tuple(tuple(row) for row in self._cells)

    @property
    def Application(self) -> object:  # noqa: N802
        return SimpleNamespace(Hwnd=1)

    def GetAddress(self, *_: object) -> str:  # noqa: N802
        return self.Address


class _Anything(ModuleType):
    """A module all of whose further names are harmless."""

    __file__ = __file__

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _harmless


def _harmless(*_args: object, **_named: object) -> Any:
    return 0


class _Utc(tzinfo):
    @staticmethod
    def utc() -> Any:
        return UTC


@contextmanager
def standing_in() -> Iterator[ModuleType]:
    """The real `xlwings.com_server` over stand-ins; all of it is gone again afterwards."""
    kept = {name: sys.modules.pop(name, None) for name in (*_STANDING_IN, *_REAL)}
    kept_ctypes = {name: getattr(ctypes, name, None) for name in ("windll", "oledll", "PyDLL")}
    xlwings = import_module("xlwings")
    decorators = {name: getattr(xlwings, name) for name in ("func", "arg", "ret", "sub")}
    for name in _STANDING_IN:
        sys.modules[name] = _Anything(name)
    try:
        _furnish()
        yield _real_server(xlwings)
    finally:
        for name, found in kept.items():
            sys.modules.pop(name, None)
            if found is not None:
                sys.modules[name] = found
        for name, found in kept_ctypes.items():
            setattr(ctypes, name, found) if found is not None else delattr(ctypes, name)
        for name, found in decorators.items():
            setattr(xlwings, name, found)
        xlwings.engines.engines_by_name.pop("excel", None)
        xlwings.engines.engines[:] = [engine for engine in xlwings.engines.engines if engine.name != "excel"]


def _furnish() -> None:
    """The few names that must be more than harmless."""
    pywintypes, pythoncom = sys.modules["pywintypes"], sys.modules["pythoncom"]
    pywintypes.com_error = ComError
    pywintypes.TimeType = datetime
    pywintypes.IID = lambda text: text
    pythoncom.com_error = pythoncom.ole_error = ComError
    pythoncom.IID_IDispatch = "IDispatch"
    pythoncom.TypeIIDs = {"IDispatch": type("PyIDispatch", (), {})}
    sys.modules["win32process"].GetWindowThreadProcessId = lambda _: (1, 1)
    client = sys.modules["win32com.client"]
    for name in ("CDispatch", "CoClassBaseClass", "DispatchBaseClass"):
        setattr(client, name, type(name, (), {}))
    client.Dispatch = lambda found, **_: found
    sys.modules["win32com"].client = client
    sys.modules["win32timezone"].TimeZoneInfo = _Utc
    util = sys.modules["win32com.server.util"]
    util.unwrap = _not_wrapped
    util.wrap = lambda found, *_, **__: found
    sys.modules["win32com.server"].util = util
    sys.modules["win32com"].server = sys.modules["win32com.server"]
    library = SimpleNamespace(PyCom_PyObjectFromIUnknown=SimpleNamespace())
    ctypes.PyDLL = lambda *_: library
    anything = SimpleNamespace(CLSIDFromString=_harmless, AccessibleObjectFromWindow=_harmless)
    ctypes.windll = SimpleNamespace(user32=_Anything("user32"), kernel32=_Anything("kernel32"))
    ctypes.oledll = SimpleNamespace(ole32=anything, oleacc=anything)


def _not_wrapped(_found: object) -> object:
    raise ComError(-2147467262, "No such interface supported")


def _real_server(xlwings: ModuleType) -> ModuleType:
    windows = import_module("xlwings._xlwindows")
    xlwings._xlwindows = windows
    xlwings.engines.add(xlwings.Engine(impl=windows.engine))
    udfs = import_module("xlwings.udfs")
    for name in ("func", "arg", "ret", "sub"):
        setattr(xlwings, name, getattr(udfs, f"xl{name}"))
    return import_module("xlwings.com_server")
