"""A new inputs workbook, with drop-downs and checks, in the project's language."""

from __future__ import annotations

import tomllib
from copy import copy
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo

from kpi_xl.project.inputs.drop_downs import LISTS, DropDowns
from kpi_xl.project.inputs.layout import InputKind, InputSheet, input_sheets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

HEADER_ROW = 4
_ROWS = 200  # made ready for typing; more may be added below
_PRINTED = 24
_FORMATS: dict[InputKind, str] = {
    "day": "yyyy-mm-dd",
    "moment": "yyyy-mm-dd hh:mm",
    "year": "0",
    "number": "#,##0.####",
    "amount": "#,##0.00##",
    "minutes": "#,##0.0#",
    "count": "#,##0",
}
_WIDTHS: dict[InputKind, int] = {
    "kpi": 34,
    "scope": 30,
    "text": 32,
    "pattern": 30,
    "choice": 22,
    "day": 13,
    "year": 9,
    "yes_no": 12,
    "currency": 12,
}
_FIRST_WIDTH, _ABOUT_WIDTH = 26, 104  # of the guide's two columns
_LETTERS_A_LINE = 105
_INPUT = Font(name="Arial", size=10, color="0000FF")
_PAPER = PatternFill("solid", fgColor="FFFBE6")
_HEAD = Font(name="Arial", size=10, bold=True, color="5A666E")
_TITLE = Font(name="Arial", size=16, bold=True, color="1C2B33")
_NOTE = Font(name="Arial", size=10, color="5A666E")
_LINK = Font(name="Arial", size=10, bold=True, color="1C2B33", underline="single")
_LINE = Border(bottom=Side(style="thin", color="D8CFA8"))
_HEAD_LINE = Border(bottom=Side(style="medium", color="5A666E"))


def write_inputs(path: Path, language: str, currency: str, kpis: Sequence[str]) -> None:
    """Write the workbook; `kpis` are the labels that targets may be set for."""
    path.write_bytes(_drawn(language, currency, tuple(kpis)))


@cache  # a process that makes many projects, as an agency's script does, draws the twelve sheets once
def _drawn(language: str, currency: str, kpis: tuple[str, ...]) -> bytes:
    workbook = Workbook()
    lists = workbook.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    drop_downs = DropDowns(lists, language, currency, kpis)
    _write_guide(workbook.create_sheet(_guide()["sheet"][language], 0), language, currency)
    for at, layout in enumerate(input_sheets(), start=1):
        _write_sheet(workbook.create_sheet(layout.labels[language], at), layout, drop_downs)
    del workbook["Sheet"]
    workbook.active = 0
    content = BytesIO()  # a full disk would leave openpyxl's own file open, with a traceback when it is swept up
    workbook.save(content)
    return content.getvalue()


@cache
def _guide() -> dict[str, Any]:
    return tomllib.loads(files("kpi_xl.project.inputs").joinpath("guide.toml").read_text(encoding="utf-8"))


def _write_guide(sheet: Worksheet, language: str, currency: str) -> None:
    """What the workbook is for, and a link to each sheet."""
    guide = _guide()
    _write_title(sheet, guide["title"][language])
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _FIRST_WIDTH, _ABOUT_WIDTH
    for row, line in enumerate(guide["lines"][language], start=2):
        sheet.cell(row, 1, line).font = _NOTE
    first = HEADER_ROW + len(guide["lines"][language])
    for row, layout in enumerate(input_sheets(), start=first):
        name = sheet.cell(row, 1, layout.labels[language])
        name.hyperlink, name.font, name.alignment = f"#'{name.value}'!A1", _LINK, Alignment(vertical="top")
        about = sheet.cell(row, 2, layout.about[language].format(currency=currency))
        about.font, about.alignment = _NOTE, Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[row].height = 16 if len(layout.about[language]) < _LETTERS_A_LINE else 30
    _make_printable(sheet, "B", first + len(input_sheets()))


def _write_title(sheet: Worksheet, title: str) -> None:
    sheet["A1"].value, sheet["A1"].font = title, _TITLE
    sheet.row_dimensions[1].height = 26
    sheet.sheet_view.showGridLines = False


def _write_sheet(sheet: Worksheet, layout: InputSheet, drop_downs: DropDowns) -> None:
    language = drop_downs.language
    _write_title(sheet, layout.labels[language])
    sheet["A2"].value, sheet["A2"].font = layout.about[language].format(currency=drop_downs.currency), _NOTE
    for number, column in enumerate(layout.columns, start=1):
        letter = get_column_letter(number)
        head = sheet.cell(HEADER_ROW, number, column.labels[language])
        head.font, head.alignment, head.border = _HEAD, Alignment(wrap_text=True, vertical="bottom"), _HEAD_LINE
        sheet.column_dimensions[letter].width = _WIDTHS.get(column.kind, 18)
        _make_ready(sheet, number, _FORMATS.get(column.kind, "General"))
        if check := drop_downs.check(column):
            check.add(f"{letter}{HEADER_ROW + 1}:{letter}{HEADER_ROW + _ROWS}")
            sheet.add_data_validation(check)
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    last = get_column_letter(len(layout.columns))
    _make_table(sheet, layout, last)
    _make_printable(sheet, last, HEADER_ROW + _PRINTED)
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"


def _make_ready(sheet: Worksheet, number: int, number_format: str) -> None:
    first = sheet.cell(HEADER_ROW + 1, number)
    first.font, first.fill, first.border, first.number_format = _INPUT, _PAPER, _LINE, number_format
    for row in range(HEADER_ROW + 2, HEADER_ROW + _ROWS + 1):
        # Setting font, fill and border of every cell takes four times as long as all the rest of a new project.
        sheet.cell(row, number)._style = copy(first._style)  # noqa: SLF001 - openpyxl has no other way to copy a style


def _make_table(sheet: Worksheet, layout: InputSheet, last: str) -> None:
    """An Excel table gives a filter and grows with what is typed below it."""
    table = Table(displayName=f"in_{layout.table}", ref=f"A{HEADER_ROW}:{last}{HEADER_ROW + _ROWS}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)


def _make_printable(sheet: Worksheet, last: str, last_row: int) -> None:
    """One page wide, the heads on every page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_area = f"A1:{last}{last_row}"
