"""The table of cases, driven through every host that runs in this process."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from excel_hosts.cases import Case, Drive, cases
from excel_hosts.in_core import core, large_block
from excel_hosts.in_xlwings import addin, xlwings

from kpi_xl.excel.calling import Desk
from kpi_xl.excel.functions import functions
from kpi_xl.project.project import Project


@pytest.fixture(scope="module")
def com_server(desk: Desk) -> Iterator[Drive]:
    with xlwings(desk) as drive:
        yield drive


@pytest.fixture(scope="module")
def behind_addin(desk: Desk) -> Iterator[Drive]:
    with addin(desk) as drive:
        yield drive


@pytest.mark.parametrize("case", cases(), ids=str)
def test_the_core_answers(case: Case, desk: Desk, project: Project) -> None:
    case.check(core(desk), project.settings.id)


@pytest.mark.parametrize("case", cases(), ids=str)
def test_xlwings_com_server_answers_alike(case: Case, com_server: Drive, project: Project) -> None:
    case.check(com_server, project.settings.id)


@pytest.mark.parametrize("case", cases(), ids=str)
def test_what_our_add_in_calls_answers_alike(case: Case, behind_addin: Drive, project: Project) -> None:
    case.check(behind_addin, project.settings.id)


def test_every_function_has_cases() -> None:
    assert {case.function for case in cases()} == set(functions())


def test_a_block_of_36_by_40_cells_is_one_call(desk: Desk, behind_addin: Drive, project: Project) -> None:
    block = large_block(desk)
    assert (len(block.gives), len(block.gives[0])) == (36, 40)
    assert block.gives[0][-1] == 930
    block.check(behind_addin, project.settings.id)


def test_ten_thousand_cells_that_were_asked_before_take_no_fifth_of_a_second(desk: Desk) -> None:
    asked = [("link_clicks", f"{first}.10.2026–{last}.10.2026") for first in range(1, 11) for last in range(11, 31)]
    for arguments in asked:
        desk.call("KPI", arguments)
    before = time.process_time()
    for at in range(10_000):
        desk.call("KPI", asked[at % len(asked)])
    assert len(asked) == 200
    assert time.process_time() - before < 0.2
