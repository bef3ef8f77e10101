"""Files built to do harm, made small: each takes a fraction of a second to write."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

MEGABYTE = 1024 * 1024
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
ROOT_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
WORKBOOK_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)
WORKBOOK = (
    f'<?xml version="1.0"?><workbook {_MAIN} xmlns:r="{_RELATIONS}"><sheets>'
    '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)


def sheet(rows: str, before: str = "") -> str:
    return f'<?xml version="1.0"?>{before}<worksheet {_MAIN}><sheetData>{rows}</sheetData></worksheet>'


def parts(rows: str = '<row r="1"><c r="A1"><v>1</v></c></row>') -> dict[str, str | bytes]:
    return {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": ROOT_RELATIONS,
        "xl/workbook.xml": WORKBOOK,
        "xl/_rels/workbook.xml.rels": WORKBOOK_RELATIONS,
        "xl/worksheets/sheet1.xml": sheet(rows),
    }


def package(path: Path, content: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return path


def _swelling_cell(path: Path, megabytes: int = 400, level: int = 9) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, data in parts().items():
            if not name.endswith("sheet1.xml"):
                archive.writestr(name, data)
        with archive.open("xl/worksheets/sheet1.xml", "w") as stream:
            stream.write(sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>').partition("</sheetData>")[0].encode())
            for _ in range(megabytes):
                stream.write(b"a" * MEGABYTE)
    return path


def _long_text(path: Path) -> Path:
    return _swelling_cell(path, megabytes=7)


def _far_cell(path: Path) -> Path:
    return package(path, parts('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))


def _far_cell_spelled_oddly(path: Path) -> Path:
    return package(path, parts("<row r='1'><c s='>' r = 'XFD1048576'><v>1</v></c></row>"))


def _far_cell_in_entities(path: Path) -> Path:
    return package(path, parts('<row r="1"><c r="XFD&#49;048576"><v>1</v></c></row>'))


def _far_cell_with_prefix(path: Path) -> Path:
    xml = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        '<x:row r="1048576"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    return package(path, {**parts(), "xl/worksheets/sheet1.xml": xml})


def _unnumbered_cells(path: Path) -> Path:
    rows = "<row>" + "<c><v>1</v></c>" * 5000 + "</row>" + "<row/>" * 20_000 + "<row><c><v>1</v></c></row>"
    return package(path, parts(rows))


def _row_beyond_the_grid(path: Path) -> Path:
    return package(path, parts('<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'))


def _endless_row_number(path: Path) -> Path:
    return package(path, parts(f'<row r="1"><c r="A{"9" * 100_000}"><v>1</v></c></row>'))


def _entity_bomb(path: Path) -> Path:
    entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + level)} "{f"&{chr(97 + level)};" * 10}">' for level in range(9)
    )
    return package(path, {**parts(), "xl/worksheets/sheet1.xml": sheet("<row><c>&j;</c></row>", entities + "]>")})


def _external_entity(path: Path) -> Path:
    doctype = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    return package(path, {**parts(), "xl/sharedStrings.xml": f'<?xml version="1.0"?>{doctype}<sst>&a;</sst>'})


def _doctype_behind_a_long_comment(path: Path) -> Path:
    before = f"<!--{'x' * (3 * MEGABYTE)}--><!DOCTYPE x [<!ENTITY a 'b'>]>"
    return package(path, {**parts(), "xl/worksheets/sheet1.xml": sheet("<row/>", before)})


def _sheet_in_utf16(path: Path) -> Path:
    xml = sheet('<row r="1048576"><c r="XFD1048576"/></row>').encode("utf-16")
    return package(path, {**parts(), "xl/worksheets/sheet1.xml": xml})


def _many_sheets(path: Path) -> Path:
    sheets = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(100_000))
    return package(path, {**parts(), "xl/workbook.xml": f"<workbook {_MAIN}><sheets>{sheets}</sheets></workbook>"})


def _many_parts(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(100_000):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", b"")
    return path


def _lying_part_count(path: Path) -> Path:
    content = bytearray(package(path, parts()).read_bytes())
    end = content.rfind(b"PK\x05\x06")
    struct.pack_into("<HH", content, end + 8, 65_000, 65_000)
    path.write_bytes(content)
    return path


def _part_larger_than_memory(path: Path) -> Path:
    """The directory claims a gigabyte, which is all that is looked at."""
    content = bytearray(package(path, parts()).read_bytes())
    entry = content.rfind(b"PK\x01\x02")
    struct.pack_into("<LL", content, entry + 20, 100 * MEGABYTE, 1024 * MEGABYTE)
    path.write_bytes(content)
    return path


def _named(name: str) -> Callable[[Path], Path]:
    return lambda path: package(path, {**parts(), name: b"x"})


def _backslashes(path: Path) -> Path:
    content = package(path, {**parts(), "xl/media/evil.txt": b"x"}).read_bytes()
    path.write_bytes(content.replace(b"xl/media/evil.txt", b"xl\\media\\evil.txt"))
    return path


def _same_name_twice(path: Path) -> Path:
    content = package(path, {**parts(), "xl/styleA.xml": b"<a/>", "xl/styleB.xml": b"<b/>"}).read_bytes()
    path.write_bytes(content.replace(b"xl/styleB.xml", b"xl/styleA.xml"))
    return path


def _overlapping_parts(path: Path) -> Path:
    """Two directory entries for one stretch of bytes: a few kilobytes, read again and again, become terabytes."""
    content = bytearray(package(path, {"a.csv": b"x" * 1000, "b.csv": b"y" * 1000}).read_bytes())
    second = content.rfind(b"PK\x01\x02")
    struct.pack_into("<L", content, second + 42, 0)
    path.write_bytes(content)
    return path


def _encrypted_part(path: Path) -> Path:
    content = bytearray(package(path, parts()).read_bytes())
    entry = content.rfind(b"PK\x01\x02")
    content[entry + 8] |= 1
    path.write_bytes(content)
    return path


def _cut_short(path: Path) -> Path:
    content = package(path, parts()).read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return path


def _bytes_changed(path: Path) -> Path:
    content = bytearray(package(path, parts("<row/>" * 500)).read_bytes())
    start = content.find(b"xl/worksheets/sheet1.xml") + 30
    content[start : start + 10] = b"\xff" * 10
    path.write_bytes(content)
    return path


WORKBOOK_ATTACKS: dict[str, Callable[[Path], Path]] = {
    "a cell that swells to 400 MB": _swelling_cell,
    "a cell that holds 7 MB": _long_text,
    "one cell in the far corner": _far_cell,
    "a far cell spelled oddly": _far_cell_spelled_oddly,
    "a far cell written in entities": _far_cell_in_entities,
    "a far cell in prefixed XML": _far_cell_with_prefix,
    "cells without references": _unnumbered_cells,
    "a row beyond the grid": _row_beyond_the_grid,
    "a row number of 100,000 digits": _endless_row_number,
    "an entity bomb": _entity_bomb,
    "an external entity": _external_entity,
    "a DOCTYPE behind a long comment": _doctype_behind_a_long_comment,
    "a sheet in UTF-16": _sheet_in_utf16,
    "100,000 sheets": _many_sheets,
    "100,000 parts": _many_parts,
    "a lying number of parts": _lying_part_count,
    "a part larger than memory": _part_larger_than_memory,
    "a part outside the package": _named("../evil.txt"),
    "a part at the root": _named("/etc/evil.txt"),
    "a part on a drive": _named("C:/evil.txt"),
    "a part named with backslashes": _backslashes,
    "the same name twice": _same_name_twice,
    "two names that differ in capitals": _named("XL/Workbook.xml"),
    "overlapping parts": _overlapping_parts,
    "an encrypted part": _encrypted_part,
    "a file cut short": _cut_short,
    "changed bytes": _bytes_changed,
}


def nested_zip(levels: int) -> bytes:
    """A CSV file in so many archives."""
    data, name = b"a,b\n1,2\n", "data.csv"
    for level in range(levels):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(name, data)
        data, name = buffer.getvalue(), f"level{level}.zip"
    return data
