"""Where what is owed is read: per instalment by the day it is due or was ordered, or per invoice by its own day.

Every source has, as `b`: customer_id, owner_id, order_id, currency, day, outstanding, prepaid, whole, less, applied;
on every row outstanding = whole - less - applied + prepaid, in minor units.
"""

from typing import NamedTuple

from crmcli.rules.ageing import NO_DAY
from crmcli.store.asof import COUNTED_ORDER, DUE_ON


class Source(NamedTuple):
    """A table to read as `b`, its columns of the day and the owner, and its figures summed."""

    tables: str
    day: str = "b.day"
    owner: str = "b.owner_id"
    figures: str = "sum(prepaid) AS prepaid, sum(whole) AS whole, sum(less) AS less, sum(applied) AS applied"


class Item(NamedTuple):
    """One instalment or invoice; `day` is what days are counted from, "" of what was paid before any invoice."""

    id: str
    order_id: int
    code: str
    name: str
    owner: str
    due: str
    day: str
    currency: str
    outstanding: int
    prepaid: int
    whole: int
    less: int
    applied: int
    after: str
    planned: str


_NOTHING = "0 AS prepaid, 0 AS whole, 0 AS less, 0 AS applied"
_OWNER = "(SELECT s.owner_id FROM standing AS s WHERE s.customer_id = {of}.customer_id) AS owner_id"
_SUM = "coalesce((SELECT sum({x}.amount) FROM {table} AS {x} WHERE {x}.{key} AND {x}.{day} < :until), 0)"
_REDUCED = _SUM.format(x="d", table="reduction", key="instalment_id = i.id", day="reduced_on")
_APPLIED = _SUM.format(x="a", table="allocation", key="instalment_id = i.id", day="applied_on")
_PAID = _SUM.format(x="a", table="allocation", key="order_id = o.id", day="applied_on")
_TAKEN_BACK = _SUM.format(x="g", table="invoice", key="of_id = f.id", day="issued_on")

# Every instalment of every order that counts, paid or not.
_PARTS = f"""(SELECT *, whole - less - applied AS outstanding, {_OWNER.format(of="p")} FROM (
SELECT i.id AS instalment_id, i.order_id, i.customer_id, o.currency, {DUE_ON} AS due_on, i.amount AS whole, {_REDUCED} AS less,
  {_APPLIED} AS applied, 0 AS prepaid
FROM instalment AS i JOIN sales_order AS o ON o.id = i.order_id WHERE {COUNTED_ORDER}) AS p)"""

# What is paid of an order pays its invoices in the order of their days; what is more than they are is prepaid.
_NET = f"""SELECT f.id, f.order_id, f.customer_id, o.currency, f.issued_on AS day, f.due_on, f.amount AS whole,
  {_TAKEN_BACK} AS less, {_PAID} AS paid
FROM invoice AS f JOIN sales_order AS o ON o.id = f.order_id
WHERE f.kind = 'invoice' AND f.issued_on < :until AND {COUNTED_ORDER}"""
_INVOICES = f"""(SELECT *, {_OWNER.format(of="p")} FROM (
SELECT id AS invoice_id, order_id, customer_id, currency, day, due_on, whole, less, 0 AS prepaid,
  min(whole - less, max(0, paid - upto + whole - less)) AS applied,
  whole - less - min(whole - less, max(0, paid - upto + whole - less)) AS outstanding
FROM (SELECT *, sum(whole - less) OVER (PARTITION BY order_id ORDER BY day, id) AS upto FROM ({_NET}))
UNION ALL
SELECT 0, order_id, customer_id, currency, '', '', 0, 0, paid - invoiced, paid - invoiced, 0 FROM (
  SELECT o.id AS order_id, o.customer_id, o.currency, {_PAID} AS paid,
    coalesce((SELECT sum(iif(f.kind = 'credit', -f.amount, f.amount)) FROM invoice AS f
      WHERE f.order_id = o.id AND f.issued_on < :until), 0) AS invoiced
  FROM sales_order AS o WHERE {COUNTED_ORDER}) WHERE paid > invoiced) AS p)"""

_PLANNED = "date(m.planned_on, '+' || i.plus_days || ' days')"
_MILESTONE = (
    "LEFT JOIN milestone AS m ON m.order_id = b.order_id AND m.kind = i.milestone AND m.planned_on <> ''"
    " AND m.noted_on < :until"
)


def source(basis: str, *, whole: bool, planned: bool) -> Source:
    """Return where to read: `whole` with what is paid too, `planned` by the planned day where there is no other."""
    if basis == "invoice":
        return Source(f"{_INVOICES} AS b")
    table = _PARTS if whole else "balance"
    figures = Source("").figures if whole else _NOTHING
    if basis == "order":
        joined = f"(SELECT b.*, o.ordered_on AS day FROM {table} AS b JOIN sales_order AS o ON o.id = b.order_id)"
        return Source(f"{joined} AS b", figures=figures)
    if planned:
        day = f"iif(b.due_on = '{NO_DAY}', coalesce(max(:day, {_PLANNED}), b.due_on), b.due_on)"
        joined = f"{table} AS b JOIN instalment AS i ON i.id = b.instalment_id {_MILESTONE}"
        return Source(f"(SELECT b.*, {day} AS day FROM {joined}) AS b", figures=figures)
    return Source(f"{table} AS b", "b.due_on", figures=figures)


def key(by: str, found: Source) -> str:
    """Return the column, in SQL, by which a source is grouped."""
    return {
        "customer": "b.customer_id",
        "owner": found.owner,
        "region": "(SELECT c.region FROM customer AS c WHERE c.id = b.customer_id)",
        "month": f"substr(nullif({found.day}, '{NO_DAY}'), 1, 7)",
    }[by]


def credit(by: str) -> tuple[str, str]:
    """Return where credit is read, as `b`, and the column by which it is grouped; it is of no month."""
    if by == "owner":
        return "credit AS b LEFT JOIN standing AS s ON s.customer_id = b.customer_id", "s.owner_id"
    return "credit AS b", "NULL" if by == "month" else key(by, Source(""))


# Credit one by one: name, owner, currency, amount.
CREDITS = """
SELECT c.name, coalesce(r.name, ''), b.currency, b.amount FROM credit AS b JOIN customer AS c ON c.id = b.customer_id
LEFT JOIN standing AS s ON s.customer_id = b.customer_id LEFT JOIN rep AS r ON r.id = s.owner_id"""


def items(basis: str, *, whole: bool, where: str) -> str:
    """Return the SELECT of `Item`s, those of the earliest day first; without `whole` only what is owed, or prepaid."""
    figures = "b.outstanding, b.prepaid, b.whole, b.less, b.applied"
    people = (
        " JOIN sales_order AS o ON o.id = b.order_id JOIN customer AS c ON c.id = b.customer_id"
        " LEFT JOIN rep AS r ON r.id = b.owner_id"
    )
    if basis == "invoice":
        there = "" if whole else f"{' AND' if where else ' WHERE'} (b.outstanding <> 0 OR b.prepaid <> 0)"
        return (
            "SELECT iif(b.invoice_id, 'f' || b.invoice_id, ''), b.order_id, o.code, c.name, coalesce(r.name, ''),"
            f" b.due_on, b.day, b.currency, {figures}, '', '' FROM {_INVOICES} AS b{people}{where}{there}"
            " ORDER BY b.day = '', b.day, b.invoice_id, b.order_id"
        )
    day = "o.ordered_on" if basis == "order" else "b.due_on"
    table = _PARTS if whole else f"(SELECT *, {_NOTHING} FROM balance)"
    return (
        f"SELECT 'i' || b.instalment_id, b.order_id, o.code, c.name, coalesce(r.name, ''),"
        f" iif(b.due_on = '{NO_DAY}', '', b.due_on), {day}, b.currency, {figures},"
        " i.milestone || iif(i.plus_days > 0, '+' || i.plus_days || 'd', ''),"
        f" iif(b.due_on = '{NO_DAY}', coalesce({_PLANNED}, ''), '')"
        f" FROM {table} AS b JOIN instalment AS i ON i.id = b.instalment_id {_MILESTONE}{people}{where}"
        f" ORDER BY {day}, b.instalment_id"
    )
