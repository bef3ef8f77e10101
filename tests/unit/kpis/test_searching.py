"""Words as marketers type them lead to the definition that they mean."""

from __future__ import annotations

import pytest

from kpi_xl.cli.here import Definitions, definitions_here
from kpi_xl.kpis.searching import best, fit, fit_in_part


@pytest.fixture(scope="module")
def here() -> Definitions:
    return definitions_here(None)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("andel av stemmen", "share_of_voice"),
        ("röstandel", "share_of_voice"),
        ("fluktfrekvens", "bounce_rate"),
        ("avvisningsfrekvens", "bounce_rate"),
        ("kostnad per lead", "cost_per_lead"),
        ("konverteringsgrad", "conversion_rate"),
        ("kundtillfredsställelse", "csat"),
        ("return on investment", "social_roi"),
        ("avkastning på annonser", "roas"),
        ("prenumeranter", "followers"),
        ("svarstid", "first_response_time"),
        ("handlekurv", "add_to_carts"),
        ("livstidsverdi", "clv_historic"),
        ("A/B-test", "ab_test"),
    ],
)
def test_a_word_of_the_trade_finds_its_definition(here: Definitions, words: str, found: str) -> None:
    assert found in [one.id for one in here.search(words)]


def test_where_not_all_words_fit_those_with_most_of_them_are_told(here: Definitions) -> None:
    assert not here.search("how much does a customer cost")
    assert [one.id for one in here.nearly("how much does a customer cost")] == ["cac"]


def test_words_that_nobody_uses_find_nothing(here: Definitions) -> None:
    assert not here.nearly("xyzzy")


def test_a_whole_name_fits_better_than_a_part_of_one() -> None:
    assert fit("reach", ["Reach"], []) > fit("reach", ["Rate by reach"], []) > fit("reach", ["rate"], ["reach"]) > 0
    assert fit("reach moon", ["Reach"], []) == 0


def test_short_words_tell_nothing_of_a_part() -> None:
    assert fit_in_part("cost per lead", ["Cost per click"]) == 1


def test_the_best_come_first_and_those_that_do_not_fit_stay_out() -> None:
    assert best([(1, "a"), (0, "b"), (3, "c"), (1, "d")]) == ["c", "a", "d"]
