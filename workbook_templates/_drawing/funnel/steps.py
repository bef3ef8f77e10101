"""The funnel: its steps, what would come of other rates, and every KPI of it by stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_rowcol_to_cell

from .. import chart, feed, grid, number
from ..bars import Bars, bars
from ..feed import Feed
from ..page import BODY, Page
from ..palette import HAIRLINE, INPUT, INPUT_BORDER, INPUT_TINT, RESULT, RULE, SECONDARY
from ..roster import ListColumn, roster
from ..section import Section
from ..sentence import joined, whole_percent
from .places import PLACES, STEPS, Places

if TYPE_CHECKING:
    from ..book import Book, Look

_ROW = 20
_Z = 1.959964
_NAME, _MONTH, _RATE, _CHANGE, _THEN = 7, 9, 10, 11, 12  # grid columns of the scenario


def draw(book: Book) -> None:
    words = book.words
    page = Page(book, words("sheet.steps")).on_grid()
    drawing = Section(page, Feed(page), "steps")
    page.navigation()
    places = Places(book, drawing.source)
    page.head(words("steps.kicker"), _headline(page, places), words("steps.standfirst"))
    page.section(BODY, 1, 6, words("steps.chart"), words("steps.chart_sub"))
    body = page.section(BODY, 7, 6, words("steps.what_if"), words("steps.what_if_sub"))
    drawn = bars(drawing, _bars(places))
    chart.lay_out(drawn, (grid.width(6), _ROW * (STEPS + 3)), (0.38, 0.02, 0.48, 0.96))
    drawing.put(drawn, body, 1, "chart_alt")
    row = page.heights(_scenario(drawing, places, body), 10)
    row = page.section(row, 1, 12, words("steps.table"), words("steps.table_sub"))
    row = page.heights(_table(drawing, places, row), 8)
    row = page.strip(row, words("steps.strip"), (words("steps.reading"), words("steps.others")))
    page.prints(row - 1)
    page.sheet.activate()


def _headline(page: Page, places: Places) -> str:
    """The step at which most fall off."""
    words, rates = page.book.words.literal, places.losses
    worst = f"MATCH(MIN({rates}),{rates},0)"
    name = f"INDEX({places.of_all('name')},{worst})"
    told = joined(words("steps.only"), whole_percent(f"MIN({rates})"), words("steps.went_on"), name)
    few = f"IF(MIN({rates})<0.005,{joined(words('steps.fewest'), name)},{told})"
    return f"=IF({places.steps}=0,{words('steps.none')},IF(COUNT({rates})=0,{words('steps.no_rates')},{few}))"


def _bars(places: Places) -> Bars:
    def label(number: int) -> str:
        rate = places.step_rate(number)
        share = f'IF(ISNUMBER({rate}),IF({rate}<0.01," (<1 %)"," ("&ROUND(100*{rate},0)&" %)"),"")'
        return f'IF({places.step("name")(number)}="","",{places.step("name")(number)}&{share})'

    def stands_out(number: int) -> str:
        return f"{number}={places.steps}"

    return Bars(STEPS, label, places.step("now"), stands_out, "#,##0")


def _scenario(drawing: Section, places: Places, row: int) -> int:
    """Each step's figure and rate of the month, a change in blue, and how many it then comes to."""
    page, words = drawing.page, drawing.page.book.words
    style = page.book.style
    look: Look = {"bold": True, "valign": "bottom", "bottom": 1, "bottom_color": RULE}
    page.fill(row, style(8.5, **look), grid.at(_NAME), grid.at(_THEN))
    for column, word in ((_MONTH, "month"), (_RATE, "rate"), (_CHANGE, "change"), (_THEN, "then")):
        page.text(row, grid.at(column), words(f"steps.{word}"), style(8.5, SECONDARY, align="right", **look))
    for number_ in range(1, STEPS + 1):
        _assumption(drawing, places, row + number_, number_)
    _more(drawing, places, row + STEPS + 1, row + 1)
    return page.heights(row, 22, *[_ROW] * (STEPS + 2))


def _assumption(drawing: Section, places: Places, row: int, step: int) -> None:
    page, style = drawing.page, drawing.page.book.style
    rule: Look = {"bottom": 1, "bottom_color": HAIRLINE}
    right: Look = {"align": "right", **rule}
    page.fill(row, style(**rule), grid.at(_NAME), grid.at(_THEN))
    page.wrapped((row, _NAME), (1, 2), f"={places.step('name')(step)}", style(9, shrink=True, **rule))
    page.formula(row, grid.at(_MONTH), places.step("now")(step), style(9, SECONDARY, num_format="#,##0", **right))
    page.formula(row, grid.at(_RATE), places.step_rate(step), style(9, SECONDARY, num_format="0.00 %", **right))
    page.sheet.write_number(row, grid.at(_CHANGE), 0, style(9, INPUT, num_format=";;", align="right"))
    blue: Look = {"bg_color": INPUT_TINT, "border": 1, "border_color": INPUT_BORDER, "num_format": "+0 %;−0 %;0 %"}
    there = {"type": "formula", "criteria": f'={_at(row, _NAME)}<>""', "format": page.book.differential(**blue)}
    page.sheet.conditional_format(row, grid.at(_CHANGE), row, grid.at(_CHANGE), there)
    page.book.name(f"wi_step_{step}", page.sheet, row, grid.at(_CHANGE))
    now, rate, change = (_at(row, column) for column in (_MONTH, _RATE, _CHANGE))
    # A step of other people than the one before it does not grow with it.
    grown = f"IF(ISNUMBER({rate}),N({_at(row - 1, _THEN)})*{rate}*(1+{change}),{now}*(1+{change}))"
    then = f'IF({now}="","",{grown if step > 1 else f"{now}*(1+{change})"})'
    page.formula(row, grid.at(_THEN), then, style(9, num_format="#,##0", **right))


def _at(row: int, column: int) -> str:
    return xl_rowcol_to_cell(row, grid.at(column), row_abs=True, col_abs=True)


def _more(drawing: Section, places: Places, row: int, first: int) -> None:
    """How many more of the last step the scenario comes to."""
    page, style = drawing.page, drawing.page.book.style
    look: Look = {"bold": True, "bg_color": RESULT}
    page.fill(row, style(**look), grid.at(_NAME), grid.at(_THEN))
    page.text(row, grid.at(_NAME), page.book.words("steps.more"), style(9, **look))
    then, now = (
        f"INDEX({_at(first, column)}:{_at(first + STEPS - 1, column)},MIN({STEPS},{places.steps}))"
        for column in (_THEN, _MONTH)
    )
    told = style(9, align="right", num_format=number.SIGNED, **look)
    page.formula(row, grid.at(_THEN), f'IF({places.steps}=0,"",N({then})-N({now}))', told)


def _table(drawing: Section, places: Places, row: int) -> int:
    page, words = drawing.page, drawing.page.book.words
    grey: Look = {"color": SECONDARY}

    def stage(place: int) -> str:
        """Only where a stage begins."""
        own = places.of("stage")(place)
        return f'IF({own}={places.of("stage")(place - 1)},"",{own})' if place > 1 else own

    def moved(place: int) -> str:
        breaks = feed.broken(places.of("id")(place), drawing.source.scope, "in_month")
        return feed.change(places.of("now")(place), places.of("before")(place), places.of("unit_key")(place), breaks)

    def half(place: int) -> str:
        rate, base = places.rate(place), places.base(place)
        root = f"SQRT({rate}*(1-{rate})/{base}+{_Z}^2/(4*{base}^2))"
        return f'IF(ISNUMBER({rate}),{_Z}*{root}/(1+{_Z}^2/{base}),"")'

    columns = (
        ListColumn(1, 2, words("steps.kpi"), places.of("name")),
        ListColumn(3, 2, words("steps.stage"), stage, {"indent": 1, **grey}),
        ListColumn(5, 1, words("steps.unit"), places.of("unit"), grey),
        ListColumn(6, 1, words("steps.month"), places.of("now"), {"num_format": number.COUNT, "bold": True}),
        ListColumn(7, 1, words("steps.before"), places.of("before"), {"num_format": number.COUNT, **grey}),
        ListColumn(8, 1, words("steps.moved"), moved, {"num_format": "+0.0 %;−0.0 %;0 %"}),
        ListColumn(9, 1, words("steps.rate"), places.rate, {"num_format": "0.00 %", "bold": True}),
        ListColumn(10, 1, words("steps.half"), half, {"num_format": '"± "0.00 %', **grey}),
        ListColumn(11, 2, words("steps.missing"), places.of("note"), {"indent": 1, **grey}),
    )
    for place in range(1, PLACES + 1):
        key = drawing.source.cell(row + place, f"={places.of('unit_key')(place)}")
        for column, formats in ((6, number.OF_UNIT), (7, number.OF_UNIT), (8, number.OF_CHANGE)):
            area = (row + place, grid.at(column), row + place, grid.at(column))
            number.follow_unit(page, area, key, formats, bottom=1, bottom_color=HAIRLINE)
    return roster(page, row, columns, PLACES)
