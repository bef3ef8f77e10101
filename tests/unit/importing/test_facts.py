from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kpi_xl.importing.columns import Column, Derived
from kpi_xl.importing.importer import Importer, Part
from kpi_xl.importing.kinds import Money
from kpi_xl.importing.rules import Note
from kpi_xl.importing.staged import StagedImport

Stage = Callable[..., StagedImport]
Rows = Callable[[StagedImport, str], list[dict[str, Any]]]
Make = Callable[..., Importer]

_PERIOD = r"^Period: (?P<date_start>\S+) to (?P<date_end>\S+)"


def ads(*columns: Column, **more: Any) -> Part:
    spend = Column("spend", names=("spend",))
    return Part("ads", (Column("campaign", names=("campaign",)), spend, *columns), requires=("campaign",), **more)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("9/1/2026 to 9/30/2026", "2026-09-01", "2026-09-30"),
        ("1/9/2026 to 30/9/2026", "2026-09-01", "2026-09-30"),
        ("10/6/2026 to 12/5/2026", "2026-10-06", "2026-12-05"),
        ("10/6/2026 to 9/7/2026", "2026-06-10", "2026-07-09"),
        ("10.6.2026 to 12.7.2026", "2026-06-10", "2026-07-12"),
        ("2026-09-01 to 2026-09-30", "2026-09-01", "2026-09-30"),
    ],
)
def test_a_period_in_numbers_has_the_order_in_which_it_is_one(  # noqa: PLR0913, PLR0917 - three are fixtures
    staged: Stage, importer: Make, rows: Rows, written: str, first: str, last: str
) -> None:
    found = staged(f"Period: {written}\ncampaign,spend\nA,10\n", importer(ads(), preamble=(_PERIOD,)))
    (row,) = rows(found, "ads")
    assert (row["date_start"].isoformat(), row["date_end"].isoformat()) == (first, last)


def test_a_working_fact_is_for_expressions_and_not_kept(staged: Stage, importer: Make, rows: Rows) -> None:
    part = ads(
        derived=(Derived("level", "lower(_kind_of_report)", needs=("_kind_of_report",)),),
        notes=(Note("It may change.", where="_fresh = 'true'", needs=("_fresh",)),),
    )
    lines = "Report: Campaign\nIncomplete: true\n"
    patterns = (r"^Report: (?P<_kind_of_report>\w+)", r"^Incomplete: (?P<_fresh>\w+)")
    found = staged(f"{lines}campaign,spend\nA,10\n", importer(part, preamble=patterns))
    (row,) = rows(found, "ads")
    assert row["level"] == "campaign"
    assert not [name for name in row if name.startswith("_")]
    assert "It may change." in {warning.text for warning in found.warnings}


def test_of_two_amounts_in_a_cell_the_one_meant_is_read(staged: Stage, importer: Make, rows: Rows) -> None:
    part = ads(
        Column("conversion_value", Money(part=r"^\D*([\d.]+)"), names=("value",)),
        Column("_left", Money(part=r"^\D*[\d.]+ \D*([\d.]+)"), names=("value",)),
    )
    found = staged("campaign,spend,value\nA,1,$100.50 $60.00\nB,1,$7.25\n", importer(part))
    assert [float(row["conversion_value"]) for row in rows(found, "ads")] == [100.5, 7.25]
    assert not [warning for warning in found.warnings if "cannot be read" in warning.text]
