"""Who owes what, since when."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from crmcli.rules.ageing import BUCKETS, bucket, spans
from crmcli.rules.dates import days_between
from crmcli.rules.money import decimal
from crmcli.store.read import View
from crmcli.store.reads.owners import where_conditions

NONE = "(none)"


class Aged(NamedTuple):
    """What is owed in one currency, by days past due; outstanding is the sum of the buckets less unapplied."""

    currency: str
    not_due: Decimal
    d1_30: Decimal
    d31_60: Decimal
    d61_90: Decimal
    d91_120: Decimal
    over_120: Decimal
    unapplied: Decimal
    outstanding: Decimal


class ByCustomer(NamedTuple):
    """A customer who owes, or has credit."""

    id: int
    name: str
    owner: str
    aged: Aged


class ByOwner(NamedTuple):
    """What the customers of one rep owe."""

    owner: str
    aged: Aged


class ByInstalment(NamedTuple):
    """One instalment that is owed, or (without order) the credit of a customer."""

    id: str
    order: str
    code: str
    name: str
    owner: str
    due: str
    days_past_due: int | None
    aged: Aged


def by_customer(view: View, narrowed: Sequence[str] = ()) -> list[ByCustomer]:
    """Return what each customer owes per currency, in the order in which they were added.

    `narrowed` are conditions KEY=VALUE on the customers, here and in the other groupings.
    """
    people = {
        one: (str(name), str(owner))
        for one, name, owner in view.rows(
            "SELECT c.id, c.name, coalesce(r.name, '') FROM customer AS c LEFT JOIN standing AS s ON s.customer_id = c.id"
            " LEFT JOIN rep AS r ON r.id = s.owner_id WHERE c.id IN"
            " (SELECT customer_id FROM balance UNION SELECT customer_id FROM credit)"
        )
    }
    found = _tallied(view, "b.customer_id", "balance AS b", "credit AS b", narrowed)
    return [ByCustomer(key, *people[key], row) for key, row in found]


def by_owner(view: View, narrowed: Sequence[str] = ()) -> list[ByOwner]:
    """Return what the customers of each rep owe per currency; those of nobody are the last row."""
    names = dict(view.rows("SELECT id, name FROM rep"))
    credit = "credit AS b LEFT JOIN standing AS s ON s.customer_id = b.customer_id"
    found = _tallied(view, "owner_id", "balance AS b", credit, narrowed)
    rows = [ByOwner(names.get(key, NONE), row) for key, row in found]
    return sorted(rows, key=lambda row: (row.owner == NONE, row.owner, row.aged.currency))


def by_instalment(view: View, narrowed: Sequence[str] = ()) -> list[ByInstalment]:
    """Return every instalment that is owed, earliest due first, then the credits."""
    where, values = _where(view, narrowed)
    owed = view.rows(
        "SELECT b.instalment_id, b.order_id, o.code, c.name, coalesce(r.name, ''), b.due_on, b.currency,"
        " b.outstanding FROM balance AS b JOIN sales_order AS o ON o.id = b.order_id"
        f" JOIN customer AS c ON c.id = b.customer_id LEFT JOIN rep AS r ON r.id = b.owner_id{where}"
        " ORDER BY b.due_on, b.instalment_id",
        **values,
    )
    rows = []
    for one, order, code, name, owner, due, currency, amount in owed:
        parts = [0] * (len(BUCKETS) + 1)
        parts[bucket(due, view.day)] = amount
        late = max(days_between(due, view.day), 0)
        rows.append(ByInstalment(f"i{one}", f"o{order}", code, name, owner, due, late, aged(parts, currency)))
    credits = view.rows(
        "SELECT c.name, coalesce(r.name, ''), b.currency, b.amount FROM credit AS b"
        " JOIN customer AS c ON c.id = b.customer_id LEFT JOIN standing AS s ON s.customer_id = b.customer_id"
        f" LEFT JOIN rep AS r ON r.id = s.owner_id{where} ORDER BY b.customer_id, b.currency",
        **values,
    )
    for name, owner, currency, amount in credits:
        parts = [0] * len(BUCKETS) + [amount]
        rows.append(ByInstalment("", "", "", name, owner, "", None, aged(parts, currency)))
    return rows


def _where(view: View, narrowed: Sequence[str]) -> tuple[str, dict[str, object]]:
    where: list[str] = []
    values: dict[str, object] = {}
    where_conditions(view, narrowed, "b.customer_id", where, values)
    return (f" WHERE {' AND '.join(where)}" if where else ""), values


def _tallied(view: View, key: str, balance: str, credit: str, narrowed: Sequence[str]) -> list[tuple[Any, Aged]]:
    """Return (key, aged) per value of the key column and currency, in their order, from what is owed and credit."""
    where, values = _where(view, narrowed)
    columns = ", ".join(
        f"coalesce(sum(outstanding) FILTER (WHERE due_on BETWEEN '{first}' AND '{last}'), 0)"
        for first, last in spans(view.day)
    )
    sums: dict[tuple[Any, str], list[int]] = {}
    # Summed by day first: there are few days, and every sum has to be put into a bucket.
    days = (
        f"SELECT {key} AS key, currency, due_on, sum(outstanding) AS outstanding FROM {balance}{where} GROUP BY 1, 2, 3"
    )
    for one, code, *parts in view.rows(f"SELECT key, currency, {columns} FROM ({days}) GROUP BY 1, 2", **values):
        sums[one, code] = [*parts, 0]
    for one, code, amount in view.rows(
        f"SELECT {key}, currency, sum(amount) FROM {credit}{where} GROUP BY 1, 2", **values
    ):
        sums.setdefault((one, code), [0] * (len(BUCKETS) + 1))[-1] = amount
    ordered = sorted(sums, key=lambda pair: (pair[0] is None, pair))
    return [(key, aged(sums[key, code], code)) for key, code in ordered]


def aged(parts: list[int], code: str) -> Aged:
    """Return minor units per bucket, then unapplied, as exact decimals with their sum."""
    outstanding = sum(parts[:-1]) - parts[-1]
    return Aged(code, *(decimal(part, code) for part in (*parts, outstanding)))
