"""Every importer tells where its exports are found, in the three languages."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from kpi_xl.host import Host
from kpi_xl.importing.guides import guides_of

Run = Callable[..., Any]


def test_every_importer_tells_where_its_exports_are_found() -> None:
    importers = Host().importers()
    guides = {one.importer: one for one in guides_of(importers)}
    assert guides.keys() == {importer.name for importer in importers}
    for one in guides.values():
        assert set(one.advice) == {"en", "nb", "sv"}, one.importer
        assert all((one.name, one.address, one.menu, one.platforms, *one.advice.values())), one.importer


@pytest.mark.parametrize(
    ("asked", "told"),
    [("instagram", "Meta Business Suite"), ("Insta", "Meta Business Suite"), ("ga4", "Google Analytics 4")],
)
def test_a_platform_is_asked_for_by_any_of_its_names(run: Run, asked: str, told: str) -> None:
    assert any(told in one["name"] for one in json.loads(run("guide", asked, "--json").out))


def test_a_platform_that_nobody_reads_is_told_with_those_that_are(run: Run) -> None:
    ran = run("guide", "myspace")
    assert ran.code == 2
    assert "instagram" in ran.err
