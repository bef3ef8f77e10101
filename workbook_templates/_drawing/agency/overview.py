"""Overview: every client in a row, and who grew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import chart, feed, grid, number
from ..answers import Repeated, ranked, repeated
from ..bars import Bars, bars
from ..feed import Feed
from ..page import BODY, Page
from ..palette import SECONDARY
from ..placeholder import kpi, text
from ..roster import ListColumn, roster
from ..section import Section
from ..sentence import joined

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..book import Book, Look

_CLIENTS, _BARS, _CHART = 14, 6, 156


def draw(book: Book) -> None:
    words = book.words
    page = Page(book, words("sheet.overview")).on_grid()
    drawing = Section(page, Feed(page), "overview")
    page.navigation()
    found = _clients(book)
    rows = {key: _rows(drawing.source, found, key) for key in ("key", "change_key")}
    page.head(words("overview.kicker"), _headline(page, found), words("overview.standfirst"))
    page.section(BODY, 1, 6, words("overview.most"), words("overview.most_sub"))
    body = page.section(BODY, 7, 6, words("overview.grew"), words("overview.grew_sub"))
    _chart(drawing, _bars(found, rows["key"], "engagements", "#,##0"), (body, 1), "most_alt")
    _chart(drawing, _bars(found, rows["change_key"], "change", "+0 %;−0 %"), (body, 7), "grew_alt")
    row = page.heights(body, *[_CHART // 8] * 8, 10)
    row = page.section(row, 1, 12, words("overview.table"), _shown(page, found))
    row = page.heights(_table(page, found, rows["key"], row), 10)
    row = page.strip(row, words("overview.strip"), (words("overview.reading"), words("overview.accounts")))
    page.prints(row - 1)
    page.sheet.activate()


def _clients(book: Book) -> Repeated:
    """Every client with its figures of the month, as live formulas on a hidden sheet."""

    def figure(name: str, month: str = "in_month") -> str:
        return kpi(name, account="<account>", period=month)

    columns = {
        "name": text("each client.label"),
        "account": text("client"),
        "sheet": text("client.sheet"),
        "platforms": text("client.platforms"),
        "followers": figure("followers"),
        "new": figure("net_new_followers"),
        "posts": figure("posts_published"),
        "engagements": figure("engagements"),
        "before": figure("engagements", "in_previous"),
        "clicks": figure("link_clicks"),
        "spend": figure("spend"),
        "cpc": figure("cpc"),
        "change": '=IF(COUNT(<engagements>,<before>)<2,"",IF(<before>=0,"",<engagements>/<before>-1))',
        "key": "=N(<engagements>)+1-ROW(<engagements>)*1E-6",
        "change_key": '=IF(<change>="","",<change>-ROW(<change>)*1E-9)',
    }
    return repeated(book, "data_clients", columns)


def _rows(source: Feed, found: Repeated, key: str) -> Callable[[int], str]:
    """The place of each rank by a column of keys, worked out in hidden cells."""
    first = source.block(1)
    for place in range(1, _CLIENTS + 1):
        source.write(place - 1, first, f"={ranked(found, key, place)}")
    return lambda place: feed.absolute(feed.FIRST_MONTH + place - 1, first)


def _headline(page: Page, found: Repeated) -> str:
    words, change = page.book.words.literal, found.column("change")
    told = joined(f'COUNTIF({change},">0")', words("overview.of"), f"COUNT({change})", words("overview.grown"))
    count = joined(f'SUMPRODUCT(--({found.column("name")}<>""))', words("overview.clients"))
    none = words("overview.none")
    return f'=IF(INDEX({found.column("name")},1)="",{none},IF(COUNT({change})=0,{count},{told}))'


def _shown(page: Page, found: Repeated) -> str:
    words = page.book.words.literal
    return f"=IF(ROWS({found.column('name')})>{_CLIENTS},{words('overview.first')},{words('overview.all')})"


def _bars(found: Repeated, rows: Callable[[int], str], head: str, shown: str) -> Bars:
    return Bars(
        _BARS,
        lambda place: f'{found.at("name", rows(place))}&""',
        lambda place: found.at(head, rows(place)),
        lambda place: "TRUE" if place == 1 else "FALSE",
        shown,
    )


def _chart(drawing: Section, wanted: Bars, place: tuple[int, int], alt: str) -> None:
    drawn = bars(drawing, wanted)
    chart.lay_out(drawn, (grid.width(6), _CHART), (0.32, 0.03, 0.54, 0.94))
    drawing.put(drawn, *place, alt)


def _table(page: Page, found: Repeated, rows: Callable[[int], str], row: int) -> int:
    words = page.book.words
    grey: Look = {"color": SECONDARY}
    count: Look = {"num_format": "#,##0"}

    def of(head: str) -> Callable[[int], str]:
        return lambda place: found.at(head, rows(place))

    def link(place: int) -> str:
        name, sheet = of("name")(place), of("sheet")(place)
        return f'IF({name}="","",HYPERLINK("#\'"&{sheet}&"\'!A1",{name}))'

    columns = (
        ListColumn(1, 2, words("overview.client"), link, {"bold": True}),
        ListColumn(3, 2, words("overview.platforms"), of("platforms"), grey),
        ListColumn(5, 1, words("overview.followers"), of("followers"), count),
        ListColumn(6, 1, words("overview.new"), of("new"), {"num_format": number.SIGNED}),
        ListColumn(7, 1, words("overview.posts"), of("posts"), count),
        ListColumn(8, 1, words("overview.engagements"), of("engagements"), {**count, "bold": True}),
        ListColumn(9, 1, words("overview.change"), of("change"), {"num_format": "+0 %;−0 %;0 %"}),
        ListColumn(10, 1, words("overview.clicks"), of("clicks"), count),
        ListColumn(11, 1, words("overview.spend"), of("spend"), count),
        ListColumn(12, 1, words("overview.cpc"), of("cpc"), {"num_format": number.OF_UNIT["money"], **grey}),
    )
    return roster(page, row, columns, _CLIENTS)
