from __future__ import annotations

import re

import pytest
from lxml import etree

from kpi_xl.workbook.calc.values import ErrorValue
from kpi_xl.workbook.filling import Scalar
from kpi_xl.workbook.following.caches import refresh_cache
from kpi_xl.workbook.package.xml import parsed

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_C15 = "http://schemas.microsoft.com/office/drawing/2012/chart"


def refreshed(holder: str, *columns: list[Scalar], most: int = 100) -> str:
    root = parsed(f'<root xmlns="{_C}" xmlns:c15="{_C15}">{holder}</root>'.encode())
    element = next(each for each in root.iter() if str(each.tag).endswith(("Ref", "Range")))
    refresh_cache(element, columns, most)
    return re.sub(r' xmlns(:\w+)?="[^"]*"', "", "".join(etree.tostring(each, encoding="unicode") for each in root))


def test_numbers_text_gaps_and_errors() -> None:
    old = '<val><numRef><f>A1</f><numCache><ptCount val="1"/><pt idx="0"><v>9</v></pt></numCache></numRef></val>'
    assert refreshed(old, [1.0, None, "text", ErrorValue.NA, 0.1]) == (
        '<val><numRef><f>A1</f><numCache><ptCount val="5"/><pt idx="0"><v>1</v></pt><pt idx="2"><v>0</v></pt>'
        '<pt idx="3"><v>#N/A</v></pt><pt idx="4"><v>0.1</v></pt></numCache></numRef></val>'
    )


def test_categories_that_became_text_are_kept_as_text() -> None:
    old = "<cat><numRef><f>A1</f><numCache><formatCode>0</formatCode><ptCount val='0'/></numCache></numRef></cat>"
    assert refreshed(old, ["jan", "feb"]) == (
        '<cat><strRef><f>A1</f><strCache><ptCount val="2"/><pt idx="0"><v>jan</v></pt><pt idx="1"><v>feb</v></pt>'
        "</strCache></strRef></cat>"
    )


def test_text_along_the_axis_of_a_scatter_chart_is_kept() -> None:
    old = "<xVal><numRef><f>A1</f><numCache><formatCode>0</formatCode><ptCount val='0'/></numCache></numRef></xVal>"
    assert refreshed(old, ["small", 3.0]) == (
        '<xVal><strRef><f>A1</f><strCache><ptCount val="2"/><pt idx="0"><v>small</v></pt><pt idx="1"><v>3</v></pt>'
        "</strCache></strRef></xVal>"
    )


@pytest.mark.parametrize("text", ["5", "", "n/a"])
def test_values_that_are_text_are_drawn_as_nought_like_excel_does(text: str) -> None:
    old = '<val><numRef><f>A1</f><numCache><ptCount val="1"/><pt idx="0"><v>9</v></pt></numCache></numRef></val>'
    assert '<ptCount val="1"/><pt idx="0"><v>0</v></pt>' in refreshed(old, [text])


def test_a_cache_that_is_missing_is_made() -> None:
    assert refreshed("<val><numRef><f>A1</f></numRef></val>", [2.5]) == (
        '<val><numRef><f>A1</f><numCache><ptCount val="1"/><pt idx="0"><v>2.5</v></pt></numCache></numRef></val>'
    )


def test_categories_of_several_columns() -> None:
    old = (
        '<cat><multiLvlStrRef><f>A1</f><multiLvlStrCache><ptCount val="0"/><lvl/><lvl/></multiLvlStrCache>'
        "</multiLvlStrRef></cat>"
    )
    assert refreshed(old, ["2025", None], ["jan", "feb"]) == (
        '<cat><multiLvlStrRef><f>A1</f><multiLvlStrCache><ptCount val="2"/><lvl><pt idx="0"><v>jan</v></pt>'
        '<pt idx="1"><v>feb</v></pt></lvl><lvl><pt idx="0"><v>2025</v></pt></lvl></multiLvlStrCache>'
        "</multiLvlStrRef></cat>"
    )


def test_labels_taken_from_cells() -> None:
    old = (
        '<ext><c15:datalabelsRange><c15:f>A1</c15:f><c15:dlblRangeCache><ptCount val="1"/><pt idx="0"><v>x</v></pt>'
        "</c15:dlblRangeCache></c15:datalabelsRange></ext>"
    )
    assert '<ptCount val="2"/><pt idx="0"><v>a</v></pt><pt idx="1"><v>3</v></pt>' in refreshed(old, ["a", 3.0])


def test_only_so_many_points_are_kept() -> None:
    old = "<val><numRef><f>A1</f><numCache/></numRef></val>"
    assert refreshed(old, [1.0, 2.0, 3.0], most=2).count("<pt ") == 2


@pytest.mark.parametrize("kept", ["1", "1.0", "1E0"])
def test_values_that_are_the_same_are_left_as_they_were_written(kept: str) -> None:
    old = f'<val><numRef><f>A1</f><numCache><ptCount val="1"/><pt idx="0"><v>{kept}</v></pt></numCache></numRef></val>'
    assert refreshed(old, [1.0]) == old
