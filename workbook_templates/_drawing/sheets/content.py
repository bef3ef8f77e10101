"""Content: the best and the weakest posts, what formats come to, and when posts were met best."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import chart, grid, number
from ..answers import Answer, answer
from ..bars import Bars, bars
from ..listing import Field, figure, listing
from ..page import BODY
from ..palette import HEAT, INK, PAPER, SECONDARY
from ..section import Section, section
from . import data

if TYPE_CHECKING:
    from ..book import Book, Look
    from ..page import Page

_BEST, _WORST, _FORMATS = 7, 3, 4
_ROWS = 19
_TOP = (
    "rank", "platform", "account", "published_on", "format", "caption", "permalink", "engagements", "seen", "rate",
    "fair_rate",
)  # fmt: skip
_FORMAT = ("format", "against", "posts", "median_rate", "verdict")
_HOUR = ("weekday", "hour", "posts", "median_rate", "enough")
_BLOCK, _HEAT_ROW, _DAYS = 3, 22, 7
_TITLE = 44  # letters that fit the column


def draw(book: Book) -> None:
    drawing = section(book, "page_content")
    data.formats(book)
    row = drawing.page.heights(_posts(drawing, BODY), 8)
    row = drawing.page.heights(_hours(drawing, row), 8)
    drawing.page.prints(drawing.advice(row) - 1)


def _posts(drawing: Section, row: int) -> int:
    """The best and the weakest on the left, formats on the right."""
    page, book = drawing.page, drawing.page.book
    page.section(row, 1, 8, drawing.word("best"), drawing.word("best_sub"))
    body = page.section(row, 9, 4, drawing.text("formats.title"), drawing.word("formats_sub"))
    formats = answer(book, "format_comparison", _FORMAT)
    drawn = _formats(drawing, formats)
    chart.lay_out(drawn, (grid.width(4), _ROWS * _BEST + 16), (0.40, 0.03, 0.44, 0.94))
    drawing.put(drawn, body, 9, "formats_alt")
    best = answer(book, "top_content", _TOP)
    worst = answer(book, "top_content", _TOP, "worst")
    row = page.heights(_table(drawing, body, best, _BEST), 6)
    page.text(row, grid.at(1), drawing.word("worst"), book.style(9, bold=True, valign="bottom"))
    page.text(row, grid.at(9), drawing.word("verdicts"), book.style(9, bold=True, valign="bottom"))
    page.heights(row, 20)
    _verdicts(drawing, row + 1, formats)
    return _table(drawing, row + 1, worst, _WORST)


def _table(drawing: Section, row: int, found: Answer, places: int) -> int:
    def title(place: int) -> str:
        caption = f'SUBSTITUTE({found.at("caption", place)},CHAR(10)," ")'
        return f'IF(LEN({caption})>{_TITLE},LEFT({caption},{_TITLE - 1})&"…",{caption})'

    def platform(place: int) -> str:
        key = found.at("platform", place)
        return f'IF({key}="","",IFERROR(INDEX(kpi_pages[sheet],MATCH({key},kpi_pages[key],0)),{key}))'

    grey: Look = {"color": SECONDARY}
    fields = (
        Field(1, drawing.word("platform"), platform, grey),
        Field(2, drawing.word("post"), title),
        Field(6, drawing.word("format"), lambda place: data.format_label(found.at("format", place)), grey),
        figure(7, drawing.word("seen"), lambda place: found.at("seen", place), number.COUNT),
        figure(8, drawing.word("rate"), lambda place: found.at("rate", place), "0.00 %", bold=True),
    )
    return listing(drawing.page, row, fields, places, (1, 8))


def _formats(drawing: Section, found: Answer) -> chart.Chart:
    def label(place: int) -> str:
        name, posts = found.at("format", place), found.at("posts", place)
        return f'IF({name}="","",{data.format_label(name)}&" (n="&{posts}&")")'

    def enough(place: int) -> str:
        return f"N({found.at('posts', place)})>=5"

    return bars(drawing, Bars(_FORMATS, label, lambda place: found.at("median_rate", place), enough, "0.0 %"))


def _verdicts(drawing: Section, row: int, found: Answer) -> None:
    """What a test says of each format against all others: a higher bar alone says nothing."""
    fields = (
        Field(9, drawing.word("format"), lambda place: data.format_label(found.at("format", place))),
        Field(10, drawing.word("verdict"), lambda place: found.at("verdict", place), {"color": SECONDARY}),
    )
    listing(drawing.page, row, fields, _WORST, (9, 12))


def _hours(drawing: Section, row: int) -> int:
    page, book = drawing.page, drawing.page.book
    row = page.section(row, 1, 12, drawing.text("hours.title"), drawing.word("hours_sub"))
    answer(book, "peak_engagement_time", _HOUR, f"{_BLOCK}_year")
    head = book.style(8.5, SECONDARY, align="center", valign="bottom")
    cell = book.style(8.5, INK, align="center", num_format="0.0 %", bg_color=PAPER)
    blocks = range(0, 24, _BLOCK)
    for at, hour in enumerate(blocks, 2):
        page.text(row, grid.at(at), f"{hour:02}–{hour + _BLOCK:02}", head)
    for day in range(1, _DAYS + 1):
        page.text(row + day, grid.at(1), book.words("format.weekdays").split()[day - 1], book.style(9))
        for at, hour in enumerate(blocks, 2):
            page.formula(row + day, grid.at(at), _cell(day, hour), cell)
    _colours(page, row + 1, len(blocks))
    note = book.style(9, SECONDARY, text_wrap=True, valign="top")
    page.text(row + 1, grid.at(10), drawing.word("map"), book.style(9, bold=True))
    page.wrapped((row + 2, 10), (5, 3), drawing.word("map_note"), note)
    return page.heights(row, 20, *[_HEAT_ROW] * _DAYS)


def _cell(day: int, hour: int) -> str:
    """The median of a cell; with too few posts how many they are, and nothing where there are none."""
    table = f"kpi_peak_engagement_time_{_BLOCK}_year"
    scope = f"{table}[weekday],{day},{table}[hour],{hour}"
    posts = f"SUMIFS({table}[posts],{scope})"
    return f'IF({posts}=0,"",IF({posts}<5,"n="&{posts},SUMIFS({table}[median_rate],{scope})))'


def _colours(page: Page, row: int, blocks: int) -> None:
    scale = {"type": "2_color_scale", "min_color": PAPER, "max_color": HEAT}
    page.sheet.conditional_format(row, grid.at(2), row + _DAYS - 1, grid.at(blocks + 1), scale)
