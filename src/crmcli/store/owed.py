"""What an order is made of and what is owed of it, read inside the transaction that will change it."""

import sqlite3
from typing import NamedTuple


class PartRow(NamedTuple):
    """An instalment: its amount, what returns and credit notes took off it, and what was paid; minor units."""

    id: int
    due_on: str
    amount: int
    reduced: int
    paid: int


class PaidRow(NamedTuple):
    """What a payment put to an instalment, or (less than nothing) got back from it."""

    payment_id: int
    amount: int
    applied_on: str


class LineRow(NamedTuple):
    """A line of an order, and how much of it came back: thousandths and minor units."""

    id: int
    product_id: int | None
    text: str
    qty: int
    amount: int
    returned_qty: int
    returned: int


def parts(sql: sqlite3.Connection, order_id: int) -> list[PartRow]:
    """Return an order's instalments, the last due first."""
    rows = sql.execute(
        "SELECT i.id, i.due_on, i.amount,"
        " coalesce((SELECT sum(d.amount) FROM reduction AS d WHERE d.instalment_id = i.id), 0),"
        " coalesce((SELECT sum(a.amount) FROM allocation AS a WHERE a.instalment_id = i.id), 0)"
        " FROM instalment AS i WHERE i.order_id = ? ORDER BY i.due_on DESC, i.id DESC",
        (order_id,),
    )
    return [PartRow._make(row) for row in rows]


def paid(sql: sqlite3.Connection, instalment_id: int) -> list[PaidRow]:
    """Return what was put to an instalment and taken back, in the order of the days."""
    rows = sql.execute(
        "SELECT payment_id, amount, applied_on FROM allocation WHERE instalment_id = ? ORDER BY applied_on, id",
        (instalment_id,),
    )
    return [PaidRow._make(row) for row in rows]


def lines(sql: sqlite3.Connection, order_id: int) -> list[LineRow]:
    """Return an order's lines."""
    rows = sql.execute(
        "SELECT l.id, l.product_id, l.text, l.qty, l.amount,"
        " coalesce((SELECT sum(x.qty) FROM order_return AS x WHERE x.line_id = l.id), 0),"
        " coalesce((SELECT sum(x.amount) FROM order_return AS x WHERE x.line_id = l.id), 0)"
        " FROM order_line AS l WHERE l.order_id = ? ORDER BY l.number",
        (order_id,),
    )
    return [LineRow._make(row) for row in rows]


def touched(sql: sqlite3.Connection, order_id: int) -> str:
    """Return what an order has that its amount cannot be changed beneath: a word for it, or ""."""
    for table, word in (("allocation", "paid"), ("invoice", "invoiced"), ("reduction", "returned")):
        if sql.execute(f"SELECT 1 FROM {table} WHERE order_id = ? LIMIT 1", (order_id,)).fetchone():
            return word
    return ""


def clear(sql: sqlite3.Connection, order_id: int, *, lines: bool) -> None:
    """Delete an order's instalments, and its lines too, before others are written."""
    sql.execute("DELETE FROM instalment WHERE order_id = ?", (order_id,))
    if lines:
        sql.execute("DELETE FROM order_line WHERE order_id = ?", (order_id,))


def milestone(sql: sqlite3.Connection, order_id: int, kind: str) -> int | None:
    """Return the row of an order's milestone, or None."""
    found = sql.execute("SELECT id FROM milestone WHERE order_id = ? AND kind = ?", (order_id, kind)).fetchone()
    return int(found[0]) if found else None


def kinds(sql: sqlite3.Connection, order_id: int) -> list[str]:
    """Return the milestones that an order speaks of already, whatever the firm calls its own now."""
    rows = sql.execute(
        "SELECT kind FROM milestone WHERE order_id = :id UNION"
        " SELECT milestone FROM instalment WHERE order_id = :id AND milestone <> ''",
        {"id": order_id},
    )
    return [str(kind) for (kind,) in rows]


def waiting_for(sql: sqlite3.Connection, order_id: int, kind: str) -> list[tuple[int, int]]:
    """Return (instalment, days) of what falls due so many days after a milestone of an order."""
    return sql.execute(
        "SELECT id, plus_days FROM instalment WHERE order_id = ? AND milestone = ?", (order_id, kind)
    ).fetchall()


def reached(sql: sqlite3.Connection, order_id: int) -> dict[str, str]:
    """Return the days on which the milestones of an order were reached."""
    rows = sql.execute("SELECT kind, reached_on FROM milestone WHERE order_id = ? AND reached_on <> ''", (order_id,))
    return dict(rows.fetchall())
