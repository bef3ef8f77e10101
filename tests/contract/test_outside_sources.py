"""What others have published, worked out by `kpi-xl calc`; and the table of what was held against what."""

from __future__ import annotations

import csv
import json
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kpi_xl.cli.app import app
from kpi_xl.cli.here import Definitions, definitions_here
from kpi_xl.host.manager import Host
from kpi_xl.kpis.analysis import Analysis, AnalysisTable
from kpi_xl.kpis.by_hand.answer import analysis_by_hand, kpi_by_hand
from kpi_xl.kpis.checks import OutsideCheck

ROOT = Path(__file__).parents[2]
DESIGN = ROOT.parent / "shared/design"
COVERED = Host().coverage()
TYPED = [(check.asked or one.id, check) for one in COVERED for check in one.checks if check.numbers]
TESTED = [(one.id, check) for one in COVERED for check in one.checks if not check.numbers]


@pytest.fixture(scope="module")
def here() -> Definitions:
    return definitions_here(None)


@pytest.mark.parametrize(("what", "check"), TYPED, ids=[f"{name} {check.numbers}" for name, check in TYPED])
def test_calc_gives_what_the_source_prints(here: Definitions, what: str, check: OutsideCheck) -> None:
    typed = dict(one.split("=", 1) for one in shlex.split(check.numbers))
    found = here.find(what)
    if isinstance(found, Analysis):
        assert_cells(analysis_by_hand(found, typed), check)
        return
    result = kpi_by_hand(here.catalogue, found, typed)
    if ".." in check.answer:
        assert result.value is None
        assert result.bounds == pytest.approx([float(side) for side in check.answer.split("..")])
    else:
        assert result.value == pytest.approx(float(check.answer), abs=check.tolerance, rel=1e-12)


def assert_cells(table: AnalysisTable, check: OutsideCheck) -> None:
    """`z=1.98; 2.p=0.047`: cells of the first row, or of the row whose number stands before the column."""
    keys = [column.key for column in table.columns]
    for cell in check.answer.split(";"):
        place, _, wanted = cell.strip().partition("=")
        number, _, column = place.rpartition(".")
        assert table.rows[int(number or 1) - 1][keys.index(column)] == pytest.approx(
            float(wanted), abs=check.tolerance, rel=1e-12
        )


@pytest.mark.parametrize(("what", "check"), TESTED, ids=[name for name, _ in TESTED])
def test_checks_without_numbers_name_a_test_that_there_is(what: str, check: OutsideCheck) -> None:
    path, _, name = check.test.partition("::")
    assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), what


def test_sources_are_named() -> None:
    assert all(check.source.strip() and check.answer for _, check in TYPED)
    assert all(check.source.strip() and check.test for _, check in TESTED)


@pytest.mark.skipif(not DESIGN.is_dir(), reason="the list of what marketers ask for is not here")
def test_everything_that_marketers_ask_for_is_covered() -> None:
    with (DESIGN / "kpis.csv").open(encoding="utf-8", newline="") as file:
        wanted = [(row["id"], row["kind"]) for row in csv.DictReader(file)]
    assert [(one.id, one.kind) for one in COVERED] == wanted


def test_the_table_has_no_empty_cell() -> None:
    rows = json.loads(CliRunner().invoke(app, ["kpis", "--coverage", "--json"]).stdout)
    assert len(rows) == 108 + 32 + 7
    for row in rows:
        assert row["works"], row["id"]
        assert row["done_by"], row["id"]
        assert row["in_excel"] in {"native formula", "value", "table"}, row["id"]
        assert row["checked_against"], row["id"]
        assert all(row["label"].values()), row["id"]
