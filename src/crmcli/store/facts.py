"""What actions need to know of the facts, read inside the transaction that will change them."""

import os
import pwd
import sqlite3
from functools import cache
from typing import NamedTuple

from crmcli.rules.lifecycle import Lifecycle
from crmcli.rules.orders import Sale
from crmcli.rules.stages import BY_ORDERS, Step

# What is left of an order `o` after returns and credit notes, in minor units.
LEFT_OF_ORDER = "o.amount - coalesce((SELECT sum(d.amount) FROM reduction AS d WHERE d.order_id = o.id), 0)"


@cache
def account() -> str:
    """Return the operating system's name for whoever types."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


@cache
def host() -> str:
    """Return the name of this machine, as the ledgers note it."""
    return os.uname().nodename


def settings(sql: sqlite3.Connection) -> dict[str, str]:
    """Return the firm's settings that are set."""
    return dict(sql.execute("SELECT key, value FROM setting").fetchall())


def stage_steps(sql: sqlite3.Connection, customer_id: int, life: Lifecycle) -> list[Step]:
    """Return a customer's effective transitions, oldest first, with the stages by their present keys."""
    rows = sql.execute(
        "SELECT from_stage, to_stage, effective_on, rule, coalesce(order_id, 0) FROM effective_transition"
        " WHERE customer_id = ? ORDER BY effective_on, id",
        (customer_id,),
    )
    found = [Step(life.present(before), life.present(after), *rest) for before, after, *rest in rows]
    return found or [Step("", "", "", "", 0)]


def stage(sql: sqlite3.Connection, customer_id: int) -> str:
    """Return the present key of the stage that a customer is in."""
    from crmcli.store.stages import lifecycle

    return stage_steps(sql, customer_id, lifecycle(sql))[-1].to_stage


def sales(sql: sqlite3.Connection, customer_id: int) -> list[Sale]:
    """Return a customer's orders, whether they count or not."""
    rows = sql.execute(
        f"SELECT o.id, o.ordered_on, o.cancelled_on, {LEFT_OF_ORDER}, o.sample FROM sales_order AS o"
        " WHERE o.customer_id = ? AND o.draft = 0",
        (customer_id,),
    )
    return [Sale._make(row) for row in rows]


def brought(sql: sqlite3.Connection, customer_id: int) -> list[int]:
    """Return the orders that merges brought a customer since the last move that no order caused."""
    rows = sql.execute(
        "SELECT m.row_id FROM journal AS j CROSS JOIN moved AS m ON m.id = j.row_id"
        " WHERE j.customer_id = ?1 AND j.tbl = 'moved' AND m.tbl = 'sales_order' AND m.col = 'customer_id'"
        " AND j.step_id >= coalesce((SELECT step_id FROM effective_transition WHERE customer_id = ?1"
        f" AND rule NOT IN ({', '.join(repr(rule.value) for rule in BY_ORDERS)})"
        " ORDER BY effective_on DESC, id DESC LIMIT 1), 0)",
        (customer_id,),
    )
    return [row for (row,) in rows]


def owner(sql: sqlite3.Connection, customer_id: int, day: str = "9999-12-31") -> tuple[int, str] | None:
    """Return id and name of the rep a customer belongs to on a day, by default after all that is known; or None."""
    found = sql.execute(
        "SELECT r.id, r.name FROM ownership AS w LEFT JOIN rep AS r ON r.id = w.rep_id"
        " WHERE w.customer_id = ? AND w.since <= ? ORDER BY w.since DESC, w.id DESC LIMIT 1",
        (customer_id, day),
    ).fetchone()
    return (found[0], found[1]) if found and found[0] is not None else None


def active(sql: sqlite3.Connection, rep_id: int) -> bool:
    """Say whether a rep works here."""
    return bool(sql.execute("SELECT active FROM rep WHERE id = ?", (rep_id,)).fetchone()[0])


def next_ownership(sql: sqlite3.Connection, customer_id: int, day: str) -> tuple[int, int | None] | None:
    """Return (row, rep) of a customer's first change of owner after a day, or None."""
    found: tuple[int, int | None] | None = sql.execute(
        "SELECT id, rep_id FROM ownership WHERE customer_id = ? AND since > ? ORDER BY since, id LIMIT 1",
        (customer_id, day),
    ).fetchone()
    return found


def last_day(sql: sqlite3.Connection, table: str, customer_id: int) -> str:
    """Return the latest `since` of a customer in `ownership` or `archiving`, or ""."""
    found = sql.execute(
        f"SELECT coalesce(max(since), '') FROM {table} WHERE customer_id = ?", (customer_id,)
    ).fetchone()
    return str(found[0])


def owner_name(sql: sqlite3.Connection, customer_id: int) -> str:
    """Return the name of the rep a customer belongs to now, or ""."""
    found = owner(sql, customer_id)
    return found[1] if found else ""


def open_instalments(sql: sqlite3.Connection, where: str, *values: object) -> list[tuple[int, int, int, int, int]]:
    """Return (id, order_id, customer_id, number, outstanding) of instalments that are owed, earliest due first."""
    return sql.execute(
        "SELECT * FROM (SELECT i.id, i.order_id, i.customer_id, i.number, i.amount - coalesce(("
        "SELECT sum(a.amount) FROM allocation AS a WHERE a.instalment_id = i.id), 0) - coalesce(("
        "SELECT sum(d.amount) FROM reduction AS d WHERE d.instalment_id = i.id), 0) AS outstanding"
        " FROM instalment AS i JOIN sales_order AS o ON o.id = i.order_id"
        f" WHERE o.cancelled_on = '' AND o.draft = 0 AND {where} ORDER BY i.due_on, i.id) WHERE outstanding > 0",
        values,
    ).fetchall()


def free_payments(sql: sqlite3.Connection, customer_id: int, currency: str) -> list[tuple[int, int, str]]:
    """Return (payment, minor units, free since) of payments that pay no counted order yet, the oldest first."""
    return sql.execute(
        "SELECT * FROM (SELECT p.id, p.amount - coalesce((SELECT sum(a.amount) FROM allocation AS a"
        " JOIN sales_order AS o ON o.id = a.order_id WHERE a.payment_id = p.id AND o.cancelled_on = ''), 0)"
        " - coalesce((SELECT sum(f.amount) FROM refund_part AS f WHERE f.payment_id = p.id), 0) AS free,"
        " max(p.paid_on, coalesce((SELECT max(o.cancelled_on, iif(a.amount < 0, a.applied_on, '')) AS since"
        " FROM allocation AS a JOIN sales_order AS o ON o.id = a.order_id WHERE a.payment_id = p.id"
        " ORDER BY since DESC LIMIT 1), ''))"
        " FROM payment AS p WHERE p.customer_id = ? AND p.currency = ? ORDER BY p.paid_on, p.id) WHERE free > 0",
        (customer_id, currency),
    ).fetchall()


def credit_currencies(sql: sqlite3.Connection, customer_id: int) -> list[str]:
    """Return the currencies in which a customer has credit."""
    rows = sql.execute("SELECT currency FROM credit WHERE customer_id = ? ORDER BY currency", (customer_id,))
    return [row for (row,) in rows]


def archived(sql: sqlite3.Connection, customer_id: int) -> bool:
    """Say whether a customer is put away now."""
    found = sql.execute(
        "SELECT archived FROM archiving WHERE customer_id = ? ORDER BY since DESC, id DESC LIMIT 1",
        (customer_id,),
    ).fetchone()
    return bool(found and found[0])


def customer_name(sql: sqlite3.Connection, customer_id: int) -> str:
    """Return the name of a customer that is known to exist."""
    return str(sql.execute("SELECT name FROM customer WHERE id = ?", (customer_id,)).fetchone()[0])


def with_key(sql: sqlite3.Connection, kind: str, key: str) -> list[tuple[int, int]]:
    """Return (customer, contact) pairs that have a match key; contact 0 is the customer itself."""
    return sql.execute(
        "SELECT customer_id, contact_id FROM match_key WHERE kind = ? AND key = ?", (kind, key)
    ).fetchall()


def people(sql: sqlite3.Connection, customer_id: int) -> dict[int, str]:
    """Return the names of a customer's contacts by id, those put away last."""
    select = "SELECT id, name FROM contact WHERE customer_id = ? ORDER BY archived_on <> '', id"
    return dict(sql.execute(select, (customer_id,)).fetchall())


def first_contact(sql: sqlite3.Connection, customer_id: int) -> int | None:
    """Return the first contact of a customer that is not put away, or None."""
    found = sql.execute(
        "SELECT id FROM contact WHERE customer_id = ? AND archived_on = '' ORDER BY id LIMIT 1", (customer_id,)
    ).fetchone()
    return found[0] if found else None


def points(
    sql: sqlite3.Connection, customer_id: int, kind: str = "", contact_id: int | None = None
) -> list[tuple[int, str, str]]:
    """Return (id, kind, value) of a customer's points; with `kind` only those of the customer itself and one contact."""
    if not kind:
        return sql.execute("SELECT id, kind, value FROM point WHERE customer_id = ?", (customer_id,)).fetchall()
    return sql.execute(
        "SELECT id, kind, value FROM point WHERE customer_id = ? AND kind = ?"
        " AND (contact_id IS NULL OR contact_id IS ?)",
        (customer_id, kind, contact_id),
    ).fetchall()


def tags(sql: sqlite3.Connection, customer_id: int) -> dict[str, int]:
    """Return the row of each of a customer's tags."""
    return dict(sql.execute("SELECT tag, id FROM tag WHERE customer_id = ?", (customer_id,)).fetchall())


def card_owner(sql: sqlite3.Connection, digest: str) -> tuple[int, str] | None:
    """Return id and name of the customer that a card with this SHA-256 became, or None."""
    found: tuple[int, str] | None = sql.execute(
        "SELECT c.id, c.name FROM card AS k JOIN customer AS c ON c.id = k.customer_id WHERE k.sha256 = ? LIMIT 1",
        (digest,),
    ).fetchone()
    return found


class WaitingCard(NamedTuple):
    """A card that became nobody's yet: it waits in the inbox, or was skipped."""

    id: int
    state: str


def waiting_card(sql: sqlite3.Connection, digest: str) -> WaitingCard | None:
    """Return the card with this SHA-256 that became nobody's, or None."""
    found = sql.execute(
        "SELECT id, state FROM card WHERE sha256 = ? AND customer_id IS NULL LIMIT 1", (digest,)
    ).fetchone()
    return WaitingCard._make(found) if found else None


def rows_of_contact(sql: sqlite3.Connection, contact_id: int) -> list[tuple[str, int]]:
    """Return (table, id) of the points and cards that go where a contact goes."""
    return sql.execute(
        "SELECT 'point', id FROM point WHERE contact_id = ?1 UNION ALL SELECT 'card', id FROM card WHERE contact_id = ?1",
        (contact_id,),
    ).fetchall()


def open_next_steps(sql: sqlite3.Connection, customer_id: int) -> list[int]:
    """Return the next steps of a customer that are not closed."""
    rows = sql.execute("SELECT id FROM next_step WHERE customer_id = ? AND closed_on = ''", (customer_id,))
    return [row[0] for row in rows]


def has_instalment(sql: sqlite3.Connection, order_id: int, number: int) -> bool:
    """Say whether an order has an instalment of that number."""
    found = sql.execute("SELECT 1 FROM instalment WHERE order_id = ? AND number = ?", (order_id, number)).fetchone()
    return found is not None


def paid_of_order(sql: sqlite3.Connection, order_id: int) -> int:
    """Return what was paid towards an order, in minor units."""
    found = sql.execute("SELECT coalesce(sum(amount), 0) FROM allocation WHERE order_id = ?", (order_id,)).fetchone()
    return int(found[0])


def transition(sql: sqlite3.Connection, transition_id: int) -> tuple[int, str, str, str, int | None, str]:
    """Return customer, former stage, stage, day, order and owner of a transition that is known to be there."""
    row: tuple[int, str, str, str, int | None, str] = sql.execute(
        "SELECT customer_id, from_stage, to_stage, effective_on, order_id, owner FROM transition WHERE id = ?",
        (transition_id,),
    ).fetchone()
    return row


def contacts_since(sql: sqlite3.Connection, customer_id: int, day: str) -> int:
    """Return how many activities a customer had from a day on."""
    found = sql.execute("SELECT count(*) FROM activity WHERE customer_id = ? AND at >= ?", (customer_id, day))
    return int(found.fetchone()[0])


def of_customer(sql: sqlite3.Connection, table: str, row_id: int) -> int | None:
    """Return the customer of a row of `sales_order` or `activity`, or None where there is no such row."""
    found = sql.execute(f"SELECT customer_id FROM {table} WHERE id = ?", (row_id,)).fetchone()
    return int(found[0]) if found else None


def needs(sql: sqlite3.Connection, customer_id: int) -> str:
    """Return what a customer is known to need, or ""."""
    return str(sql.execute("SELECT needs FROM customer WHERE id = ?", (customer_id,)).fetchone()[0])


def merged_into(sql: sqlite3.Connection, customer_id: int) -> int | None:
    """Return the customer that one was merged into, or None."""
    found = sql.execute("SELECT merged_into FROM customer WHERE id = ?", (customer_id,)).fetchone()
    return int(found[0]) if found and found[0] is not None else None


def with_receipt(sql: sqlite3.Connection, digest: str, but: int = 0) -> int | None:
    """Return another expense than `but` that has a receipt with this SHA-256, or None."""
    found = sql.execute("SELECT id FROM expense WHERE sha256 = ? AND id <> ? ORDER BY id LIMIT 1", (digest, but))
    row = found.fetchone() if digest else None
    return int(row[0]) if row else None


def target_row(sql: sqlite3.Connection, rep_id: int, period: str, currency: str) -> int | None:
    """Return the row of a rep's target of a period in a currency, or None."""
    found = sql.execute(
        "SELECT id FROM target WHERE rep_id = ? AND period = ? AND currency = ?", (rep_id, period, currency)
    ).fetchone()
    return int(found[0]) if found else None


def targets(sql: sqlite3.Connection, rep_id: int, period: str) -> list[tuple[int, int, str]]:
    """Return (row, minor units, currency) of a rep's targets of a period."""
    return sql.execute(
        "SELECT id, amount, currency FROM target WHERE rep_id = ? AND period = ? ORDER BY currency", (rep_id, period)
    ).fetchall()
