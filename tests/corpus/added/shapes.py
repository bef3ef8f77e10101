"""Shapes, groups, connectors, SVG images, charts of the newest kind, styles of charts."""

from __future__ import annotations

from corpus.added.filters import draw
from corpus.package import Parts
from corpus.pictures import SVG, png

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CX = "http://schemas.microsoft.com/office/drawing/2014/chartex"


def shapes(parts: Parts) -> None:
    """A group of two shapes with a text between them, and a connector."""
    draw(
        parts,
        "Report",
        '<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="70" name="Group"/><xdr:cNvGrpSpPr/></xdr:nvGrpSpPr><xdr:grpSpPr/>'
        + _shape(71, "roundRect", "For {{ report.cli", "ent }}")
        + _shape(72, "ellipse", "Fixed", "")
        + "</xdr:grpSp>",
        (8, 1, 10, 5),
    )
    draw(
        parts,
        "Report",
        '<xdr:cxnSp macro=""><xdr:nvCxnSpPr><xdr:cNvPr id="73" name="Line"/><xdr:cNvCxnSpPr/></xdr:nvCxnSpPr><xdr:spPr>'
        '<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="19050"/></xdr:spPr></xdr:cxnSp>',
        (8, 6, 10, 9),
    )


def _shape(number: int, geometry: str, *runs: str) -> str:
    text = "".join(
        f'<a:r><a:rPr lang="en-GB" b="{index}"/><a:t>{run}</a:t></a:r>' for index, run in enumerate(runs) if run
    )
    return (
        f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="{number}" name="Shape {number}" descr="A shape"/>'
        f'<xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr><a:prstGeom prst="{geometry}"><a:avLst/></a:prstGeom>'
        '<a:effectLst><a:glow rad="63500"><a:srgbClr val="FFC000"/></a:glow></a:effectLst></xdr:spPr>'
        f"<xdr:txBody><a:bodyPr/><a:p>{text}</a:p></xdr:txBody></xdr:sp>"
    )


def svg(parts: Parts) -> None:
    """An SVG image with the bitmap that old programs show."""
    parts.add_default("png", "image/png")
    parts.add_default("svg", "image/svg+xml")
    parts.parts["xl/media/vector1.png"] = png(31, 78, 121)
    parts.parts["xl/media/vector2.svg"] = SVG.encode()
    drawing = draw(parts, "Report", "<!--svg-->", (8, 10, 9, 12))
    bitmap = parts.relate(drawing, "image", "xl/media/vector1.png")
    vector = parts.relate(drawing, "image", "xl/media/vector2.svg")
    parts.edit(
        drawing,
        "<!--svg-->",
        '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="75" name="Vector"/><xdr:cNvPicPr/></xdr:nvPicPr>'
        f'<xdr:blipFill><a:blip xmlns:r="{_R}" r:embed="{bitmap}"><a:extLst>'
        '<a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip '
        'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
        f'r:embed="{vector}"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>'
        '<xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>',
    )


def chart_ex(parts: Parts) -> None:
    """A waterfall chart: of the kinds that came after 2013, in a part of another sort."""
    part = "xl/charts/chartEx1.xml"
    parts.add(
        part,
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cx:chartSpace xmlns:cx="{_CX}" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><cx:chartData><cx:data id="0">'
        '<cx:strDim type="cat"><cx:f>Data!$C$4:$C$6</cx:f></cx:strDim>'
        '<cx:numDim type="val"><cx:f>Data!$D$4:$D$6</cx:f></cx:numDim></cx:data></cx:chartData>'
        '<cx:chart><cx:plotArea><cx:plotAreaRegion><cx:series layoutId="waterfall" uniqueId="{0}">'
        '<cx:dataId val="0"/></cx:series></cx:plotAreaRegion></cx:plotArea></cx:chart></cx:chartSpace>',
        "application/vnd.ms-office.chartex+xml",
    )
    style_parts(parts, part)
    drawing = draw(parts, "Report", "<!--chartEx-->", (8, 14, 12, 22))
    reference = parts.relate(drawing, "http://schemas.microsoft.com/office/2014/relationships/chartEx", part)
    parts.edit(
        drawing,
        "<!--chartEx-->",
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice xmlns:cx1="http://schemas.microsoft.com/office/drawing/2015/9/8/chartex" Requires="cx1">'
        '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="77" name="Waterfall"/><xdr:cNvGraphicFramePr/>'
        '</xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>'
        f'<a:graphicData uri="{_CX}"><cx:chart xmlns:cx="{_CX}" xmlns:r="{_R}" r:id="{reference}"/></a:graphicData>'
        "</a:graphic></xdr:graphicFrame></mc:Choice><mc:Fallback/></mc:AlternateContent>",
    )


def style_parts(parts: Parts, chart: str) -> None:
    """The style and colours that Excel keeps beside a chart."""
    namespace = "http://schemas.microsoft.com/office/drawing/2012/chartStyle"
    relation = "http://schemas.microsoft.com/office/2011/relationships"
    number = 1 + sum(name.startswith("xl/charts/style") for name in parts.parts)
    style, colours = f"xl/charts/style{number}.xml", f"xl/charts/colors{number}.xml"
    parts.add(style, f'<cs:chartStyle xmlns:cs="{namespace}" id="201"/>', "application/vnd.ms-office.chartstyle+xml")
    parts.add(
        colours,
        f'<cs:colorStyle xmlns:cs="{namespace}" meth="cycle" id="10"/>',
        "application/vnd.ms-office.chartcolorstyle+xml",
    )
    parts.relate(chart, f"{relation}/chartStyle", style)
    parts.relate(chart, f"{relation}/chartColorStyle", colours)
