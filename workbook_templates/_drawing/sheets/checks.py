"""Checks: the report's figures against what the files state themselves and against a second calculation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..page import BODY, Page
from ..palette import GOOD, INK, INPUT, INPUT_BORDER, INPUT_TINT, NEAR, NEAR_TINT, SECONDARY
from ..table import TableColumn, TableDesign, table

if TYPE_CHECKING:
    from ..book import Book

_STATUS = 5
_THRESHOLDS = (("on_target", 1, "0 %"), ("near_target", 0.9, "0 %"), ("tolerance", 0.02, "0.0 %"))


def draw(book: Book) -> None:
    design = TableDesign("kpi_checks", "checks", _columns(book))
    page = Page(book, book.words("sheet.checks"), last=len(design.columns)).with_columns(design.widths)
    page.navigation(_navigation())
    passed, off = (f'COUNTIF(kpi_checks[status],"{glyph}*")' for glyph in ("●", "▲"))
    words = book.words.literal
    headline = f"={passed}&{words('checks.passed')}&({passed}+{off})&{words('checks.passed_end')}"
    page.head(book.words("checks.kicker"), headline, book.words("checks.standfirst"))
    row = page.heights(_thresholds(page, BODY), 12)
    table(page, row, design)
    _colours(page, row + 2, _STATUS)
    page.prints(row + 2, tall=0)


def _navigation() -> tuple[int, ...]:
    return tuple(range(1, 13))


def _columns(book: Book) -> tuple[TableColumn, ...]:
    report, expected, off = (f"kpi_checks[[#This Row],[{name}]]" for name in ("report", "expected", "deviation"))
    ok, look = (book.words.literal(f"checks.{name}") for name in ("ok", "off"))
    deviation = f'IF(COUNT({report},{expected})<2,"",IF({expected}=0,"",{report}/{expected}-1))'
    good = f'IF({off}="",{report}={expected},ABS(N({off}))<=in_tolerance)'
    status = f'IF(COUNT({report},{expected})<2,"",IF({good},{ok},{look}))'
    right = {"align": "right"}
    return (
        TableColumn("check", 330, {"text_wrap": True}),
        TableColumn("report", 92, {**right, "num_format": "#,##0"}),
        TableColumn("expected", 92, {**right, "num_format": "#,##0", "color": SECONDARY}),
        TableColumn("deviation", 70, {**right, "num_format": '+0.0 %;−0.0 %;"–"'}, deviation),
        TableColumn("status", 84, {"indent": 1}, status),
        TableColumn("note", 350, {"size": 8.5, "color": SECONDARY, "text_wrap": True}),
    )


def _thresholds(page: Page, row: int) -> int:
    book, words = page.book, page.book.words
    page.fill(row, book.style(top=1, top_color=INK))
    page.text(row, 1, words("checks.thresholds"), book.style(10.5, bold=True, top=1, top_color=INK))
    page.text(row + 1, 1, words("checks.thresholds_sub"), book.style(8.5, SECONDARY, valign="top"))
    for offset, (name, value, shown) in enumerate(_THRESHOLDS, 2):
        style = book.style(
            9,
            INPUT,
            bg_color=INPUT_TINT,
            border=1,
            border_color=INPUT_BORDER,
            align="right",
            indent=1,
            num_format=shown,
        )
        page.text(row + offset, 1, words(f"checks.{name}"), book.style())
        page.sheet.write_number(row + offset, 2, value, style)
        book.name(f"in_{name}", page.sheet, row + offset, 2)
    return page.heights(row, 23, 18, 22, 22, 22)


def _colours(page: Page, row: int, column: int) -> None:
    for glyph, look in (("●", {"font_color": GOOD}), ("▲", {"font_color": NEAR, "bg_color": NEAR_TINT, "bold": True})):
        cell = f"$F{row + 1}"
        rule = {"type": "formula", "criteria": f'=LEFT({cell},1)="{glyph}"', "format": page.book.differential(**look)}
        page.sheet.conditional_format(row, column, row, column, rule)
