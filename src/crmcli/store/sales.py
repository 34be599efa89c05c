"""Orders and payments of many customers at once, as an import needs them after its last row."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from crmcli.rules.lifecycle import Lifecycle
from crmcli.rules.orders import Sale
from crmcli.rules.stages import Step
from crmcli.store.facts import LEFT_OF_ORDER

_AT_ONCE = 2_000


class Buyer(NamedTuple):
    """A customer's orders, and how it stands: (transition, step) rows, oldest first."""

    customer_id: int
    created_on: str
    history: list[tuple[int, Step]]
    sales: list[Sale]


class Due(NamedTuple):
    """An instalment that is owed."""

    instalment_id: int
    order_id: int
    number: int
    currency: str
    outstanding: int
    counts: int  # 0 where the order was cancelled: only payments that name it pay it, and are credit


class Money(NamedTuple):
    """A payment that pays nothing yet: of which order (0 is any) and which instalment (0 is any)."""

    payment_id: int
    amount: int
    currency: str
    paid_on: str
    order_id: int
    number: int


class Debtor(NamedTuple):
    """A customer, what it owes, earliest due first, and the payments to be applied to that, in the order of their days."""

    customer_id: int
    dues: list[Due]
    payments: list[Money]


def _batches(sql: sqlite3.Connection, customers: Iterable[int]) -> Iterator[list[int]]:
    sql.execute("CREATE TEMP TABLE IF NOT EXISTS batch (id INTEGER PRIMARY KEY)")
    everybody = sorted(customers)
    for first in range(0, len(everybody), _AT_ONCE):
        batch = everybody[first : first + _AT_ONCE]
        sql.execute("DELETE FROM temp.batch")
        sql.executemany("INSERT INTO temp.batch VALUES (?)", ((one,) for one in batch))
        yield batch


def _grouped(sql: sqlite3.Connection, select: str) -> dict[int, list[tuple[object, ...]]]:
    """Return the rows of a SELECT whose first column is the customer, in whose order they come, without it."""
    rows = sql.execute(select)
    return {key: [tuple(row[1:]) for row in group] for key, group in groupby(rows, key=lambda row: row[0])}


def buyers(sql: sqlite3.Connection, customers: Iterable[int], life: Lifecycle) -> Iterator[Buyer]:
    """Yield these customers with their orders and effective transitions, a few thousand read at a time."""
    for batch in _batches(sql, customers):
        created = dict(sql.execute("SELECT id, created_on FROM customer WHERE id IN (SELECT id FROM temp.batch)"))
        steps = _grouped(
            sql,
            "SELECT customer_id, id, from_stage, to_stage, effective_on, rule, coalesce(order_id, 0)"
            " FROM effective_transition WHERE customer_id IN (SELECT id FROM temp.batch)"
            " ORDER BY customer_id, effective_on, id",
        )
        sales = _grouped(
            sql,
            f"SELECT o.customer_id, o.id, o.ordered_on, o.cancelled_on, {LEFT_OF_ORDER}, o.sample FROM sales_order AS o"
            " WHERE o.customer_id IN (SELECT id FROM temp.batch) AND o.draft = 0 ORDER BY o.customer_id, o.ordered_on, o.id",
        )
        for one in batch:
            history = [(int(str(row[0])), _step(row[1:], life)) for row in steps.get(one, [])]
            yield Buyer(one, created[one], history, [Sale._make(row) for row in sales.get(one, [])])


def _step(values: tuple[object, ...], life: Lifecycle) -> Step:
    before, after, *rest = values
    return Step._make((life.present(str(before)), life.present(str(after)), *rest))


def await_payment(sql: sqlite3.Connection, payment_id: int, customer_id: int, order_id: int, number: int) -> None:
    """Note a new payment that is to be applied after the last row, to an order and instalment, or (0) to any."""
    sql.execute(
        "CREATE TEMP TABLE IF NOT EXISTS incoming"
        " (payment_id INTEGER PRIMARY KEY, customer_id INTEGER, order_id INTEGER, number INTEGER)"
    )
    sql.execute("INSERT INTO temp.incoming VALUES (?, ?, ?, ?)", (payment_id, customer_id, order_id, number))


def debtors(sql: sqlite3.Connection, customers: Iterable[int]) -> Iterator[Debtor]:
    """Yield these customers with what they owe and the payments that wait to be applied."""
    for batch in _batches(sql, customers):
        dues = _grouped(
            sql,
            "SELECT * FROM (SELECT i.customer_id, i.id, i.order_id, i.number, o.currency, i.amount - coalesce(("
            "SELECT sum(a.amount) FROM allocation AS a WHERE a.instalment_id = i.id), 0) - coalesce(("
            "SELECT sum(d.amount) FROM reduction AS d WHERE d.instalment_id = i.id), 0) AS outstanding,"
            " o.cancelled_on = '' FROM instalment AS i JOIN sales_order AS o ON o.id = i.order_id"
            " WHERE o.draft = 0 AND (o.cancelled_on = '' OR o.id IN (SELECT order_id FROM temp.incoming))"
            " AND i.customer_id IN (SELECT id FROM temp.batch) ORDER BY i.customer_id, i.due_on, i.id)"
            " WHERE outstanding > 0",
        )
        payments = _grouped(
            sql,
            "SELECT n.customer_id, p.id, p.amount, p.currency, p.paid_on, n.order_id, n.number"
            " FROM temp.incoming AS n JOIN payment AS p ON p.id = n.payment_id"
            " WHERE n.customer_id IN (SELECT id FROM temp.batch) ORDER BY n.customer_id, p.paid_on, p.id",
        )
        for one in batch:
            yield Debtor(
                one, [Due._make(row) for row in dues.get(one, [])], [Money._make(row) for row in payments.get(one, [])]
            )
