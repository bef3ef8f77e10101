"""Hidden sheets: the small tables that formulas look things up in. The engine adds the tables of facts and values."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from ..palette import CONTEXT, SECONDARY, SLOTS
from ..placeholder import text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.worksheet import Worksheet

    from ..book import Book

TABLES = {
    "kpi_months": ("month",),
    "kpi_choices": ("label", "key"),
    "kpi_pages": ("key", "sheet", "headline", "standfirst"),
    "kpi_paid": ("label", "platform", "campaign"),
    "kpi_notes": ("key", "note"),
    "kpi_breaks": ("key", "day", "starts", "change"),
    "kpi_top": ("key", "date", "title", "kind", "m1", "m2", "m3", "m4", "m5"),
    "kpi_bars": ("key", "label", "value", "sure"),
}
_CHOSEN = {
    "rpt_platform": '=IFERROR(INDEX(kpi_choices[key],MATCH(in_platform,kpi_choices[label],0))&"","")',
    "rpt_scope": '=IF(rpt_platform="","all",rpt_platform)',
}  # what the drop-downs have chosen
_CHANGE = "kpi_change"
_LAST_CHANGE = 2  # two rows to begin with: a chart of one cell would not be one of a range
_GIVEN = ("number", "key", "label", "now", "before")
CHANGE_LABEL, CHANGE_SERIES = 8, 9  # columns of the sorted names and of the first platform's bars
_DATES = {"month", "date", "day"}


def draw(book: Book) -> None:
    for name in TABLES:
        table(book, name)
    _live_targets(book)
    change(book)
    settings(book, _CHOSEN)


def table(book: Book, name: str) -> None:
    """One of the report's own tables."""
    _table(book, name, TABLES[name])


_TARGETS = "kpi_targets"


def targets(book: Book) -> None:
    """Targets as they were given, for a template without a page of inputs."""
    live = f"={_TARGETS}[[#This Row],[value]]"
    _table(book, _TARGETS, ("kpi", "platform", "month", "value", "live"), {"live": live})


def _live_targets(book: Book) -> None:
    """Targets as they stand on the page of inputs, where they may be changed; those of other months as given."""
    own = f"INDEX(kpi_inputs[value],{_TARGETS}[[#This Row],[row]])"
    given, row = (f"{_TARGETS}[[#This Row],[{name}]]" for name in ("value", "row"))
    live = f'=IF(N({row})<1,{given},IF({own}="","",{own}))'
    _table(book, _TARGETS, ("kpi", "platform", "month", "value", "row", "live"), {"live": live})


_FORMATS = "tbl_formats"
_FORMAT_KEYS = ("image", "video", "reel", "carousel", "text", "link", "story", "live", "other")


def formats(book: Book) -> None:
    """What posts' formats are called, for answers that hold their keys."""
    sheet, style = hidden(book, "data_formats"), book.style(9)
    rows = list(zip(_FORMAT_KEYS, book.words("format.formats").split("|"), strict=True))
    headers = [{"header": "key", "format": style}, {"header": "label", "format": style}]
    options = {"name": _FORMATS, "columns": headers, "data": rows, "style": None, "autofilter": False}
    sheet.add_table(0, 0, len(rows), 1, options)


def format_label(key: str) -> str:
    """The formula of a format's word; a format without one is called as the export does."""
    return f'IF({key}="","",IFERROR(INDEX({_FORMATS}[label],MATCH({key},{_FORMATS}[key],0)),{key}))'


def hidden(book: Book, name: str) -> Worksheet:
    sheet = book.workbook.add_worksheet(name)
    sheet.set_tab_color(CONTEXT)
    sheet.hide()
    return sheet


def _table(book: Book, name: str, columns: Sequence[str], formulas: Mapping[str, str] = MappingProxyType({})) -> None:
    sheet = hidden(book, name.replace("kpi_", "data_"))
    day = book.style(9, num_format=book.words.date("mmm yyyy"), align="left")
    plain = book.style(9)
    headers = [
        {"header": column, "format": day if column in _DATES else plain}
        | ({"formula": formulas[column]} if column in formulas else {})
        for column in columns
    ]
    sheet.add_table(0, 0, 1, len(columns) - 1, {"name": name, "columns": headers, "style": None, "autofilter": False})
    for column, header in enumerate(columns):
        if header in formulas:
            continue
        sheet.write_blank(1, column, None, day if header in _DATES else plain)
    sheet.set_column_pixels(0, len(columns) - 1, 120)


def change_range(column: int) -> list[object]:
    """A column of the changes by platform, for a chart; it grows with the platforms."""
    return ["data_change", 1, column, _LAST_CHANGE, column]


def change(book: Book) -> None:
    """The leading KPI of each platform now and before, and the changes sorted, for the summary's bars."""
    placed = f"MATCH({_own('number')},{_CHANGE}[rank],0)"
    earlier = f"({_CHANGE}[change]={_own('change')})*({_CHANGE}[number]<{_own('number')})"
    formulas = {
        "change": f'IF(COUNT({_own("now")},{_own("before")})=2,{_own("now")}-{_own("before")},"")',
        "rank": f'IF({_own("change")}="","",RANK({_own("change")},{_CHANGE}[change])+SUMPRODUCT({earlier}))',
        "sorted": f'IFERROR(INDEX({_CHANGE}[key],{placed}),"")',
        "name": f'IFERROR(INDEX({_CHANGE}[label],{placed}),"")',
    }
    formulas |= {
        f"slot_{place}": f"IF({_own('sorted')}=slot_{place},INDEX({_CHANGE}[change],{placed}),0)"
        for place in range(1, len(SLOTS) + 1)
    }
    sheet, style = hidden(book, "data_change"), book.style(9)
    headers = [{"header": name, "format": style} for name in _GIVEN]
    headers += [{"header": name, "format": style, "formula": f"={formula}"} for name, formula in formulas.items()]
    options = {"name": _CHANGE, "columns": headers, "style": None, "autofilter": False}
    sheet.add_table(0, 0, _LAST_CHANGE, len(headers) - 1, options)
    sheet.set_column_pixels(0, len(headers), 90)


def _own(column: str) -> str:
    return f"{_CHANGE}[[#This Row],[{column}]]"


def settings(book: Book, more: Mapping[str, str | float]) -> None:
    """The month that the report was made for, the platforms' colours, and more cells with a name."""
    sheet = hidden(book, "data_settings")
    label = book.style(9, SECONDARY)
    day = book.style(9, num_format=book.words.date("mmmm yyyy"), align="left")
    rows: dict[str, str | float] = {
        "rpt_month": text("report.month"),
        "in_previous": "=EDATE(in_month,-1)",
        **more,
        **{f"slot_{place}": text(f"slot.{place}.key") for place in range(1, len(SLOTS) + 1)},
    }
    for row, (name, content) in enumerate(rows.items()):
        sheet.write_string(row, 0, name, label)
        if isinstance(content, (int, float)):
            sheet.write_number(row, 1, content, book.style(9))
        elif content.startswith("="):
            book.formula(sheet, row, 1, content[1:], day)
        else:
            sheet.write_string(row, 1, content, day)
        book.name(name, sheet, row, 1)
    sheet.set_column_pixels(0, 1, 120)
