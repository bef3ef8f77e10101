"""The same workbook as other programs write it: all that the standard allows and Excel does not do."""

from __future__ import annotations

import re

from corpus.package import Parts

_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
_ELEMENT = re.compile(r"<(/?)(?=[A-Za-z])(?![\w.-]+:)")


def prefixed(parts: Parts) -> None:
    """Every element of the sheets with a prefix, as Open XML SDK programs write them."""
    for name in list(parts.parts):
        if re.fullmatch(r"xl/worksheets/sheet\d+\.xml|xl/sharedStrings\.xml", name):
            text = _ELEMENT.sub(r"<\1x:", parts.text(name)).replace('xmlns="', 'xmlns:x="', 1)
            parts.parts[name] = text.encode()


def without_addresses(parts: Parts) -> None:
    """Rows and cells that do not say where they stand: each is next to the one before."""
    sheet = parts.sheet("Report")
    text = parts.text(sheet)
    text = text.replace("</sheetData>", '<row><c t="inlineStr"><is><t>Next row</t></is></c></row></sheetData>')
    text = re.sub(r'<c r="A\d+"', "<c", text)
    text = re.sub(r'<row r="2"[^>]*>', "<row>", text)
    parts.parts[sheet] = text.encode()


def shared_formulas(parts: Parts) -> None:
    """A formula written once and shared by the cells below it, the first of them where a row repeats."""
    sheet = parts.sheet("Data")
    rows = "".join(
        f'<row r="{row}"><c r="H{row}"><v>{row}</v></c><c r="I{row}">{formula}<v>0</v></c></row>'
        for row, formula in (
            (30, '<f t="shared" ref="I30:I33" si="0">H30*2+SUM(D$4:D$6)</f>'),
            (31, '<f t="shared" si="0"/>'),
            (32, '<f t="shared" si="0"/>'),
            (33, '<f t="shared" si="0"/>'),
        )
    )
    parts.edit(sheet, "</sheetData>", f"{rows}</sheetData>")


def rich_and_phonetic(parts: Parts) -> None:
    """Inline rich text, and a shared string with its reading in another script."""
    sheet = parts.sheet("Report")
    cell = (
        '<row r="27"><c r="A27" t="inlineStr"><is><r><t xml:space="preserve">For </t></r><r><rPr><b/></rPr>'
        '<t>{{ report.client }}</t></r></is></c><c r="B27" t="inlineStr"><is><t>東京</t>'
        '<rPh sb="0" eb="2"><t>トウキョウ</t></rPh></is></c></row></sheetData>'
    )
    parts.edit(sheet, "</sheetData>", cell)


def strict(parts: Parts) -> None:
    """The strict variant of the standard: other namespaces for the same thing."""
    for name, data in parts.parts.items():
        if name.endswith((".xml", ".rels")):
            parts.parts[name] = data.replace(_MAIN, _STRICT).replace(_TRANSITIONAL, _STRICT_RELATIONS)
    parts.edit("xl/workbook.xml", "<workbook ", '<workbook conformance="strict" ')
