"""Whose a customer was, and who was in touch with customers of others."""

from typing import NamedTuple

from crmcli.rules.dates import days_between
from crmcli.store import refs
from crmcli.store.read import View
from crmcli.store.reads.owners import where_conditions


class OwnershipRow(NamedTuple):
    """One change of owner: who gave the customer from whom ("" is nobody) to whom, and why; `until` "" is today's."""

    id: str
    former: str
    owner: str
    since: str
    until: str
    days: int
    by: str
    why: str


class ConflictRow(NamedTuple):
    """A customer on whom reps get into each other's way: `not-owner`, `two-reps` or `too-often`."""

    id: int
    name: str
    owner: str
    conflict: str
    at: str
    reps: str
    contacts: int
    activity: str


class Window(NamedTuple):
    """How many days are looked at, and how many contacts in them are still no conflict."""

    days: int
    times: int


NOT_OWNER, TWO_REPS, TOO_OFTEN = "not-owner", "two-reps", "too-often"


def owners(view: View, ref: str) -> list[OwnershipRow]:
    """Return whose a customer was since when, by whose word and why, the first owner first."""
    return owners_of(view, refs.customer(view.sql, ref).id)


def owners_of(view: View, customer: int) -> list[OwnershipRow]:
    """Return the same of the customer with that id."""
    rows = view.rows(
        "SELECT w.id, coalesce(r.name, ''), w.since, w.given_by, w.why FROM ownership AS w"
        " LEFT JOIN rep AS r ON r.id = w.rep_id WHERE w.customer_id = :id AND w.since < :until ORDER BY w.since, w.id",
        id=customer,
    )
    found = []
    for place, (one, owner, since, by, why) in enumerate(rows):
        former = rows[place - 1][1] if place else ""
        until = rows[place + 1][2] if place + 1 < len(rows) else ""
        days = days_between(since, view.day)
        if until:
            days -= days_between(until, view.day)
        found.append(OwnershipRow(f"w{one}", former, owner, since, until, days, by, why))
    return found


_OWNER_THEN = (
    "(SELECT w.rep_id FROM ownership AS w WHERE w.customer_id = a.customer_id AND w.since <= substr(a.at, 1, 10)"
    " ORDER BY w.since DESC, w.id DESC LIMIT 1)"
)
_TOUCHED = (
    " FROM activity AS a INDEXED BY activity_at JOIN customer AS c ON c.id = a.customer_id JOIN rep AS p ON p.id = a.rep_id"
    " JOIN standing AS s ON s.customer_id = a.customer_id LEFT JOIN rep AS r ON r.id = s.owner_id"
    " WHERE a.at >= :first AND a.at < :until AND s.archived = 0"
)


def conflicts(view: View, window: Window, mine: int = 0, narrowed: tuple[str, ...] = ()) -> list[ConflictRow]:
    """Return who was in touch with others' customers, and customers met by two reps or too often, the latest first.

    Whose a customer is counts as of the day of the activity. `mine` is a rep who owns the customer, or was in touch.
    """
    where: list[str] = []
    first = view.day.toordinal() - window.days + 1
    values: dict[str, object] = {"first": view.day.fromordinal(max(first, 1)).isoformat(), "mine": mine}
    where_conditions(view, narrowed, "a.customer_id", where, values)
    source = _TOUCHED + "".join(f" AND {one}" for one in where)
    rows = [
        *_by_others(view, source, values),
        *_by_customer(view, source, TWO_REPS, "count(DISTINCT a.rep_id) > 1", values),
        *_by_customer(view, source, TOO_OFTEN, "count(*) > :times", {**values, "times": window.times}),
    ]
    order = (NOT_OWNER, TWO_REPS, TOO_OFTEN)
    rows.sort(key=lambda row: (row.id, order.index(row.conflict)))
    return sorted(rows, key=lambda row: row.at, reverse=True)


def _by_others(view: View, source: str, values: dict[str, object]) -> list[ConflictRow]:
    mine = " AND (:mine = 0 OR a.rep_id = :mine OR owner_then = :mine)"
    rows = view.rows(
        f"SELECT a.customer_id, c.name, {_OWNER_THEN} AS owner_then, a.at, p.name, a.id{source}"
        f" AND owner_then IS NOT NULL AND owner_then <> a.rep_id{mine}",
        **values,
    )
    names = dict(view.rows("SELECT id, name FROM rep"))
    return [
        ConflictRow(one, name, names[owner], NOT_OWNER, at, rep, 1, f"a{activity}")
        for one, name, owner, at, rep, activity in rows
    ]


def _by_customer(view: View, source: str, kind: str, having: str, values: dict[str, object]) -> list[ConflictRow]:
    mine = " AND (:mine = 0 OR s.owner_id = :mine OR sum(a.rep_id = :mine) > 0)"
    rows = view.rows(
        "SELECT a.customer_id, c.name, coalesce(r.name, ''), max(a.at), group_concat(DISTINCT a.rep_id), count(*)"
        f"{source} GROUP BY a.customer_id HAVING {having}{mine}",
        **values,
    )
    names = dict(view.rows("SELECT id, name FROM rep"))
    return [
        ConflictRow(
            one, name, owner, kind, at, ", ".join(sorted(names[int(rep)] for rep in reps.split(","))), count, ""
        )
        for one, name, owner, at, reps, count in rows
    ]
