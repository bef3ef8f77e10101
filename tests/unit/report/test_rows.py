"""Tables of the rows themselves, for templates that have one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kpi_xl.report.tables import rows as room
from kpi_xl.report.tables.rows import headers, rows
from kpi_xl.workbook.template import TableShape

from .made import MONTHS, business, material, posts

if TYPE_CHECKING:
    import pytest


def shape(name: str, *columns: str) -> TableShape:
    return TableShape(name, "Data", columns, ())


def test_a_table_of_posts_holds_every_post_of_the_months_that_can_be_chosen() -> None:
    found = rows(material(), [shape("kpi_posts", "post_id", "published_on", "reach")])["kpi_posts"]
    assert [column.header for column in found] == ["post_id", "published_on", "reach"]
    assert len(found[0].values) == 2 * 4 * len(MONTHS)
    days = [value for value in found[1].values if isinstance(value, date)]
    assert days == sorted(days)


def test_only_what_a_template_has_is_worked_out() -> None:
    assert rows(material(), [shape("kpi_facts", "month"), shape("kpi_targets", "kpi")]) == {}


def test_a_table_without_rows_is_empty_and_has_its_columns() -> None:
    (column,) = rows(material(), [shape("KPI_Orders", "revenue")])["KPI_Orders"]
    assert (column.header, list(column.values)) == ("revenue", [])


def test_texts_stay_texts() -> None:
    odd = [{**row, "post_id": "001", "caption": "=1+1"} for row in posts("x", MONTHS[-1], count=1)]
    ids, captions = rows(material(business(published=odd)), [shape("kpi_posts", "post_id", "caption")])["kpi_posts"]
    assert (list(ids.values), list(captions.values)) == (["001"], ["=1+1"])


def test_what_tells_one_person_from_another_is_no_column() -> None:
    assert "customer" not in headers()["kpi_orders"]
    assert "author" not in headers()["kpi_mentions"]
    found = rows(material(), [shape("kpi_orders", "customer", "order_id")])["kpi_orders"]
    assert [column.header for column in found] == ["order_id"]


def test_what_no_sheet_holds_is_left_out_oldest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST", 3)
    (column,) = rows(material(), [shape("kpi_posts", "published_on")])["kpi_posts"]
    assert [value.month for value in column.values if isinstance(value, date)] == [MONTHS[-1].first.month] * 3
