"""The add-in's file, read back by olevba and other people's readers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import olefile
import pytest
from oletools.olevba import VBA_Parser, decompress_stream
from openpyxl import load_workbook

from kpi_xl.excel.addin.encryption import encrypted
from kpi_xl.excel.addin.modules import modules, texts
from kpi_xl.excel.addin.package import addin
from kpi_xl.excel.addin.vba_project import CODE_PAGE
from kpi_xl.excel.functions import functions
from kpi_xl.kpis.sentences import Language

_VERSION = "0.37.8"
_LANGUAGES: tuple[Language, ...] = ("en", "nb", "sv")
_SOME_PROJECT = "{318BEE36-5BE1-492A-826D-473DB19B0F30}"
_LONGEST_LINE = 1_023  # letters that VBA takes
_MOST_CONTINUED = 24  # lines that VBA takes as one


@pytest.fixture(scope="module", params=_LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    return request.param


@pytest.fixture(scope="module")
def vba(language: Language) -> Mapping[str, str]:
    """The source that olevba finds, by module."""
    parser = VBA_Parser("kpi_xl.xlam", data=addin(_VERSION, language))
    return {file.partition(".")[0]: source for _, _, file, source in parser.extract_macros()}


def test_the_vba_read_back_is_its_source(vba: Mapping[str, str], language: Language) -> None:
    source = {module.name: module.source for module in modules(_VERSION, language)}
    assert {name: text.replace("\r\n", "\n") for name, text in vba.items()} == source


def test_the_same_arguments_give_the_same_bytes(language: Language) -> None:
    assert addin(_VERSION, language) == addin(_VERSION, language)


def test_every_function_has_a_wrapper_with_its_arguments(vba: Mapping[str, str]) -> None:
    found = dict(re.findall(r"^Public Function (\w+)\((.*)\) As Variant", vba["KpiFunctions"], re.MULTILINE))
    assert [*found] == [*functions()]
    for name, function in functions().items():
        parameters = re.findall(r"(\w+)(?:\(\))? As Variant", found[name])
        assert parameters == [function.vba_name(argument) for argument in function.arguments]
        assert name.lower() not in map(str.lower, parameters)  # VBA refuses a parameter called like its function


def test_nothing_is_volatile_and_nothing_is_shown_in_a_cell_but_answers(vba: Mapping[str, str]) -> None:
    assert not any("Volatile" in source.replace("volatile", "") for source in vba.values())
    assert "Err.Description" in vba["KpiAnswers"]
    assert vba["KpiAnswers"].count("CVErr(") == 3


def test_lines_are_as_long_as_vba_takes(vba: Mapping[str, str]) -> None:
    for source in vba.values():
        lines = source.split("\r\n")
        assert max(map(len, lines)) <= _LONGEST_LINE
        runs = re.findall(r"(?:[^\n]* _\r\n)+", source)
        assert max((run.count("\n") for run in runs), default=0) <= _MOST_CONTINUED


def test_blocks_are_closed(vba: Mapping[str, str]) -> None:
    for source in vba.values():
        for word in ("Sub", "Function"):
            opened = len(re.findall(rf"^(?:Public |Private )?{word} ", source, re.MULTILINE))
            assert opened == len(re.findall(rf"^End {word}", source, re.MULTILINE))
        assert len(re.findall(r"^\s*For ", source, re.MULTILINE)) == len(re.findall(r"^\s*Next", source, re.MULTILINE))


def test_help_and_messages_are_in_the_chosen_language(vba: Mapping[str, str], language: Language) -> None:
    for function in functions().values():
        assert function.help[language].replace('"', '""') in vba["KpiHelp"]
    for name, told in texts()["messages"].items():
        assert f'Public Const {name} As String = "{told[language]}"' in vba["KpiTexts"]


def test_the_library_is_that_of_the_installed_xlwings(vba: Mapping[str, str]) -> None:
    assert f'Lib "xlwings64-{_VERSION}.dll"' in vba["KpiConnection"]
    assert not any("@" in line for source in vba.values() for line in source.splitlines() if "NumberFormat" not in line)


def test_a_call_reads_at_most_five_properties_besides_the_cells_it_is_given(vba: Mapping[str, str]) -> None:
    """In Excel's own process; Python is handed values and asks Excel for nothing."""
    project = vba["KpiAnswers"].partition("Public Function ProjectOfCaller")[2].partition("End Function")[0]
    read = re.search(r"IdIn\((Application\..*)\)\r\n", project)
    assert read
    assert re.findall(r"\.(\w+)", read[1]) == ["Caller", "Worksheet", "Parent", "Names", "RefersTo"]
    assert vba["KpiAnswers"].count("Application.Caller") == 1
    assert "Application" not in vba["KpiConnection"]


def test_a_workbook_cannot_choose_the_program_or_the_modules(vba: Mapping[str, str]) -> None:
    connection = vba["KpiConnection"]
    for foreign in ("ActiveWorkbook", "ThisWorkbook", "Sheets", "CurDir", "PYTHONPATH", "cmd.exe"):
        assert foreign not in connection
    assert re.findall(r"Open (.*) For Input", connection) == [r'Environ$("USERPROFILE") & "\.kpi_xl\kpi_xl.conf"']
    assert " -B -P -c " in connection  # -P: no module from the current folder
    assert re.findall(r'Const \w+Module As String = "(.*)"', connection) == ["kpi_xl.excel.vba", "kpi_xl.excel.ribbon"]


def test_no_vba_evaluates_what_a_workbook_says(vba: Mapping[str, str]) -> None:
    for source in vba.values():
        assert not re.search(r"\bEvaluate\b|\bExecuteExcel4Macro\b|\bShell\b|\bDDE\w+|Application\.Run\b", source)


def test_every_button_has_its_procedure(vba: Mapping[str, str], language: Language) -> None:
    with ZipFile(BytesIO(addin(_VERSION, language))) as package:
        ribbon = ET.fromstring(package.read("customUI/customUI14.xml"))  # noqa: S314 - our own
    buttons = [element for element in ribbon.iter() if element.tag.endswith("}button")]
    assert len(buttons) == 6
    for button in buttons:
        assert f"Public Sub {button.get('onAction')}(control As IRibbonControl)" in vba["KpiRibbon"]
        assert button.get("label") == texts()["ribbon"][button.get("id", "")][language]


def test_the_package_is_one_that_other_readers_open(language: Language) -> None:
    assert load_workbook(BytesIO(_as_workbook(addin(_VERSION, language)))).sheetnames == ["KPI"]
    with ZipFile(BytesIO(addin(_VERSION, language))) as package:
        assert package.testzip() is None
        assert package.namelist()[0] == "[Content_Types].xml"


def _as_workbook(contents: bytes) -> bytes:
    """The same package called a workbook, since openpyxl and LibreOffice open no add-ins."""
    stream = BytesIO()
    with ZipFile(BytesIO(contents)) as package, ZipFile(stream, "w") as copy:
        for name in package.namelist():
            copy.writestr(name, package.read(name).replace(b"addin.macroEnabled", b"sheet.macroEnabled"))
    return stream.getvalue()


def test_modules_by_hand_are_in_the_code_page() -> None:
    for path in files("kpi_xl.excel.addin").joinpath("code").iterdir():
        text = path.read_text(encoding="utf-8")
        assert text.encode(CODE_PAGE, "replace").decode(CODE_PAGE) == text, path.name


def test_the_project_says_that_it_is_neither_locked_nor_hidden(language: Language) -> None:
    with ZipFile(BytesIO(addin(_VERSION, language))) as package:
        project = olefile.OleFileIO(BytesIO(package.read("xl/vbaProject.bin")))
    told = project.openstream("PROJECT").read().decode(CODE_PAGE)
    identity = re.search(r'ID="(.*)"', told)
    assert identity
    for name, data in {"CMG": bytes(4), "DPB": b"\0", "GC": b"\xff"}.items():
        found = re.search(rf'{name}="(.*)"', told)
        assert found
        assert _decrypted(identity[1], found[1]) == data


def test_the_directory_names_every_stream(language: Language) -> None:
    with ZipFile(BytesIO(addin(_VERSION, language))) as package:
        project = olefile.OleFileIO(BytesIO(package.read("xl/vbaProject.bin")))
    directory = bytes(decompress_stream(bytearray(project.openstream("VBA/dir").read())))
    streams = {path[1] for path in project.listdir() if path[0] == "VBA"} - {"dir", "_VBA_PROJECT"}
    assert streams == {module.name for module in modules(_VERSION, language)}
    for name in streams:
        assert name.encode("utf-16-le") in directory


def _decrypted(project_id: str, text: str) -> bytes:
    """MS-OVBA 2.4.3.3, written from the standard and not from our own code."""
    data = bytes.fromhex(text)
    seed, version, key = data[0], data[0] ^ data[1], data[0] ^ data[2]
    assert (version, key) == (2, sum(map(ord, project_id)) % 256)
    plain, earlier, before = key, data[2], data[1]
    found = bytearray()
    for byte in data[3:]:
        plain = byte ^ (before + plain) % 256
        before, earlier = earlier, byte
        found.append(plain)
    del found[: (seed & 6) // 2]
    length = int.from_bytes(found[:4], "little")
    assert length == len(found) - 4
    return bytes(found[4:])


def test_our_encryption_is_that_of_the_standard() -> None:
    for data in (b"", b"\x01", bytes(range(20))):
        assert _decrypted(_SOME_PROJECT, encrypted(_SOME_PROJECT, data)) == data
