"""From the goal, and causes: what a goal takes, who brought customers, why visitors left, what goes before a sale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import number
from ..answers import Answer, answer, looked_up
from ..feed import Feed
from ..page import BODY, Page
from ..palette import SECONDARY
from ..placeholder import text
from ..roster import ListColumn, roster
from ..sentence import joined

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..book import Book, Look

_PLAN, _CHANNELS, _CAUSES, _PATHS = 6, 6, 5, 6
_GREY: Look = {"color": SECONDARY}
_COUNT: Look = {"num_format": "#,##0"}
_PERCENT: Look = {"num_format": "0.0 %"}
_EFFECT: Look = {"num_format": "+0.0 %;−0.0 %;0 %"}


def draw(book: Book) -> None:
    words = book.words
    page = Page(book, words("sheet.causes")).on_grid()
    source = Feed(page)
    page.navigation()
    plan = answer(book, "backward_funnel_plan", ("step", "needed", "low", "high", "rate", "now"))
    page.head(words("causes.kicker"), _headline(page, plan), words("causes.standfirst"))
    page.section(BODY, 1, 7, words("causes.plan"), _or_missing(page, source, "backward_funnel_plan", "plan_sub"))
    body = page.section(
        BODY, 8, 5, words("causes.credit"), _or_missing(page, source, "attribution_markov", "credit_sub")
    )
    _plan(page, plan, body)
    row = page.heights(_credit(page, body), 10)
    row = page.section(row, 1, 12, words("causes.bounce"), _or_missing(page, source, "bounce_cause", "bounce_sub"))
    row = page.heights(_bounce(page, row), 10)
    row = page.section(row, 1, 12, words("causes.paths"), _or_missing(page, source, "micro_macro_path", "paths_sub"))
    row = page.heights(_paths(page, row), 10)
    row = page.strip(row, words("causes.strip"), (words("causes.reading"), words("causes.next")))
    page.prints(row - 1)


def _headline(page: Page, plan: Answer) -> str:
    """What the first step of the plan takes, against what there is."""
    words = page.book.words.literal
    last = f"COUNT({plan.column('needed')})"
    goal = looked_up(plan.column("step"), last)
    needed, now = looked_up(plan.column("needed"), last), looked_up(plan.column("now"), last)
    percent = f"ROUND(100*N({now})/N({needed}),0)"
    told = joined(goal, words("causes.reached"), percent, words("causes.of_goal"))
    return f"=IF({last}=0,{words('causes.none')},IF(N({needed})=0,{words('causes.none')},{told}))"


def _or_missing(page: Page, source: Feed, analysis: str, word: str) -> str:
    """What a table is about, or why there is nothing in it."""
    missing = source.cell(BODY, text(f"analysis.{analysis}.missing"))
    return f'=IF({missing}="",{page.book.words.literal(f"causes.{word}")},{missing})'


def _of(found: Answer, head: str) -> Callable[[int], str]:
    return lambda place: found.at(head, place)


def _plan(page: Page, plan: Answer, row: int) -> int:
    words = page.book.words
    columns = (
        ListColumn(1, 2, words("causes.step"), _of(plan, "step")),
        ListColumn(3, 1, words("causes.now"), _of(plan, "now"), {**_COUNT, **_GREY}),
        ListColumn(4, 1, words("causes.needed"), _of(plan, "needed"), {**_COUNT, "bold": True}),
        ListColumn(5, 1, words("causes.low"), _of(plan, "low"), {**_COUNT, **_GREY}),
        ListColumn(6, 1, words("causes.high"), _of(plan, "high"), {**_COUNT, **_GREY}),
        ListColumn(7, 1, words("causes.rate"), _of(plan, "rate"), {"num_format": "0.00 %"}),
    )
    return roster(page, row, columns, _PLAN)


def _credit(page: Page, row: int) -> int:
    """What each channel is owed by the paths to a sale, beside what the last click says."""
    words, book = page.book.words, page.book
    markov = answer(book, "attribution_markov", ("channel", "conversions", "share", "share_low", "share_high"))
    last = answer(book, "attribution_last", ("channel", "share"))

    def by_last(place: int) -> str:
        found = f"IFERROR(MATCH({markov.at('channel', place)},{last.column('channel')},0),0)"
        return looked_up(last.column("share"), found)

    def half(place: int) -> str:
        low, high = markov.at("share_low", place), markov.at("share_high", place)
        return f'IF(COUNT({low},{high})<2,"",({high}-{low})/2)'

    columns = (
        ListColumn(8, 2, words("causes.channel"), _of(markov, "channel")),
        ListColumn(10, 1, words("causes.last_click"), by_last, {**_PERCENT, **_GREY}),
        ListColumn(11, 1, words("causes.share"), _of(markov, "share"), {**_PERCENT, "bold": True}),
        ListColumn(12, 1, words("causes.half"), half, {"num_format": '"± "0.0 %', **_GREY}),
    )
    return roster(page, row, columns, _CHANNELS)


def _bounce(page: Page, row: int) -> int:
    words = page.book.words
    keys = ("dimension", "value", "sessions", "rate_before", "rate", "mix_effect", "rate_effect", "effect", "verdict")
    found = answer(page.book, "bounce_cause", keys)
    columns = (
        ListColumn(1, 3, words("causes.where"), _of(found, "value")),
        ListColumn(4, 2, words("causes.by"), _of(found, "dimension"), _GREY),
        ListColumn(6, 1, words("causes.sessions"), _of(found, "sessions"), _COUNT),
        ListColumn(7, 1, words("causes.rate_before"), _of(found, "rate_before"), {**_PERCENT, **_GREY}),
        ListColumn(8, 1, words("causes.bounce_rate"), _of(found, "rate"), {**_PERCENT, "bold": True}),
        ListColumn(9, 1, words("causes.mix"), _of(found, "mix_effect"), {**_EFFECT, **_GREY}),
        ListColumn(10, 1, words("causes.rates"), _of(found, "rate_effect"), {**_EFFECT, **_GREY}),
        ListColumn(11, 2, words("causes.verdict"), _of(found, "verdict"), {"indent": 1}),
    )
    return roster(page, row, columns, _CAUSES)


def _paths(page: Page, row: int) -> int:
    words = page.book.words
    found = answer(page.book, "micro_macro_path", ("micro", "macro", "lag", "correlation", "low", "high", "verdict"))
    figure: Look = {"num_format": number.DECIMALS}
    columns = (
        ListColumn(1, 3, words("causes.micro"), _of(found, "micro")),
        ListColumn(4, 3, words("causes.macro"), _of(found, "macro")),
        ListColumn(7, 1, words("causes.lag"), _of(found, "lag"), {"num_format": "0", **_GREY}),
        ListColumn(8, 1, words("causes.together"), _of(found, "correlation"), {**figure, "bold": True}),
        ListColumn(9, 1, words("causes.low"), _of(found, "low"), {**figure, **_GREY}),
        ListColumn(10, 1, words("causes.high"), _of(found, "high"), {**figure, **_GREY}),
        ListColumn(11, 2, words("causes.verdict"), _of(found, "verdict"), {"indent": 1}),
    )
    return roster(page, row, columns, _PATHS)
