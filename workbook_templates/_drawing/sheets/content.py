"""Content: the best and the weakest posts, what formats come to, and when posts were met best."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import chart, grid, number
from ..answers import Answer, answer
from ..bars import Bars, bars
from ..heat import heat_map
from ..page import BODY
from ..palette import SECONDARY
from ..roster import ListColumn, roster
from ..section import Section, section
from . import data

if TYPE_CHECKING:
    from ..book import Book, Look

_BEST, _WORST, _FORMATS = 7, 3, 4
_ROWS = 19
_TOP = (
    "rank", "platform", "account", "published_on", "format", "caption", "permalink", "engagements", "seen", "rate",
    "fair_rate",
)  # fmt: skip
_FORMAT = ("format", "against", "posts", "median_rate", "verdict")
_TITLE = 44  # letters that fit the column


def draw(book: Book) -> None:
    drawing = section(book, "page_content")
    data.formats(book)
    row = drawing.page.heights(_posts(drawing, BODY), 8)
    row = drawing.page.section(row, 1, 12, drawing.text("hours.title"), drawing.word("hours_sub"))
    row = drawing.page.heights(heat_map(drawing.page, row), 8)
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
    rate: Look = {"num_format": "0.00 %", "bold": True}
    columns = (
        ListColumn(1, 1, drawing.word("platform"), platform, grey),
        ListColumn(2, 4, drawing.word("post"), title),
        ListColumn(6, 1, drawing.word("format"), lambda place: data.format_label(found.at("format", place)), grey),
        ListColumn(7, 1, drawing.word("seen"), lambda place: found.at("seen", place), {"num_format": number.COUNT}),
        ListColumn(8, 1, drawing.word("rate"), lambda place: found.at("rate", place), rate),
    )
    return roster(drawing.page, row, columns, places)


def _formats(drawing: Section, found: Answer) -> chart.Chart:
    def label(place: int) -> str:
        name, posts = found.at("format", place), found.at("posts", place)
        return f'IF({name}="","",{data.format_label(name)}&" (n="&{posts}&")")'

    def enough(place: int) -> str:
        return f"N({found.at('posts', place)})>=5"

    return bars(drawing, Bars(_FORMATS, label, lambda place: found.at("median_rate", place), enough, "0.0 %"))


def _verdicts(drawing: Section, row: int, found: Answer) -> None:
    """What a test says of each format against all others: a higher bar alone says nothing."""
    columns = (
        ListColumn(9, 1, drawing.word("format"), lambda place: data.format_label(found.at("format", place))),
        ListColumn(10, 3, drawing.word("verdict"), lambda place: found.at("verdict", place), {"color": SECONDARY}),
    )
    roster(drawing.page, row, columns, _WORST)
