"""Who was in touch with whom, and what came of it."""

from decimal import Decimal
from typing import NamedTuple

from crmcli.rules.money import decimal
from crmcli.store import refs
from crmcli.store.read import View
from crmcli.store.reads.owners import owner_condition, where_conditions

NONE = "(none)"


class ActivityRow(NamedTuple):
    """One contact with a customer."""

    id: str
    at: str
    customer_id: int
    name: str
    rep: str
    kind: str
    text: str
    minutes: int | None
    cost: Decimal | None
    currency: str
    contact: str


class ActivityGroup(NamedTuple):
    """How much was done in a group, and when last."""

    group: str
    activities: int
    customers: int
    minutes: int
    last: str


# Groups that can be named with --by: the stage is the one the customer is in.
GROUPS = {"rep": "coalesce(p.name, '')", "kind": "a.kind", "stage": "s.stage"}

_SOURCE = (
    " FROM activity AS a JOIN customer AS c ON c.id = a.customer_id"
    " LEFT JOIN standing AS s ON s.customer_id = a.customer_id"
    " LEFT JOIN rep AS p ON p.id = a.rep_id LEFT JOIN contact AS k ON k.id = a.contact_id WHERE a.at < :until"
)


class Filters(NamedTuple):
    """What narrows the report; "" narrows nothing."""

    ref: str = ""
    owner: str = ""
    rep: str = ""
    kind: str = ""
    since: str = ""  # ISO day: on it or later
    before: str = ""  # ISO day: not on it, nor later
    where: tuple[str, ...] = ()  # KEY=VALUE or KEY!=VALUE
    mine: str = ""  # the rep whose customers' activities these are, or who did them


def activities(view: View, filters: Filters, limit: int | None = None) -> list[ActivityRow]:
    """Return activities, the latest first."""
    where, values = _conditions(view, filters)
    rows = view.rows(
        "SELECT a.id, a.at, a.customer_id, c.name, coalesce(p.name, ''), a.kind, a.text, a.minutes, a.cost,"
        f" a.currency, coalesce(k.name, ''){_SOURCE}{where} ORDER BY a.at DESC, a.id DESC LIMIT :limit",
        limit=-1 if limit is None else limit,
        **values,
    )
    return [
        ActivityRow._make((f"a{row[0]}", *row[1:8], None if row[8] is None else decimal(row[8], row[9]), *row[9:]))
        for row in rows
    ]


def grouped(view: View, filters: Filters, by: str) -> list[ActivityGroup]:
    """Return how much was done per rep, kind or stage, the most first."""
    where, values = _conditions(view, filters)
    rows = view.rows(
        f"SELECT {GROUPS[by]}, count(*), count(DISTINCT a.customer_id), coalesce(sum(a.minutes), 0),"
        f" substr(max(a.at), 1, 10){_SOURCE}{where} GROUP BY 1 ORDER BY 2 DESC, 1",
        **values,
    )
    return [ActivityGroup(row[0] or NONE, *row[1:]) for row in rows]


def _conditions(view: View, filters: Filters) -> tuple[str, dict[str, object]]:
    where: list[str] = []
    values: dict[str, object] = {}
    if filters.ref:
        where.append("a.customer_id = :customer")
        values["customer"] = refs.customer(view.sql, filters.ref).id
    if filters.since:
        where.append("a.at >= :since")
        values["since"] = filters.since
    if filters.before:
        where.append("a.at < :before")
        values["before"] = filters.before
    if filters.owner:
        owner_condition(view, filters.owner, where, values)
    if filters.rep == "-":
        where.append("a.rep_id IS NULL")
    elif filters.rep:
        where.append("a.rep_id = :rep")
        values["rep"] = refs.rep(view.sql, filters.rep).id
    if filters.mine:
        where.append("(s.owner_id = :mine OR a.rep_id = :mine)")
        values["mine"] = refs.rep(view.sql, filters.mine).id
    if filters.kind:
        where.append("a.kind = :kind")
        values["kind"] = filters.kind
    where_conditions(view, filters.where, "a.customer_id", where, values)
    return "".join(f" AND {one}" for one in where), values
