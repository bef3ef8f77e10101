"""The executive one-pager: the month on one printed page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_rowcol_to_cell

from . import chart, fixed, grid, number
from .answers import Repeated, key, ranked, repeated
from .book import Book, Contents, Look
from .card import cards
from .feed import Feed, target
from .page import BODY, Page
from .palette import HAIRLINE, RULE, SECONDARY
from .placeholder import kpi, text
from .sheets import data
from .sheets.summary import platform_lines
from .status import attained, colour_status, status

if TYPE_CHECKING:
    from pathlib import Path

    from .words import Words

_CHART_ROWS, _CHART_ROW = 8, 21
_FINDINGS = 3
_TARGETS = 6


def draw(path: Path, words: Words) -> None:
    """Draw the template in one language."""
    book = Book(path, words, Contents((), ()))
    page = Page(book, words("sheet.one_pager")).on_grid()
    source = Feed(page)
    page.heights(0, 8)
    page.head(words("one_pager.kicker"), text("summary.headline"), text("summary.standfirst"))
    row = page.heights(cards(page, source, BODY), 14)
    goals = _goals(book)
    row = page.heights(_evidence(page, source, goals, row), 10)
    row = page.heights(_findings(page, source, row), 8)
    row = page.strip(row, words("one_pager.watch"), tuple(text(f"watch.{place}.title") for place in (1, 2)))
    page.prints(row - 1)
    fixed.settings(book)
    data.table(book, "kpi_notes")
    page.sheet.activate()
    book.workbook.close()


def _goals(book: Book) -> Repeated:
    """Every KPI of the scorecard with its target and how much of it is reached, those furthest from it first."""
    columns = {
        "kpi": text("each kpi.label"),
        "id": text("kpi.id"),
        "unit": text("kpi.unit_key"),
        "better": text("kpi.better"),
        "now": kpi("kpi.value", period="in_month"),
        "target": "=" + target("<id>", '"all"', "in_month"),
        "share": "=" + attained("<now>", "<target>", "<better>"),
        "key": key("share"),
    }
    return repeated(book, "data_goals", columns)


def _evidence(page: Page, source: Feed, goals: Repeated, row: int) -> int:
    words, height = page.book.words, _CHART_ROWS * _CHART_ROW
    page.section(row, 1, 7, text("lines.title"), text("lines.subtitle"))
    none, some = words.literal("one_pager.set_targets"), words.literal("one_pager.targets_sub")
    subtitle = f"=IF(COUNT({goals.column('share')})=0,{none},{some})"
    body = page.section(row, 8, 5, _targets_title(page, goals), subtitle)
    lines = platform_lines(page, source)
    chart.lay_out(lines, (grid.width(7), height), (0.075, 0.05, 0.75, 0.82))
    options = {"object_position": 2, "description": text("lines.title")}
    page.sheet.insert_chart(body, grid.at(1), lines, options)
    for place in range(_TARGETS):
        _goal(page, source, goals, body + 1 + place, place + 1)
    _heads(page, body)
    return page.heights(body, *[_CHART_ROW] * _CHART_ROWS)


def _targets_title(page: Page, goals: Repeated) -> str:
    """«3 of 5 targets are met», or that there are none."""
    words, share = page.book.words.literal, goals.column("share")
    met = f'COUNTIF({share},">="&in_on_target-0.005)'  # what reads 100 % is met
    told = f"{met}&{words('one_pager.met_of')}&COUNT({share})&{words('one_pager.met')}"
    return f"=IF(COUNT({share})=0,{words('one_pager.no_targets')},{told})"


def _heads(page: Page, row: int) -> None:
    words, style = page.book.words, page.book.style
    look: Look = {"bold": True, "valign": "bottom", "bottom": 1, "bottom_color": RULE}
    page.fill(row, style(8.5, **look), grid.at(8), grid.at(12))
    page.text(row, grid.at(8), words("one_pager.kpi"), style(8.5, SECONDARY, **look))
    for column, word in ((10, "actual"), (11, "target"), (12, "status")):
        page.text(row, grid.at(column), words(f"one_pager.{word}"), style(8.5, SECONDARY, align="right", **look))


def _goal(page: Page, source: Feed, goals: Repeated, row: int, place: int) -> None:
    style = page.book.style
    found = source.cell(row, f"={ranked(goals, 'key', place, 'SMALL')}")
    rule: Look = {"bottom": 1, "bottom_color": HAIRLINE}
    page.fill(row, style(**rule), grid.at(8), grid.at(12))
    page.wrapped((row, 8), (1, 2), f"={goals.at('kpi', found)}", style(9, shrink=True, **rule))
    unit = source.cell(row, "=" + goals.at("unit", found))
    for column, head, color in ((10, "now", {}), (11, "target", {"color": SECONDARY})):
        look = style(9, bold=head == "now", align="right", num_format=number.COUNT, **color, **rule)
        page.formula(row, grid.at(column), goals.at(head, found), look)
        number.follow_unit(page, (row, grid.at(column), row, grid.at(column)), unit, number.OF_UNIT)
    share = source.cell(row, "=" + goals.at("share", found))
    page.formula(
        row, grid.at(12), f'IF({found}="","",{status(page, share)})', style(8.5, bold=True, align="right", **rule)
    )
    cell = xl_rowcol_to_cell(row, grid.at(12), row_abs=True, col_abs=True)
    colour_status(page, (row, grid.at(12), row, grid.at(12)), cell, tinted=False)


def _findings(page: Page, source: Feed, row: int) -> int:
    words = page.book.words
    page.section(row, 1, 7, words("one_pager.findings"), words("one_pager.findings_sub"))
    row = page.section(row, 8, 5, words("one_pager.advice"), words("one_pager.advice_sub"))
    for place in range(1, _FINDINGS + 1):
        _finding(page, source, row, place)
        row = page.heights(row, 30, 19)
    return row


def _finding(page: Page, source: Feed, row: int, place: int) -> None:
    """What was found and how it came about, and beside it the most important steps; an advice is told there alone."""
    style = page.book.style
    title, detail, advice = (
        source.cell(row, text(f"finding.{place}.{part}")) for part in ("title", "detail", "advice")
    )
    step = source.cell(row, text(f"decision.{place}"))
    if place < _FINDINGS:
        page.hairline(row + 1, 1, 7, f'{title}<>""')
        page.hairline(row + 1, 8, 5, f'{step}<>""')
    page.wrapped((row, 1), (1, 7), f'={title}&""', style(9.5, bold=True, valign="bottom", text_wrap=True))
    page.formula(row + 1, grid.at(1), f'IF({detail}={advice},"",{detail}&"")', style(9, SECONDARY, valign="top"))
    page.wrapped((row, 8), (1, 5), f'={step}&""', style(9, text_wrap=True, valign="bottom"))
