"""Posts: the best and the weakest of the month, and what formats and topics come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import chart, feed, grid
from ..answers import Answer, answer
from ..bars import Bars, bars
from ..feed import Feed
from ..page import BODY, Page
from ..palette import SECONDARY
from ..placeholder import text
from ..roster import ListColumn, roster
from ..section import Section
from ..sentence import joined
from ..sheets import data

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..book import Book, Look

_BEST, _WORST, _GROUPS, _TITLE = 7, 4, 5, 70
_GREY: Look = {"color": SECONDARY}
_TOP = (
    "rank", "platform", "account", "published_on", "format", "caption", "permalink", "engagements", "seen", "rate",
    "fair_rate",
)  # fmt: skip
GROUP = ("posts", "median_rate", "ratio", "low", "high", "p_adjusted", "verdict")


def draw(book: Book) -> None:
    words = book.words
    page = Page(book, words("sheet.posts")).on_grid()
    drawing = Section(page, Feed(page), "posts")
    page.navigation()
    formats = answer(book, "format_comparison", ("format", *GROUP))
    best, worst = answer(book, "top_content", _TOP), answer(book, "top_content", _TOP, "worst")
    stands_out = _standing_out(drawing, formats)
    page.head(words("posts.kicker"), _headline(drawing, stands_out, formats, best), text("analysis.top_content.note"))
    row = page.section(BODY, 1, 12, words("posts.best"), words("posts.best_sub"))
    row = page.heights(roster(page, row, _columns(drawing, best), _BEST), 8)
    row = page.section(row, 1, 12, words("posts.worst"), words("posts.worst_sub"))
    row = page.heights(roster(page, row, _columns(drawing, worst), _WORST), 8)
    row = page.heights(_formats(drawing, formats, row), 8)
    lines = (text("analysis.format_comparison.note"), text("analysis.top_content.missing"))
    row = page.strip(row, words("posts.strip"), lines)
    page.prints(row - 1)
    page.sheet.activate()


def _standing_out(drawing: Section, formats: Answer) -> str:
    """The address of the place of the first format that is better than the others beyond chance; 0 if none is."""
    source = drawing.source
    first = source.block(1)
    for place in range(1, _GROUPS + 1):
        p, low = formats.at("p_adjusted", place), formats.at("low", place)
        source.write(place - 1, first, f"=IF(ISNUMBER({p}),IF(AND({p}<0.05,N({low})>1),{place},0),0)")
    column = f"{feed.absolute(feed.FIRST_MONTH, first)}:{feed.absolute(feed.FIRST_MONTH + _GROUPS - 1, first)}"
    return source.cell(feed.KEY, f"=IF(SUM({column})=0,0,SMALL({column},COUNTIF({column},0)+1))")


def _headline(drawing: Section, place: str, formats: Answer, best: Answer) -> str:
    words = drawing.page.book.words.literal
    told = joined(data.format_label(formats.at("format", place)), words("posts.stands_out"))
    one = joined(words("posts.carried"), _first_line(best.at("caption", 1), 60), words("posts.carried_end"))
    return f'=IF({best.at("rank", 1)}="",{words("posts.none")},IF({place}>0,{told},{one}))'


def _first_line(caption: str, most: int) -> str:
    line = f"LEFT({caption}&CHAR(10),FIND(CHAR(10),{caption}&CHAR(10))-1)"
    return f'IF(LEN({line})>{most},LEFT({line},{most - 1})&"…",{line})'


def _columns(drawing: Section, found: Answer) -> Sequence[ListColumn]:
    words = drawing.page.book.words

    def head(name: str) -> str:
        return words(f"posts.{name}")

    def title(place: int) -> str:
        return f'IF({found.at("rank", place)}="","",{_first_line(found.at("caption", place), _TITLE)})'

    def platform(place: int) -> str:
        key = found.at("platform", place)
        return f'IF({key}="","",IFERROR(INDEX(kpi_choices[label],MATCH({key},kpi_choices[key],0)),{key}))'

    def form(place: int) -> str:
        return data.format_label(found.at("format", place))

    return (
        ListColumn(1, 1, head("platform"), platform, _GREY),
        ListColumn(2, 1, head("date"), _of(found, "published_on"), {"num_format": words.date("d. mmm"), **_GREY}),
        ListColumn(3, 5, head("post"), title, {"indent": 1}),
        ListColumn(8, 1, head("format"), form, _GREY),
        ListColumn(9, 1, head("engagements"), _of(found, "engagements"), {"num_format": "#,##0"}),
        ListColumn(10, 1, head("seen"), _of(found, "seen"), {"num_format": "#,##0"}),
        ListColumn(11, 1, head("rate"), _of(found, "rate"), {"num_format": "0.00 %", **_GREY}),
        ListColumn(12, 1, head("fair"), _of(found, "fair_rate"), {"num_format": "0.00 %", "bold": True}),
    )


def _of(found: Answer, head: str) -> Callable[[int], str]:
    return lambda place: found.at(head, place)


def _formats(drawing: Section, formats: Answer, row: int) -> int:
    page, words = drawing.page, drawing.page.book.words
    page.section(row, 1, 5, words("posts.formats"), words("posts.formats_sub"))
    body = page.section(row, 6, 7, words("posts.verdicts"), words("posts.verdicts_sub"))

    def label(place: int) -> str:
        name, posts = formats.at("format", place), formats.at("posts", place)
        return f'IF({name}="","",{data.format_label(name)}&" (n="&{posts}&")")'

    def sure(place: int) -> str:
        return f"N({formats.at('p_adjusted', place)})*1<0.05*(N({formats.at('low', place)})>1)"

    drawn = bars(drawing, Bars(_GROUPS, label, _of(formats, "median_rate"), sure, "0.0 %"))
    chart.lay_out(drawn, (grid.width(5), 22 + 19 * _GROUPS), (0.34, 0.03, 0.50, 0.94))
    drawing.put(drawn, body, 1, "formats_alt")
    columns = group_columns(page, formats, 6, lambda place: data.format_label(formats.at("format", place)))
    return roster(page, body, columns, _GROUPS)


def group_columns(page: Page, found: Answer, at: int, name: Callable[[int], str]) -> Sequence[ListColumn]:
    """What a test says of each group of posts against all others, with how many there are: seven grid columns."""

    def head(word: str) -> str:
        return page.book.words(f"posts.{word}")

    times: Look = {"num_format": '0.00"×"'}
    return (
        ListColumn(at, 1, head("group"), name),
        ListColumn(at + 1, 1, head("count"), _of(found, "posts"), {"num_format": "#,##0"}),
        ListColumn(at + 2, 1, head("ratio"), _of(found, "ratio"), {**times, "bold": True}),
        ListColumn(at + 3, 1, head("low"), _of(found, "low"), {**times, **_GREY}),
        ListColumn(at + 4, 1, head("high"), _of(found, "high"), {**times, **_GREY}),
        ListColumn(at + 5, 2, head("verdict"), _of(found, "verdict"), {"indent": 1}),
    )
