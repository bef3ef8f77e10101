"""Workbooks that call the add-in where it was on another machine."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from xlsxwriter import Workbook

from kpi_xl.excel.mending import mend_links, mended

_LINK = "xl/externalLinks/externalLink{}.xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('[1]!KPI("ctr","2026-10")', 'KPI("ctr","2026-10")'),
        (r"'C:\Users\Åse\XLSTART\kpi_xl.xlam'!KPI(A1,B1)", "KPI(A1,B1)"),
        ("kpi_xl.xlam!KPI_CHANGE(A1,B1)", "KPI_CHANGE(A1,B1)"),
        ("'https://d.docs.live.net/x/kpi_xl (2).xlam'!KPI(A1,B1)", "KPI(A1,B1)"),
        ("_xludf.KPI(A1,B1)+_xll.KPI(A1,B2)", "KPI(A1,B1)+KPI(A1,B2)"),
        ("_xlfn._xludf.KPI(A1,B1)", "KPI(A1,B1)"),
        ("ORG.KPIXL.FUNCTIONS.KPICHANGE(A1,B1)", "KPI_CHANGE(A1,B1)"),
        ("IFERROR([1]!KPI(A1,B1),[2]Sheet1!A1)", "IFERROR(KPI(A1,B1),[2]Sheet1!A1)"),
        ("[2]!KPI(A1,B1)", "[2]!KPI(A1,B1)"),
        (r"'C:\other\tool.xlam'!KPI(A1)", r"'C:\other\tool.xlam'!KPI(A1)"),
        ("_xlfn.XLOOKUP(A1,B:B,C:C)", "_xlfn.XLOOKUP(A1,B:B,C:C)"),
        ('"[1]!KPI("', '"[1]!KPI("'),
        ("[1]!OTHER(A1)", "[1]!OTHER(A1)"),
    ],
)
def test_only_calls_of_our_functions_lose_their_file(written: str, meant: str) -> None:
    assert mended(written, {1}) == meant


def _book(path: Path, *targets: str) -> Path:
    """A workbook with links, as Excel writes them beside formulas that call `[1]!KPI`."""
    plain = path.with_name("plain.xlsx")
    book = Workbook(plain)
    sheet = book.add_worksheet("Report")
    sheet.write_formula("A1", '=[1]!KPI("ctr","2026-10")', None, 0.02)
    sheet.write_formula("A2", "=SUM(A1)", None, 0.02)
    sheet.conditional_format("A1", {"type": "formula", "criteria": '=[1]!KPI("ctr","2026-10")>1'})
    book.define_name("Rate", '=[1]!KPI("ctr","2026-10")')
    book.close()
    types, relations, references = "", "", ""
    with ZipFile(plain) as source, ZipFile(path, "w") as package:
        for number, target in enumerate(targets, 1):
            package.writestr(
                _LINK.format(number),
                f'<externalLink xmlns="{_MAIN}"><externalBook xmlns:r="{_OFFICE}" r:id="rId1"/></externalLink>',
            )
            package.writestr(
                f"xl/externalLinks/_rels/externalLink{number}.xml.rels",
                f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/externalLinkPath" '
                f'Target="{target}" TargetMode="External"/></Relationships>',
            )
            types += f'<Override PartName="/{_LINK.format(number)}" ContentType="application/vnd.openxmlformats-'
            types += 'officedocument.spreadsheetml.externalLink+xml"/>'
            relations += f'<Relationship Id="rIdL{number}" Type="{_OFFICE}/externalLink" '
            relations += f'Target="externalLinks/externalLink{number}.xml"/>'
            references += f'<externalReference r:id="rIdL{number}"/>'
        for name in source.namelist():
            xml = source.read(name).decode()
            if name == "[Content_Types].xml":
                xml = xml.replace("</Types>", f"{types}</Types>")
            if name == "xl/_rels/workbook.xml.rels":
                xml = xml.replace("</Relationships>", f"{relations}</Relationships>")
            if name == "xl/workbook.xml":
                xml = xml.replace("</sheets>", f"</sheets><externalReferences>{references}</externalReferences>")
            package.writestr(name, xml)
    return path


def test_formulas_names_and_formats_call_the_function_by_its_name(tmp_path: Path) -> None:
    source = _book(tmp_path / "book.xlsx", "file:///C:\\Users\\x\\XLSTART\\kpi_xl.xlam")
    before = source.read_bytes()
    done = mend_links(source, tmp_path / "mended.xlsx")
    assert source.read_bytes() == before
    assert (done.formulas, done.links, done.left) == (3, 1, 0)
    book = load_workbook(done.path)
    assert book["Report"]["A1"].value == '=KPI("ctr","2026-10")'
    assert book["Report"]["A2"].value == "=SUM(A1)"
    assert book.defined_names["Rate"].attr_text == 'KPI("ctr","2026-10")'
    assert load_workbook(done.path, data_only=True)["Report"]["A1"].value == 0.02
    with ZipFile(done.path) as package:
        assert not [name for name in package.namelist() if "externalLink" in name]
        assert b"[1]!" not in package.read("xl/worksheets/sheet1.xml")
        assert b"externalReference" not in package.read("xl/workbook.xml")


def test_links_to_other_workbooks_keep_their_numbers(tmp_path: Path) -> None:
    source = _book(tmp_path / "book.xlsx", "file:///C:/x/kpi_xl.xlam", "file:///C:/x/budget.xlsx")
    done = mend_links(source, tmp_path / "mended.xlsx")
    assert (done.links, done.left) == (0, 1)
    with ZipFile(done.path) as package:
        assert _LINK.format(2) in package.namelist()
        assert b"budget.xlsx" in package.read("xl/externalLinks/_rels/externalLink2.xml.rels")


def test_a_workbook_without_our_functions_stays_as_it_is(tmp_path: Path) -> None:
    source = _book(tmp_path / "book.xlsx", "file:///C:/x/tool.xlam")
    done = mend_links(source, tmp_path / "mended.xlsx")
    assert (done.formulas, done.links, done.left) == (0, 0, 0)
    with ZipFile(source) as one, ZipFile(done.path) as other:
        assert one.read("xl/worksheets/sheet1.xml") == other.read("xl/worksheets/sheet1.xml")
