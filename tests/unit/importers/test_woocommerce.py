from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pyarrow import parquet

from tests.unit.importers.conftest import ReadExport

_HEADER = (
    'Date,"Order #","N. Revenue (formatted)",Status,Customer,"Customer type",Product(s),"Items sold",Coupon(s),'
    '"Net Sales",Attribution'
)
_ORDERS = (
    f"{_HEADER}\n"
    '"2026-10-01 12:30:00",1001,"€1,250.50",completed,"Kari Norsk",new,"1× Lue",2,HOST,1000.40,"Organic: Google"\n'
    '"2026-10-02 08:00:00",1002,"€100.00 €60.00",completed,"Ola Norsk",returning,"1× Lue",1,,48,"Source: Facebook"\n'
    '"2026-10-03 08:00:00",1003,"€10.00",cancelled,"Ola Norsk",returning,"1× Lue",1,,8,Direct\n'
)


def test_orders_of_analytics(read: ReadExport) -> None:
    found = read("orders.csv", _ORDERS)
    first, second, _ = found.rows("orders")
    assert [float(row["revenue"]) for row in (first, second)] == [1250.5, 100]
    assert (float(second["refunded"]), first["refunded"]) == (40, None)
    assert (first["source"], second["source"], first["promo_code"]) == ("Google", "Facebook", "HOST")
    assert first["ordered_at"] == datetime(2026, 10, 1, 12, 30, tzinfo=UTC)
    assert found.table("orders").currency == "EUR"
    assert found.table("orders").totals["subtotal"] == 1056.4
    assert "1 orders are cancelled" in found.warnings
    assert "cannot be read" not in found.warnings


def test_no_name_of_a_customer_is_kept(read: ReadExport) -> None:
    found = read("orders.csv", _ORDERS)
    first, second, third = found.rows("orders")
    assert len(first["customer"]) == 32
    assert second["customer"] == third["customer"] != first["customer"]
    text = f"{parquet.read_table(found.table('orders').parquet).to_pylist()} {found.staged}".casefold()
    assert "norsk" not in text


@pytest.mark.parametrize(
    ("amount", "revenue", "currency"),
    [("1 250,50 kr", 1250.5, None), ("NOK 1.250,50", 1250.5, "NOK"), ("1.250,50 €", 1250.5, "EUR")],
)
def test_amounts_of_other_countries(read: ReadExport, amount: str, revenue: float, currency: str | None) -> None:
    header = (
        "Dato;Ordre #;N. omsetning (formatert);Status;Kunde;Kundetype;Produkt(er);Solgte varer;Kupong(er);Nettosalg"
    )
    found = read("orders.csv", f"{header}\n2026-10-01 12:30:00;1;{amount};Fullført;Kari;ny;Lue;2;;1000,40\n")
    table = found.table("orders")
    assert (table.totals["revenue"], table.totals["subtotal"], table.currency) == (revenue, 1000.4, currency)


def test_the_advanced_export_counts_an_order_of_several_lines_once(read: ReadExport) -> None:
    header = (
        "Order Number,Order Status,Order Date,First Name (Billing),City (Billing),Country Code (Billing),"
        "Email (Billing),Order Shipping Amount,Order Total Amount,Item Name,Quantity (- Refund)"
    )
    rows = "7,Completed,2026-10-01 10:00,Kari,Bergen,NO,kari@example.com,50,250.5,{},{}\n"
    found = read("orders-2026.csv", f"{header}\n{rows.format('Lue', 2)}{rows.format('Vott', 1)}")
    (row,) = found.rows("orders")
    assert (float(row["revenue"]), row["items"], row["city"]) == (250.5, 3, "Bergen")
    assert "kari" not in str(found.rows("orders")).casefold()


def test_the_export_of_customers_and_orders(read: ReadExport) -> None:
    header = (
        "order_id,order_number,date,status,shipping_total,tax_total,order_total,refunded_total,order_currency,"
        "billing_email"
    )
    found = read("orders.csv", f"{header}\n5,5,2026-10-01 10:00:00,completed,50,20,250.5,0,NOK,kari@example.com\n")
    assert (found.staged.importer, found.table("orders").currency) == ("woocommerce", "NOK")
    assert found.table("orders").totals["revenue"] == 250.5


def test_sales_by_day_are_recognised_only(read: ReadExport) -> None:
    staged = read(
        "revenue.csv", "Date,Orders,Gross sales,Returns,Coupons,Net sales,Taxes\n2026-10-01,1,2,0,0,2,0\n"
    ).staged
    assert (staged.tables, staged.importer) == ((), "woocommerce")
    assert "repeat the orders" in staged.note
