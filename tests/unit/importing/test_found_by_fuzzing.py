"""Files that once broke an import, each as small as it can be."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kpi_xl.errors import ExportRefusedError
from kpi_xl.importing.columns import Column
from kpi_xl.importing.importer import Importer, Part
from kpi_xl.importing.layouts import MOST_COLUMNS, header_row, titled_blocks
from kpi_xl.importing.opening.opener import open_file
from kpi_xl.importing.recognition import explain_identification
from kpi_xl.importing.staged import StagedImport
from tests.contract.importers.test_conformance import bundled

Make = Callable[..., Importer]
Stage = Callable[..., StagedImport]
WIDE = "post_id," + "views," * 7_000 + "views\n1," + "5," * 7_000 + "5\n"
ENDLESS = "https://www.tiktok.com/@made.up/video/" + "9" * 400


def test_a_header_of_thousands_of_columns_is_none(staged: Stage, importer: Make) -> None:
    part = Part("posts", (Column("post_id", names=("post_id",)), Column("views", names=("views",))), ("views",))
    with pytest.raises(ExportRefusedError):
        staged(WIDE, importer(part))


@pytest.mark.parametrize("layout", [header_row, titled_blocks])
def test_no_layout_makes_a_block_of_it(tmp_path: Path, layout: Callable[..., object]) -> None:
    file = tmp_path / "wide.csv"
    file.write_text(f"Title\n{WIDE}", encoding="utf-8")
    (opened,) = open_file(file)
    assert all(len(block.header) <= MOST_COLUMNS for block in layout(opened))  # type: ignore[attr-defined]


def test_a_video_of_a_number_without_end_has_no_day(tmp_path: Path) -> None:
    (tiktok,) = (one for one in bundled() if one.name == "tiktok")
    file = tmp_path / "Content.csv"
    header = '"Time","Video title","Video link","Post time","Total likes","Total comments","Total shares","Total views"'
    file.write_text(f'{header}\n"May 3","a","{ENDLESS}","May 1","1","2","3","4"\n', encoding="utf-8")
    (opened,) = open_file(file)
    assert explain_identification(opened, [tiktok])


def test_dozens_of_columns_of_one_name_take_neither_long_nor_much_memory(staged: Stage) -> None:
    (tiktok,) = (one for one in bundled() if one.name == "tiktok")
    header = "Video title,Video link,Post time,Video views,Likes,Comments,Shares"
    link = "https://www.tiktok.com/@made.up/video/7635000000000000001"
    row = f"a,{link},2026/05/03 08:00:00,5,4,3,2"
    found = staged(f"{','.join([header] * 47)}\n{','.join([row] * 47)}\n", tiktok)
    assert found.tables[0].totals == {"views": 5, "likes": 4, "comments": 3, "shares": 2}


def test_of_thousands_of_columns_only_those_that_say_something_are_read(staged: Stage) -> None:
    (shopify,) = (one for one in bundled() if one.name == "shopify")
    header = "day,utm source,sessions,sessions with cart additions,sessions that reached checkout"
    row = "2026-05-03,mail,5,4,3"
    started = time.process_time()
    found = staged(f"{','.join([header] * 1000)}\n{','.join([row] * 1000)}\n", shopify)
    assert found.tables[0].totals["sessions"] == 5
    assert time.process_time() - started < 2
