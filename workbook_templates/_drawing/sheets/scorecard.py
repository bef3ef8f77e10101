"""Scorecard: every KPI of the month against the month before, the year before and its target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_rowcol_to_cell

from .. import feed, number
from ..book import Look
from ..drop_downs import drop_downs
from ..page import BODY, Page
from ..palette import (
    ACCENT,
    AXIS,
    HAIRLINE,
    INK,
    MISSING,
    SECONDARY,
    TREND_LINE,
)
from ..placeholder import each, kpi, text
from ..status import Change, attained, colour_status, show_change, status

if TYPE_CHECKING:
    from xlsxwriter.format import Format

    from ..book import Book

_WIDTHS = (190, 52, 66, 66, 66, 64, 66, 62, 66, 92, 48, 76, 134)
_HEADS = (
    "kpi", "unit", "actual", "previous", "change", "change_percent", "last_year", "target", "of_target", "status",
    "trend", "months", "comment",
)  # fmt: skip
(_KPI, _UNIT, _ACTUAL, _PREVIOUS, _CHANGE, _PERCENT, _LAST_YEAR, _TARGET, _SHARE, _STATUS, _TREND, _LINE, _COMMENT) = (
    range(1, 14)
)
_LAST = _COMMENT
_ID, _UNIT_KEY, _BETTER, _MONTHS = _LAST + 3, _LAST + 4, _LAST + 5, _LAST + 6  # helper columns, hidden
_LAST_MONTH = _MONTHS + feed.MONTHS - 1
_KEY, _BROKEN = _LAST_MONTH + 1, _LAST_MONTH + 2
_CHOICES, _HEAD, _ROW = BODY, BODY + 2, BODY + 3
_NAVIGATION = (1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13)


def draw(book: Book) -> None:
    page = Page(book, book.words("sheet.scorecard"), last=_LAST).with_columns(_WIDTHS)
    page.navigation(_NAVIGATION)
    page.head(book.words("scorecard.kicker"), _headline(page), book.words("scorecard.standfirst"))
    drop_downs(page, _CHOICES, (_ACTUAL, _PREVIOUS), (_PERCENT, _TARGET))
    _heads(page)
    _helper_heads(page)
    _row(page)
    _colours(page)
    foot = _ROW + 1
    page.heights(foot, 22)
    page.text(foot, 1, book.words("scorecard.footnote"), book.style(8, SECONDARY, valign="bottom"))
    page.heights(foot + 1, 26)
    left_out = book.style(8, SECONDARY, valign="top", text_wrap=True)
    page.sheet.merge_range(foot + 1, 1, foot + 1, _LAST, "", left_out)
    page.text(foot + 1, 1, text("report.left_out"), left_out)
    page.sheet.freeze_panes(_HEAD + 1, 2)
    page.sheet.repeat_rows(_HEAD)
    page.prints(foot + 1, tall=0)


def _cell(column: int, row: int = _ROW) -> str:
    return xl_rowcol_to_cell(row, column, col_abs=True)


def _rows(column: int) -> str:
    """The whole column of the table; it grows with the rows."""
    return f"{feed.absolute(_ROW, column)}:{feed.absolute(_ROW, column)}"


def _headline(page: Page) -> str:
    """How many targets are reached; without any targets, how many KPIs rose and fell."""
    words, found = page.book.words, _rows(_STATUS)
    good, near, under = (f'COUNTIF({found},"{glyph}*")' for glyph in ("●", "▲", "■"))
    reached = (
        f"{good}&{words.literal('scorecard.reached')}&({good}+{near}+{under})&{words.literal('scorecard.reached_end')}"
    )
    below = f'IF({under}=0,{words.literal("scorecard.none_under")}," – "&{under}&{words.literal("scorecard.under")})'
    rising, falling = (f'COUNTIF({_rows(_PERCENT)},"{sign}0")' for sign in (">", "<"))
    moved = (
        f"{rising}&{words.literal('scorecard.no_targets_up')}&{falling}&{words.literal('scorecard.no_targets_down')}"
    )
    told = f"COUNT({_rows(_ACTUAL)})&{words.literal('scorecard.have_figures')}"
    without_targets = f"IF(COUNT({_rows(_PERCENT)})=0,{told},{moved})"
    return f"=IF({good}+{near}+{under}=0,{without_targets},{reached}&{below})"


def _heads(page: Page) -> None:
    page.heights(_HEAD, 32)
    for column, name in enumerate(_HEADS, 1):
        place = {"align": "right"} if _ACTUAL <= column <= _SHARE else {"indent": int(column >= _STATUS)}
        style = page.book.style(
            8.5, SECONDARY, bold=True, text_wrap=True, **{"valign": "bottom", **place}, bottom=1, bottom_color=INK
        )
        page.text(_HEAD, column, page.book.words(f"scorecard.{name}"), style)


def _helper_heads(page: Page) -> None:
    book, style = page.book, page.book.style(8, SECONDARY)
    page.text(_HEAD, _ID, book.words("scorecard.helper"), style)
    date = book.style(8, SECONDARY, num_format=book.words.date("mmm yy"))
    for place in range(feed.MONTHS):
        page.formula(_HEAD, _MONTHS + place, f"EDATE(in_month,-{feed.MONTHS - 1 - place})", date)
    page.sheet.set_column_pixels(_ID, _BROKEN, 64, None, {"hidden": True, "level": 1})


def _row(page: Page) -> None:
    """The one row that repeats for each KPI; a row without a KPI is the heading of a group."""
    page.heights(_ROW, 19)
    _helpers(page)
    _names(page)
    _figures(page)
    _judgement(page)


def _style(page: Page, **look: Any) -> Format:
    look = {"bottom": 1, "bottom_color": HAIRLINE, **look}
    return page.book.style(**look)


def _helpers(page: Page) -> None:
    style = page.book.style(8, AXIS, num_format="#,##0.####")
    for column, name in ((_ID, "kpi.id"), (_UNIT_KEY, "kpi.unit_key"), (_BETTER, "kpi.better")):
        page.text(_ROW, column, text(name), style)
    for place in range(feed.MONTHS):
        column = _MONTHS + place
        head = xl_rowcol_to_cell(_HEAD, column, row_abs=True)
        page.text(_ROW, column, kpi("kpi.value", platform="rpt_platform", period=head), style)
    page.formula(_ROW, _KEY, f'{_cell(_ID)}&"|"&rpt_scope&"|"&in_month', style)
    page.formula(_ROW, _BROKEN, f"SUMIFS(kpi_breaks[change],kpi_breaks[key],{_cell(_KEY)})", style)


def _names(page: Page) -> None:
    page.text(_ROW, _KPI, each("kpi.label"), _style(page))
    page.text(_ROW, _UNIT, text("kpi.unit"), _style(page, size=8.5, color=SECONDARY))


def _figures(page: Page) -> None:
    months = {
        _ACTUAL: _MONTHS + feed.MONTHS - 1,
        _PREVIOUS: _MONTHS + feed.MONTHS - 2,
        _LAST_YEAR: _MONTHS,
    }
    for column, helper in months.items():
        look: Look = {"bold": True} if column == _ACTUAL else {"color": SECONDARY}
        head = feed.absolute(_HEAD, helper)
        value = kpi("kpi.value", platform="rpt_platform", period=head)
        page.text(_ROW, column, value, _style(page, align="right", num_format=number.COUNT, **look))
    actual, previous, unit = _cell(_ACTUAL), _cell(_PREVIOUS), _cell(_UNIT_KEY)
    factor = f'IF({unit}="percent",100,IF({unit}="seconds",1440,1))'  # points, and minutes of a day
    unlike = f"OR(COUNT({actual},{previous})<2,{_cell(_BROKEN)}>0)"
    difference = f'IF({unlike},"",{factor}*({actual}-{previous}))'
    page.formula(_ROW, _CHANGE, difference, _style(page, align="right", num_format=number.SIGNED))
    relative = f'IF({unlike},"",IF({previous}=0,"",({actual}-{previous})/ABS({previous})))'
    page.formula(_ROW, _PERCENT, relative, _style(page, align="right", num_format="+0.0 %;−0.0 %;0 %"))
    wanted = f'IF({_cell(_ID)}="","",{feed.target(_cell(_ID), "rpt_scope", "in_month")})'
    page.formula(_ROW, _TARGET, wanted, _style(page, align="right", num_format=number.COUNT))
    for column in (_ACTUAL, _PREVIOUS, _LAST_YEAR, _TARGET):
        number.follow_unit(page, (_ROW, column, _ROW, column), unit, number.OF_UNIT)


def _judgement(page: Page) -> None:
    actual, target, better, known = _cell(_ACTUAL), _cell(_TARGET), _cell(_BETTER), _cell(_ID)
    share = f'IF({known}="","",{attained(actual, target, better)})'
    page.formula(_ROW, _SHARE, share, _style(page, align="right", num_format="0 %"))
    judged = f'IF({known}="","",{status(page, _cell(_SHARE))})'
    page.formula(_ROW, _STATUS, judged, _style(page, indent=1))
    page.formula(_ROW, _TREND, _trend(page), _style(page, size=8.5, color=SECONDARY, indent=1))
    page.sheet.write_blank(_ROW, _LINE, None, _style(page))
    _sparkline(page)
    note = f'IFERROR(INDEX(kpi_notes[note],MATCH({_cell(_KEY)},kpi_notes[key],0)),"")'
    page.formula(_ROW, _COMMENT, note, _style(page, size=8.5, color=SECONDARY, indent=1))


def _trend(page: Page) -> str:
    """The last three months against the three before; sparklines alone are lost in PDF."""
    words = page.book.words
    first = _MONTHS + feed.MONTHS - 6
    before, after = (f"{_cell(first + start)}:{_cell(first + start + 2)}" for start in (0, 3))
    ratio = f"SUM({after})/SUM({before})"
    up, down, flat = (words.literal(f"scorecard.{word}") for word in ("rising", "falling", "flat"))
    unlike = f"OR(COUNT({before},{after})<6,COUNTIF(kpi_breaks[key],{_cell(_KEY)})>0)"
    return f'IF({unlike},"",IF(SUM({before})<=0,"",IF({ratio}>1.02,{up},IF({ratio}<0.98,{down},{flat}))))'


def _sparkline(page: Page) -> None:
    months = f"{_cell(_MONTHS)}:{_cell(_LAST_MONTH)}"
    options = {
        "range": f"'{page.sheet.get_name()}'!{months}",
        "series_color": TREND_LINE,
        "last_point": True,
        "last_color": ACCENT,
        "weight": 1.25,
        "show_hidden": True,
        "empty_cells": "gaps",
    }
    page.sheet.add_sparkline(_ROW, _LINE, options)


def _colours(page: Page) -> None:
    book = page.book
    group = {
        "type": "formula",
        "criteria": f'={_cell(_ID)}=""',
        "format": book.differential(font_color=ACCENT, bold=True),
    }
    page.sheet.conditional_format(_ROW, _KPI, _ROW, _KPI, group)
    missing = {
        "type": "formula",
        "criteria": f'=AND({_cell(_ID)}<>"",{_cell(_ACTUAL)}="")',
        "format": book.differential(font_color=MISSING),
    }
    page.sheet.conditional_format(_ROW, _KPI, _ROW, _UNIT, missing)
    colour_status(page, (_ROW, _STATUS, _ROW, _STATUS), _cell(_STATUS), tinted=True)
    cells = Change(_cell(_PERCENT), _cell(_BETTER), _cell(_UNIT_KEY), "0.005")
    is_small = f"IF(ISNUMBER({_cell(_CHANGE)}),ABS({_cell(_CHANGE)})<100,FALSE)"
    small = f'AND(OR({cells.unit}="money",{cells.unit}="ratio"),{is_small})'
    formats = {
        f'{cells.unit}="percent"': number.SIGNED_POINTS,
        f'{cells.unit}="seconds"': number.SIGNED_MINUTES,
        small: number.SIGNED_CENTS,
    }
    show_change(page, (_ROW, _CHANGE, _ROW, _CHANGE), cells, formats)
    show_change(page, (_ROW, _PERCENT, _ROW, _PERCENT), cells, {})
