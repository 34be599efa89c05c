"""What was invoiced, and what of it was taken back."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from crmcli.errors import NotFoundError, quoted
from crmcli.language import _
from crmcli.rules.money import decimal
from crmcli.store import refs
from crmcli.store.read import View
from crmcli.store.reads.owners import owner_condition, where_conditions


class InvoiceRow(NamedTuple):
    """An invoice, or a credit note that names its invoice in `of`; `credited` is what credit notes took back of it."""

    id: str
    number: str
    kind: str
    of: str
    at: str
    due: str
    amount: Decimal
    currency: str
    credited: Decimal
    order: str
    code: str
    customer_id: int
    name: str
    owner: str
    returned: str
    note: str


_SELECT = """
SELECT 'f' || f.id, f.number, f.kind, coalesce(k.number, ''), f.issued_on, f.due_on, f.amount, o.currency,
  coalesce((SELECT sum(g.amount) FROM invoice AS g WHERE g.of_id = f.id AND g.issued_on < :until), 0),
  'o' || f.order_id, o.code, f.customer_id, c.name, coalesce(r.name, ''), coalesce('x' || f.return_id, ''), f.note
FROM invoice AS f JOIN sales_order AS o ON o.id = f.order_id JOIN customer AS c ON c.id = f.customer_id
LEFT JOIN invoice AS k ON k.id = f.of_id LEFT JOIN standing AS s ON s.customer_id = f.customer_id
LEFT JOIN rep AS r ON r.id = s.owner_id WHERE f.issued_on < :until
"""


def invoices(
    view: View,
    ref: str = "",
    owner: str = "",
    since: str = "",
    before: str = "",
    *,
    limit: int | None = None,
    narrowed: Sequence[str] = (),
) -> list[InvoiceRow]:
    """Return invoices and credit notes, the latest first; `ref` is a customer or an order.

    `since` and `before` are ISO days, the second one is too late; `narrowed` conditions KEY=VALUE on the customers.
    """
    where: list[str] = []
    values: dict[str, object] = {}
    if ref:
        order = refs.order(view.sql, ref)
        where.append("f.order_id = :one" if order is not None else "f.customer_id = :one")
        values["one"] = order if order is not None else refs.customer(view.sql, ref).id
    if owner:
        owner_condition(view, owner, where, values)
    if since:
        where.append("f.issued_on >= :since")
        values["since"] = since
    if before:
        where.append("f.issued_on < :before")
        values["before"] = before
    where_conditions(view, narrowed, "f.customer_id", where, values)
    return _read(view, where, limit, **values)


def invoice(view: View, ref: str) -> list[InvoiceRow]:
    """Return an invoice and the credit notes that name it, or one of these and its invoice; NotFoundError."""
    number = refs.invoice(view.sql, ref)
    rows = _read(
        view, ["coalesce(f.of_id, f.id) = (SELECT coalesce(of_id, id) FROM invoice WHERE id = :one)"], one=number
    )
    if not any(row.id == f"f{number}" for row in rows):
        raise NotFoundError(_("There was no invoice {ref}.").format(ref=quoted(ref)))
    return rows[::-1]


def _read(view: View, where: list[str], limit: int | None = None, **values: object) -> list[InvoiceRow]:
    conditions = "".join(f" AND {one}" for one in where)
    rows = view.rows(
        f"{_SELECT}{conditions} ORDER BY f.issued_on DESC, f.id DESC LIMIT :limit",
        limit=-1 if limit is None else limit,
        **values,
    )
    return [
        InvoiceRow._make((*row[:6], decimal(row[6], row[7]), row[7], decimal(row[8], row[7]), *row[9:])) for row in rows
    ]
