"""What every template of the corpus asks for, and one answer to it."""

from __future__ import annotations

from datetime import date, timedelta

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from kpi_xl.workbook.calc.values import ErrorValue
from kpi_xl.workbook.filling import Column, Filling, Formula

PLATFORMS = ("Instagram", "Facebook", "TikTok")
TABLE_ROWS = 25

_COST = "SUMIFS(kpi_posts[Cost],kpi_posts[Platform],$A6)"


def draw_kernel(book: Workbook) -> tuple[Worksheet, Worksheet]:
    """A summary with placeholders and a repeating row, and a sheet with a table that takes rows."""
    report, data = book.add_worksheet("Report"), book.add_worksheet("Data")
    _draw_report(book, report)
    _draw_data(book, data)
    book.define_name("posts_clicks", "=Data!$D$4:$D$6")
    book.define_name("Report!Print_Area", "=Report!$A$1:$H$30")
    return report, data


def _draw_report(book: Workbook, report: Worksheet) -> None:
    title = book.add_format({"bold": True, "font_size": 18, "font_color": "#1F4E79"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    money = book.add_format({"num_format": "#,##0.00"})
    report.set_column(0, 0, 24)
    report.write_string(0, 0, "{{ report.client }}", title)
    report.write_string(1, 0, "Report for {{ report.period | mmmm yyyy }}, by {{ report.author }}")
    report.merge_range("A3:E3", "Summary", title)
    report.write_row(4, 0, ["Platform", "Clicks", "Cost", "Cost per click", "Share"])
    report.write_string(5, 0, "{{ each platform.label }}")
    report.write_string(5, 1, "{{ clicks | platform=$A6 }}")
    report.write_string(5, 2, "{{ cost | platform=$A6 }}", money)
    report.write_formula(5, 3, '=IFERROR(C6/B6,"")', money, 0)
    report.write_formula(5, 4, "=IF(SUM(B$6:B$6)=0,0,B6/SUM(B$6:B$6))", None, 0)
    report.write_string(6, 0, "Total")
    report.write_formula(6, 1, "=SUM(B6:B6)", None, 0)
    report.write_formula(6, 2, "=SUM(C6:C6)", money, 0)
    report.write_formula(6, 3, '=IFERROR(C7/B7,"")', money, 0)
    for row, name in enumerate(("followers", "day", "flag", "nothing", "error", "text"), 9):
        report.write_string(row, 0, name)
        report.write_string(row, 1, f"{{{{ {name} }}}}", day if name == "day" else None)
    report.write_formula(15, 1, '=TEXT(B11,"yyyy-mm-dd")&" / "&COUNTIF(B10:B15,"*text*")', None, "")
    report.write_formula(16, 1, "=SUM(posts_clicks)", None, 0)


def _draw_data(book: Workbook, data: Worksheet) -> None:
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    data.write_string(0, 1, "Posts of {{ report.client }}")
    columns = [
        {"header": "Day", "format": day, "total_string": "Total"},
        {"header": "Platform"},
        {"header": "Clicks", "total_function": "sum"},
        {"header": "Cost", "total_function": "sum"},
        {"header": "CPC", "formula": '=IFERROR([@Cost]/[@Clicks],"")'},
    ]
    rows = [[46000, "Instagram", 1, 2.0], [46001, "Facebook", 2, 3.0], [46002, "TikTok", 3, 4.0]]
    data.add_table(
        "B3:F7",
        {"name": "kpi_posts", "columns": columns, "data": rows, "total_row": True, "style": "Table Style Medium 9"},
    )
    data.write_string(9, 1, "Below the table")
    data.write_formula(9, 3, "=D7*2", None, 0)
    data.write_formula(9, 4, "=SUM(kpi_posts[Cost])", None, 0)


def rows(count: int = TABLE_ROWS) -> list[Column]:
    """New rows for the table of posts."""
    return [
        Column("Day", [date(2026, 10, 1) + timedelta(days=row % 31) for row in range(count)]),
        Column("Platform", [PLATFORMS[row % len(PLATFORMS)] for row in range(count)]),
        Column("Clicks", [None if row % 7 == 0 else row * 3 for row in range(count)]),
        Column("Cost", [round(row * 1.25 + 0.1, 2) for row in range(count)]),
    ]


def filling(count: int = TABLE_ROWS, platforms: tuple[str, ...] = PLATFORMS, client: str = "Fjord & Co") -> Filling:
    """An answer to all that the corpus asks for."""
    return Filling(
        cells={
            "report.client": client,
            "report.period": "October 2026",
            "report.author": "A. Åsen",
            "clicks | platform=$A6": Formula("SUMIFS(kpi_posts[Clicks],kpi_posts[Platform],$A6)"),
            "cost | platform=$A6": Formula(_COST),
            "page clicks | platform=$A$1": Formula("SUMIFS(kpi_posts[Clicks],kpi_posts[Platform],$A$1)"),
            "followers": 12_345,
            "day": date(2026, 10, 31),
            "flag": True,
            "nothing": None,
            "error": ErrorValue.NA,
            "text": "=1+1 stays text",
        },
        tables={"kpi_posts": rows(count)},
        repeats={
            "platform": [Filling(cells={"platform.label": label}, key=label.lower()) for label in platforms],
        },
    )
