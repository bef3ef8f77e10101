from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kpi_xl.errors import TemplateError
from kpi_xl.workbook.book.cell import read_cells
from kpi_xl.workbook.book.columns import ColumnXml
from kpi_xl.workbook.book.strings import SharedStrings
from kpi_xl.workbook.book.strip import Strip
from kpi_xl.workbook.book.styles import Styles
from kpi_xl.workbook.book.values import value_of
from kpi_xl.workbook.filling import Scalar
from kpi_xl.workbook.package.xml import parsed

FORMATS = b'<styleSheet xmlns="urn:s"><cellXfs count="1"><xf numFmtId="0"/></cellXfs></styleSheet>'


def cells_of(values: Sequence[Scalar], formula: str | None = None) -> str:
    column = ColumnXml(2, values, "", "the column", formula=formula)
    column.choose_styles(Styles(parsed(FORMATS)))
    strip = Strip(5, 2, len(values), [column])
    last = 5 + len(values) - 1
    return "".join(strip.cells(5, last, [str(row) for row in range(5, last + 1)]))


def values_in(xml: str) -> list[Scalar]:
    etree.fromstring(f"<row>{xml}</row>")
    return [value_of(cell, SharedStrings()) for cell in read_cells(xml)]


def comes_back(text: str) -> str | None:
    """NUL goes, half an emoji is replaced, and an empty text is an empty cell."""
    plain = "".join("\ufffd" if "\ud800" <= each <= "\udfff" else each for each in text)
    return plain.replace("\0", "") or None


@given(st.lists(st.text(alphabet=st.characters() | st.sampled_from("\ud83d\udc00_x000D&<>=\r\n\t\x01\x0b"))))
def test_any_text_comes_back(texts: list[str]) -> None:
    if texts:
        assert [each or None for each in values_in(cells_of(texts))] == [comes_back(text) for text in texts]


@given(st.lists(st.none() | st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=False), min_size=1))
def test_any_number_comes_back(numbers: list[float | None]) -> None:
    assert values_in(cells_of(numbers)) == numbers


@given(
    st.lists(
        st.none() | st.booleans() | st.integers(-(10**15) + 1, 10**15 - 1) | st.text("ab=&", min_size=1), min_size=1
    )
)
def test_values_of_several_kinds_keep_theirs(values: list[Scalar]) -> None:
    found = values_in(cells_of(values))
    assert found == values
    assert [isinstance(each, bool) for each in found] == [isinstance(each, bool) for each in values]


@given(st.lists(st.dates(date(1900, 3, 1), date(9999, 12, 31)), min_size=1))
def test_a_day_is_excels_number_for_it(days: list[date]) -> None:
    assert values_in(cells_of(days)) == [day.toordinal() - 693594 for day in days]


def test_a_day_and_a_moment_get_a_format_that_shows_them() -> None:
    xml = cells_of([date(2026, 10, 1), datetime(2026, 10, 1, 12)])
    assert 's="1"' in xml
    assert 's="2"' in xml
    assert values_in(xml) == [46296, 46296.5]


@pytest.mark.parametrize("text", ["=1+1", "+47 22 00", "-", "@kaffe", "\uff1d1"])
def test_text_that_looks_like_a_formula_is_kept_text_by_its_format(text: str) -> None:
    xml = cells_of(["plain", text])
    assert xml.count('s="1"') == 1
    assert values_in(xml) == ["plain", text]


def test_formulas_carry_values_of_every_kind() -> None:
    xml = cells_of([1.5, None, "text", True], "A1&B1")
    assert xml.count("<f>A1&amp;B1</f>") == 4
    assert values_in(xml) == [1.5, "", "text", True]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (math.nan, "no finite number"),
        (math.inf, "no finite number"),
        (10**15, "more than 15 digits"),
        ("x" * 32_768, "32,767"),
        ("😀" * 16_384, "32,767"),
        (date(1900, 2, 28), "before Excel's calendar"),
        (datetime(2026, 1, 1, tzinfo=UTC), "time zone"),
        (object(), "no cell can hold"),
    ],
)
def test_what_no_cell_can_hold_is_refused_with_the_cell(value: Scalar, reason: str) -> None:
    with pytest.raises(TemplateError, match=reason) as raised:
        cells_of(["first" if isinstance(value, str) else 1, value])
    assert "B6" in raised.value.message
