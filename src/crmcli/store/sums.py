"""Whether the facts of money add up: lines, instalments, what was paid, given back, taken off and invoiced."""

import sqlite3

from crmcli.language import _
from crmcli.store.finding import FOUND, OK, CheckRow, Findings, unreadable

# Each SELECT returns what is off: what it is called, and what was found in the place of what had to be there.
_CHECKS: dict[str, tuple[tuple[str, str], ...]] = {
    "lines": (
        (
            _("the lines of {0} add up to {1}, it is {2}"),
            "SELECT 'o' || o.id, sum(l.amount), o.amount FROM sales_order AS o JOIN order_line AS l ON l.order_id = o.id"
            " GROUP BY o.id HAVING sum(l.amount) <> o.amount",
        ),
        (
            _("the lines of {0} add up to {1}, it is {2}"),
            "SELECT 'k' || q.id, sum(l.amount), q.amount FROM quote AS q JOIN quote_line AS l ON l.quote_id = q.id"
            " GROUP BY q.id HAVING sum(l.amount) <> q.amount",
        ),
    ),
    "quotes": (
        (
            _("{0} was accepted on {1} without the word of a {2}"),
            "SELECT 'k' || k.id, k.accepted_on, k.needs FROM quote AS k WHERE k.accepted_on <> '' AND k.needs <> ''"
            " AND NOT EXISTS (SELECT 1 FROM effective_approval AS a JOIN effective_verdict AS v ON v.approval_id = a.id"
            " WHERE a.kind = 'quote' AND v.outcome = 'approved' AND json_extract(a.proposal, '$.quote') = 'k' || k.id)",
        ),
    ),
    "instalments": (
        (
            _("the instalments of {0} add up to {1}, it is {2}"),
            "SELECT 'o' || o.id, coalesce((SELECT sum(i.amount) FROM instalment AS i WHERE i.order_id = o.id), 0) AS parts,"
            " o.amount FROM sales_order AS o WHERE parts <> o.amount",
        ),
    ),
    "allocations": (
        (
            _("{0} pays {1} of {2}, of which it is not"),
            "SELECT 'p' || a.payment_id, 'i' || a.instalment_id, 'o' || a.order_id FROM allocation AS a"
            " JOIN instalment AS i ON i.id = a.instalment_id JOIN payment AS p ON p.id = a.payment_id"
            " JOIN sales_order AS o ON o.id = i.order_id WHERE i.order_id <> a.order_id OR p.currency <> o.currency"
            " OR a.customer_id <> o.customer_id OR p.customer_id <> o.customer_id",
        ),
        (
            _("{0} pays {1} of orders and gives {2} back, and is less"),
            "SELECT 'p' || p.id, coalesce((SELECT sum(a.amount) FROM allocation AS a JOIN sales_order AS o"
            " ON o.id = a.order_id WHERE a.payment_id = p.id AND o.cancelled_on = ''), 0) AS paid,"
            " coalesce((SELECT sum(f.amount) FROM refund_part AS f WHERE f.payment_id = p.id), 0) AS back"
            " FROM payment AS p WHERE paid + back > p.amount OR paid < 0 OR back < 0",
        ),
        (
            _("{0} was paid {1} and reduced by {2}, and is less"),
            "SELECT 'i' || i.id, coalesce((SELECT sum(a.amount) FROM allocation AS a WHERE a.instalment_id = i.id), 0)"
            " AS paid, coalesce((SELECT sum(d.amount) FROM reduction AS d WHERE d.instalment_id = i.id), 0) AS less"
            " FROM instalment AS i WHERE paid + less > i.amount OR paid < 0 OR less < 0",
        ),
        (
            _("{0} of {1} pays something on {2}"),
            "SELECT 'p' || p.id, p.paid_on, a.applied_on FROM allocation AS a JOIN payment AS p ON p.id = a.payment_id"
            " WHERE a.applied_on < p.paid_on",
        ),
    ),
    "reductions": (
        (
            _("{0} is worth {2}, and {1} were taken off for it"),
            "SELECT 'x' || x.id, coalesce((SELECT sum(d.amount) FROM reduction AS d WHERE d.return_id = x.id), 0) AS off,"
            " x.amount FROM order_return AS x WHERE off <> x.amount",
        ),
        (
            _("credit note {0} is of {2}, and {1} were taken off for it"),
            "SELECT f.number, coalesce((SELECT sum(d.amount) FROM reduction AS d WHERE d.invoice_id = f.id), 0) AS off,"
            " f.amount FROM invoice AS f JOIN sales_order AS o ON o.id = f.order_id WHERE f.kind = 'credit'"
            " AND off <> iif(f.return_id IS NOT NULL, 0, iif(off = 0 AND o.cancelled_on <> '', 0, f.amount))",
        ),
        (
            _("{0} was taken off {1}, which is not of {2}"),
            "SELECT d.amount, 'i' || d.instalment_id, 'o' || d.order_id FROM reduction AS d"
            " JOIN instalment AS i ON i.id = d.instalment_id"
            " WHERE i.order_id <> d.order_id OR i.customer_id <> d.customer_id"
            " OR (d.return_id IS NULL) = (d.invoice_id IS NULL)",
        ),
    ),
    "refunds": (
        (
            _("{0} is {2}, and {1} of it comes out of payments"),
            "SELECT 'y' || r.id, coalesce((SELECT sum(f.amount) FROM refund_part AS f WHERE f.refund_id = r.id), 0) AS out,"
            " r.amount FROM refund AS r WHERE out <> r.amount",
        ),
        (
            _("{0} gives back what {1} of {2} brought in"),
            "SELECT 'y' || f.refund_id, 'p' || f.payment_id, f.refunded_on FROM refund_part AS f"
            " JOIN refund AS r ON r.id = f.refund_id JOIN payment AS p ON p.id = f.payment_id"
            " WHERE p.currency <> r.currency OR p.customer_id <> r.customer_id OR f.refunded_on <> r.refunded_on"
            " OR p.paid_on > r.refunded_on",
        ),
    ),
    "invoices": (
        (
            _("credit notes take {1} of {0} back, which is {2}"),
            "SELECT f.number, sum(g.amount), f.amount FROM invoice AS f JOIN invoice AS g ON g.of_id = f.id"
            " GROUP BY f.id HAVING sum(g.amount) > f.amount",
        ),
        (
            _("{0} is no {1} of {2}"),
            "SELECT f.number, f.kind, 'o' || f.order_id FROM invoice AS f JOIN sales_order AS o ON o.id = f.order_id"
            " LEFT JOIN invoice AS k ON k.id = f.of_id LEFT JOIN order_return AS x ON x.id = f.return_id"
            " WHERE o.customer_id <> f.customer_id OR f.amount <= 0 OR (f.kind = 'credit') <> (f.of_id IS NOT NULL)"
            " OR k.order_id <> f.order_id OR k.kind <> 'invoice' OR x.order_id <> f.order_id",
        ),
        (
            _("credit notes for {0} come to {1}, it was worth {2}"),
            "SELECT 'x' || x.id, sum(f.amount), x.amount FROM order_return AS x JOIN invoice AS f ON f.return_id = x.id"
            " GROUP BY x.id HAVING sum(f.amount) > x.amount",
        ),
    ),
}
NAMES = tuple(_CHECKS)


def checks(connection: sqlite3.Connection) -> list[CheckRow]:
    """Return a row for each kind of facts; amounts are named in minor units, as they are kept."""
    rows = []
    for name, parts in _CHECKS.items():
        found = Findings()
        try:
            for said, select in parts:
                for row in connection.execute(select):
                    found.add(said.format(*row))
        except sqlite3.DatabaseError as problem:
            found.add(unreadable(problem))
        rows.append(found.row(name))
    return rows


def whole(connection: sqlite3.Connection) -> CheckRow:
    """Return whether all stored sums of what is owed are what orders, payments and refunds leave, per currency."""
    owed = dict(connection.execute("SELECT currency, sum(outstanding) FROM balance GROUP BY currency").fetchall())
    for code, amount in connection.execute("SELECT currency, sum(amount) FROM credit GROUP BY currency"):
        owed[code] = owed.get(code, 0) - amount
    left = connection.execute(
        "SELECT currency, sum(amount) FROM ("
        "SELECT o.currency, o.amount - coalesce((SELECT sum(d.amount) FROM reduction AS d WHERE d.order_id = o.id), 0)"
        " AS amount FROM sales_order AS o WHERE o.draft = 0 AND o.cancelled_on = ''"
        " UNION ALL SELECT currency, -amount FROM payment UNION ALL SELECT currency, amount FROM refund)"
        " GROUP BY currency"
    )
    found = [
        _("{code}: {stored} are stored as owed, facts leave {left}").format(
            code=code, stored=owed.get(code, 0), left=amount
        )
        for code, amount in left
        if owed.get(code, 0) != amount
    ]
    return CheckRow("owed", FOUND if found else OK, "; ".join(found))
