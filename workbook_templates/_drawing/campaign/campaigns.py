"""Campaigns: which gave most back, who took the money, and every campaign in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import chart, feed, grid, number
from ..answers import answer, looked_up, ranked
from ..bars import Bars, bars
from ..book import Look
from ..feed import Feed
from ..page import BODY, Page
from ..palette import RESULT, SECONDARY
from ..placeholder import text
from ..roster import ListColumn, roster
from ..section import Section
from ..sentence import joined, one_decimal, whole_percent
from ..shares import shares

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..answers import Answer, Repeated
    from ..book import Book

_ROWS, _BARS, _CHART = 10, 6, 168
_VERDICTS = ("campaign", "verdict")


def draw(book: Book, found: Repeated) -> None:
    words = book.words
    page = Page(book, words("sheet.campaigns")).on_grid()
    source = Feed(page)
    told = answer(book, "campaign_conversion_compare", _VERDICTS)
    page.navigation()
    places = _Places(page, source, found)
    page.head(words("campaigns.kicker"), places.headline(), places.standfirst())
    row = page.heights(_charts(page, source, places, BODY), 10)
    row = page.heights(_table(page, places, told, row), 10)
    lines = (words("campaigns.reading"), text("analysis.campaign_conversion_compare.missing"))
    row = page.strip(row, words("campaigns.strip"), lines)
    page.prints(row - 1)
    page.sheet.activate()


class _Places:
    """The campaigns in two orders: by what they cost and by what they gave back."""

    def __init__(self, page: Page, source: Feed, found: Repeated) -> None:
        self.page, self.found = page, found
        first = source.block(2)
        self.rows: dict[str, Callable[[int], str]] = {}
        for offset, head in enumerate(("key", "roas_key")):
            for place in range(1, _ROWS + 1):
                source.write(place - 1, first + offset, f"={ranked(found, head, place)}")
            self.rows[head] = self._row_of(first + offset)

    def _row_of(self, column: int) -> Callable[[int], str]:
        return lambda place: feed.absolute(feed.FIRST_MONTH + place - 1, column)

    def of(self, head: str, order: str = "key") -> Callable[[int], str]:
        """The formula of a column in the place of an order."""
        return lambda place: self.found.at(head, self.rows[order](place))

    @property
    def count(self) -> str:
        return f"COUNT({self.found.column('key')})"

    def total(self, head: str) -> str:
        return f"SUM({self.found.column(head)})"

    def headline(self) -> str:
        words, book = self.page.book.words.literal, self.page.book
        best, roas = self.of("name", "roas_key")(1), self.of("roas", "roas_key")(1)
        gave = joined(best, words("campaigns.gave_most"), one_decimal(book, roas), words("campaigns.times"))
        took = joined(self.of("name")(1), words("campaigns.took_most"))
        returned = f"COUNT({self.found.column('roas_key')})>0"
        return f"=IF({self.count}=0,{words('campaigns.none')},IF({returned},{gave},{took}))"

    def standfirst(self) -> str:
        words = self.page.book.words.literal
        share = whole_percent(f"{self.of('spend')(1)}/{self.total('spend')}")
        dearest = joined(self.of("name")(1), words("campaigns.of_spend"), share, words("campaigns.percent_of_spend"))
        many = joined(self.count, words("campaigns.active"), dearest)
        return f"=IF({self.count}=0,{words('campaigns.none_sub')},{many})"


def _charts(page: Page, source: Feed, places: _Places, row: int) -> int:
    words = page.book.words
    page.section(row, 1, 6, words("campaigns.roas_title"), words("campaigns.roas_sub"))
    body = page.section(row, 7, 6, _share_title(page, places), words("campaigns.share_sub"))
    drawing = Section(page, source, "page_campaigns")
    returned = Bars(_BARS, _named(places.of("name", "roas_key")), places.of("roas", "roas_key"), _is_first, '0.0"×"')
    _put(drawing, bars(drawing, returned), (body, 1), "roas_alt")
    spent, given = (_share(places, head) for head in ("spend", "value"))
    _put(drawing, shares(drawing, places.of("name"), spent, given), (body, 7), "share_alt")
    return page.heights(body, *[_CHART // 8] * 8)


def _put(drawing: Section, drawn: chart.Chart, place: tuple[int, int], alt: str) -> None:
    chart.lay_out(drawn, (grid.width(6), _CHART), (0.36, 0.03, 0.50, 0.94))
    drawing.put(drawn, *place, alt)


def _named(name: Callable[[int], str]) -> Callable[[int], str]:
    return lambda place: f'{name(place)}&""'


def _is_first(place: int) -> str:
    return "TRUE" if place == 1 else "FALSE"


def _share(places: _Places, head: str) -> Callable[[int], str]:
    whole = places.total(head)
    return lambda place: f"IF(N({whole})=0,0,N({places.of(head)(place)})/{whole})"


def _share_title(page: Page, places: _Places) -> str:
    words = page.book.words.literal
    spend, value = (whole_percent(_share(places, head)(1)) for head in ("spend", "value"))
    told = joined(
        places.of("name")(1),
        words("campaigns.took"),
        spend,
        words("campaigns.and_gave"),
        value,
        words("campaigns.of_value"),
    )
    return f"=IF(N({places.total('value')})=0,{words('campaigns.share_title')},{told})"


def _table(page: Page, places: _Places, told: Answer, row: int) -> int:
    words = page.book.words
    more = f"IF({places.count}>{_ROWS},{words.literal('campaigns.dearest')},{words.literal('campaigns.all_sub')})"
    row = page.section(row, 1, 12, words("campaigns.table"), f"={more}")
    money, grey = {"num_format": number.OF_UNIT["money"]}, {"color": SECONDARY}
    percent = {"num_format": "0.0 %"}

    def head(name: str) -> str:
        return words(f"campaigns.{name}")

    def verdict(place: int) -> str:
        found = f"MATCH({places.of('campaign')(place)},{told.column('campaign')},0)"
        value = looked_up(told.column("verdict"), found)
        return f'IF({places.rows["key"](place)}="","",IFERROR({value},"–"))'

    columns = (
        ListColumn(1, 2, head("campaign"), places.of("name")),
        ListColumn(3, 1, head("spend"), places.of("spend"), {"num_format": "#,##0", "bold": True}),
        ListColumn(4, 1, head("results"), places.of("results"), {"num_format": "#,##0"}),
        ListColumn(5, 1, head("cost"), places.of("cost"), money),
        ListColumn(6, 1, head("before"), places.of("cost_before"), {**money, **grey}),
        ListColumn(7, 1, head("roas"), places.of("roas"), {"num_format": '0.00"×"', "bold": True}),
        ListColumn(8, 1, head("ctr"), places.of("ctr"), {"num_format": "0.00 %"}),
        ListColumn(9, 1, head("rate"), places.of("rate"), percent),
        ListColumn(10, 1, head("half"), places.of("half"), {"num_format": '"± "0.0 %', **grey}),
        ListColumn(11, 2, head("verdict"), verdict, {"indent": 1, **grey}),
    )
    _total(page, places, row + 1)
    return roster(page, row, columns, _ROWS, gap=1)


def _total(page: Page, places: _Places, row: int) -> None:
    """All campaigns together, also those below the last row; ratios as sums over sums."""
    look: Look = {"bold": True, "bg_color": RESULT}
    style = page.book.style
    page.fill(row, style(**look))
    page.text(row, grid.at(1), page.book.words("campaigns.total"), style(9, **look))
    spend, results, value = (places.total(head) for head in ("spend", "results", "value"))
    clicks = places.total("clicks")
    cells = (
        (3, f'IF({places.count}=0,"",{spend})', "#,##0"),
        (4, f'IF({results}=0,"",{results})', "#,##0"),
        (5, f'IF({results}=0,"",{spend}/{results})', number.OF_UNIT["money"]),
        (7, f'IF(OR({spend}=0,{value}=0),"",{value}/{spend})', '0.00"×"'),
        (9, f'IF(OR({clicks}=0,{results}=0),"",{results}/{clicks})', "0.0 %"),
    )
    for column, formula, shown in cells:
        page.formula(row, grid.at(column), formula, style(9, align="right", num_format=shown, **look))
