from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_xl.workbook.placeholder import Criterion, found_in, is_whole, parse, replaced


def test_criteria_tell_cells_from_texts() -> None:
    asked = parse("ctr | platform=$A7, period=C$4, campaign=Spring")
    assert asked.name == "ctr"
    assert asked.criteria == {
        "platform": Criterion("$A7", is_reference=True),
        "period": Criterion("C$4", is_reference=True),
        "campaign": Criterion("Spring", is_reference=False),
    }


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ('ctr | campaign="a, b"', Criterion("a, b", is_reference=False)),
        ('ctr | campaign="say ""hi"""', Criterion('say "hi"', is_reference=False)),
        ('ctr | campaign="A7"', Criterion("A7", is_reference=False)),
        ('ctr | campaign="a|b"', Criterion("a|b", is_reference=False)),
        ("ctr | campaign='My sheet'!$B$2", Criterion("'My sheet'!$B$2", is_reference=True)),
        ("ctr | campaign=in_campaign", Criterion("in_campaign", is_reference=True)),
    ],
)
def test_quotes_and_names_in_criteria(text: str, meant: Criterion) -> None:
    assert parse(text, frozenset({"in_campaign"})).criteria["campaign"] == meant


@pytest.mark.parametrize("format_", ["mmmm yyyy", "#,##0", "0.0 %", "[$-414]d. mmm"])
def test_what_is_no_criterion_is_a_format(format_: str) -> None:
    asked = parse(f"report.period | {format_}")
    assert (asked.format, asked.criteria) == (format_, {})


def test_each_marks_what_repeats() -> None:
    asked = parse("each platform.label | rows=3")
    assert (asked.each, asked.name, asked.criteria["rows"].text) == (True, "platform.label", "3")


def test_a_cell_is_whole_only_if_nothing_stands_beside() -> None:
    assert is_whole("  {{ ctr }} ")
    assert not is_whole("CTR {{ ctr }}")
    assert not is_whole("{{ a }} {{ b }}")


def test_only_answered_placeholders_are_replaced() -> None:
    assert replaced("{{ a }} and {{b}}", {"a": "1"}) == "1 and {{b}}"


@given(st.text())
def test_any_text_can_be_looked_through(text: str) -> None:
    for found in found_in(text):
        assert parse(found).text == found
