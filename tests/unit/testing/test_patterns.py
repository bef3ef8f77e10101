from __future__ import annotations

import re

import pytest

from kpi_xl.testing.patterns import example


@pytest.mark.parametrize(
    "pattern",
    [r"(?:x|twitter)\.com/[^/]+/status/\d+", r"^[A-Z][a-z]{2} \d{1,2}, \d{4}$", r"^\S+@\S+$", r"[\w-]{11}", r"^#?\d*$"],
)
def test_the_text_made_for_a_pattern_matches_it(pattern: str) -> None:
    made = {example(pattern, number) for number in range(5)}
    assert all(text is not None and re.search(pattern, text) for text in made)


def test_a_pattern_that_is_too_intricate_has_no_text() -> None:
    assert example(r"^(?=b)a$") is None
