"""Form controls and ActiveX controls."""

from __future__ import annotations

from corpus.added.filters import draw
from corpus.package import Parts

_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_AX = "http://schemas.microsoft.com/office/2006/activeX"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MARK = "<!--controls-->"


def controls(parts: Parts) -> None:
    """A drop-down of the forms toolbar and an ActiveX button, both on the sheet of data."""
    sheet = parts.sheet("Data")
    draw(parts, "Data", _hidden_shape(1025), (13, 1, 14, 2))
    _legacy_drawing(parts, sheet)
    parts.add(
        "xl/ctrlProps/ctrlProp1.xml",
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<formControlPr xmlns="{_X14}" objectType="Drop" '
        'dropStyle="combo" dx="22" fmlaLink="$N$1" fmlaRange="$C$4:$C$6" sel="1" val="0"/>',
        "application/vnd.ms-excel.controlproperties+xml",
    )
    form = parts.relate(sheet, "ctrlProp", "xl/ctrlProps/ctrlProp1.xml")
    parts.add_default("bin", "application/vnd.ms-office.activeX")
    parts.parts["xl/activeX/activeX1.bin"] = b"\x01\x02binary of a control\xff" * 9
    parts.add(
        "xl/activeX/activeX1.xml",
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<ax:ocx xmlns:ax="{_AX}" xmlns:r="{_R}" '
        'ax:classid="{D7053240-CE69-11CD-A777-00DD01143C57}" ax:persistence="persistStreamInit" r:id="rId1"/>',
        "application/vnd.ms-office.activeX+xml",
    )
    binary = "http://schemas.microsoft.com/office/2006/relationships/activeXControlBinary"
    parts.relate("xl/activeX/activeX1.xml", binary, "xl/activeX/activeX1.bin")
    active = parts.relate(sheet, "control", "xl/activeX/activeX1.xml")
    content = (
        f'<mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice Requires="x14"><controls>'
        f"{_control(1025, 'Drop Down 1', form)}{_control(1026, 'Button 2', active)}"
        "</controls></mc:Choice></mc:AlternateContent>"
    )
    parts.edit(sheet, _MARK, content)


def _control(shape: int, name: str, relation: str) -> str:
    return (
        f'<mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice Requires="x14"><control shapeId="{shape}" r:id="{relation}" '
        f'name="{name}"><controlPr defaultSize="0" autoLine="0"><anchor moveWithCells="1"><from>'
        '<xdr:col xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">13</xdr:col></from><to>'
        '<xdr:col xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">14</xdr:col></to>'
        "</anchor></controlPr></control></mc:Choice></mc:AlternateContent>"
    )


def _hidden_shape(number: int) -> str:
    return (
        f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="{number}" name="Drop Down 1" hidden="1"/>'
        '<xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:sp>'
    )


def _legacy_drawing(parts: Parts, sheet: str) -> None:
    """The old drawing that controls still need, and a mark where the controls come."""
    parts.add_default("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
    parts.parts["xl/drawings/vmlDrawing9.vml"] = (
        b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        b'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="_x0000_s1025" type="#_x0000_t201">'
        b'<x:ClientData ObjectType="Drop"><x:Anchor>13, 0, 1, 0, 14, 0, 2, 0</x:Anchor><x:FmlaLink>$N$1</x:FmlaLink>'
        b"<x:FmlaRange>$C$4:$C$6</x:FmlaRange></x:ClientData></v:shape>"
        b'<v:shape id="_x0000_s1026" type="#_x0000_t201"><x:ClientData ObjectType="Pict">'
        b"<x:Anchor>13, 0, 3, 0, 14, 0, 4, 0</x:Anchor></x:ClientData></v:shape></xml>"
    )
    relation = parts.relate(sheet, "vmlDrawing", "xl/drawings/vmlDrawing9.vml")
    parts.edit(sheet, "<tableParts ", f'<legacyDrawing r:id="{relation}"/>{_MARK}<tableParts ')
