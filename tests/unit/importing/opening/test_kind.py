from __future__ import annotations

import json
from pathlib import Path

import pytest

from kpi_xl.errors import FileProblemError, UnsafeFileError
from kpi_xl.importing.opening.kind import kind_of
from tests.unit.importing.opening.workbooks import biff
from tests.unit.safety import attacks

SPREADSHEETML = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"Date,Reach\n1,2\n", "csv"),
        ("Date\tReach\n".encode("utf-16"), "csv"),
        (b"\xef\xbb\xbf{curly} header,Reach\n", "csv"),
        (b"[New Post],12\n", "csv"),
        (b"<3 hearts,12\n", "csv"),
        (SPREADSHEETML.encode(), "spreadsheetml"),
        (SPREADSHEETML.encode("utf-16"), "spreadsheetml"),
        (biff.workbook("A", [["x"]]), "xls"),
        (attacks.nested_zip(1), "zip"),
    ],
)
@pytest.mark.parametrize("name", ["export.csv", "export.xls", "export.xlsx", "export"])
def test_the_bytes_decide_and_not_the_name(content: bytes, kind: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert kind_of(path, name) == kind


def test_a_workbook_is_told_from_an_archive(tmp_path: Path) -> None:
    path = attacks.package(tmp_path / "export.zip", attacks.parts())
    assert kind_of(path, path.name) == "xlsx"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x89PNG\r\n\x1a\n...", "a picture"),
        (b"Rar!\x1a\x07", "RAR"),
        (b"<!DOCTYPE html><html><body>Log in</body></html>", "a web page"),
        (b"\n <html><table><tr><td>Reach</td></tr></table></html>", "a web page"),
        (b'<?xml version="1.0"?><feed/>', "an XML file of an unknown kind"),
        (b'{"data": [1, 2, 3]}', "a JSON file"),
        (json.dumps({"url": "https://docs.google.com/spreadsheets/d/x"}).encode(), "only a shortcut to a Google sheet"),
        (json.dumps({"doc_id": "x", "email": "someone@example.com"}).encode(), "only a shortcut to a Google sheet"),
        (biff.workbook("A", [["x"]], encrypted=True), "protected by a password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
    ],
)
def test_other_files_are_named_for_what_they_are(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    path.write_bytes(content)
    with pytest.raises(FileProblemError, match=said) as refused:
        kind_of(path, "export.xlsx")
    assert refused.value.message.startswith("export.xlsx ")
    assert refused.value.hint


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (["[Content_Types].xml", "word/document.xml"], "no workbook"),
        (["[Content_Types].xml", "xl/workbook.bin"], "a binary workbook"),
        (["mimetype", "content.xml"], "a LibreOffice or Numbers document"),
        (["Index/Document.iwa"], "a LibreOffice or Numbers document"),
    ],
)
def test_other_documents_in_zip_form_are_named_too(parts: list[str], said: str, tmp_path: Path) -> None:
    path = attacks.package(tmp_path / "export.zip", dict.fromkeys(parts, b""))
    with pytest.raises(FileProblemError, match=said):
        kind_of(path, path.name)


def test_a_truncated_workbook_is_damaged(tmp_path: Path) -> None:
    path = attacks.WORKBOOK_ATTACKS["a file cut short"](tmp_path / "export.xlsx")
    with pytest.raises(UnsafeFileError, match="damaged"):
        kind_of(path, path.name)
