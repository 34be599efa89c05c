"""A customer's account: what was ordered, came back, was paid and given back, day by day, and what is owed by then.

What an account is worth does not depend on which payment pays what: it is what is left of the orders that count, less
what was paid, and what of that was given back. Its end is what receivables tell.
"""

from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple

from crmcli.rules.money import decimal
from crmcli.store import refs
from crmcli.store.read import View

OPENING, CLOSING = "opening", "closing"


class StatementRow(NamedTuple):
    """One entry of an account; `change` is what it does to the balance, `amount` what is on its paper."""

    at: str
    entry: str
    id: str
    order: str
    text: str
    currency: str
    amount: Decimal | None
    change: Decimal | None
    balance: Decimal


class Statement(NamedTuple):
    """Whose account it is, and its rows: per currency from the opening to the closing balance."""

    customer_id: int
    name: str
    rows: list[StatementRow]


class _Entry(NamedTuple):
    """An entry as it is read, in minor units; `place` is its place among those of one day."""

    currency: str
    at: str
    place: int
    number: int
    entry: str
    id: str
    order: str
    text: str
    amount: int
    change: int


# An order counts from its day to the one on which it is cancelled; what lowered it by then, it is worth less.
_LEFT = (
    "o.amount - coalesce((SELECT sum(d.amount) FROM reduction AS d"
    " WHERE d.order_id = o.id AND d.reduced_on <= o.cancelled_on), 0)"
)
# What a return or a credit note took off, where the order counted still.
_TAKEN_OFF = (
    "coalesce((SELECT sum(d.amount) FROM reduction AS d WHERE d.{cause} = {x}.id"
    " AND (o.cancelled_on = '' OR d.reduced_on <= o.cancelled_on)), 0)"
)
_ENTRIES = f"""
SELECT o.currency, o.ordered_on, 1, o.id, iif(o.sample, 'sample', 'order'), 'o' || o.id, 'o' || o.id,
  coalesce(nullif(o.code, ''), o.note), o.amount, o.amount
FROM sales_order AS o WHERE o.customer_id = :id AND o.draft = 0 AND o.ordered_on < :until
UNION ALL
SELECT o.currency, f.issued_on, 2, f.id, 'invoice', 'f' || f.id, 'o' || o.id, f.number, f.amount, 0
FROM invoice AS f JOIN sales_order AS o ON o.id = f.order_id
WHERE f.customer_id = :id AND f.kind = 'invoice' AND f.issued_on < :until
UNION ALL
SELECT o.currency, x.returned_on, 3, x.id, 'return', 'x' || x.id, 'o' || o.id, x.reason, x.amount,
  -{_TAKEN_OFF.format(cause="return_id", x="x")}
FROM order_return AS x JOIN sales_order AS o ON o.id = x.order_id
WHERE x.customer_id = :id AND x.returned_on < :until
UNION ALL
SELECT o.currency, f.issued_on, 4, f.id, 'credit-note', 'f' || f.id, 'o' || o.id, f.number, f.amount,
  -{_TAKEN_OFF.format(cause="invoice_id", x="f")}
FROM invoice AS f JOIN sales_order AS o ON o.id = f.order_id
WHERE f.customer_id = :id AND f.kind = 'credit' AND f.issued_on < :until
UNION ALL
SELECT o.currency, o.cancelled_on, 5, o.id, 'cancelled', 'o' || o.id, 'o' || o.id, o.cancel_reason, {_LEFT}, -({_LEFT})
FROM sales_order AS o WHERE o.customer_id = :id AND o.draft = 0 AND o.cancelled_on <> '' AND o.cancelled_on < :until
UNION ALL
SELECT p.currency, p.paid_on, 6, p.id, 'payment', 'p' || p.id, '', p.note, p.amount, -p.amount
FROM payment AS p WHERE p.customer_id = :id AND p.paid_on < :until
UNION ALL
SELECT r.currency, r.refunded_on, 7, r.id, 'refund', 'y' || r.id, coalesce('o' || r.order_id, ''), r.note, r.amount,
  r.amount
FROM refund AS r WHERE r.customer_id = :id AND r.refunded_on < :until
ORDER BY 1, 2, 3, 4
"""


def statement(view: View, ref: str, since: str = "") -> Statement:
    """Return a customer's account up to the view's day, from `since` (an ISO day) on; per currency."""
    customer = refs.customer(view.sql, ref)
    entries = [_Entry._make(row) for row in view.rows(_ENTRIES, id=customer.id)]
    rows: list[StatementRow] = []
    for code, of_one in groupby(entries, key=lambda entry: entry.currency):
        rows += _account(code, list(of_one), since, view.day.isoformat())
    return Statement(customer.id, customer.name, rows)


def _account(code: str, entries: list[_Entry], since: str, last: str) -> Iterable[StatementRow]:
    def row(at: str, entry: str, balance: int, *said: Any) -> StatementRow:
        one, order, text, amount, change = said or ("", "", "", None, None)
        figures = (None if part is None else decimal(part, code) for part in (amount, change))
        return StatementRow._make((at, entry, one, order, text, code, *figures, decimal(balance, code)))

    balance = sum(entry.change for entry in entries if entry.at < since)
    yield row(since or entries[0].at, OPENING, balance)
    for entry in entries:
        if entry.at >= since:
            balance += entry.change
            yield row(entry.at, entry.entry, balance, entry.id, entry.order, entry.text, entry.amount, entry.change)
    yield row(last, CLOSING, balance)
