"""What actions need to know of the facts, read inside the transaction that will change them."""

import os
import sqlite3

from crmcli.rules.stages import Step


def host() -> str:
    """Return the name of this machine, as the ledgers note it."""
    return os.uname().nodename


def settings(sql: sqlite3.Connection) -> dict[str, str]:
    """Return the firm's settings that are set."""
    return dict(sql.execute("SELECT key, value FROM setting").fetchall())


def stage_steps(sql: sqlite3.Connection, customer_id: int) -> list[Step]:
    """Return a customer's effective transitions, oldest first."""
    rows = sql.execute(
        "SELECT from_stage, to_stage, effective_on, rule, coalesce(order_id, 0) FROM effective_transition"
        " WHERE customer_id = ? ORDER BY effective_on, id",
        (customer_id,),
    )
    return [Step._make(row) for row in rows] or [Step("", "", "", "", 0)]


def counted_orders(sql: sqlite3.Connection, customer_id: int) -> dict[int, str]:
    """Return number and day of a customer's orders that count for promotion: above zero, no sample, not cancelled."""
    return dict(
        sql.execute(
            "SELECT id, ordered_on FROM sales_order"
            " WHERE customer_id = ? AND sample = 0 AND cancelled_on = '' AND amount > 0",
            (customer_id,),
        ).fetchall()
    )


def owner(sql: sqlite3.Connection, customer_id: int) -> tuple[int, str] | None:
    """Return id and name of the rep a customer belongs to now, or None."""
    found = sql.execute(
        "SELECT r.id, r.name FROM ownership AS w LEFT JOIN rep AS r ON r.id = w.rep_id WHERE w.customer_id = ?"
        " ORDER BY w.since DESC, w.id DESC LIMIT 1",
        (customer_id,),
    ).fetchone()
    return (found[0], found[1]) if found and found[0] is not None else None


def owner_name(sql: sqlite3.Connection, customer_id: int) -> str:
    """Return the name of the rep a customer belongs to now, or ""."""
    found = owner(sql, customer_id)
    return found[1] if found else ""


def open_instalments(sql: sqlite3.Connection, where: str, *values: object) -> list[tuple[int, int, int, int, int]]:
    """Return (id, order_id, customer_id, number, outstanding) of instalments that are owed, earliest due first."""
    return sql.execute(
        "SELECT * FROM (SELECT i.id, i.order_id, i.customer_id, i.number, i.amount - coalesce(("
        "SELECT sum(a.amount) FROM allocation AS a WHERE a.instalment_id = i.id), 0) AS outstanding"
        " FROM instalment AS i JOIN sales_order AS o ON o.id = i.order_id"
        f" WHERE o.cancelled_on = '' AND {where} ORDER BY i.due_on, i.id) WHERE outstanding > 0",
        values,
    ).fetchall()


def archived(sql: sqlite3.Connection, customer_id: int) -> bool:
    """Say whether a customer is put away now."""
    found = sql.execute(
        "SELECT archived FROM archiving WHERE customer_id = ? ORDER BY since DESC, id DESC LIMIT 1",
        (customer_id,),
    ).fetchone()
    return bool(found and found[0])
