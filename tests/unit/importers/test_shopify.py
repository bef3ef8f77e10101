from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from kpi_xl.importing.staged import Answers
from tests.unit.importers.conftest import ReadExport

_HEADER = (
    "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,"
    "Lineitem quantity,Lineitem name,Billing Country,Shipping Country,Shipping City,Cancelled at,Refunded Amount,Source"
)
_FIRST = "#1,A@made.up,paid,NOK,100.00,20.00,24.00,120.00,HEI,5.00,2026-10-31 23:30:00 +0100,2,Sko,NO,,Oslo,,0.00,web"
_SECOND = "#1,a@made.up,,,,,,,,,2026-10-31 23:30:00 +0100,1,Lue,,,,,,"
_THIRD = (
    "#2,,pending,NOK,50.00,0.00,10.00,50.00,,0.00,2026-11-01 10:00:00 +0100,1,Vott,NO,SE,Malmö,2026-11-02,50.00,web"
)

_ORDERS = f"{_HEADER}\n{_FIRST}\n{_SECOND}\n{_THIRD}\n"


def test_an_order_of_several_lines_is_one_row(read: ReadExport) -> None:
    found = read("orders_export_1.csv", _ORDERS)
    first, second = found.rows("orders")
    assert (first["order_id"], first["revenue"], first["items"]) == ("#1", Decimal(120), 3)
    assert first["ordered_at"] == datetime(2026, 10, 31, 22, 30, tzinfo=UTC)
    assert (first["country"], second["country"], second["city"]) == ("NO", "SE", "Malmö")
    assert found.table("orders").totals == {
        "revenue": 170,
        "subtotal": 150,
        "tax": 34,
        "shipping": 20,
        "discount": 5,
        "refunded": 50,
        "items": 4,
    }
    assert found.table("orders").currency == "NOK"


def test_people_are_pseudonyms(read: ReadExport) -> None:
    found = read("orders_export_1.csv", "\n".join((_HEADER, _FIRST, _FIRST.replace("#1,A@", "#3, a@"), _THIRD)))
    first, same, nobody = found.rows("orders")
    assert first["customer"] == same["customer"]
    assert "made" not in first["customer"]
    assert nobody["customer"] is None


def test_what_counts_though_it_may_not_be_expected_is_said(read: ReadExport) -> None:
    warnings = read("orders_export_1.csv", _ORDERS).warnings
    assert "1 orders are cancelled" in warnings
    assert "1 orders are not paid" in warnings
    assert "1 orders have no e-mail" in warnings


@pytest.mark.parametrize(("zone", "hour"), [("Europe/Oslo", 21), ("UTC", 22)])
def test_times_that_a_spreadsheet_took_the_offset_from_are_the_shops(read: ReadExport, zone: str, hour: int) -> None:
    found = read(
        "orders.csv",
        "\n".join((_HEADER, _FIRST.replace("2026-10-31 23:30:00 +0100", "31/12/2025 22:36"))),
        Answers(timezone=zone),
    )
    assert found.rows("orders")[0]["ordered_at"] == datetime(2025, 12, 31, hour, 36, tzinfo=UTC)
