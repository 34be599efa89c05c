"""What was sold, and how much of it is paid."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from crmcli.errors import NotFoundError, quoted
from crmcli.language import _
from crmcli.rules.ageing import BUCKETS, NO_DAY, bucket
from crmcli.rules.goods import quantity
from crmcli.rules.money import decimal
from crmcli.store import refs
from crmcli.store.asof import DUE_ON
from crmcli.store.read import View
from crmcli.store.reads.milestones import FIRST, MilestoneRow, milestones
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
    returned: Decimal  # by goods that came back, and credit notes
    invoiced: str
    first: bool


class LineRow(NamedTuple):
    """One line of an order."""

    number: int
    product: str
    text: str
    qty: Decimal
    unit: str
    price: Decimal
    amount: Decimal
    returned: Decimal  # how many came back


class InstalmentRow(NamedTuple):
    """One part of an order."""

    id: str
    number: int
    due: str
    amount: Decimal
    paid: Decimal
    outstanding: Decimal
    state: str
    after: str  # the milestone, and how many days after it, where there is one


class PaymentRow(NamedTuple):
    """What a payment paid of an order."""

    id: str
    at: str
    instalment: int
    amount: Decimal


class ReturnRow(NamedTuple):
    """Goods that came back, or a credit note without any."""

    id: str
    at: str
    what: str
    qty: Decimal | None
    amount: Decimal
    reason: str


class OrderFile(NamedTuple):
    """An order with its lines, parts, payments, returns and milestones."""

    order: OrderRow
    note: str
    cancel_reason: str
    terms: str
    completed: str
    quote: str  # that it was made of, k4
    lines: list[LineRow]
    instalments: list[InstalmentRow]
    payments: list[PaymentRow]
    returns: list[ReturnRow]
    milestones: list[MilestoneRow]


STATUSES = ("draft", "confirmed", "completed", "cancelled", "returned")
_CANCELLED = "(o.cancelled_on <> '' AND o.cancelled_on < :until)"
_REDUCED = "coalesce((SELECT sum(d.amount) FROM reduction AS d WHERE d.order_id = o.id AND d.reduced_on < :until), 0)"
# Invoices less credit notes against what is left of the order.
_INVOICES = (
    "(SELECT sum(iif(f.kind = 'credit', -f.amount, f.amount)) FROM invoice AS f"
    " WHERE f.order_id = o.id AND f.issued_on < :until)"
)
INVOICED = (
    f"CASE WHEN coalesce({_INVOICES}, 0) <= 0 THEN 'not' WHEN {_INVOICES} < o.amount - {_REDUCED} THEN 'partly'"
    " ELSE 'fully' END"
)
_SELECT = f"""
SELECT o.id, o.code, o.customer_id, c.name, coalesce(r.name, ''), o.ordered_on, o.amount, o.currency,
  coalesce((SELECT sum(a.amount) FROM allocation AS a
    WHERE a.order_id = o.id AND a.applied_on < :until AND NOT {_CANCELLED}), 0),
  CASE WHEN {_CANCELLED} THEN 'cancelled' WHEN o.draft THEN 'draft'
    WHEN o.amount > 0 AND o.amount = {_REDUCED} THEN 'returned'
    WHEN o.completed_on <> '' AND o.completed_on < :until THEN 'completed' ELSE 'confirmed' END AS status,
  o.sample, {_REDUCED}, {INVOICED}, {FIRST}
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
        where.append("status = :status")
        values["status"] = status
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
    one, code, customer_id, name, owner, at, amount, currency, paid, status, sample, reduced, invoiced, first = row
    owed = 0 if status in ("cancelled", "draft") else amount - reduced - paid
    figures = (decimal(amount, currency), currency, decimal(paid, currency), decimal(owed, currency))
    about = (status, bool(sample), decimal(reduced, currency), invoiced, bool(first))
    return OrderRow._make((f"o{one}", code, customer_id, name, owner, at, *figures, *about))


def order(view: View, ref: str) -> OrderFile:
    """Return everything about one order; NotFoundError."""
    order_id = refs.order(view.sql, ref)
    rows = view.rows(f"{_SELECT} AND o.id = :id", id=order_id)
    if not rows:
        raise NotFoundError(_("There is no order {ref}.").format(ref=quoted(ref)), _("See them with: crm order list"))
    found = _row(rows[0])
    note, reason, terms, completed, quote = view.rows(
        "SELECT note, cancel_reason, terms, iif(completed_on < :until, completed_on, ''), coalesce('k' || quote_id, '')"
        " FROM sales_order WHERE id = :id",
        id=order_id,
    )[0]
    return OrderFile(
        found,
        note,
        reason if found.status == "cancelled" else "",
        terms,
        completed,
        quote,
        _lines(view, order_id, found.currency),
        _parts(view, order_id, found),
        _paid(view, order_id, found),
        _returns(view, order_id, found.currency),
        milestones(view, order_id=order_id),
    )


def _parts(view: View, order_id: object, order: OrderRow) -> list[InstalmentRow]:
    rows = view.rows(
        f"SELECT i.id, i.number, {DUE_ON}, i.amount, coalesce((SELECT sum(a.amount) FROM allocation AS a"
        " WHERE a.instalment_id = i.id AND a.applied_on < :until), 0), coalesce((SELECT sum(d.amount)"
        " FROM reduction AS d WHERE d.instalment_id = i.id AND d.reduced_on < :until), 0), i.milestone, i.plus_days"
        " FROM instalment AS i WHERE i.order_id = :id ORDER BY i.number",
        id=order_id,
    )
    found = []
    idle = order.status in ("cancelled", "draft")
    for one, number, due, amount, given, reduced, milestone, days in rows:
        paid = 0 if idle else given
        owed = 0 if idle else amount - reduced - paid
        late = owed > 0 and BUCKETS[bucket(due, view.day)][0] != "not_due"
        settled = "paid" if paid else "returned"
        state = order.status if idle else "overdue" if late else "open" if owed else settled
        after = milestone + (f"+{days}d" if days else "") if milestone else ""
        figures = (decimal(part, order.currency) for part in (amount, paid, owed))
        shown = "" if due == NO_DAY else due
        found.append(InstalmentRow._make((f"i{one}", number, shown, *figures, state, after)))
    return found


def _lines(view: View, order_id: object, currency: str) -> list[LineRow]:
    rows = view.rows(
        "SELECT l.number, coalesce(p.code, ''), l.text, l.qty, l.unit, l.price, l.amount,"
        " coalesce((SELECT sum(x.qty) FROM order_return AS x WHERE x.line_id = l.id AND x.returned_on < :until), 0)"
        " FROM order_line AS l LEFT JOIN product AS p ON p.id = l.product_id WHERE l.order_id = :id ORDER BY l.number",
        id=order_id,
    )
    return [
        LineRow(
            number, code, text, quantity(qty), unit, decimal(price, currency), decimal(amount, currency), quantity(back)
        )
        for number, code, text, qty, unit, price, amount, back in rows
    ]


def _returns(view: View, order_id: object, currency: str) -> list[ReturnRow]:
    rows = view.rows(
        "SELECT 'x' || x.id, x.returned_on, coalesce(p.code, l.text, ''), x.qty, x.amount, x.reason"
        " FROM order_return AS x LEFT JOIN order_line AS l ON l.id = x.line_id"
        " LEFT JOIN product AS p ON p.id = l.product_id WHERE x.order_id = :id AND x.returned_on < :until"
        " ORDER BY x.returned_on, x.id",
        id=order_id,
    )
    return [
        ReturnRow(one, at, what, None if qty is None else quantity(qty), decimal(amount, currency), reason)
        for one, at, what, qty, amount, reason in rows
    ]


def _paid(view: View, order_id: object, order: OrderRow) -> list[PaymentRow]:
    rows = view.rows(
        "SELECT p.id, a.applied_on, i.number, a.amount FROM allocation AS a JOIN payment AS p ON p.id = a.payment_id"
        " JOIN instalment AS i ON i.id = a.instalment_id WHERE a.order_id = :id AND a.applied_on < :until"
        " ORDER BY a.applied_on, p.id, i.number",
        id=order_id,
    )
    return [PaymentRow(f"p{one}", at, number, decimal(amount, order.currency)) for one, at, number, amount in rows]
