"""What imported rows are compared with: single customers and contacts as they are in the file."""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from crmcli.rules.names import fold


def any_rep(sql: sqlite3.Connection) -> bool:
    """Say whether any rep is registered."""
    return bool(sql.execute("SELECT EXISTS (SELECT 1 FROM rep)").fetchone()[0])


def customer(sql: sqlite3.Connection, customer_id: int) -> tuple[int, str] | None:
    """Return id and name of the customer of that id, or of the one it was merged into; or None."""
    found: tuple[int, str] | None = sql.execute(
        "SELECT t.id, t.name FROM customer AS c JOIN customer AS t ON t.id = coalesce(c.merged_into, c.id) WHERE c.id = ?",
        (customer_id,),
    ).fetchone()
    return found


def contact(sql: sqlite3.Connection, contact_id: int) -> tuple[int, str] | None:
    """Return the customer and the name of the contact of that id, or None."""
    found: tuple[int, str] | None = sql.execute(
        "SELECT customer_id, name FROM contact WHERE id = ?", (contact_id,)
    ).fetchone()
    return found


def elsewhere(sql: sqlite3.Connection, customer_id: int, region: str) -> bool:
    """Say whether a customer is known to be in another region than this one."""
    there = sql.execute("SELECT region FROM customer WHERE id = ?", (customer_id,)).fetchone()[0]
    return bool(region and there and fold(region) != fold(there))


def columns(sql: sqlite3.Connection, table: str, row_id: int, names: Sequence[str]) -> dict[str, str]:
    """Return columns of a row that is known to be there."""
    row = sql.execute(f"SELECT {', '.join(names)} FROM {table} WHERE id = ?", (row_id,)).fetchone()
    return dict(zip(names, row, strict=True))


def own_values(sql: sqlite3.Connection, customer_id: int) -> dict[int, tuple[int, str]]:
    """Return (row, value) of a customer's fields of one's own by the field's id."""
    rows = sql.execute("SELECT field_id, id, value FROM field_value WHERE customer_id = ?", (customer_id,))
    return {field: (row, value) for field, row, value in rows}


def customer_of(sql: sqlite3.Connection, table: str, row_id: int) -> tuple[int, str] | None:
    """Return id and name of the customer that a row of a table belongs to, or None where there is no such row."""
    found: tuple[int, str] | None = sql.execute(
        f"SELECT c.id, c.name FROM {table} AS t JOIN customer AS c ON c.id = t.customer_id WHERE t.id = ?", (row_id,)
    ).fetchone()
    return found


def expense(sql: sqlite3.Connection, expense_id: int) -> str | None:
    """Return for whom or where an expense was, None where there is no such expense."""
    found = sql.execute(
        "SELECT coalesce(c.name, e.region) FROM expense AS e LEFT JOIN customer AS c ON c.id = e.customer_id WHERE e.id = ?",
        (expense_id,),
    ).fetchone()
    return str(found[0]) if found else None


class Order(NamedTuple):
    """What a payment has to know of its order."""

    id: int
    customer_id: int
    currency: str
    cancelled_on: str


def order(sql: sqlite3.Connection, order_id: int) -> Order:
    """Return an order that is known to be there."""
    row = sql.execute("SELECT id, customer_id, currency, cancelled_on FROM sales_order WHERE id = ?", (order_id,))
    return Order._make(row.fetchone())
