from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from pyarrow import parquet

from tests.unit.importers.conftest import ReadExport

_HEADER = (
    "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,"
    "Lineitem quantity,Lineitem name,Billing Name,Billing City,Billing Country,Shipping City,Shipping Country,"
    "Cancelled at,Refunded Amount,Source,Phone"
)
_FIRST = (
    '#1001,kari@example.com,paid,NOK,200.00,50.00,40.00,250.00,HOST,10.00,2026-10-13 23:30:00 -0200,2,"Lue, blå",'
    "Kari Norsk,Bergen,NO,,,,0.00,web,+4712345678"
)
_SECOND_LINE = "#1001,kari@example.com,,,,,,,,,2026-10-13 23:30:00 -0200,1,Votter,Kari Norsk,Bergen,NO,,,,,,+4712345678"
_CANCELLED = (
    "#1002,,pending,NOK,100.00,0.00,20.00,100.00,,0.00,2026-10-14 08:00:00 +0200,1,Lue,"
    "Ola Norsk,Oslo,NO,Paris,FR,2026-10-14 09:00:00 +0200,0.00,web,"
)
_ORDERS = f"{_HEADER}\n{_FIRST}\n{_SECOND_LINE}\n{_CANCELLED}\n"


def test_an_order_of_several_lines_counts_once_with_all_its_items(read: ReadExport) -> None:
    found = read("orders_export_1.csv", _ORDERS)
    assert found.table("orders").rows == 2
    assert found.table("orders").currency == "NOK"
    assert found.table("orders").totals == {
        "revenue": 350,
        "subtotal": 300,
        "tax": 60,
        "shipping": 50,
        "discount": 10,
        "refunded": 0,
        "items": 4,
    }
    first, second = found.rows("orders")
    assert (first["items"], first["promo_code"], first["status"]) == (3, "HOST", "paid")
    assert first["ordered_at"] == datetime(2026, 10, 14, 1, 30, tzinfo=UTC)
    assert [(row["city"], row["country"]) for row in (first, second)] == [("Bergen", "NO"), ("Paris", "FR")]


def test_what_is_in_the_revenue_is_told(read: ReadExport) -> None:
    warnings = read("orders_export.csv", _ORDERS).warnings
    assert "1 cancelled orders are included" in warnings
    assert "1 orders are not paid yet" in warnings
    assert "1 orders have no e-mail address" in warnings


def test_no_name_address_or_number_of_a_customer_is_kept(read: ReadExport) -> None:
    found = read("orders_export.csv", _ORDERS)
    kept = parquet.read_table(found.table("orders").parquet).to_pylist()
    text = f"{kept} {found.staged}".casefold()
    assert not [word for word in ("kari", "ola norsk", "12345678", "@") if word in text]
    first, second = found.rows("orders")
    assert len(first["customer"]) == 32
    assert second["customer"] is None


def test_orders_saved_again_by_a_spreadsheet(read: ReadExport) -> None:
    header = "Name;Financial Status;Currency;Total;Created at;Lineitem quantity;Lineitem name"
    rows = "#1;paid;NOK;1250,50;31/12/2026 22:36;1;Lue\n#2;paid;NOK;20,00;01/02/2026 08:00;1;Lue\n"
    table = read("orders_export.csv", f"{header}\n{rows}").table("orders")
    assert table.totals == {"revenue": 1270.5, "items": 2}
    assert (table.first_date, table.last_date) == (date(2026, 2, 1), date(2026, 12, 31))


def test_sessions_by_day_fill_the_funnel(read: ReadExport) -> None:
    header = "Day,UTM campaign,Sessions,Sessions with cart additions,Sessions that reached checkout"
    found = read(
        "Sessions.csv",
        f"{header},Sessions that completed checkout,Sessions (previous_period)\n2026-10-13,host,100,20,10,5,90\n",
    )
    (row,) = found.rows("web")
    assert (row["date"], row["campaign"], row["part"]) == (date(2026, 10, 13), "host", "date × campaign")
    assert (row["sessions"], row["add_to_carts"], row["checkouts"], row["purchases"]) == (100, 20, 10, 5)


@pytest.mark.parametrize("header", ["Day,Total sales,Net sales,Orders", "Day,Orders,Total sales"])
def test_sales_by_day_are_recognised_only(read: ReadExport, header: str) -> None:
    staged = read("Sales.csv", f"{header}\n2026-10-13,1,2,3\n").staged
    assert staged.tables == ()
    assert "import the export of orders" in staged.note


def test_visitors_by_day_without_a_funnel(read: ReadExport) -> None:
    found = read("Sessions over time.csv", "Day,Online store visitors,Sessions\n2026-10-13,80,100\n2026-10-14,70,90\n")
    assert found.table("web").totals == {"sessions": 190}
    assert [row["users"] for row in found.rows("web")] == [80, 70]
    header = "Day,Online store visitors,Sessions,Sessions with cart additions,Sessions that reached checkout"
    assert read("Funnel.csv", f"{header}\n2026-10-13,80,100,20,10\n").table("web").totals["checkouts"] == 10


@pytest.mark.parametrize(
    "header",
    [
        "Id,Last Characters,Customer Name,Email,Created At,Initial Balance,Current Balance,Currency",
        "Order,Name,Kind,Gateway,Created At,Status,Amount,Currency,Card Type",
        "First Name,Last Name,Email,Total Spent,Total Orders,Accepts Email Marketing",
        "Handle,Title,Vendor,Variant SKU,Variant Price",
    ],
    ids=["gift cards", "transactions", "customers", "products"],
)
def test_other_exports_say_that_the_orders_are_wanted(read: ReadExport, header: str) -> None:
    staged = read("export.csv", f"{header}\n{','.join('5' for _ in header.split(','))}\n").staged
    assert (staged.tables, staged.importer) == ((), "shopify")
    assert "orders" in staged.note
