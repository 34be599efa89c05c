"""What was spent, on whom, by whom."""

from decimal import Decimal
from typing import NamedTuple

from crmcli.rules.money import decimal
from crmcli.store import refs
from crmcli.store.read import View
from crmcli.store.reads import sold
from crmcli.store.reads.owners import where_conditions

# What activities cost is told apart from expenses of the same kind.
ACTIVITIES = "(activities)"


class ExpenseRow(NamedTuple):
    """One expense."""

    id: str
    at: str
    kind: str
    amount: Decimal
    currency: str
    rep: str
    customer_id: int | None
    name: str
    order: str
    region: str
    payer: str
    text: str
    receipt: str


class SpentRow(NamedTuple):
    """What was spent in one currency: expenses, of which so much by persons, and what activities cost; total is both."""

    currency: str
    expenses: int
    amount: Decimal
    personal: Decimal
    activity_cost: Decimal
    total: Decimal


class Filters(NamedTuple):
    """What narrows a list of expenses; "" narrows nothing."""

    ref: str = ""
    kind: str = ""
    rep: str = ""  # `-` is nobody
    payer: str = ""
    days: sold.Days = sold.Days()
    where: tuple[str, ...] = ()
    mine: str = ""  # the rep who spent it, or whose customers it was spent on


GROUPS = {**sold.KEYS, "kind": "x.kind"}


def expenses(view: View, filters: Filters, limit: int | None = None) -> list[ExpenseRow]:
    """Return expenses, the latest first."""
    where, values = _conditions(view, filters)
    rows = view.rows(
        "SELECT e.id, e.spent_on, e.kind, e.amount, e.currency, coalesce(r.name, ''), e.customer_id,"
        " coalesce(c.name, ''), coalesce('o' || e.order_id, ''), e.region, e.payer, e.text, e.receipt"
        " FROM expense AS e LEFT JOIN customer AS c ON c.id = e.customer_id LEFT JOIN rep AS r ON r.id = e.rep_id"
        f" WHERE e.spent_on < :until{where} ORDER BY e.spent_on DESC, e.id DESC LIMIT :limit",
        limit=-1 if limit is None else limit,
        **values,
    )
    return [ExpenseRow._make((f"e{row[0]}", *row[1:3], decimal(row[3], row[4]), *row[4:])) for row in rows]


def _conditions(view: View, filters: Filters) -> tuple[str, dict[str, object]]:
    where: list[str] = []
    values: dict[str, object] = {}
    if filters.ref:
        where.append("e.customer_id = :customer")
        values["customer"] = refs.customer(view.sql, filters.ref).id
    if filters.kind:
        where.append("e.kind = :kind")
        values["kind"] = filters.kind
    if filters.rep == "-":
        where.append("e.rep_id IS NULL")
    elif filters.rep:
        where.append("e.rep_id = :rep")
        values["rep"] = refs.rep(view.sql, filters.rep).id
    if filters.payer:
        where.append("e.payer = :payer")
        values["payer"] = filters.payer
    if filters.mine:
        where.append(
            "(e.rep_id = :mine OR EXISTS (SELECT 1 FROM standing AS s"
            " WHERE s.customer_id = e.customer_id AND s.owner_id = :mine))"
        )
        values["mine"] = refs.rep(view.sql, filters.mine).id
    where_conditions(view, filters.where, "e.customer_id", where, values)
    return filters.days.of("e.spent_on") + "".join(f" AND {one}" for one in where), values


def summary(view: View, by: str, days: sold.Days, where: tuple[str, ...] = ()) -> list[tuple[object, str, SpentRow]]:
    """Return (key, name, row) of what was spent per group and currency; what belongs to none is the last."""
    values: dict[str, object] = {}
    conditions = sold.narrowed(view, where, values)
    columns = (
        "x.currency, count(*) FILTER (WHERE x.kind <> ''), coalesce(sum(x.amount) FILTER (WHERE x.kind <> ''), 0),"
        " coalesce(sum(x.amount) FILTER (WHERE x.payer = 'personal'), 0),"
        " coalesce(sum(x.amount) FILTER (WHERE x.kind = ''), 0)"
    )
    rows = view.rows(sold.keyed(sold.costs(days), GROUPS[by], columns, conditions) + " GROUP BY 1, 2", **values)
    called = sold.names(view, by, {row[0] for row in rows})
    if by == "kind":
        called[""] = ACTIVITIES
    found = [
        (key, called[key], SpentRow(code, count, *(decimal(one, code) for one in (*parts, parts[0] + parts[2]))))
        for key, code, count, *parts in rows
    ]
    return sorted(found, key=lambda row: (row[0] in (None, ""), row[1], str(row[0]), row[2].currency))
