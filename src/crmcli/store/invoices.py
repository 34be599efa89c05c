"""What was invoiced and credited, and what credit a customer has, read inside the transaction that will change it."""

import sqlite3
from typing import NamedTuple

_SIGNED = "iif(kind = 'credit', -amount, amount)"


class ReturnRow(NamedTuple):
    """Goods that came back: of which order, what they were worth, when, and how much of it is credited."""

    id: int
    order_id: int
    amount: int
    returned_on: str
    credited: int


def numbered(sql: sqlite3.Connection, number: str) -> int | None:
    """Return the id of the invoice or credit note of that external number, or None."""
    found = sql.execute("SELECT id FROM invoice WHERE number = ?", (number,)).fetchone()
    return int(found[0]) if found else None


def invoiced(sql: sqlite3.Connection, order_id: int) -> int:
    """Return what was invoiced of an order, less credit notes, in minor units."""
    found = sql.execute(f"SELECT coalesce(sum({_SIGNED}), 0) FROM invoice WHERE order_id = ?", (order_id,))
    return int(found.fetchone()[0])


def credited(sql: sqlite3.Connection, invoice_id: int) -> int:
    """Return what credit notes took back of an invoice, in minor units."""
    found = sql.execute("SELECT coalesce(sum(amount), 0) FROM invoice WHERE of_id = ?", (invoice_id,))
    return int(found.fetchone()[0])


def returned(sql: sqlite3.Connection, return_id: int) -> ReturnRow | None:
    """Return what came back under a number like `x5`, or None."""
    found = sql.execute(
        "SELECT x.id, x.order_id, x.amount, x.returned_on, coalesce((SELECT sum(f.amount) FROM invoice AS f"
        " WHERE f.return_id = x.id), 0) FROM order_return AS x WHERE x.id = ?",
        (return_id,),
    ).fetchone()
    return ReturnRow._make(found) if found else None
