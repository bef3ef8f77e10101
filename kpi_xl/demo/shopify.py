"""The web shop's own orders as Shopify exports them: a line an item, an order's figures on its first line alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi_xl.demo.company import CURRENCY, PRODUCTS
from kpi_xl.demo.export import Export, delimited
from kpi_xl.demo.ga4 import orders_on
from kpi_xl.demo.world import days_of, downloaded, local_time

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime
    from random import Random

    from kpi_xl.demo.export import Value
    from kpi_xl.demo.world import World

_HEADER = (
    "Name", "Email", "Financial Status", "Paid at", "Fulfillment Status", "Fulfilled at", "Accepts Marketing",
    "Currency", "Subtotal", "Shipping", "Taxes", "Total", "Discount Code", "Discount Amount", "Shipping Method",
    "Created at", "Lineitem quantity", "Lineitem name", "Lineitem price", "Shipping City", "Shipping Country",
    "Cancelled at", "Payment Method", "Refunded Amount", "Vendor", "Id", "Source",
)  # fmt: skip
_SEEN_BY_GOOGLE = 0.93  # the others have said no to cookies
_RETURNING = 0.31
_SHIPPING, _FREE_FROM = 79, 1000
_TOWNS = (("Oslo", "NO"), ("Bergen", "NO"), ("Trondheim", "NO"), ("Stavanger", "NO"), ("Göteborg", "SE"))


@dataclass(slots=True)
class _Shop:
    """What a shop counts: its orders and its customers."""

    orders: int = 1000
    customers: int = 0


def exports(world: World) -> Iterator[Export]:
    """One a half, since the admin mails no more than so many orders at a time."""
    shop = _Shop()
    for number, period in enumerate(world.cut(7), 1):
        rows = [row for day in days_of(period) for row in _day(world, shop, day)]
        text = delimited([_HEADER, *rows])
        yield Export(f"Shopify/orders_export_{number}.csv", text.encode(), downloaded(period))


def _day(world: World, shop: _Shop, day: date) -> Iterator[list[Value]]:
    random = world.random(f"shopify {day}")
    expected = orders_on(world, day) / _SEEN_BY_GOOGLE
    for _ in range(int(expected) + int(random.random() < expected % 1)):
        yield from _order(shop, random, day)


def _order(shop: _Shop, random: Random, day: date) -> Iterator[list[Value]]:
    shop.orders += 1
    # The address is kept by no importer; it only tells customers apart.
    returns = shop.customers > 0 and random.random() < _RETURNING
    customer = random.randint(1, shop.customers) if returns else shop.customers + 1
    shop.customers = max(shop.customers, customer)
    created = local_time(day, random.randrange(7 * 60, 23 * 60))
    items = [
        (product, random.randrange(349, 1290, 50)) for product in random.sample(PRODUCTS, random.choice((1, 1, 2)))
    ]
    subtotal = sum(price for _, price in items)
    shipping = 0 if subtotal >= _FREE_FROM else _SHIPPING
    refunded = subtotal if random.random() < 0.03 else 0  # noqa: PLR2004 - three in a hundred send it back
    city, country = random.choice(_TOWNS)
    first = {
        "Financial Status": "refunded" if refunded else "paid",
        "Paid at": _stamp(created),
        "Fulfillment Status": "fulfilled",
        "Accepts Marketing": "yes" if customer % 3 else "no",
        "Currency": CURRENCY,
        "Subtotal": f"{subtotal:.2f}",
        "Shipping": f"{shipping:.2f}",
        "Taxes": f"{(subtotal + shipping) * 0.2:.2f}",
        "Total": f"{subtotal + shipping:.2f}",
        "Discount Amount": "0.00",
        "Shipping Method": "Posten",
        "Shipping City": city,
        "Shipping Country": country,
        "Payment Method": "Vipps",
        "Refunded Amount": f"{refunded:.2f}",
        "Id": 5_204_000_000_000 + shop.orders,
        "Source": "web",
    }
    for place, (product, price) in enumerate(items):
        item: dict[str, Value] = {
            "Name": f"#{shop.orders}",
            "Email": f"kunde{customer}@mail.example",
            "Created at": _stamp(created),
            "Lineitem quantity": 1,
            "Lineitem name": product.capitalize(),
            "Lineitem price": f"{price:.2f}",
            "Vendor": "Lyngheim Ull",
        }
        record = {**item, **first} if place == 0 else item
        yield [record.get(name) for name in _HEADER]


def _stamp(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S %z}"
