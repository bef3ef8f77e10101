"""Timing and tests: when posts were met best, topics, stories against posts, and experiments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..answers import Answer, answer
from ..feed import Feed
from ..heat import heat_map
from ..page import BODY, Page
from ..palette import SECONDARY
from ..placeholder import text
from ..roster import ListColumn, roster
from ..sentence import joined
from .posts import GROUP, group_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..book import Book, Look

_TOPICS, _STORIES, _VARIANTS = 5, 5, 5
_GREY: Look = {"color": SECONDARY}
_STORY = ("kind", "items", "visits", "per_item", "low", "high", "ratio", "verdict")
_EXPERIMENT = (
    "experiment",
    "variant",
    "trials",
    "successes",
    "rate",
    "difference",
    "low",
    "high",
    "p_adjusted",
    "verdict",
)


def draw(book: Book) -> None:
    words = book.words
    page = Page(book, words("sheet.tests")).on_grid()
    source = Feed(page)
    page.navigation()
    topics = answer(book, "topic_comparison", ("topic", *GROUP))
    stories = answer(book, "story_vs_post_traffic", _STORY)
    experiments = answer(book, "ab_test", _EXPERIMENT)
    page.head(words("tests.kicker"), _headline(page), words("tests.standfirst"))
    row = page.section(BODY, 1, 12, words("tests.hours"), words("tests.hours_sub"))
    row = page.heights(heat_map(page, row), 10)
    row = page.heights(_middle(page, source, (topics, stories), row), 8)
    row = page.section(row, 1, 12, words("tests.experiments"), _or_missing(page, source, "ab_test", "experiments_sub"))
    row = page.heights(roster(page, row, _experiments(page, experiments), _VARIANTS), 10)
    row = page.strip(row, words("tests.strip"), (words("tests.reading"), words("tests.next")))
    page.prints(row - 1)


def _headline(page: Page) -> str:
    """The block of hours with the highest median among those with enough posts, and how many they are."""
    words = page.book.words.literal
    table = "kpi_peak_engagement_time_3_year"
    sure = f"SUMIFS({table}[posts],{table}[enough],1)"
    counted = joined(f"SUM({table}[posts])", words("tests.timed"), f"COUNTIF({table}[enough],1)", words("tests.enough"))
    return f"=IF(SUM({table}[posts])=0,{words('tests.none')},IF({sure}=0,{words('tests.too_few')},{counted}))"


def _or_missing(page: Page, source: Feed, analysis: str, word: str) -> str:
    """What a table is about, or why there is nothing in it."""
    missing = source.cell(BODY, text(f"analysis.{analysis}.missing"))
    return f'=IF({missing}="",{page.book.words.literal(f"tests.{word}")},{missing})'


def _middle(page: Page, source: Feed, found: tuple[Answer, Answer], row: int) -> int:
    words, (topics, stories) = page.book.words, found
    page.section(row, 1, 7, words("tests.topics"), _or_missing(page, source, "topic_comparison", "topics_sub"))
    body = page.section(
        row, 8, 5, words("tests.stories"), _or_missing(page, source, "story_vs_post_traffic", "stories_sub")
    )
    columns = (
        ListColumn(8, 1, words("tests.kind"), _of(stories, "kind")),
        ListColumn(9, 1, words("tests.items"), _of(stories, "items"), {"num_format": "#,##0"}),
        ListColumn(10, 1, words("tests.per_item"), _of(stories, "per_item"), {"num_format": "#,##0.0", "bold": True}),
        ListColumn(11, 2, words("tests.verdict"), _of(stories, "verdict"), {"indent": 1}),
    )
    roster(page, body, columns, _STORIES)
    return roster(page, body, group_columns(page, topics, 1, _of(topics, "topic")), _TOPICS)


def _experiments(page: Page, found: Answer) -> Sequence[ListColumn]:
    words, percent, points = page.book.words, {"num_format": "0.0 %"}, {"num_format": "+0.0 %;−0.0 %;0 %"}
    return (
        ListColumn(1, 3, words("tests.experiment"), _of(found, "experiment")),
        ListColumn(4, 2, words("tests.variant"), _of(found, "variant")),
        ListColumn(6, 1, words("tests.trials"), _of(found, "trials"), {"num_format": "#,##0"}),
        ListColumn(7, 1, words("tests.rate"), _of(found, "rate"), {**percent, "bold": True}),
        ListColumn(8, 1, words("tests.difference"), _of(found, "difference"), points),
        ListColumn(9, 1, words("tests.low"), _of(found, "low"), {**points, **_GREY}),
        ListColumn(10, 1, words("tests.high"), _of(found, "high"), {**points, **_GREY}),
        ListColumn(11, 2, words("tests.verdict"), _of(found, "verdict"), {"indent": 1}),
    )


def _of(found: Answer, head: str) -> Callable[[int], str]:
    return lambda place: found.at(head, place)
