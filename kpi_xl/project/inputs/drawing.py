"""A new inputs workbook, with drop-downs and checks, in the project's language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo

from kpi_xl.project.inputs_layout import InputColumn, InputKind, InputSheet, input_sheets
from kpi_xl.vocabulary.platforms import ADS, SOCIAL

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_HEADER_ROW = 4
_ROWS = 200  # made ready for typing; more may be added below
_PRINTED = 24
_LISTS = "Lists"
_CURRENCIES = ("EUR", "NOK", "SEK", "DKK", "GBP", "USD", "CHF", "PLN", "ISK")
_FORMATS: dict[InputKind, str] = {"day": "yyyy-mm-dd", "number": "#,##0.####", "amount": "#,##0.00##"}
_WIDTHS: dict[InputKind, int] = {"kpi": 34, "text": 36, "choice": 26, "day": 13}
_MESSAGES = {
    "day": {"en": "Write a date.", "nb": "Skriv en dato.", "sv": "Skriv ett datum."},
    "number": {"en": "Write a number.", "nb": "Skriv et tall.", "sv": "Skriv ett tal."},
    "amount": {"en": "Write a number above 0.", "nb": "Skriv et tall over 0.", "sv": "Skriv ett tal över 0."},
    "list": {"en": "Choose from the list.", "nb": "Velg fra listen.", "sv": "Välj ur listan."},
}
_INPUT = Font(name="Arial", size=10, color="0000FF")
_PAPER = PatternFill("solid", fgColor="FFFBE6")
_HEAD = Font(name="Arial", size=10, bold=True, color="5A666E")
_TITLE = Font(name="Arial", size=16, bold=True, color="1C2B33")
_NOTE = Font(name="Arial", size=10, color="5A666E")
_LINE = Border(bottom=Side(style="thin", color="D8CFA8"))


@dataclass(frozen=True, slots=True)
class _Choices:
    """Lists on the hidden sheet that drop-downs point at, each in a column of its own."""

    sheet: Worksheet

    def add(self, values: Sequence[str]) -> str:
        column = self.sheet.max_column + 1 if self.sheet["A1"].value else 1
        for row, value in enumerate(values, start=1):
            self.sheet.cell(row, column, value)
        letter = get_column_letter(column)
        return f"{_LISTS}!${letter}$1:${letter}${len(values)}"


def write_inputs(path: Path, language: str, currency: str, kpis: Sequence[str]) -> None:
    """Write the workbook; `kpis` are the labels that targets may be set for."""
    workbook = Workbook()
    lists = workbook.create_sheet(_LISTS)
    lists.sheet_state = "hidden"
    choices = _Choices(lists)
    for at, layout in enumerate(input_sheets()):
        sheet = workbook.create_sheet(layout.labels[language], at)
        _write_sheet(sheet, layout, language, currency)
        for number, column in enumerate(layout.columns, start=1):
            for check in _checks(column, language, choices, kpis, currency):
                letter = get_column_letter(number)
                check.add(f"{letter}{_HEADER_ROW + 1}:{letter}{_HEADER_ROW + _ROWS}")
                sheet.add_data_validation(check)
    del workbook["Sheet"]
    workbook.active = 0
    content = BytesIO()  # a full disk would leave openpyxl's own file open, with a traceback when it is swept up
    workbook.save(content)
    path.write_bytes(content.getvalue())


def _write_sheet(sheet: Worksheet, layout: InputSheet, language: str, currency: str) -> None:
    sheet["A1"], sheet["A2"] = layout.labels[language], layout.about[language].format(currency=currency)
    sheet["A1"].font, sheet["A2"].font = _TITLE, _NOTE
    sheet.row_dimensions[1].height = 26
    for number, column in enumerate(layout.columns, start=1):
        head = sheet.cell(_HEADER_ROW, number, column.labels[language])
        head.font, head.alignment = _HEAD, Alignment(wrap_text=True, vertical="bottom")
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(column.kind, 18)
        for row in range(_HEADER_ROW + 1, _HEADER_ROW + _ROWS + 1):
            cell = sheet.cell(row, number)
            cell.font, cell.fill, cell.border = _INPUT, _PAPER, _LINE
            cell.number_format = _FORMATS.get(column.kind, "General")
    sheet.freeze_panes = f"A{_HEADER_ROW + 1}"
    sheet.sheet_view.showGridLines = False
    _make_table(sheet, layout)
    _make_printable(sheet, layout)


def _make_table(sheet: Worksheet, layout: InputSheet) -> None:
    """An Excel table gives a filter and grows with what is typed below it."""
    last = f"{get_column_letter(len(layout.columns))}{_HEADER_ROW + _ROWS}"
    table = Table(displayName=f"in_{layout.table}", ref=f"A{_HEADER_ROW}:{last}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)


def _make_printable(sheet: Worksheet, layout: InputSheet) -> None:
    """One page wide, the heads on every page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    sheet.print_area = f"A1:{get_column_letter(len(layout.columns))}{_HEADER_ROW + _PRINTED}"


def _checks(
    column: InputColumn, language: str, choices: _Choices, kpis: Sequence[str], currency: str
) -> Iterator[DataValidation]:
    match column.kind:
        case "kpi":
            if kpis:
                yield _list(choices.add(kpis), language)
        case "choice":
            yield _list(choices.add([labels[language] for labels in column.choices.values()]), language)
        case "platform":
            yield _list(choices.add([*SOCIAL, *ADS]), language)
        case "currency":
            yield _list(choices.add(list(dict.fromkeys((currency, *_CURRENCIES)))), language, strict=False)
        case "day":
            yield _compared("date", "36526", "day", language)  # from the year 2000
        case "number":
            yield _compared("decimal", "-1E+300", "number", language)
        case "amount":
            yield _compared("decimal", "0", "amount", language)
        case "text":
            return


def _list(reference: str, language: str, *, strict: bool = True) -> DataValidation:
    check = DataValidation(type="list", formula1=reference, allow_blank=True, showErrorMessage=strict)
    check.error = _MESSAGES["list"][language]
    return check


def _compared(kind: Literal["date", "decimal"], least: str, message: str, language: str) -> DataValidation:
    check = DataValidation(
        type=kind, operator="greaterThanOrEqual", formula1=least, allow_blank=True, showErrorMessage=True
    )
    check.error = _MESSAGES[message][language]
    return check
