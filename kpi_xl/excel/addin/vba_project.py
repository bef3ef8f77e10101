"""A VBA project as Office stores it (MS-OVBA), with its source alone: Excel compiles it when it is first opened."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kpi_xl.excel.addin.compound_file import compound_file
from kpi_xl.excel.addin.compression import compressed
from kpi_xl.excel.addin.encryption import encrypted

CODE_PAGE = "cp1252"
_CODE_PAGE_NUMBER = 1252
_US_ENGLISH = 0x409
_WIN32 = 1  # which 64-bit Excel reads as well
_ID = "{6A1F6E8B-52A8-4E2B-9D0C-3B7C1E5A9F42}"
_VERSION = (1, 0)
_NO_CACHE = bytes.fromhex("CC61FFFF000100")  # a version that no Excel has, so that none looks for compiled code

# The type libraries that Excel's own projects name; paths are hints, since Windows finds them by their ids.
_REFERENCES = {
    "stdole": "*\\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\\Windows\\System32\\stdole2.tlb#OLE Automation",
    "Office": "*\\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#"
    "C:\\Program Files\\Common Files\\Microsoft Shared\\OFFICE16\\MSO.DLL#Microsoft Office 16.0 Object Library",
}


@dataclass(frozen=True, slots=True)
class Module:
    """A module's name and its source, attributes included, with line breaks as in Python."""

    name: str
    source: str
    document: bool = False  # belongs to the workbook or a sheet


def vba_project(name: str, modules: Sequence[Module]) -> bytes:
    """The contents of vbaProject.bin; the same modules give the same bytes."""
    streams = {module.name: compressed(_bytes(module.source)) for module in modules}
    streams |= {"dir": compressed(b"".join(_directory(name, modules))), "_VBA_PROJECT": _NO_CACHE}
    return compound_file({"VBA": streams, "PROJECT": _project(name, modules), "PROJECTwm": _wide_names(modules)})


def _bytes(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode(CODE_PAGE)


def _directory(name: str, modules: Sequence[Module]) -> Iterator[bytes]:
    yield _number(0x01, _WIN32)
    yield _number(0x02, _US_ENGLISH)
    yield _number(0x14, _US_ENGLISH)
    yield _record(0x03, struct.pack("<H", _CODE_PAGE_NUMBER))
    yield _record(0x04, _bytes(name))
    yield _record(0x05, b"") + _record(0x40, b"")  # a description
    yield _record(0x06, b"") + _record(0x3D, b"")  # help files
    yield _number(0x07, 0)
    yield _number(0x08, 0)
    yield struct.pack("<HLLH", 0x09, 4, *_VERSION)
    yield _record(0x0C, b"") + _record(0x3C, b"")  # constants
    for reference, library in _REFERENCES.items():
        yield _record(0x16, _bytes(reference)) + _record(0x3E, reference.encode("utf-16-le"))
        yield _record(0x0D, struct.pack("<L", len(library)) + _bytes(library) + bytes(6))
    yield _record(0x0F, struct.pack("<H", len(modules)))
    yield _record(0x13, b"\xff\xff")
    for module in modules:
        yield from _module(module)
    yield _record(0x10, b"")


def _module(module: Module) -> Iterator[bytes]:
    name, wide = _bytes(module.name), module.name.encode("utf-16-le")
    yield _record(0x19, name) + _record(0x47, wide)
    yield _record(0x1A, name) + _record(0x32, wide)  # of its stream
    yield _record(0x1C, b"") + _record(0x48, b"")  # a description
    yield _number(0x31, 0)  # the source begins at once, with no compiled code before it
    yield _number(0x1E, 0)
    yield _record(0x2C, b"\xff\xff")
    yield _record(0x22 if module.document else 0x21, b"") + _record(0x2B, b"")


def _record(number: int, data: bytes) -> bytes:
    return struct.pack("<HL", number, len(data)) + data


def _number(number: int, value: int) -> bytes:
    return _record(number, struct.pack("<L", value))


def _project(name: str, modules: Sequence[Module]) -> bytes:
    lines = [f'ID="{_ID}"']
    lines += [f"Document={one.name}/&H00000000" if one.document else f"Module={one.name}" for one in modules]
    lines += [f'Name="{name}"', 'HelpContextID="0"', 'VersionCompatible32="393222000"']
    lines += [f'CMG="{encrypted(_ID, bytes(4))}"', f'DPB="{encrypted(_ID, bytes(1))}"']  # not locked, no password
    lines += [f'GC="{encrypted(_ID, bytes([0xFF]))}"', ""]  # visible
    lines += ["[Host Extender Info]", "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000", ""]
    lines += ["[Workspace]", *(f"{module.name}=0, 0, 0, 0, C" for module in modules), ""]
    return _bytes("\n".join(lines))


def _wide_names(modules: Sequence[Module]) -> bytes:
    names = (_bytes(module.name) + b"\0" + module.name.encode("utf-16-le") + b"\0\0" for module in modules)
    return b"".join(names) + b"\0\0"
