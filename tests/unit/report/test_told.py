from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_xl.errors import FileProblemError
from kpi_xl.report.told import TABLE, Difference, Restated, Subject, Told, columns, difference, told_by

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
REACH = Subject("reach", SEPTEMBER, "instagram")
CTR = Subject("ctr", SEPTEMBER)


def test_what_two_reports_tell_differently_comes_with_the_largest_change_first() -> None:
    found = difference(
        {REACH: 120_000.0, CTR: 0.04, Subject("posts", SEPTEMBER): 3.0},
        {REACH: 118_800.0, CTR: 0.05, Subject("posts", OCTOBER): 3.0},
    )
    assert found == Difference(
        (Restated(CTR, 0.04, 0.05), Restated(REACH, 120_000.0, 118_800.0)),
        (Subject("posts", OCTOBER),),
        (Subject("posts", SEPTEMBER),),
    )
    assert [round(one.share, 4) for one in found.restated] == [0.25, -0.01]


def test_what_was_nothing_has_changed_wholly() -> None:
    assert Restated(REACH, 0.0, -4.0).share == -1.0


@given(st.dictionaries(st.sampled_from([REACH, CTR]), st.floats(0.1, 1e9)))
def test_the_order_of_adding_up_is_no_change(figures: dict[Subject, float]) -> None:
    again = {subject: value * (1 + 1e-12) for subject, value in figures.items()}
    assert difference(figures, again) == Difference((), (), ())


def test_figures_are_read_back_from_a_workbook(tmp_path: Path) -> None:
    figures: Told = {REACH: 120_000.0, CTR: 0.04}
    report = save(tmp_path, figures)
    assert told_by(report) == figures


def test_another_workbook_tells_nothing(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "own.xlsx")
    with pytest.raises(FileProblemError, match=r"own\.xlsx holds no figures of a report"):
        told_by(tmp_path / "own.xlsx")


def save(folder: Path, figures: Told) -> Path:
    """The table alone, as the engine lays it on a sheet of its own."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = TABLE
    given = columns(figures)
    sheet.append([column.header for column in given])
    for row in zip(*(column.values for column in given), strict=True):
        sheet.append(row)
    path = folder / "report.xlsx"
    workbook.save(path)
    return path
