from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_xl.errors import UsageError
from kpi_xl.excel.arguments import as_number, as_text, bound, listed
from kpi_xl.excel.functions import functions

KPI = functions()["KPI"]


@pytest.mark.parametrize("shape", ["ctr", ("ctr",), (("ctr",),), [["ctr"]], ["ctr"]])
def test_one_cell_is_one_cell_in_whatever_it_is_wrapped(shape: object) -> None:
    assert bound(KPI, (shape, "2026-10")).text("kpi") == "ctr"


def test_what_is_empty_or_left_out_is_nothing() -> None:
    assert [bound(KPI, ("ctr", "2026", *rest)).text("platform") for rest in ((), (None,), ("",), ("  ",))] == [None] * 4


@pytest.mark.parametrize("arguments", [(), ("ctr",), ("ctr", None), (None, "2026-10"), ("ctr", "2026", 1, 2, 3, 4)])
def test_too_few_and_too_many_arguments_are_refused(arguments: tuple[object, ...]) -> None:
    with pytest.raises(UsageError, match=r"Write =KPI\(kpi; period; \[platform\]"):
        bound(KPI, arguments)


def test_a_range_is_no_single_cell() -> None:
    with pytest.raises(UsageError, match="is one cell"):
        bound(KPI, ((("ctr", "reach"),), "2026-10")).text("kpi")


def test_a_list_is_cells_or_the_parts_of_a_text() -> None:
    assert listed("reach; ctr;") == ("reach", "ctr")
    assert listed(((None, "reach"), ("ctr", ""))) == ("reach", "ctr")
    assert listed(None) == ()


@pytest.mark.parametrize(
    ("cell", "text"), [(2026.0, "2026"), (0.5, "0.5"), (True, "True"), (date(2026, 1, 2), "2026-01-02")]
)
def test_a_cell_is_told_as_a_person_sees_it(cell: object, text: str) -> None:
    assert as_text(cell) == text


@pytest.mark.parametrize(("cell", "number"), [(3, 3.0), (2.5, 2.5), ("2,5", 2.5), (" -4 ", -4.0)])
def test_numbers_come_as_numbers_or_as_text(cell: object, number: float) -> None:
    assert as_number(cell) == number


@pytest.mark.parametrize("cell", [True, None, "many", "", float("nan"), float("inf"), "1,234,5"])
def test_what_is_no_number_is_refused(cell: object) -> None:
    with pytest.raises(UsageError):
        as_number(cell)


_CELLS = st.one_of(st.none(), st.text(max_size=5), st.floats(), st.booleans(), st.dates())


@given(st.lists(st.one_of(_CELLS, st.lists(st.lists(_CELLS, max_size=3), max_size=3)), max_size=7))
def test_anything_at_all_is_bound_or_refused(arguments: list[object]) -> None:
    try:
        given_ = bound(KPI, arguments)
    except UsageError:
        return
    assert set(given_.values) <= {argument.name for argument in KPI.arguments}
