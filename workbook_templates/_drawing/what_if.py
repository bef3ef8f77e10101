"""What if: changes in blue cells, what they come to, and how far two of them together would carry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_rowcol_to_cell

from . import grid, number
from .palette import HAIRLINE, HEAT, INK, INPUT, INPUT_BORDER, INPUT_TINT, PAPER, RESULT, RULE, SECONDARY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format

    from .book import Look
    from .page import Page

_NOW, _CHANGE, _THEN = 2, 3, 4  # grid columns right of the first
_SHARES = (0.8, 0.9, 1.0, 1.1, 1.2)


@dataclass(frozen=True, slots=True)
class Line:
    """An assumption: its word, the formula of the month's figure, and how it is shown."""

    word: str
    now: str
    number_format: str


def what_if(page: Page, row: int, first: int, lines: Sequence[Line], margin: str = "") -> int:
    """Draw spend, cost per click, results per click, value per result and the margin; gives the row after.

    A change is typed as a share, so that it fits whatever the month's figure is. Names of cells: `wi_spend` and so on.
    """
    _heads(page, row, first)
    for offset, line in enumerate(lines, 1):
        _line(page, row + offset, first, line)
    below = row + len(lines) + 1
    _margin(page, below, first, margin)
    last = _results(page, below + 1, first)
    return page.heights(row, 22, *[20] * (last - row - 1))


def _heads(page: Page, row: int, first: int) -> None:
    style, words = page.book.style, page.book.words
    look: Look = {"bold": True, "valign": "bottom", "bottom": 1, "bottom_color": RULE, "shrink": True}
    page.fill(row, style(8.5, **look), grid.at(first), grid.at(first + 4))
    for offset, word in ((_NOW, "now"), (_CHANGE, "change"), (_THEN, "then")):
        page.text(row, grid.at(first + offset), words(f"what_if.{word}"), style(8.5, SECONDARY, align="right", **look))


def _input(page: Page, row: int, column: int, value: float | str, shown: str) -> str:
    look: Look = {"bg_color": INPUT_TINT, "border": 1, "border_color": INPUT_BORDER, "align": "right"}
    page.sheet.write(row, column, value, page.book.style(9, INPUT, num_format=shown, **look))
    return xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)


def _line(page: Page, row: int, first: int, line: Line) -> None:
    style = page.book.style
    rule: Look = {"bottom": 1, "bottom_color": HAIRLINE}
    page.fill(row, style(**rule), grid.at(first), grid.at(first + 4))
    page.text(row, grid.at(first), page.book.words(f"what_if.{line.word}"), style(9, **rule))
    shown: Look = {"align": "right", "num_format": line.number_format, **rule}
    now = _cell(page, (row, first + _NOW), line.now, style(9, SECONDARY, **shown), f"wn_{line.word}")
    change = _input(page, row, grid.at(first + _CHANGE), 0, "+0 %;−0 %;0 %")
    then = f'IF(ISNUMBER({now}),{now}*(1+{change}),"")'
    _cell(page, (row, first + _THEN), then, style(9, **shown), f"wi_{line.word}")


def _margin(page: Page, row: int, first: int, margin: str) -> None:
    """How much of the value is left after the goods: typed, or a placeholder that begins with what is known."""
    style = page.book.style
    rule: Look = {"bottom": 1, "bottom_color": INK}
    page.fill(row, style(**rule), grid.at(first), grid.at(first + 4))
    page.text(row, grid.at(first), page.book.words("what_if.margin"), style(9, **rule))
    _input(page, row, grid.at(first + _CHANGE), margin or 1, "0 %")
    page.book.name("wi_margin", page.sheet, row, grid.at(first + _CHANGE))


def _results(page: Page, row: int, first: int) -> int:
    """What it comes to, now and then; gives the row after."""
    for offset, (word, formula, shown) in enumerate(_FORMULAS):
        look: Look = {"bold": True}
        if word == "roi":
            look["bg_color"] = RESULT
        style = page.book.style
        page.fill(row + offset, style(**look), grid.at(first), grid.at(first + 4))
        page.text(row + offset, grid.at(first), page.book.words(f"what_if.{word}"), style(9, **look))
        for column, prefix in ((_NOW, "wn"), (_THEN, "wi")):
            text = formula.replace("@", prefix).replace("wn_margin", "wi_margin")
            cell = style(9, align="right", num_format=shown, **look)
            _cell(page, (row + offset, first + column), text, cell, f"{prefix}_{word}")
    return row + len(_FORMULAS)


_ALL = "COUNT(@_spend,@_cpc,@_rate,@_worth)<4"
_FORMULAS = (
    ("results", 'IF(COUNT(@_spend,@_cpc,@_rate)<3,"",IF(@_cpc=0,"",@_spend/@_cpc*@_rate))', "#,##0"),
    ("value", f'IF({_ALL},"",@_results*@_worth)', "#,##0"),
    ("profit", f'IF({_ALL},"",@_value*@_margin-@_spend)', number.SIGNED),
    ("roi", f'IF({_ALL},"",IF(@_spend=0,"",@_profit/@_spend))', number.WHOLE_PERCENT),
)


def _cell(page: Page, place: tuple[int, int], formula: str, style: Format, name: str) -> str:
    """A formula with a name, in a row and grid column; gives its address."""
    row, column = place[0], grid.at(place[1])
    page.formula(row, column, formula, style)
    page.book.name(name, page.sheet, row, column)
    return xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)


def sensitivity(page: Page, row: int, first: int, words: tuple[str, str]) -> int:
    """The return where results per click and the value of a result are less or more than in the scenario."""
    word, style = page.book.words, page.book.style
    row = page.section(row, first, 5, word(words[0]), word(words[1]))
    shown = '"×"0.0'
    shares = _SHARES[1:4] if first + len(_SHARES) > grid.COLUMNS else _SHARES
    page.text(row, grid.at(first), word("what_if.rate"), style(8.5, SECONDARY, bold=True, valign="bottom"))
    places = [grid.at(first + 2 + at) for at in range(len(shares))]
    for place, share in zip(places, shares, strict=True):
        look: Look = {"bold": True, "align": "center", "num_format": shown}
        page.sheet.write_number(row, place, share, style(8.5, SECONDARY, **look))
    for offset, share in enumerate(_SHARES, 1):
        page.sheet.write_number(row + offset, grid.at(first), share, style(9, align="left", num_format=shown))
        own = xl_rowcol_to_cell(row + offset, grid.at(first), col_abs=True)
        for place in places:
            worth = xl_rowcol_to_cell(row, place, row_abs=True)
            back = f"wi_results*{own}*wi_worth*{worth}*wi_margin"
            formula = f'IF(COUNT(wi_roi)=0,"",IF(wi_spend=0,"",({back}-wi_spend)/wi_spend))'
            is_now = share == 1 and shares[places.index(place)] == 1
            now: Look = {"bold": True, "border": 2, "border_color": INK} if is_now else {}
            page.formula(row + offset, place, formula, style(9, align="center", num_format=number.WHOLE_PERCENT, **now))
    scale = {"type": "2_color_scale", "min_color": PAPER, "max_color": HEAT}
    page.sheet.conditional_format(row + 1, places[0], row + len(_SHARES), places[-1], scale)
    page.text(row + len(_SHARES) + 1, grid.at(first), word("what_if.frame"), style(8, SECONDARY))
    return page.heights(row, 22, *[20] * (len(_SHARES) + 1))
