"""Hidden sheets: the small tables that formulas look things up in. The engine adds the tables of facts and values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..palette import CONTEXT, SECONDARY, SLOTS
from ..placeholder import each, kpi, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.worksheet import Worksheet

    from ..book import Book

TABLES = {
    "kpi_months": ("month",),
    "kpi_choices": ("label", "key"),
    "kpi_platforms": ("key", "sheet", "headline", "standfirst"),
    "kpi_targets": ("kpi", "platform", "month", "value"),
    "kpi_notes": ("key", "note"),
    "kpi_top": ("key", "date", "title", "kind", "m1", "m2", "m3", "m4", "m5"),
    "kpi_bars": ("key", "label", "value"),
}
_CHANGE = "data_change"
CHANGE_LABEL, CHANGE_SERIES = 8, 9  # columns of the sorted names and of the first platform's bars
_DATES = {"month", "date"}


def draw(book: Book) -> None:
    for name, columns in TABLES.items():
        _table(book, name, columns)
    _change(book)
    _settings(book)


def _hidden(book: Book, name: str) -> Worksheet:
    sheet = book.workbook.add_worksheet(name)
    sheet.set_tab_color(CONTEXT)
    sheet.hide()
    return sheet


def _table(book: Book, name: str, columns: Sequence[str]) -> None:
    sheet = _hidden(book, name.replace("kpi_", "data_"))
    day = book.style(9, num_format=book.words.date("mmm yyyy"), align="left")
    plain = book.style(9)
    headers = [{"header": column, "format": day if column in _DATES else plain} for column in columns]
    sheet.add_table(0, 0, 1, len(columns) - 1, {"name": name, "columns": headers, "style": None, "autofilter": False})
    for column, header in enumerate(columns):
        sheet.write_blank(1, column, None, day if header in _DATES else plain)
    sheet.set_column_pixels(0, len(columns) - 1, 120)


def change_range(column: int) -> list[object]:
    """A column of the changes by platform, for a chart; it grows with the platforms."""
    return [_CHANGE, 1, column, 1, column]


def _change(book: Book) -> None:
    """One row a platform: the leading KPI now and before, and the same sorted, for the summary's bars."""
    sheet, style = _hidden(book, _CHANGE), book.style(9)
    heads = (
        "number",
        "key",
        "label",
        "now",
        "before",
        "change",
        "rank",
        "sorted",
        "name",
        *(f"slot_{place}" for place in range(1, len(SLOTS) + 1)),
    )
    sheet.write_row(0, 0, heads, book.style(9, SECONDARY, bold=True))
    placed = "MATCH($A2,$G$2:$G$2,0)"
    cells = [
        each("platform.number"),
        text("platform.key"),
        text("platform.label"),
        kpi("leading", platform="$B2", period="in_month"),
        kpi("leading", platform="$B2", period="in_previous"),
        '=IF(COUNT(D2:E2)=2,D2-E2,"")',
        '=IF(F2="","",RANK(F2,$F$2:$F$2)+SUMPRODUCT(($F$2:$F$2=F2)*($A$2:$A$2<A2)))',
        f'=IFERROR(INDEX($B$2:$B$2,{placed}),"")',
        f'=IFERROR(INDEX($C$2:$C$2,{placed}),"")',
        *(f"=IF($H2=slot_{place},INDEX($F$2:$F$2,{placed}),0)" for place in range(1, len(SLOTS) + 1)),
    ]
    for column, content in enumerate(cells):
        if content.startswith("="):
            book.formula(sheet, 1, column, content[1:], style)
        else:
            sheet.write_string(1, column, content, style)
    sheet.set_column_pixels(0, len(cells), 90)


def _settings(book: Book) -> None:
    """The month that the report was made for, and what the drop-downs have chosen."""
    sheet = _hidden(book, "data_settings")
    label = book.style(9, SECONDARY)
    day = book.style(9, num_format=book.words.date("mmmm yyyy"), align="left")
    rows: dict[str, str] = {
        "rpt_month": text("report.month"),
        "in_previous": "=EDATE(in_month,-1)",
        "rpt_platform": '=IFERROR(INDEX(kpi_choices[key],MATCH(in_platform,kpi_choices[label],0))&"","")',
        "rpt_scope": '=IF(rpt_platform="","all",rpt_platform)',
        **{f"slot_{place}": text(f"slot.{place}.key") for place in range(1, len(SLOTS) + 1)},
    }
    for row, (name, content) in enumerate(rows.items()):
        sheet.write_string(row, 0, name, label)
        if content.startswith("="):
            book.formula(sheet, row, 1, content[1:], day)
        else:
            sheet.write_string(row, 1, content, day)
        book.name(name, sheet, row, 1)
    sheet.set_column_pixels(0, 1, 120)
