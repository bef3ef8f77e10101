"""Connections, queries, a data model, links to other workbooks, custom XML, a web add-in."""

from __future__ import annotations

from corpus.package import Parts

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_X15 = "http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"
_SHEET_ML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def queries(parts: Parts) -> None:
    """A connection, and a query that put its rows on the sheet of data."""
    parts.add(
        "xl/connections.xml",
        f'{_HEAD}<connections xmlns="{_MAIN}"><connection id="1" keepAlive="1" name="Query - Posts" type="5" '
        'refreshedVersion="6"><dbPr connection="Provider=Microsoft.Mashup.OleDb.1;" command="Posts"/>'
        '</connection><connection id="2" keepAlive="1" name="ThisWorkbookDataModel" type="5" refreshedVersion="6" '
        'minRefreshableVersion="5"><dbPr connection="Data Model Connection" command="Model" commandType="1"/>'
        "</connection></connections>",
        f"{_SHEET_ML}.connections+xml",
    )
    parts.relate("xl/workbook.xml", "connections", "xl/connections.xml")
    parts.add(
        "xl/queryTables/queryTable1.xml",
        f'{_HEAD}<queryTable xmlns="{_MAIN}" name="ExternalData_1" connectionId="1" autoFormatId="16">'
        '<queryTableRefresh nextId="3"><queryTableFields count="2"><queryTableField id="1" name="Post"/>'
        '<queryTableField id="2" name="Likes"/></queryTableFields></queryTableRefresh></queryTable>',
        f"{_SHEET_ML}.queryTable+xml",
    )
    parts.relate(parts.sheet("Data"), "queryTable", "xl/queryTables/queryTable1.xml")


def data_model(parts: Parts) -> None:
    """A data model, whose binary nobody but Excel reads."""
    parts.add(
        "xl/model/item.data", bytes(range(255, -1, -1)) * 30, "application/vnd.openxmlformats-officedocument.model+data"
    )
    parts.relate(
        "xl/workbook.xml", "http://schemas.microsoft.com/office/2011/relationships/powerPivotData", "xl/model/item.data"
    )
    parts.extend(
        "xl/workbook.xml",
        "{FCE2AD5D-F65C-4FA6-A056-5C36A1767C68}",
        f'<x15:dataModel xmlns:x15="{_X15}"><x15:modelTables><x15:modelTable id="Posts" name="Posts" '
        'connection="Query - Posts"/></x15:modelTables></x15:dataModel>',
        "workbook",
    )


def external_link(parts: Parts) -> None:
    """A formula that reads another workbook, with what it read last."""
    part = "xl/externalLinks/externalLink1.xml"
    parts.add(
        part,
        f'{_HEAD}<externalLink xmlns="{_MAIN}"><externalBook xmlns:r="{_R}" r:id="rId1"><sheetNames>'
        '<sheetName val="Budget"/></sheetNames><sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1"><v>7</v>'
        "</cell></row></sheetData></sheetDataSet></externalBook></externalLink>",
        f"{_SHEET_ML}.externalLink+xml",
    )
    parts.relate(part, "externalLinkPath", "budget.xlsx", external=True)
    relation = parts.relate("xl/workbook.xml", "externalLink", part)
    parts.edit(
        "xl/workbook.xml",
        "<definedNames>",
        f'<externalReferences><externalReference r:id="{relation}"/></externalReferences><definedNames>',
    )
    cell = '<row r="28"><c r="A28"><f>[1]Budget!$A$1</f><v>7</v></c></row></sheetData>'
    parts.edit(parts.sheet("Report"), "</sheetData>", cell)


def custom_xml(parts: Parts) -> None:
    """Custom XML of the designer's document system, which a fill leaves beside its own."""
    parts.add_default("xml", "application/xml")
    parts.parts["customXml/item1.xml"] = b'<brief xmlns="urn:studio:brief"><owner>Designer</owner></brief>'
    parts.add(
        "customXml/itemProps1.xml",
        f'{_HEAD}<ds:datastoreItem ds:itemID="{{5B6F8A0E-0001-4C1D-9E7B-000000000001}}" '
        'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>',
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    )
    parts.relate("customXml/item1.xml", "customXmlProps", "customXml/itemProps1.xml")
    parts.relate("xl/workbook.xml", "customXml", "customXml/item1.xml")


def printer_settings(parts: Parts) -> None:
    """What a printer's driver keeps about a sheet."""
    parts.add_default("bin", f"{_SHEET_ML}.printerSettings")
    name = "xl/printerSettings/printerSettings1.bin"
    parts.add(name, b"DEVMODE" * 30, f"{_SHEET_ML}.printerSettings")
    relation = parts.relate(parts.sheet("Report"), "printerSettings", name)
    parts.edit(parts.sheet("Report"), "<pageSetup ", f'<pageSetup r:id="{relation}" ')


def threaded_comments(parts: Parts) -> None:
    """A conversation in a comment, and who took part in it."""
    namespace = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    relation = "http://schemas.microsoft.com/office/2017/10/relationships"
    person = "{10000000-0000-4000-8000-000000000001}"
    parts.add(
        "xl/persons/person.xml",
        f'{_HEAD}<personList xmlns="{namespace}"><person displayName="Designer" id="{person}" userId="d" '
        'providerId="None"/></personList>',
        "application/vnd.ms-excel.person+xml",
    )
    parts.relate("xl/workbook.xml", f"{relation}/person", "xl/persons/person.xml")
    parts.add(
        "xl/threadedComments/threadedComment1.xml",
        f'{_HEAD}<ThreadedComments xmlns="{namespace}"><threadedComment ref="B7" dT="2026-10-01T08:00:00.00" '
        f'personId="{person}" id="{{20000000-0000-4000-8000-000000000001}}"><text>Of {{{{ report.client }}}}</text>'
        "</threadedComment></ThreadedComments>",
        "application/vnd.ms-excel.threadedcomments+xml",
    )
    parts.relate(parts.sheet("Report"), f"{relation}/threadedComment", "xl/threadedComments/threadedComment1.xml")
