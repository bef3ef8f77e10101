"""kpi_xl.xlam: a workbook with nothing in it but the VBA project and the ribbon."""

from __future__ import annotations

from io import BytesIO

from kpi_xl.excel.addin.modules import modules
from kpi_xl.excel.addin.ribbon import ribbon_xml
from kpi_xl.excel.addin.vba_project import vba_project
from kpi_xl.kpis.sentences import Language
from kpi_xl.workbook.package.zip_writer import ZipWriter

ADDIN_FILE = "kpi_xl.xlam"
_PROJECT = "KpiXl"

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MICROSOFT = "http://schemas.microsoft.com/office"
_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_TYPES = {
    "/xl/workbook.xml": "application/vnd.ms-excel.addin.macroEnabled.main+xml",
    "/xl/worksheets/sheet1.xml": f"{_SHEETS}.worksheet+xml",
    "/xl/styles.xml": f"{_SHEETS}.styles+xml",
    "/xl/vbaProject.bin": "application/vnd.ms-office.vbaProject",
}
_WORKBOOK = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr codeName="ThisWorkbook"/>'
    '<bookViews><workbookView visibility="hidden"/></bookViews>'
    '<sheets><sheet name="KPI" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_SHEET = f'<worksheet xmlns="{_MAIN}"><sheetPr codeName="Sheet1"/><sheetData/></worksheet>'
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="1"><xf/></cellXfs></styleSheet>'
)


def addin(xlwings_version: str, language: Language = "en") -> bytes:
    """The add-in's file; the same arguments give the same bytes.

    Args:
        xlwings_version: of the xlwings beside the Python that it shall start; both must agree.
        language: of help texts, buttons and messages.
    """
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            (f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
            (f"{_MICROSOFT}/2007/relationships/ui/extensibility", "customUI/customUI14.xml"),
        ),
        "xl/workbook.xml": _WORKBOOK,
        "xl/_rels/workbook.xml.rels": _relations(
            (f"{_OFFICE}/worksheet", "worksheets/sheet1.xml"),
            (f"{_OFFICE}/styles", "styles.xml"),
            (f"{_MICROSOFT}/2006/relationships/vbaProject", "vbaProject.bin"),
        ),
        "xl/worksheets/sheet1.xml": _SHEET,
        "xl/styles.xml": _STYLES,
        "customUI/customUI14.xml": ribbon_xml(language),
    }
    stream = BytesIO()
    writer = ZipWriter(stream)
    for name, xml in parts.items():
        writer.add(name, [(_HEAD + xml).encode()])
    writer.add("xl/vbaProject.bin", [vba_project(_PROJECT, modules(xlwings_version, language))])
    writer.close()
    return stream.getvalue()


def _content_types() -> str:
    overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in _TYPES.items())
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    defaults = f'<Default Extension="rels" ContentType="{relations}"/>'
    defaults += '<Default Extension="xml" ContentType="application/xml"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{defaults}{overrides}</Types>'


def _relations(*targets: tuple[str, str]) -> str:
    arrows = (
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(arrows)}</Relationships>'
