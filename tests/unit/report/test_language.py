from __future__ import annotations

import re
from itertools import chain
from typing import get_args

import pytest

from kpi_xl.importing.staged import QuestionKind
from kpi_xl.report.language import Language, language
from kpi_xl.vocabulary.locales import LANGUAGES
from kpi_xl.vocabulary.remarks import TOPICS

TWO_LINES = 54  # letters in the last column of Sources


def sentences(words: Language) -> dict[str, str]:
    return {f"{section}.{key}": text for section, keys in words._sections.items() for key, text in keys.items()}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_says_the_same_with_the_same_blanks(code: str) -> None:
    english, other = sentences(language("en")), sentences(language(code))
    assert other.keys() == english.keys()
    blanks = {name: [set(re.findall(r"{(\w+)}", text)) for text in (english[name], other[name])] for name in other}
    assert {name: pair for name, pair in blanks.items() if pair[0] != pair[1]} == {}


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_a_file_is_marked_with_is_said_in_the_reports_language(code: str) -> None:
    names = [f"remark.{topic}" for topic in TOPICS if topic] + [f"waiting.{kind}" for kind in get_args(QuestionKind)]
    assert [name for name in names if not language(code).has(name)] == []
    assert [name for name in names if len(language(code)(name)) > TWO_LINES] == []


def test_a_language_without_words_of_its_own_gets_english() -> None:
    assert language("fi")("move.up") == "rose"


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (0.0345, "percent", "3.45%"),
        (3.2, "money", "3.20 NOK"),
        (1234.5, "money", "1,235 NOK"),
        (3.176, "ratio", "3.18×"),
        (12_000, "count", "12,000"),
    ],
)
def test_figures_are_written_by_their_unit(value: float, unit: str, written: str) -> None:
    assert language("en").figure(value, unit, "NOK") == written


def test_differences_of_rates_are_percentage_points() -> None:
    words = language("en")
    assert words.signed(-0.0041, "percent") == "−0.41 pp"
    assert words.change(0.05, 0.04, "percent") == "1.00 pp"
    assert words.change(120, 100, "count") == "20%"


def test_no_sentence_is_empty() -> None:
    assert all(chain.from_iterable(sentences(language(code)).values() for code in LANGUAGES))
