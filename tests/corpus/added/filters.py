"""Pivot tables, slicers and timelines."""

from __future__ import annotations

from corpus.package import Parts

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_X15 = "http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MS = "application/vnd.ms-excel"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHEET_ML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_MS_REL = "http://schemas.microsoft.com/office"


def pivot(parts: Parts) -> None:
    """A pivot table over the table of posts, with its cache and the cache's records."""
    fields = "".join(
        f'<cacheField name="{name}" numFmtId="0"><sharedItems/></cacheField>'
        for name in ("Day", "Platform", "Clicks", "Cost", "CPC")
    )
    parts.add(
        "xl/pivotCache/pivotCacheRecords1.xml",
        f'{_HEAD}<pivotCacheRecords xmlns="{_MAIN}" count="1">'
        '<r><n v="46000"/><s v="Instagram"/><n v="1"/><n v="2"/><n v="2"/></r></pivotCacheRecords>',
        f"{_SHEET_ML}.pivotCacheRecords+xml",
    )
    definition = "xl/pivotCache/pivotCacheDefinition1.xml"
    parts.add(
        definition,
        f'{_HEAD}<pivotCacheDefinition xmlns="{_MAIN}" xmlns:r="{_R}" '
        'r:id="rId1" refreshedBy="Designer" refreshedDate="46000" createdVersion="6" recordCount="1">'
        f'<cacheSource type="worksheet"><worksheetSource name="kpi_posts"/></cacheSource>'
        f'<cacheFields count="5">{fields}</cacheFields></pivotCacheDefinition>',
        f"{_SHEET_ML}.pivotCacheDefinition+xml",
    )
    parts.relate(definition, "pivotCacheRecords", "xl/pivotCache/pivotCacheRecords1.xml")
    cache = parts.relate("xl/workbook.xml", "pivotCacheDefinition", definition)
    parts.edit(
        "xl/workbook.xml",
        "</workbook>",
        f'<pivotCaches><pivotCache cacheId="1" r:id="{cache}"/></pivotCaches></workbook>',
    )
    axes = '<pivotField axis="axisRow" showAll="0"/>' + '<pivotField showAll="0"/>' * 4
    table = "xl/pivotTables/pivotTable1.xml"
    parts.add(
        table,
        f'{_HEAD}<pivotTableDefinition xmlns="{_MAIN}" name="Pivot 1" '
        'cacheId="1" dataCaption="Values" updatedVersion="6" minRefreshableVersion="3" createdVersion="6">'
        '<location ref="L20:M22" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/>'
        f'<pivotFields count="5">{axes}</pivotFields>'
        '<dataFields count="1"><dataField name="Sum of Clicks" fld="2"/></dataFields>'
        '<pivotTableStyleInfo name="PivotStyleLight16" showRowHeaders="1"/></pivotTableDefinition>',
        f"{_SHEET_ML}.pivotTable+xml",
    )
    parts.relate(table, "pivotCacheDefinition", definition)
    parts.relate(parts.sheet("Data"), "pivotTable", table)


def slicer(parts: Parts) -> None:
    """A slicer of the table of posts, drawn on its sheet."""
    parts.add(
        "xl/slicerCaches/slicerCache1.xml",
        f'{_HEAD}<slicerCacheDefinition xmlns="{_X14}" '
        'name="Slicer_Platform" sourceName="Platform"><extLst><x:ext xmlns:x="'
        f'{_MAIN}" uri="{{2F2917AC-EB37-4324-AD4E-5DD8C200BD13}}" xmlns:x15="{_X15}">'
        '<x15:tableSlicerCache tableId="1" column="2"/></x:ext></extLst></slicerCacheDefinition>',
        f"{_MS}.slicerCache+xml",
    )
    parts.add(
        "xl/slicers/slicer1.xml",
        f'{_HEAD}<slicers xmlns="{_X14}">'
        '<slicer name="Platform" cache="Slicer_Platform" caption="Platform" rowHeight="241300"/></slicers>',
        f"{_MS}.slicer+xml",
    )
    sheet = parts.sheet("Data")
    cache = parts.relate(
        "xl/workbook.xml", f"{_MS_REL}/2007/relationships/slicerCache", "xl/slicerCaches/slicerCache1.xml"
    )
    parts.extend(
        "xl/workbook.xml",
        "{46BE6895-7355-4a93-B00E-2C351335B9C9}",
        f'<x15:slicerCaches xmlns:x15="{_X15}" xmlns:x14="{_X14}"><x14:slicerCache r:id="{cache}"/></x15:slicerCaches>',
        "workbook",
    )
    shown = parts.relate(sheet, f"{_MS_REL}/2007/relationships/slicer", "xl/slicers/slicer1.xml")
    parts.extend(
        sheet,
        "{3A4CF648-6AED-40f4-86FF-DC5316D8AED3}",
        f'<x14:slicerList xmlns:x14="{_X14}"><x14:slicer r:id="{shown}"/></x14:slicerList>',
        "worksheet",
    )
    draw(
        parts,
        "Data",
        _slicer_frame("Platform", "http://schemas.microsoft.com/office/drawing/2012/slicer"),
        (11, 1, 13, 9),
    )


def timeline(parts: Parts) -> None:
    """A timeline over the days of a pivot table."""
    parts.add(
        "xl/timelineCaches/timelineCache1.xml",
        f'{_HEAD}<timelineCacheDefinition xmlns="{_X15}" '
        'name="NativeTimeline_Day" sourceName="Day"><pivotTables><pivotTable tabId="2" name="Pivot 1"/></pivotTables>'
        '<state minimalRefreshVersion="6" lastRefreshVersion="6" pivotCacheId="1" filterType="unknown"/>'
        "</timelineCacheDefinition>",
        f"{_MS}.timelineCache+xml",
    )
    parts.add(
        "xl/timelines/timeline1.xml",
        f'{_HEAD}<timelines xmlns="{_X15}">'
        '<timeline name="Day" cache="NativeTimeline_Day" caption="Day" level="2" selectionLevel="2"/></timelines>',
        f"{_MS}.timeline+xml",
    )
    cache = parts.relate(
        "xl/workbook.xml", f"{_MS_REL}/2011/relationships/timelineCache", "xl/timelineCaches/timelineCache1.xml"
    )
    parts.extend(
        "xl/workbook.xml",
        "{D0CA8CA8-9F24-4464-BF8E-62219DCF47F9}",
        f'<x15:timelineCacheRefs xmlns:x15="{_X15}"><x15:timelineCacheRef r:id="{cache}"/></x15:timelineCacheRefs>',
        "workbook",
    )
    sheet = parts.sheet("Data")
    shown = parts.relate(sheet, f"{_MS_REL}/2011/relationships/timeline", "xl/timelines/timeline1.xml")
    parts.extend(
        sheet,
        "{7E03D99C-DC04-49d9-9315-930204A7B6E9}",
        f'<x15:timelineRefs xmlns:x15="{_X15}"><x15:timelineRef r:id="{shown}"/></x15:timelineRefs>',
        "worksheet",
    )
    frame = _slicer_frame("Day", "http://schemas.microsoft.com/office/drawing/2012/timeslicer", "timeslicer")
    draw(parts, "Data", frame, (11, 10, 15, 16))


def _slicer_frame(name: str, namespace: str, tag: str = "slicer") -> str:
    return (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice xmlns:s="{namespace}" Requires="s"><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>'
        f'<xdr:cNvPr id="90" name="{name}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>'
        '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>'
        f'<a:graphic><a:graphicData uri="{namespace}"><s:{tag} name="{name}"/></a:graphicData></a:graphic>'
        "</xdr:graphicFrame></mc:Choice><mc:Fallback>"
        '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="0" name=""/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr/>'
        "</xdr:sp></mc:Fallback></mc:AlternateContent>"
    )


def draw(parts: Parts, sheet: str, shape: str, corners: tuple[int, int, int, int]) -> str:
    """Put a shape on a sheet, between two cells given as column, row, column, row; return the drawing's part."""
    part = parts.sheet(sheet)
    drawing = parts.related(part, "drawing") if "<drawing " in parts.text(part) else _new_drawing(parts, part)
    left, top, right, bottom = corners
    anchor = (
        f"<xdr:twoCellAnchor><xdr:from><xdr:col>{left}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{top}</xdr:row>"
        f"<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>{right}</xdr:col><xdr:colOff>0</xdr:colOff>"
        f"<xdr:row>{bottom}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>{shape}<xdr:clientData/></xdr:twoCellAnchor>"
    )
    parts.edit(drawing, "</xdr:wsDr>", f"{anchor}</xdr:wsDr>")
    return drawing


def _new_drawing(parts: Parts, sheet: str) -> str:
    number = 1 + sum(name.startswith("xl/drawings/drawing") for name in parts.parts)
    drawing = f"xl/drawings/drawing{number}.xml"
    parts.add(
        drawing,
        f"{_HEAD}<xdr:wsDr "
        'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"></xdr:wsDr>',
        "application/vnd.openxmlformats-officedocument.drawing+xml",
    )
    reference = f'<drawing r:id="{parts.relate(sheet, "drawing", drawing)}"/>'
    for follower in ("<legacyDrawing ", "<legacyDrawingHF ", "<picture ", "<controls>", "<tableParts ", "<extLst>"):
        if follower in parts.text(sheet):
            parts.edit(sheet, follower, reference + follower)
            return drawing
    parts.edit(sheet, "</worksheet>", f"{reference}</worksheet>")
    return drawing
