"""Checks: the report's figures against what the files state themselves and against a second calculation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..page import BODY, Page
from ..palette import GOOD, NEAR, NEAR_TINT, SECONDARY
from ..table import TableColumn, TableDesign, table

if TYPE_CHECKING:
    from ..book import Book

_STATUS = 5


def draw(book: Book) -> None:
    design = TableDesign("kpi_checks", "checks", _columns(book))
    page = Page(book, book.words("sheet.checks"), last=len(design.columns)).with_columns(design.widths)
    page.navigation(_navigation())
    passed, off = (f'COUNTIF(kpi_checks[status],"{glyph}*")' for glyph in ("●", "▲"))
    words = book.words.literal
    headline = f"={passed}&{words('checks.passed')}&({passed}+{off})&{words('checks.passed_end')}"
    page.head(book.words("checks.kicker"), headline, book.words("checks.standfirst"))
    table(page, BODY, design)
    _colours(page, BODY + 2, _STATUS)
    page.prints(BODY + 2, tall=0)


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


def _colours(page: Page, row: int, column: int) -> None:
    for glyph, look in (("●", {"font_color": GOOD}), ("▲", {"font_color": NEAR, "bg_color": NEAR_TINT, "bold": True})):
        cell = f"$F{row + 1}"
        rule = {"type": "formula", "criteria": f'=LEFT({cell},1)="{glyph}"', "format": page.book.differential(**look)}
        page.sheet.conditional_format(row, column, row, column, rule)
