"""What was sold, and how much of it is paid."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from crmcli.errors import NotFoundError, quoted
from crmcli.language import _
from crmcli.rules.ageing import BUCKETS, bucket
from crmcli.rules.money import decimal
from crmcli.store import refs
from crmcli.store.read import View
from crmcli.store.reads.owners import owner_condition, where_conditions


class OrderRow(NamedTuple):
    """One order; a cancelled one is paid and owes nothing, whatever was paid on it is credit."""

    id: str
    code: str
    customer_id: int
    name: str
    owner: str
    at: str
    amount: Decimal
    currency: str
    paid: Decimal
    outstanding: Decimal
    status: str
    sample: bool


class InstalmentRow(NamedTuple):
    """One part of an order."""

    id: str
    number: int
    due: str
    amount: Decimal
    paid: Decimal
    outstanding: Decimal
    state: str


class PaymentRow(NamedTuple):
    """What a payment paid of an order."""

    id: str
    at: str
    instalment: int
    amount: Decimal


class OrderFile(NamedTuple):
    """An order with its parts and payments."""

    order: OrderRow
    note: str
    cancel_reason: str
    instalments: list[InstalmentRow]
    payments: list[PaymentRow]


_CANCELLED = "(o.cancelled_on <> '' AND o.cancelled_on < :until)"
_SELECT = f"""
SELECT o.id, o.code, o.customer_id, c.name, coalesce(r.name, ''), o.ordered_on, o.amount, o.currency,
  coalesce((SELECT sum(a.amount) FROM allocation AS a
    WHERE a.order_id = o.id AND a.applied_on < :until AND NOT {_CANCELLED}), 0),
  CASE WHEN {_CANCELLED} THEN 'cancelled' ELSE 'confirmed' END, o.sample
FROM sales_order AS o JOIN customer AS c ON c.id = o.customer_id LEFT JOIN standing AS s ON s.customer_id = o.customer_id
LEFT JOIN rep AS r ON r.id = s.owner_id WHERE o.ordered_on < :until
"""


def orders(
    view: View,
    ref: str = "",
    owner: str = "",
    status: str = "",
    since: str = "",
    before: str = "",
    *,
    limit: int | None = None,
    narrowed: Sequence[str] = (),
) -> list[OrderRow]:
    """Return orders, the latest first; `since` and `before` are ISO days, the second one is too late.

    `narrowed` are conditions KEY=VALUE on their customers.
    """
    where: list[str] = []
    values: dict[str, object] = {}
    if ref:
        where.append("o.customer_id = :customer")
        values["customer"] = refs.customer(view.sql, ref).id
    if owner:
        owner_condition(view, owner, where, values)
    if status:
        where.append(f"{'' if status == 'cancelled' else 'NOT '}{_CANCELLED}")
    if since:
        where.append("o.ordered_on >= :since")
        values["since"] = since
    if before:
        where.append("o.ordered_on < :before")
        values["before"] = before
    where_conditions(view, narrowed, "o.customer_id", where, values)
    conditions = "".join(f" AND {one}" for one in where)
    rows = view.rows(
        f"{_SELECT}{conditions} ORDER BY o.ordered_on DESC, o.id DESC LIMIT :limit",
        limit=-1 if limit is None else limit,
        **values,
    )
    return [_row(row) for row in rows]


def _row(row: tuple[Any, ...]) -> OrderRow:
    one, code, customer_id, name, owner, at, amount, currency, paid, status, sample = row
    owed = 0 if status == "cancelled" else amount - paid
    figures = (decimal(amount, currency), currency, decimal(paid, currency), decimal(owed, currency))
    return OrderRow(f"o{one}", code, customer_id, name, owner, at, *figures, status, bool(sample))


def order(view: View, ref: str) -> OrderFile:
    """Return everything about one order; NotFoundError."""
    order_id = refs.order(view.sql, ref)
    rows = view.rows(f"{_SELECT} AND o.id = :id", id=order_id)
    if not rows:
        raise NotFoundError(_("There is no order {ref}.").format(ref=quoted(ref)), _("See them with: crm order list"))
    found = _row(rows[0])
    note, reason = view.rows("SELECT note, cancel_reason FROM sales_order WHERE id = :id", id=order_id)[0]
    return OrderFile(
        found,
        note,
        reason if found.status == "cancelled" else "",
        _parts(view, order_id, found),
        _paid(view, order_id, found),
    )


def _parts(view: View, order_id: object, order: OrderRow) -> list[InstalmentRow]:
    rows = view.rows(
        "SELECT i.id, i.number, i.due_on, i.amount, coalesce((SELECT sum(a.amount) FROM allocation AS a"
        " WHERE a.instalment_id = i.id AND a.applied_on < :until), 0)"
        " FROM instalment AS i WHERE i.order_id = :id ORDER BY i.number",
        id=order_id,
    )
    found = []
    for one, number, due, amount, given in rows:
        paid = 0 if order.status == "cancelled" else given
        owed = 0 if order.status == "cancelled" else amount - paid
        late = owed > 0 and BUCKETS[bucket(due, view.day)][0] != "not_due"
        state = order.status if order.status == "cancelled" else "overdue" if late else "open" if owed else "paid"
        figures = (decimal(part, order.currency) for part in (amount, paid, owed))
        found.append(InstalmentRow._make((f"i{one}", number, due, *figures, state)))
    return found


def _paid(view: View, order_id: object, order: OrderRow) -> list[PaymentRow]:
    rows = view.rows(
        "SELECT p.id, a.applied_on, i.number, a.amount FROM allocation AS a JOIN payment AS p ON p.id = a.payment_id"
        " JOIN instalment AS i ON i.id = a.instalment_id WHERE a.order_id = :id AND a.applied_on < :until"
        " ORDER BY a.applied_on, p.id, i.number",
        id=order_id,
    )
    return [PaymentRow(f"p{one}", at, number, decimal(amount, order.currency)) for one, at, number, amount in rows]
