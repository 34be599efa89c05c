"""Products, prices and order lines as an import of many thousands of them needs them."""

import sqlite3
from collections import Counter
from typing import NamedTuple

from crmcli.rules.names import fold


class Product(NamedTuple):
    """A product that is known."""

    id: int
    code: str
    name: str
    unit: str
    group: str
    note: str


class Price(NamedTuple):
    """What a product costs from a day on, in minor units per unit; None is not known."""

    id: int
    since: str
    list_price: int | None
    floor_price: int | None
    cost: int | None


class Order(NamedTuple):
    """An order that was there before the import: how many of each (product, text, quantity, amount) it is made of."""

    id: int
    customer_id: int
    name: str
    currency: str
    amount: int
    cancelled_on: str
    lines: Counter[tuple[int | None, str, int, int]]


def products(sql: sqlite3.Connection) -> dict[str, Product]:
    """Return the products by their folded codes, and by their folded names where no code is the same."""
    rows = sql.execute("SELECT id, code, name, unit, grp, note FROM product ORDER BY archived_on <> '', id").fetchall()
    known = [Product._make(row) for row in rows]
    found = {fold(one.code): one for one in known}
    for one in known:
        found.setdefault(fold(one.name), one)
    return found


def prices(sql: sqlite3.Connection, product_id: int, currency: str) -> list[Price]:
    """Return the prices of a product in a currency, the earliest first."""
    rows = sql.execute(
        "SELECT id, since, list_price, floor_price, cost FROM product_price WHERE product_id = ? AND currency = ?"
        " ORDER BY since",
        (product_id, currency),
    )
    return [Price._make(row) for row in rows]


def order(sql: sqlite3.Connection, order_id: int) -> Order:
    """Return an order that is known to be there, with its lines."""
    row = sql.execute(
        "SELECT o.id, c.id, c.name, o.currency, o.amount, o.cancelled_on FROM sales_order AS o"
        " JOIN customer AS c ON c.id = o.customer_id WHERE o.id = ?",
        (order_id,),
    ).fetchone()
    lines = sql.execute("SELECT product_id, text, qty, amount FROM order_line WHERE order_id = ?", (order_id,))
    return Order._make((*row, Counter(lines.fetchall())))
